import assert from 'node:assert/strict';
import type { Node } from 'web-tree-sitter';
import { factsOf, readerOf } from '../../src/analyse.ts';
import { DocumentMemory, editOf } from '../../src/document-memory.ts';
import { applyEdits } from '../../src/fix/apply.ts';
import { WorkspaceIndex } from '../../src/link/index.ts';
import { lintFile } from '../../src/lint.ts';
import { Folder } from '../../src/lsp/folder.ts';
import { sayIn } from '../../src/lsp/l10n.ts';
import { Positions } from '../../src/lsp/positions.ts';
import { reportOf } from '../../src/lsp/report.ts';
import type { Session } from '../../src/lsp/session.ts';
import type { FileFacts, Redirect } from '../../src/model/facts.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Span, TextEdit } from '../../src/model/text.ts';
import { type GrammarName, loadGrammar, TreeMemory } from '../../src/syntax/parser.ts';
import { Unreadable } from '../../src/syntax/unreadable.ts';
import { isBreak } from '../../src/syntax/runtime.ts';
import type { SyntaxTree } from '../../src/syntax/tree.ts';
import type { Input, Mutation } from './inputs.ts';

/** What each property went through, for the totals. */
export interface Tried {
  readonly files: number;
  readonly edits: number;
}

/** Reading never throws, says the same each time, says it in plain data, and names no place outside of the text. */
export async function factsAreSound(input: Input): Promise<Tried> {
  const facts = await factsOf(input);
  assert.deepEqual(JSON.parse(JSON.stringify(facts)), facts, 'plain data');
  assert.deepEqual(await factsOf(input), facts, 'the same text says the same');
  for (const { start, end } of spansIn(facts)) assert.ok(start >= 0 && start <= end && end <= input.text.length, `span ${start}-${end} outside of ${input.text.length}`);
  for (const redirect of facts.redirects) {
    for (const { edits } of redirect.edits) {
      assert.equal(applyEdits(input.text, [edits]).applied, 1, 'edits of one fix fit together');
      for (const { span } of edits) assert.ok(isOfRedirect(input.text, span, redirect), `replaces nothing but the redirect: ${JSON.stringify(input.text.slice(span.start, span.end))} for ${redirect.adapter} at ${redirect.span.start}`);
    }
    for (const id of redirect.handlers) assert.ok(facts.handlers.some(handler => handler.id === id), `handler ${id} is stated`);
  }
  return { files: 1, edits: 0 };
}

/** What an edit may take away: a part of the redirect, what touches it, or a few words elsewhere that name its status. */
function isOfRedirect(text: string, { start, end }: Span, { span, statusSpan }: Redirect): boolean {
  const touches = (other: Span) => start <= other.end && other.start <= end;
  return start === end || touches(span) || statusSpan !== null && touches(statusSpan) || end - start <= 40 && /30\d|status|other|found|moved|redirect|permanent|temporary/i.test(text.slice(start, end));
}

/** After any sequence of edits, what was re-parsed says what a fresh reading says. */
export async function incrementalEqualsFresh(input: Input, edits: readonly Mutation[]): Promise<Tried> {
  const memory = new DocumentMemory();
  let { text } = input;
  await factsOf(input, {}, memory);
  for (const edit of edits) {
    text = edit(text);
    assert.deepEqual(await factsOf({ path: input.path, text }, {}, memory), await factsOf({ path: input.path, text }));
  }
  memory.forget();
  return { files: 1, edits: edits.length };
}

/** Facts that were moved and not read again, because an edit left alone all that they were stated by, are those of a fresh reading; an edit that needs reading is taken back. */
export async function movedEqualsFresh(input: Input, edits: readonly Mutation[]): Promise<Tried> {
  const memory = new DocumentMemory();
  let { text } = input;
  let moved = 0;
  const isMoved = async (next: string) => {
    const facts = await factsOf({ path: input.path, text: next }, {}, memory);
    if (!editOf(facts)?.isMoved) return false;
    moved++;
    assert.deepEqual(facts, await factsOf({ path: input.path, text: next }), next);
    return true;
  };
  await isMoved(text);
  for (const edit of edits) {
    const next = edit(text);
    if (await isMoved(next)) text = next;
    else await isMoved(text);
  }
  memory.forget();
  return { files: 1, edits: moved };
}

