import type { Proof } from '../../model/facts.ts';
import { ANY, intersection, isNone, type MethodSet, NONE, union } from '../../model/methods.ts';
import type { Directive, Item, Word } from '../../syntax/directives.ts';
import { matching, NAMED, OTHER, type Split, UNDECIDED } from '../shared/splits.ts';

/** One text that a variable can hold, and the methods of the requests for which it can; null: a text that is not known. */
export interface Case {
  readonly value: string | null;
  readonly methods: MethodSet;
}

/** What a variable can hold, and the conditions that its value comes from. */
export interface Variable {
  readonly cases: readonly Case[];
  readonly from: readonly Proof[];
}

export type Variables = ReadonlyMap<string, Variable>;

/** A condition's outcome with the conditions that its variable's value comes from. */
export interface Decided extends Split {
  readonly from: readonly Proof[];
}

const UNKNOWN: readonly Case[] = [{ value: null, methods: ANY }];
const OPEN: Decided = { ...UNDECIDED, from: [] };
/** More texts than this are one unknown text: flags have a handful, maps of addresses have thousands. */
const MOST_CASES = 64;

/** `$request_method` itself. */
export const REQUEST_METHOD: Variable = {
  cases: [...NAMED.map(name => ({ value: name, methods: { only: [name] } })), { value: OTHER, methods: { except: [...NAMED].sort() } }],
  from: [],
};

/** What a text with variables (`${flag}P`) can be. */
export function casesOf(text: string, variables: Variables): readonly Case[] {
  let cases: readonly Case[] = [{ value: '', methods: ANY }];
  for (const part of text.matchAll(/\$\{(\w+)\}|\$(\w+)|\$|[^$]+/g)) {
    const name = part[1] ?? part[2];
    const next = name === undefined ? [{ value: part[0], methods: ANY }] : variables.get(name)?.cases ?? UNKNOWN;
    cases = merged(cases.flatMap(before => next.map(after => ({
      value: before.value === null || after.value === null ? null : before.value + after.value,
      methods: intersection(before.methods, after.methods),
    }))));
  }
  return cases;
}

