import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fixesIn } from '../src/callee-fixes.ts';
import { indexOf } from '../src/demand.ts';
import { applyEdits } from '../src/fix/apply.ts';
import { lintFile } from '../src/lint.ts';
import { type Finding, redirectOf, type Site } from '../src/model/finding.ts';
import { namesOf } from '../src/model/methods.ts';
import { LineIndex } from '../src/model/text.ts';
import { type GrammarName, useGrammars } from '../src/syntax/parser.ts';

export const FIXTURES = path.join(path.dirname(fileURLToPath(import.meta.url)), 'fixtures');
const modules = path.resolve(FIXTURES, '../../../node_modules');
const OTHER_GRAMMARS: Partial<Record<GrammarName, string>> = {
  yaml: '@tree-sitter-grammars/tree-sitter-yaml/tree-sitter-yaml.wasm',
  toml: '@tree-sitter-grammars/tree-sitter-toml/tree-sitter-toml.wasm',
  hcl: '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm',
  kotlin: '@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm',
  elixir: 'tree-sitter-elixir/tree-sitter-elixir.wasm',
};

useGrammars({
  runtime: () => fs.promises.readFile(path.join(modules, 'web-tree-sitter/web-tree-sitter.wasm')),
  grammar: name => fs.promises.readFile(path.join(modules, OTHER_GRAMMARS[name] ?? `@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`)),
});

/** Texts by their path relative to the workspace folder. */
export type Files = ReadonlyMap<string, string>;

export interface Linted {
  readonly sites: Site[];
  readonly findings: Finding[];
}

/** Lints files as one workspace, by the same functions as the command line and the editor; each hint is shown for itself. */
export async function lint(files: Files): Promise<Map<string, Linted>> {
  const index = await indexOf([...files].map(([path, text]) => ({ path, text })));
  const fixesOf = fixesIn(index);
  return new Map([...files].map(([file, text]) => {
    const { sites, findings } = lintFile(index, file, text, { unboundedHints: 'each' });
    return [file, { sites, findings: findings.map(finding => ({ ...finding, fixes: fixesOf(finding) })) }];
  }));
}

