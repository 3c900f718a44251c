import type { Redirect, StatusEdit, Target } from '../../model/facts.ts';
import { intersection, isNone, type MethodSet, NONE, sameMethods, union } from '../../model/methods.ts';
import type { TextEdit } from '../../model/text.ts';
import { phrase } from '../../model/phrase.ts';
import { EVERYTHING, limitedTo, type Stream } from '../shared/splits.ts';
import { FOLLOWED, OFFERED, replaced } from '../shared/statuses.ts';
import { splitOf, STATUS } from './conditions.ts';
import { type Statement, type Token, vclTree } from './tree.ts';

/** Where a request is turned away: `return (synth(302, …))`, or `error 302 …` in VCL 3. */
interface Turn {
  readonly number: Token;
  readonly statement: Statement;
  readonly stream: Stream;
  readonly reason: readonly Token[];
}

/** `set resp.status = 302`, in the subroutine and under the status with which it is reached; null: with any. */
interface Setting {
  readonly number: Token;
  readonly statement: Statement;
  readonly stream: Stream;
  readonly sub: string;
  /** Codes that the conditions around it ask for. */
  readonly under: readonly number[];
  /** A Location is set beside it. */
  readonly location: readonly Token[] | null;
}

interface Found {
  readonly turns: Turn[];
  readonly settings: Setting[];
  /** The subroutines that answer for a turned-away request. */
  readonly answering: Statement[];
  /** Methods with which a subroutine is called. */
  readonly calls: Map<string, Stream>;
  readonly hasLocation: boolean;
}

const ANSWERING = ['vcl_synth', 'vcl_error'];
const LOCATION = /^(?:resp|beresp|obj)\.http\.location$/i;
const DEEPEST = 60;

/** Every redirect of a VCL file. */
export function redirectsIn(text: string): Redirect[] {
  const tree = vclTree(text);
  const subs = tree.filter(statement => statement.tokens[0]?.text === 'sub' && statement.block);
  const found: Found = {
    turns: [], settings: [], calls: new Map(), answering: subs.filter(sub => ANSWERING.includes(nameOf(sub))), hasLocation: locationIn(tree, 0) !== null,
  };
  // Subroutines of Varnish come first: the methods with which they call others are known then.
  for (const sub of [...subs].sort((a, b) => Number(isCustom(a)) - Number(isCustom(b)))) {
    const stream = isCustom(sub) ? found.calls.get(nameOf(sub)) ?? EVERYTHING : EVERYTHING;
    walk(sub.block ?? [], stream, { sub: nameOf(sub), under: [], depth: 0, text }, found);
  }
  return [...found.turns.flatMap(turn => turned(turn, found) ?? []), ...found.settings.flatMap(setting => set(setting, found) ?? [])]
    .sort((a, b) => a.span.start - b.span.start);
}

function nameOf(sub: Statement): string {
  return sub.tokens[1]?.text ?? '';
}

function isCustom(sub: Statement): boolean {
  return !nameOf(sub).startsWith('vcl_');
}

interface Context {
  readonly sub: string;
  readonly under: readonly number[];
  readonly depth: number;
  readonly text: string;
}

/** Runs one block in order; returns the requests that come to its end. */
function walk(block: readonly Statement[], start: Stream, context: Context, found: Found): Stream {
  if (context.depth > DEEPEST) return start;
  let stream = start;
  // The requests that none of the conditions of one if … elseif … else took, and those that came out of its branches.
  let rest = start;
  let out: MethodSet = NONE;
  for (const statement of block) {
    const words = statement.tokens.map(token => token.text);
    const branch = branchOf(words);
    if (!branch) {
      stream = visit(statement, words, stream, block, context, found);
      continue;
    }
    if (branch.begins) {
      rest = stream;
      out = NONE;
    }
    const condition = statement.tokens.slice(branch.length);
    const split = branch.length === words.length ? null : splitOf(inner(condition), null);
    const written = context.text.slice(statement.span.start, statement.span.end);
    const inside = split ? limitedTo(rest, split.yes, statement.span, `limited here: ${written}`) : rest;
    const after = walk(statement.block ?? [], inside, { ...context, under: [...context.under, ...codesIn(condition)], depth: context.depth + 1 }, found);
    rest = split ? limitedTo(rest, split.no, statement.span, `the rest of: ${written}`) : { ...rest, methods: NONE };
    out = union(out, after.methods);
    const methods = union(out, rest.methods);
    stream = sameMethods(methods, start.methods) ? start : { methods, proofs: [...new Set([...rest.proofs, ...start.proofs])] };
  }
  return stream;
}