/** An edit of one of several files, and whether the editor asks for diagnostics after it. */
export interface Typed {
  readonly file: number;
  readonly change: Mutation;
  readonly isAsked: boolean;
}

/**
 * While files are typed in, what is kept of them, of their folder and of its reports says what fresh readings of all of them say. Most edits leave the syntax alone,
 * so that facts and findings of a part of a file are made anew, beside those that stand.
 */
export async function typedEqualsFresh(inputs: readonly Input[], edits: readonly Typed[]): Promise<Tried> {
  const texts = new Map(inputs.map(({ path, text }) => [path, text]));
  const memories = new Map(inputs.map(({ path }) => [path, new DocumentMemory()]));
  const stated = new Map<string, FileFacts>();
  const session = sessionOf(texts);
  const kept = new Folder(null);
  const read = async (path: string) => {
    const file = { path, text: texts.get(path) as string };
    stated.set(path, await factsOf(file));
    const now = await factsOf(file, {}, memories.get(path));
    assert.deepEqual(now, stated.get(path), file.text);
    kept.state(path, now);
  };
  for (const path of texts.keys()) await read(path);
  for (const { file, change, isAsked } of edits) {
    const path = [...texts.keys()][file % texts.size] as string;
    texts.set(path, change(texts.get(path) as string));
    await read(path);
    if (!isAsked) continue;
    const fresh = new Folder(null);
    for (const [each, said] of stated) fresh.state(each, said);
    for (const each of texts.keys()) {
      const [now, anew] = [await reportOf(session, kept, each), await reportOf(session, fresh, each)];
      assert.deepEqual(now.diagnostics, anew.diagnostics, texts.get(path));
    }
    for (const each of texts.keys()) assert.deepEqual((await reportOf(session, kept, each)).findings, (await reportOf(session, fresh, each)).findings, texts.get(path));
  }
  for (const memory of memories.values()) memory.forget();
  return { files: inputs.length, edits: edits.length };
}

/** As much of a session as reports ask for. */
export function sessionOf(texts: ReadonlyMap<string, string>): Session {
  const textOf = (_: Folder, path: string) => texts.get(path) ?? '';
  const traits = { related: true, tags: true, codeDescription: true, diagnosticData: true, encoding: 'utf-16' };
  const session: Pick<Session, 'openAt' | 'textOf' | 'positionsOf' | 'say'> & { traits: Partial<Session['traits']> } = {
    openAt: () => undefined, textOf: async (folder, path) => textOf(folder, path), positionsOf: async (folder, path) => new Positions(textOf(folder, path), 'utf-16'), say: sayIn('en'), traits: traits as Partial<Session['traits']>,
  };
  return session as Session;
}

/** After any sequence of edits, the tree that was kept is the one that the parser makes of the text, wherever that has no syntax error. */
export async function treeIsTheParsers(input: Input, edits: readonly Mutation[]): Promise<Tried> {
  const memory = new TreeMemory();
  let { text } = input;
  const parse = async (grammar: GrammarName, parsed = text): Promise<SyntaxTree> => {
    const kept = await memory.parse(grammar, parsed);
    const raw = (await loadGrammar(grammar)).parse(parsed);
    if (raw && !raw.rootNode.hasError) assertSame(kept.rootNode, raw.rootNode);
    raw?.delete();
    return kept;
  };
  for (const edit of [(same: string) => same, ...edits]) {
    text = edit(text);
    const file = { path: input.path, text };
    const reader = readerOf(file);
    try {
      await (reader && ('extensions' in reader ? reader.facts(file, parse, []) : reader.facts(file, parse)));
    } catch (error) {
      // The next edit may make it readable again.
      if (!(error instanceof Unreadable) && !isBreak(error)) throw error;
    }
  }
  memory.forget();
  return { files: 1, edits: edits.length };
}

