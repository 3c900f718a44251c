import { fixesIn } from './callee-fixes.ts';
import { indexOf } from './demand.ts';
import { applyEdits } from './fix/apply.ts';
import { lintFile } from './lint.ts';
import type { Finding, Site } from './model/finding.ts';
import type { ReadOptions, SourceFile } from './model/reading.ts';
import { grammarsIn, SHIPPED_GRAMMARS } from './node/grammars.ts';
import type { Judging } from './rules/rule.ts';
import { useGrammars } from './syntax/parser.ts';

export { type Evidence, type Finding, type Fix, redirectOf, type Severity, type Site, type SuppressionSite } from './model/finding.ts';
export { type MethodSet, namesOf } from './model/methods.ts';
export type { HelperCall, ReadOptions, RedirectsFilePlatform, SourceFile } from './model/reading.ts';
export { LineIndex, type Place, type Span, type TextEdit } from './model/text.ts';
export { rules } from './rules/index.ts';
export type { Judging, Rule, RuleDocs, Severities } from './rules/rule.ts';

/** Severities and the like, and which files have which format. */
export interface LintOptions extends Judging, ReadOptions {}

/** What is known of one file. */
export interface LintedFile extends SourceFile {
  /** Every redirect, also the good ones, in the order of the text. */
  readonly sites: readonly Site[];
  /** What the rules say, without what a comment in the file switches off. */
  readonly findings: readonly Finding[];
  /** Why the file, or a part of it, could not be read; empty where all is well. */
  readonly problems: readonly string[];
}

/**
 * Lints texts as one project: what one file says of another (a route of its handler) counts.
 * Reads nothing from disk but the grammars of this package. Rejects for no text whatever; two files of one path are a `RangeError`.
 * The result is in the order of the files.
 */
export async function lint(files: Iterable<SourceFile>, options: LintOptions = {}): Promise<LintedFile[]> {
  useGrammars(grammarsIn(SHIPPED_GRAMMARS));
  const given = [...files];
  const paths = new Set<string>();
  for (const { path } of given) {
    if (paths.has(path)) throw new RangeError(`two files are called ${path}`);
    paths.add(path);
  }
  const index = await indexOf(given, options);
  const fixesOf = fixesIn(index);
  return given.map(({ path, text }) => {
    const { findings, ...linted } = lintFile(index, path, text, options);
    return { path, text, ...linted, findings: findings.map(finding => ({ ...finding, fixes: fixesOf(finding) })), problems: index.get(path)?.problems ?? [] };
  });
}

/** The text of a linted file after the fixes that are preferred and safe; those that overlap another are left for a second run. */
export function fixed({ text, findings }: LintedFile): string {
  return applyEdits(text, findings.flatMap(finding => finding.fixes.filter(fix => fix.preferred && fix.safe && fix.file === undefined).map(fix => fix.edits))).text;
}