/** The conditions that a text with variables depends on. */
export function sourcesOf(text: string, variables: Variables): Proof[] {
  return [...text.matchAll(/\$\{?(\w+)/g)].flatMap(part => variables.get(part[1] ?? '')?.from ?? []);
}

/** The cases that remain for these methods. */
export function within(cases: readonly Case[], methods: MethodSet): Case[] {
  return cases.flatMap(one => {
    const left = intersection(one.methods, methods);
    return isNone(left) ? [] : [{ value: one.value, methods: left }];
  });
}

/** What variables can hold where two ways through a file meet, each with the methods that can have taken it. */
export function joined(a: Variables, onA: MethodSet, b: Variables, onB: MethodSet): Variables {
  if (a === b) return a;
  const met = new Map<string, Variable>();
  for (const [name, one] of a) {
    const other = b.get(name);
    if (other === one) met.set(name, one);
    else if (other) met.set(name, { cases: merged([...within(one.cases, onA), ...within(other.cases, onB)]), from: first([...one.from, ...other.from]) });
  }
  return met;
}

/** So many of the conditions that a value comes from are remembered. */
const MOST_SOURCES = 5;

/** The first few conditions, none twice. */
export function first(proofs: readonly Proof[]): Proof[] {
  return [...new Set(proofs)].slice(0, MOST_SOURCES);
}

/** Which requests an `if (…)` lets in: `$v`, `$v = text`, `!=`, `~`, `~*`, `!~`, `!~*`; file tests decide nothing here. */
export function splitOf(words: readonly Word[], variables: Variables): Decided {
  const [subject, operator, operand] = insideParentheses(words);
  const variable = subject && /^\$\w+$/.test(subject.text) ? variables.get(subject.text.slice(1)) : undefined;
  if (!variable) return OPEN;
  if (operator && !operand) return OPEN;
  const test = operator && operand ? comparison(operator.text, operand, variables) : truth;
  const yes: MethodSet[] = [];
  const no: MethodSet[] = [];
  for (const { value, methods } of variable.cases) {
    const holds = value === null ? null : test(value);
    if (holds !== false) yes.push(methods);
    if (holds !== true) no.push(methods);
  }
  return { yes: unionOf(yes), no: unionOf(no), from: variable.from };
}

// One step for many sets: adding them one by one sorts their names again each time.
function unionOf(sets: readonly MethodSet[]): MethodSet {
  const only = { only: sets.flatMap(set => 'only' in set ? set.only : []).sort() };
  return sets.reduce<MethodSet>((all, set) => 'only' in set ? all : union(all, set), only);
}

/** The words of a condition without the parentheses around it. */
export function insideParentheses(words: readonly Word[]): readonly { readonly text: string; readonly quote: string; readonly templated: boolean }[] {
  const inside = words.slice(1).map(({ text, quote, templated }) => ({ text, quote, templated }));
  const [first, last] = [inside[0], inside.at(-1)];
  if (!first || !last || first.quote || !first.text.startsWith('(')) return [];
  first.text = first.text.slice(1);
  if (last.quote || !last.text.endsWith(')')) return [];
  last.text = last.text.slice(0, -1);
  return inside.filter(word => word.text !== '' || word.quote);
}

// An `if` takes neither the empty text nor "0" for true.
function truth(value: string): boolean {
  return value !== '' && value !== '0';
}

type Test = (value: string) => boolean | null;

function comparison(operator: string, operand: { readonly text: string; readonly templated: boolean }, variables: Variables): Test {
  if (operand.templated) return () => null;
  const negative = operator.startsWith('!');
  const kind = negative ? operator.slice(1) : operator;
  let test: Test = () => null;
  if (kind === '=') {
    const texts = casesOf(operand.text, variables);
    const only = texts.length === 1 ? texts[0]?.value ?? null : null;
    test = value => only === null ? null : value === only;
  } else if (kind === '~' || kind === '~*') {
    test = matching(operand.text, kind === '~*');
  }
  return value => {
    const holds = test(value);
    return holds === null ? null : holds !== negative;
  };
}

/** What the target of a `map` can hold; the source is matched as nginx does: texts without case, then patterns in order, then the default. */
export function mapped(directive: Directive, variables: Variables): readonly Case[] {
  const exact = new Map<string, readonly Case[]>();
  const patterns: { readonly test: Test; readonly cases: readonly Case[] }[] = [];
  let fallback: readonly Case[] = [{ value: '', methods: ANY }];
  let open = false;
  for (const item of directive.block ?? []) {
    const [key, value] = entryOf(item);
    if (!key || !value || key.templated || key.text === 'include') {
      open ||= !(key && ['hostnames', 'volatile'].includes(key.text));
      continue;
    }
    const cases = value.templated ? UNKNOWN : casesOf(value.text, variables);
    if (key.text === 'default') fallback = cases;
    else if (key.text.startsWith('~')) patterns.push({ test: matching(key.text.replace(/^~\*?/, ''), key.text.startsWith('~*')), cases });
    else exact.set(key.text.replace(/^\\/, '').toLowerCase(), cases);
  }
  const all = merged([...fallback, ...[...exact.values(), ...patterns.map(({ cases }) => cases)].flat()]);
  const resultFor = (text: string | null): readonly Case[] => {
    if (text === null) return all;
    const found = exact.get(text.toLowerCase());
    if (found) return found;
    const tried = patterns.map(({ test, cases }) => ({ holds: test(text), cases }));
    if (tried.some(({ holds }) => holds === null)) return all;
    return tried.find(({ holds }) => holds)?.cases ?? fallback;
  };
  const source = directive.words[1];
  const texts = source && !source.templated ? casesOf(source.text, variables) : UNKNOWN;
  return merged([...texts.flatMap(({ value, methods }) => within(resultFor(value), methods)), ...(open ? UNKNOWN : [])]);
}

function entryOf(item: Item): readonly (Word | undefined)[] {
  return item.kind === 'directive' && item.words.length <= 2 ? item.words : [];
}

function merged(cases: readonly Case[]): readonly Case[] {
  const byValue = new Map<string | null, MethodSet>();
  for (const { value, methods } of cases) {
    if (!isNone(methods)) byValue.set(value, union(byValue.get(value) ?? NONE, methods));
  }
  if (byValue.size > MOST_CASES) return UNKNOWN;
  return [...byValue].map(([value, methods]) => ({ value, methods }));
}