/** Words that begin a branch, and how many they are. */
function branchOf([first, second]: readonly string[]): { readonly begins: boolean; readonly length: number } | null {
  if (first === 'if') return { begins: true, length: 1 };
  if (first === 'elseif' || first === 'elsif' || first === 'elif') return { begins: false, length: 1 };
  if (first === 'else') return { begins: false, length: second === 'if' ? 2 : 1 };
  return null;
}

function visit(statement: Statement, words: readonly string[], stream: Stream, block: readonly Statement[], context: Context, found: Found): Stream {
  const { tokens } = statement;
  if (statement.block) return walk(statement.block, stream, { ...context, depth: context.depth + 1 }, found);
  if (words[0] === 'call' && words[1]) {
    const before = found.calls.get(words[1]);
    found.calls.set(words[1], before ? { methods: union(before.methods, stream.methods), proofs: before.proofs } : stream);
  }
  if (words[0] === 'set' && STATUS.test(words[1] ?? '') && words[2] === '=' && tokens[3]) {
    found.settings.push({ number: tokens[3], statement, stream, sub: context.sub, under: context.under, location: locationIn(block, 0) });
  }
  const at = words[0] === 'error' ? 1 : words.indexOf('synth') + 2;
  const number = words[0] === 'error' || (words[0] === 'return' && at > 1) ? tokens[at] : undefined;
  if (number && /^\d+$/.test(number.text)) found.turns.push({ number, statement, stream, reason: tokens.slice(at + 1) });
  return ['return', 'error'].includes(words[0] ?? '') ? { ...stream, methods: NONE } : stream;
}

/** The tokens within the parentheses around a condition. */
function inner(tokens: readonly Token[]): readonly Token[] {
  return tokens[0]?.text === '(' && tokens.at(-1)?.text === ')' ? tokens.slice(1, -1) : tokens;
}

/** The codes that a condition compares the answer's status with. */
function codesIn(tokens: readonly Token[]): number[] {
  return tokens.flatMap((token, index) => {
    const number = tokens[index + 2]?.text ?? '';
    return STATUS.test(token.text) && tokens[index + 1]?.text === '==' && /^\d+$/.test(number) ? Number(number) : [];
  });
}

/** What the Location is set to somewhere in a block; null where it is not. */
function locationIn(block: readonly Statement[], depth: number): readonly Token[] | null {
  for (const { tokens, block: inside } of block) {
    if (tokens[0]?.text === 'set' && LOCATION.test(tokens[1]?.text ?? '')) return tokens.slice(3);
    const found = inside && depth < DEEPEST ? locationIn(inside, depth + 1) : null;
    if (found) return found;
  }
  return null;
}

/** A turn is a redirect where its code, or the code that is set for it, is one and gets a Location. */
function turned(turn: Turn, found: Found): Redirect | null {
  // The conditions see the whole number, the client its last three digits.
  const written = Number(turn.number.text);
  const code = written % 1000;
  const setting = found.settings.find(one => ANSWERING.includes(one.sub) && one.under.includes(written));
  const common = { adapter: 'vcl', span: turn.statement.span, path: null, by: 'configuration' as const, ...limits(turn.stream), handlers: [], sendable: FOLLOWED };
  const target = targetOf(turn.reason);
  if (setting) {
    const sent = codeOf(setting.number);
    if (sent === null || !FOLLOWED.includes(sent)) return null;
    const instead = phrase('{0} is answered with {1} in {2}: change the status there, for all that use it.', turn.number.text, sent, setting.sub);
    return { ...common, status: { code: sent, origin: 'overridden', written }, statusSpan: turn.number.span, target, edits: [], instead };
  }
  if (!FOLLOWED.includes(code)) return null;
  // A file without a subroutine that answers is included by one that has it.
  const location = found.answering.length > 0 ? found.answering.flatMap(sub => reached(sub.block ?? [], written, 0) ?? [])[0] : found.hasLocation ? undefined : [];
  if (!location) return null;
  const edits = replaced(turn.number.span, code, status => String(written - code + status)).map(edit => withGuards(edit, written, written - code + edit.status, found));
  return { ...common, status: { code, origin: 'explicit' }, statusSpan: turn.number.span, target: target.kind === 'unknown' ? targetOf(location) : target, edits };
}

