import { methods } from '../../model/methods.ts';
import type { Word } from '../../syntax/directives.ts';
import { splitOfTokens, type Tokens, unquoted } from '../shared/conditions.ts';
import { ALWAYS, among, both, either, negated, type Split, tested, UNDECIDED } from '../shared/splits.ts';
import type { CaddyLine } from './tree.ts';

/** A matcher: the requests that it lets through, and the path that it looks for. */
export interface Matcher {
  readonly split: Split;
  readonly path: string | null;
}

export type Matchers = ReadonlyMap<string, Matcher>;

/** Every request. */
export const ALL: Matcher = { split: ALWAYS, path: null };
const UNKNOWN: Matcher = { split: UNDECIDED, path: null };

/** The named matchers that stand in a block, added to those of the blocks around it. */
export function matchersIn(lines: readonly CaddyLine[], outer: Matchers): Matchers {
  const named = new Map(outer);
  for (const { words, block } of lines) {
    const [name, ...rest] = words;
    if (!name?.text.startsWith('@')) continue;
    const parts = rest.length > 0 ? [{ words: rest, block }] : block ?? [];
    named.set(name.text, matcherOf(parts));
  }
  return named;
}

/** The matcher that a directive's first argument is, where it is one. */
export function matcherAt(word: Word | undefined, named: Matchers): Matcher | null {
  if (word?.quote !== '') return null;
  if (word.text === '*') return ALL;
  if (word.text.startsWith('@')) return named.get(word.text) ?? UNKNOWN;
  return word.text.startsWith('/') ? { split: UNDECIDED, path: word.templated ? null : word.text } : null;
}

type Part = Pick<CaddyLine, 'words' | 'block'>;

/** Matchers of one set all hold; the methods of several `method` lines are alternatives. */
function matcherOf(parts: readonly Part[]): Matcher {
  const listed = parts.filter(part => part.words[0]?.text === 'method');
  const paths = parts.filter(part => part.words[0]?.text === 'path').flatMap(part => part.words.slice(1));
  const others = parts.filter(part => !listed.includes(part)).map(splitOf);
  const split = [...(listed.length > 0 ? [listed.map(splitOf).reduce(either)] : []), ...others].reduce(both, ALWAYS);
  return { split: split === ALWAYS ? UNDECIDED : split, path: paths.length === 1 ? paths[0]?.text ?? null : null };
}

function splitOf({ words, block }: Part): Split {
  const [name, ...rest] = words;
  if (!name || rest.some(word => word.templated)) return UNDECIDED;
  if (name.text === 'method') return rest.length > 0 ? among(methods(...rest.map(word => word.text))) : UNDECIDED;
  if (name.text === 'not') return negated(rest.length > 0 ? splitOf({ words: rest, block }) : matcherOf(block ?? []).split);
  if (name.text === 'expression') return splitOfCel(expressionOf(rest));
  return words.length === 1 && name.quote !== '' ? splitOfCel(name.text) : UNDECIDED;
}

/** One quoted word holds the whole expression; the quotes within several words are the expression's own. */
function expressionOf(words: readonly Word[]): string {
  return words.length === 1 ? words[0]?.text ?? '' : words.map(({ text, quote }) => quote + text + quote).join(' ');
}

const TOKEN = /\|\||&&|==|!=|\{[\w.]+\}|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[\w.]+|[^\s\w]/g;
const LONGEST = 2000;

/** What an expression of the Common Expression Language says of methods. */
export function splitOfCel(source: string): Split {
  return splitOfTokens([...source.slice(0, LONGEST).matchAll(TOKEN)].map(match => match[0]), comparison);
}

function comparison(tokens: Tokens): Split {
  const left = tokens.read();
  if (tokens.next === '(') {
    const values = listed(tokens, '(', ')');
    return left === 'method' && values ? among(methods(...values)) : UNDECIDED;
  }
  const operator = tokens.next;
  const isMethod = isMethodName(left);
  if (operator === '==' || operator === '!=') {
    tokens.read();
    const right = tokens.read();
    const value = isMethod ? right : left;
    const equal = (isMethod || isMethodName(right)) && /^['"]/.test(value) ? tested(method => method === unquoted(value)) : UNDECIDED;
    return operator === '!=' ? negated(equal) : equal;
  }
  if (operator === 'in') {
    tokens.read();
    const values = listed(tokens, '[', ']');
    return isMethod && values ? tested(method => values.includes(method)) : UNDECIDED;
  }
  if (tokens.next === '(' || operator.startsWith('.')) {
    while (!['', '&&', '||', ')'].includes(tokens.next)) if (!listed(tokens, '(', ')')) tokens.read();
  }
  return UNDECIDED;
}

function isMethodName(token: string): boolean {
  return token === '{method}' || token === '{http.request.method}';
}

/** The quoted texts between two brackets; null where none opens here. */
function listed(tokens: Tokens, opener: string, closer: string): string[] | null {
  if (!tokens.take(opener)) return null;
  const values: string[] = [];
  while (!tokens.atEnd && !tokens.take(closer)) {
    const token = tokens.read();
    if (/^['"]/.test(token)) values.push(unquoted(token));
  }
  return values;
}