function assertSame(kept: Node, raw: Node): void {
  const open: [Node, Node][] = [[kept, raw]];
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const [left, right] = pair;
    assert.equal(shapeOf(left), shapeOf(right));
    assert.equal(left.children.length, right.children.length, shapeOf(right));
    const names = new Set(right.children.flatMap((_, at) => right.fieldNameForChild(at) ?? []));
    for (const name of names) assert.deepEqual(left.childrenForFieldName(name).map(shapeOf), right.childrenForFieldName(name).map(shapeOf), name);
    for (const name of names) assert.deepEqual(shapeOf(left.childForFieldName(name)), shapeOf(right.childForFieldName(name)), name);
    const [from, to] = [right.startIndex, right.endIndex];
    if (from < to) assert.equal(shapeOf(kept.descendantForIndex(from, from + 1)), shapeOf(raw.descendantForIndex(from, from + 1)));
    // tree-sitter passes over siblings without width, such as the block of a Python function that has none yet.
    const next = left.nextNamedSibling;
    if (!next || next.startIndex < next.endIndex) assert.equal(shapeOf(next), shapeOf(right.nextNamedSibling));
    assert.equal(shapeOf(left.parent), shapeOf(right.parent));
    for (const [at, child] of right.children.entries()) open.push([left.children[at] as Node, child]);
  }
}

function shapeOf(node: Node | null): string {
  return node ? `${node.type} ${node.startIndex}-${node.endIndex}${node.isNamed ? ' named' : ''}${node.isMissing ? ' missing' : ''}${node.hasError ? ' error' : ''}` : 'none';
}

/** Findings do not depend on the order in which files become known, nor on files that came and went. */
export async function orderSaysNothing(inputs: readonly Input[]): Promise<Tried> {
  const files = [...new Map(inputs.map(input => [input.path, input])).values()];
  const stated = await Promise.all(files.map(async input => [input, await factsOf(input)] as const));
  const judged = (order: typeof stated, detour: boolean) => {
    const index = new WorkspaceIndex();
    for (const [{ path }, facts] of order) index.set(path, facts);
    if (detour) for (const [{ path }] of order) index.delete(path);
    if (detour) for (const [{ path }, facts] of order) index.set(path, facts);
    return files.map(({ path, text }) => lintFile(index, path, text));
  };
  const [forth, back] = [judged(stated, false), judged([...stated].reverse(), true)];
  assert.deepEqual(back, forth);
  return { files: files.length, edits: 0 };
}

/**
 * Each offered fix applies, takes its finding away, brings none, breaks no syntax, and all preferred ones fit together. In a statement of the file that has syntax
 * errors already, the parser may make something else of what it does not understand once anything changes: there a fix only has to apply.
 */
export async function fixesAreSafe(input: Input): Promise<Tried> {
  const before = await judge(input);
  const isUnclear = ({ site }: Finding, edits: readonly TextEdit[]) => [site.span, ...edits.map(({ span }) => span)].some(at => before.unclear.some(part => part.start <= at.end && at.start <= part.end));
  for (const finding of before.findings) {
    for (const fix of finding.fixes) {
      const { text, applied } = applyEdits(input.text, [fix.edits]);
      assert.equal(applied, 1, 'applies');
      assert.notEqual(text, input.text, 'changes something');
      if (isUnclear(finding, fix.edits)) continue;
      const after = await judge({ path: input.path, text });
      const what = `${finding.rule}, fix ${fix.status ?? fix.title}, at ${finding.site.span.start} of ${input.path}`;
      assert.ok(after.errors <= before.errors, `no new syntax error: ${what}`);
      assert.ok(isFewer(after.findings, before.findings, finding), `finding gone and none come: ${what}`);
    }
  }
  const preferred = before.findings.flatMap(finding => finding.fixes.filter(fix => fix.preferred).map(fix => fix.edits));
  const all = await judge({ path: input.path, text: applyEdits(input.text, preferred).text });
  assert.ok(all.errors <= before.errors || before.findings.some(finding => finding.fixes.some(fix => isUnclear(finding, fix.edits))), 'all preferred fixes together bring no syntax error');
  // With other line ends the parser may recover otherwise from what it does not understand, and other redirects be found.
  if (before.findings.length > 0 && before.errors === 0) await fixesKeepBytes(input.text, before.findings, async text => (await judge({ path: input.path, text })).findings);
  if (before.errors > 0 && endsLinesWithLf(input.text)) {
    const text = input.text.replaceAll('\n', '\r\n');
    for (const { fixes } of (await judge({ path: input.path, text })).findings) for (const fix of fixes) assert.doesNotMatch(applyEdits(text, [fix.edits]).text, /(?<!\r)\n/, 'line ends stay');
  }
  return { files: 1, edits: before.findings.reduce((sum, finding) => sum + finding.fixes.length, 0) };
}

