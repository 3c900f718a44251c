import { type Assumption, assumed } from './link/assumed.ts';
import type { Reads, WorkspaceIndex } from './link/index.ts';
import { siteOfRedirect, sitesOf, sitesOfCalls } from './link/site.ts';
import { withWritePath } from './link/write-paths.ts';
import type { FileFacts, Redirect } from './model/facts.ts';
import { type Finding, redirectOf, type Site } from './model/finding.ts';
import { grouped } from './rules/grouped.ts';
import { judge, judgeSuppressions, withSeverity } from './rules/index.ts';
import type { Judging } from './rules/rule.ts';
import { suppressor, type Use } from './rules/suppressed.ts';
import { isBelowPointer } from './syntax/json-pointer.ts';

/** An entry of the configuration that switches rules off in files without comments. */
export interface SuppressionEntry {
  readonly rules: readonly string[];
  /** Only redirects that are declared for this path. */
  readonly path?: string;
  /** Only redirects at or below this JSON Pointer. */
  readonly pointer?: string;
  readonly reason: string;
}

/** What a project's configuration says of one file. */
export interface LintSettings extends Judging {
  /** Methods of redirects that nothing else limits; the first that fits decides. */
  readonly assume?: readonly Assumption[];
  readonly suppressions?: readonly SuppressionEntry[];
}

/** A finding that is switched off. */
export interface Suppressed {
  readonly finding: Finding;
  /** By a comment of the file or by an entry of the configuration. */
  readonly by: 'comment' | SuppressionEntry;
  readonly reason: string | null;
}

/** What is known of one file. */
export interface Linted {
  readonly sites: Site[];
  readonly findings: Finding[];
  /** Those of rules that are off are among them, so that what switches them off as well does not count as unused. */
  readonly suppressed: readonly Suppressed[];
}

/** Judges one file of the index: its redirects, its findings in the order of the text, and those that are switched off. `text` is the file's. */
export function lintFile(index: WorkspaceIndex, file: string, text: string, settings: LintSettings = {}): Linted {
  const facts: FileFacts | undefined = index.get(file);
  if (!facts) return { sites: [], findings: [], suppressed: [] };
  const sites = sitesOf(index, file).map(site => asSet(site, settings));
  const commentFor = suppressor(facts.suppressions, text);
  const uses: Use[] = [];
  const kept: Finding[] = [];
  const suppressed: Suppressed[] = [];
  for (const finding of sites.flatMap(site => judge(site))) {
    const use = commentFor(finding);
    const entry = use ? null : settings.suppressions?.find(each => covers(each, finding, text));
    if (use) uses.push(use);
    if (use) suppressed.push({ finding, by: 'comment', reason: use.suppression.reason });
    else if (entry) suppressed.push({ finding, by: entry, reason: entry.reason });
    else kept.push(finding);
  }
  const judged = kept.flatMap(finding => withSeverity(finding, settings) ?? []);
  const findings = settings.unboundedHints === 'each' ? judged : grouped(judged);
  if (facts.suppressions.length === 0) return { sites, findings, suppressed };
  return { sites, findings: inOrder([...findings, ...judgeSuppressions(file, facts.suppressions, uses, settings)]), suppressed };
}

/** What is known of one redirect of a file, where nothing else in the file has a say. */
export interface LintedRedirect {
  readonly site: Site;
  readonly findings: readonly Finding[];
  readonly reads: Reads;
}

/**
 * Whether all that is said of a file is said of its redirects, of each by itself: no comment and no setting switches anything off, no call is judged, and no
 * finding speaks for others.
 */
export function isJudgedApart(index: WorkspaceIndex, file: string, { suppressions = [] }: LintSettings): boolean {
  const facts = index.get(file);
  return !!facts && facts.suppressions.length === 0 && suppressions.length === 0 && facts.redirects.every(({ by }) => by === 'handler') && sitesOfCalls(index, file).length === 0;
}

/** Judges one redirect of a file whose redirects are judged apart. */
export function lintRedirect(index: WorkspaceIndex, file: string, redirect: Redirect, settings: LintSettings): LintedRedirect {
  const { value: site, reads } = index.reading(() => asSet(siteOfRedirect(index, file, redirect), settings));
  return { site, reads, findings: judge(site).flatMap(finding => withSeverity(finding, settings) ?? []) };
}

function asSet(site: Site, { assume = [], writePaths }: LintSettings): Site {
  return withWritePath(assumed(site, assume), writePaths);
}

function covers({ rules, path, pointer }: SuppressionEntry, finding: Finding, text: string): boolean {
  return rules.includes(finding.rule) && (path === undefined || redirectOf(finding)?.path === path)
    && (pointer === undefined || isBelowPointer(text, finding.site.span.start, pointer));
}

function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => a.site.span.start - b.site.span.start);
}