/** The Location that a block sets while the status is the number that was written. */
function reached(block: readonly Statement[], written: number, depth: number): readonly Token[][] | null {
  let isTaken = false;
  for (const { tokens, block: inside } of block) {
    const branch = branchOf(tokens.map(token => token.text));
    if (tokens[0]?.text === 'set' && LOCATION.test(tokens[1]?.text ?? '')) return [tokens.slice(3)];
    if (!inside || depth > DEEPEST) continue;
    if (branch?.begins) isTaken = false;
    const split = branch && branch.length < tokens.length ? splitOf(inner(tokens.slice(branch.length)), written) : null;
    const location = isTaken || (split && isNone(split.yes)) ? null : reached(inside, written, depth + 1);
    if (location) return location;
    if (split && isNone(split.no)) isTaken = true;
  }
  return null;
}

/** Conditions that ask for the old number are made to ask for the new one as well, where the Location depends on them. */
function withGuards(edit: StatusEdit, before: number, after: number, found: Found): StatusEdit {
  const guards = found.answering.filter(sub => !reached(sub.block ?? [], after, 0)).flatMap(sub => guardsIn(sub.block ?? [], before, 0));
  const edits: TextEdit[] = guards.map(({ span, name }) => ({ span, text: `(${name} == ${before} || ${name} == ${after})` }));
  return edits.length > 0 ? { ...edit, onlyStatus: false, edits: [...edit.edits, ...edits] } : edit;
}

function guardsIn(block: readonly Statement[], written: number, depth: number): { readonly span: { start: number; end: number }; readonly name: string }[] {
  return block.flatMap(({ tokens, block: inside }) => {
    if (!inside || depth > DEEPEST) return [];
    const own = tokens.flatMap((token, index) => {
      const number = tokens[index + 2];
      const compares = STATUS.test(token.text) && tokens[index + 1]?.text === '==' && number?.text === String(written);
      return compares ? [{ span: { start: token.span.start, end: number.span.end }, name: token.text }] : [];
    });
    return locationIn(inside, 0) ? [...own, ...guardsIn(inside, written, depth + 1)] : [];
  });
}

/** `set resp.status = 302` beside a Location; for a code of the file's own, the requests are those that were turned away with it. */
function set(setting: Setting, found: Found): Redirect | null {
  const code = codeOf(setting.number);
  if (code === null || !FOLLOWED.includes(code) || !setting.location) return null;
  const users = found.turns.filter(turn => setting.under.includes(Number(turn.number.text)));
  const stream = users.length > 0 && ANSWERING.includes(setting.sub) ? together(users.map(({ stream: one }) => one), setting.stream) : setting.stream;
  return {
    adapter: 'vcl', span: setting.statement.span, path: null, by: 'configuration', ...limits(stream), handlers: [], sendable: FOLLOWED,
    status: { code, origin: 'explicit' }, statusSpan: setting.number.span, target: targetOf(setting.location),
    edits: replaced(setting.number.span, code).filter(({ status }) => OFFERED.includes(status)),
  };
}

function together(streams: readonly Stream[], here: Stream): Stream {
  const methods = intersection(streams.reduce((all, one) => union(all, one.methods), NONE), here.methods);
  return { methods, proofs: [...new Set([...here.proofs, ...streams.flatMap(({ proofs }) => proofs)])] };
}

function limits({ methods, proofs }: Stream): Pick<Redirect, 'methods' | 'proofs'> {
  return { methods, proofs };
}

function codeOf({ text }: Token): number | null {
  return /^\d+$/.test(text) ? Number(text) % 1000 : null;
}

/** `"https://" + req.http.host + req.url`. */
function targetOf(tokens: readonly Token[]): Target {
  const words = tokens.map(token => token.text).filter(text => !['(', ')', ',', '+'].includes(text));
  if (words.some(word => /^req\.url$/.test(word))) return { kind: 'request', text: words.join(' ') };
  const [only] = words;
  const text = only && /^(?:"[^"]*"|\{"[\s\S]*"\})$/.test(only) ? only.replace(/^\{?"|"\}?$/g, '') : null;
  if (words.length === 1 && text !== null && /^(?:\/|https?:)/.test(text)) return { kind: 'path', text };
  return words.length > 1 ? { kind: 'pattern', text: words.join(' ') } : { kind: 'unknown', text: null };
}