/** Whether a fix can tell from the text how its lines end, so that another form of it has others. */
function endsLinesWithLf(text: string): boolean {
  return text.includes('\n') && !text.includes('\r');
}

/** Fixes of the same text with other line ends, or with a byte order mark, do the same and leave those as they are. */
export async function fixesKeepBytes(text: string, findings: readonly Finding[], judged: (text: string) => Promise<readonly Finding[]>): Promise<void> {
  const results = (of: string, all: readonly Finding[]) => all.flatMap(finding => finding.fixes.map(fix => applyEdits(of, [fix.edits]).text));
  const fixed = results(text, findings);
  const forms: ((one: string) => string)[] = [];
  if (endsLinesWithLf(text)) forms.push(one => one.replaceAll('\n', '\r\n'));
  if (!text.startsWith('\uFEFF')) forms.push(one => `\uFEFF${one}`);
  for (const form of forms) {
    const other = form(text);
    assert.deepEqual(results(other, await judged(other)), fixed.map(form), 'line ends and byte order mark stay');
  }
}

/**
 * One finding less, and of each rule no more than before. What states the status for a whole function (`@ResponseStatus`) may
 * be wrong for another redirect in it.
 */
export function isFewer(after: readonly Finding[], before: readonly Finding[], fixed: Finding): boolean {
  const count = (findings: readonly Finding[], rule: string) => findings.filter(finding => finding.rule === rule).length;
  const around = ({ site }: Finding) => 'names' in site ? site.names.join() : '';
  const isBeside = (finding: Finding) => around(finding) !== '' && around(finding) === around(fixed);
  return after.length < before.length && after.every(finding => count(after, finding.rule) <= count(before, finding.rule) || isBeside(finding));
}

async function judge(input: Input): Promise<Syntax & { findings: Finding[] }> {
  const index = new WorkspaceIndex();
  index.set(input.path, await factsOf(input));
  // Grouped, the fix of one would bring its neighbour forward.
  return { findings: lintFile(index, input.path, input.text, { unboundedHints: 'each' }).findings, ...await syntaxOf(input) };
}

/** How many places of a file its grammar does not understand, and the statements of the file that have one; none for formats that need no grammar. */
interface Syntax {
  readonly errors: number;
  readonly unclear: readonly Span[];
}

/** What of a file its grammar does not understand, as the tree says that its reader asks for. */
export async function syntaxOf(input: Input): Promise<Syntax> {
  const memory = new TreeMemory();
  let syntax: Syntax = { errors: 0, unclear: [] };
  const parse = async (grammar: GrammarName, text = input.text): Promise<SyntaxTree> => {
    const tree = await memory.parse(grammar, text);
    const { rootNode: root } = tree;
    const parts = root.isError ? [root] : root.children.filter(child => child.hasError);
    syntax = { errors: errorsBelow(root), unclear: parts.map(({ startIndex: start, endIndex: end }) => ({ start, end })) };
    return tree;
  };
  const reader = readerOf(input);
  try {
    await (reader && ('extensions' in reader ? reader.facts(input, parse, []) : reader.facts(input, parse)));
  } catch (error) {
    if (!(error instanceof Unreadable || error instanceof RangeError)) throw error;
  }
  memory.forget();
  return syntax;
}

function errorsBelow(root: Node): number {
  let errors = 0;
  const open: Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (!node.hasError) continue;
    if (node.isError || node.isMissing) errors++;
    open.push(...node.children.filter((child): child is Node => child !== null));
  }
  return errors;
}

function* spansIn(value: unknown): Generator<{ start: number; end: number }> {
  if (typeof value !== 'object' || value === null) return;
  if ('start' in value && 'end' in value) yield value as { start: number; end: number };
  for (const inner of Object.values(value as FileFacts)) yield* spansIn(inner);
}