/** Every file below a folder, by its path relative to it. */
export function filesBelow(folder: string): Map<string, string> {
  const names = fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
  return new Map(names.map(name => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}

/**
 * Checks what is annotated in each file against what is found in it; every line without an annotation must be silent.
 * An annotation stands below the line it speaks of, in a comment of that language:
 *
 *     return 302 /x;
 * #   ^^^^^^^^^^^^^ ambiguous-302 hint ANY → 307      carets mark the finding, then rule, severity, methods, preferred fix
 * #   ^^^^^^^^^^^^^ ok 303 POST                        a redirect that was seen, with its status and methods, and no finding
 * # <- ambiguous-302 warning POST → none              begins at the line's first character that is no blank; its end is not checked
 *
 * JSON and others without comments keep their annotations in a file beside them, `NAME.expected`,
 * in which each line is `LINE:COLUMN` (1-based) instead of carets.
 */
export async function checkAnnotated(files: Files): Promise<void> {
  const sources = new Map([...files].filter(([file]) => !file.endsWith('.expected')));
  const results = await lint(sources);
  for (const [file, text] of sources) {
    const beside = files.get(`${file}.expected`);
    const expected = beside === undefined ? annotationsIn(text) : annotationsBeside(beside, text);
    const { sites, findings } = results.get(file) as Linted;
    const found = [...findings.map(finding => describe(finding, text)), ...sites.filter(site => !findings.some(f => f.site === site)).map(site => describeQuiet(site, text))];
    const lines: string[] = [];
    for (const item of expected) {
      const at = found.findIndex(other => matches(item, other));
      if (at < 0) lines.push(`missing   ${file}:${item.line + 1}  ${item.says}`);
      else found.splice(at, 1);
    }
    for (const item of found.filter(other => !other.says.startsWith('ok '))) lines.push(`unexpected ${file}:${item.line + 1}:${item.column + 1}-${item.end + 1}  ${item.says}`);
    if (lines.length > 0) {
      for (const item of found.filter(other => other.says.startsWith('ok '))) lines.push(`(also seen  ${file}:${item.line + 1}:${item.column + 1}-${item.end + 1}  ${item.says})`);
    }
    assert.equal(lines.join('\n'), '', `annotations of ${file}`);
    checkSpans(sites, text, file);
  }
}

/** Takes each offered fix of each finding by itself and lints the result again: that finding must be gone, and none have come. */
export async function checkEveryFix(files: Files): Promise<number> {
  let taken = 0;
  const results = await lint(files);
  for (const [file, { findings }] of results) {
    for (const finding of findings) {
      assert.ok(finding.fixes.filter(fix => fix.preferred).length === (finding.fixes.length > 0 ? 1 : 0), `one preferred fix in ${file}`);
      for (const fix of finding.fixes) {
        const changed = fix.file ?? file;
        const text = files.get(changed) as string;
        const { text: after, applied } = applyEdits(text, [fix.edits]);
        assert.equal(applied, 1, `edit applies in ${changed}: ${JSON.stringify(fix)}`);
        assert.notEqual(after, text);
        const again = await lint(new Map([...files, [changed, after]]));
        const where = `${file}:${new LineIndex(files.get(file) as string).position(finding.site.span.start).line + 1} fix ${fix.status}\n${after}`;
        assert.ok((again.get(file) as Linted).findings.length < findings.length, `finding gone, none new: ${where}`);
        for (const [other, { findings: now }] of again) assert.ok(now.length <= (results.get(other) as Linted).findings.length, `none new in ${other}: ${where}`);
        taken++;
      }
    }
  }
  return taken;
}

/** Takes, for every finding, the fix with one of these statuses, and returns the texts after it. */
export async function fixAll(files: Files, statuses: readonly number[]): Promise<Map<string, string>> {
  const results = await lint(files);
  return new Map([...files].map(([file, text]) => {
    const findings = results.get(file)?.findings ?? [];
    const sets = findings.flatMap(finding => finding.fixes.filter(fix => fix.file === undefined && fix.status !== null && statuses.includes(fix.status)).slice(0, 1).map(fix => fix.edits));
    return [file, applyEdits(text, sets).text];
  }));
}

interface Item {
  readonly line: number;
  /** Column and end are 0-based; -1: not stated. */
  readonly column: number;
  readonly end: number;
  readonly says: string;
}

const ANNOTATION = /^(\s*(?:\/\/|#|--|;|<!--|\{#|\*)\s*)(\^+|<-)\s+((?:ok|[a-z]+(?:-[a-z0-9]+)+)\s.*?)\s*(?:-->|#\})?$/;

function annotationsIn(text: string): Item[] {
  const items: Item[] = [];
  let subject = 0;
  const all = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  all.forEach((line, number) => {
    const match = ANNOTATION.exec(line);
    if (!match) {
      subject = number;
      return;
    }
    const [, lead = '', mark = '', says = ''] = match;
    const column = mark === '<-' ? (all[subject] ?? '').search(/\S/) : lead.length;
    items.push({ line: subject, column, end: mark === '<-' ? -1 : column + mark.length, says: says.trim() });
  });
  return items;
}

function annotationsBeside(expected: string, _text: string): Item[] {
  return expected.split('\n').filter(line => /^\d/.test(line)).map(line => {
    const [, number, column, says] = /^(\d+):(\d+)\s+(.*)$/.exec(line) ?? assert.fail(`unreadable: ${line}`);
    return { line: Number(number) - 1, column: Number(column) - 1, end: -1, says: (says as string).trim() };
  });
}

function matches(expected: Item, found: Item): boolean {
  return expected.says === found.says && expected.line === found.line && expected.column === found.column
    && (expected.end === -1 || expected.end === found.end);
}

function describe(finding: Finding, text: string): Item {
  const preferred = finding.fixes.find(fix => fix.preferred);
  const site = redirectOf(finding);
  const about = site ? `${namesOf(site.methods).join('+')} → ${preferred?.status ?? 'none'}` : finding.isUnnecessary ? 'unnecessary' : '';
  return { ...place(finding.site, text), says: `${finding.rule} ${finding.severity} ${about}`.trim() };
}

function describeQuiet(site: Site, text: string): Item {
  return { ...place(site, text), says: `ok ${site.status.code ?? 'unknown'} ${namesOf(site.methods).join('+') || 'NONE'}` };
}

function place(site: Finding['site'], text: string): Item {
  const shift = text.startsWith('\uFEFF') ? 1 : 0;
  const lines = new LineIndex(text);
  const start = lines.position(site.span.start);
  const end = lines.position(site.span.end);
  const bom = start.line === 0 ? shift : 0;
  const lineEnd = start.line === end.line ? end.column : lines.lineStart(start.line + 1) - lines.lineStart(start.line) - 1;
  return { line: start.line, column: start.column - bom, end: lineEnd - bom, says: '' };
}

function checkSpans(sites: readonly Site[], text: string, file: string): void {
  for (const site of sites) {
    for (const span of [site.span, ...(site.statusSpan ? [site.statusSpan] : []), ...site.edits.flatMap(edit => edit.edits.map(one => one.span))]) {
      assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, `span inside ${file}: ${JSON.stringify(span)}`);
    }
  }
}
