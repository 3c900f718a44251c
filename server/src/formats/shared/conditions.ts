import { both, either, negated, type Split, UNDECIDED } from './splits.ts';

/** The tokens of a condition and the place that a reader has come to. */
export class Tokens {
  readonly #all: readonly string[];
  #at = 0;

  constructor(all: readonly string[]) {
    this.#all = all;
  }

  /** Empty at the end. */
  get next(): string {
    return this.#all[this.#at] ?? '';
  }

  get atEnd(): boolean {
    return this.#at >= this.#all.length;
  }

  read(): string {
    return this.#all[this.#at++] ?? '';
  }

  /** Goes on where the next token is this one. */
  take(token: string): boolean {
    if (this.next !== token || this.atEnd) return false;
    this.#at++;
    return true;
  }
}

/**
 * What a condition of comparisons joined by `&&`, `||`, `!` and parentheses says; `&&` binds more tightly than `||`.
 * `comparison` reads one; a condition that is not understood to its end decides nothing.
 */
export function splitOfTokens(all: readonly string[], comparison: (tokens: Tokens) => Split): Split {
  const tokens = new Tokens(all);
  const split = alternatives(tokens, comparison, 0);
  return tokens.atEnd ? split : UNDECIDED;
}

/** Nobody nests conditions this deep. */
const DEEPEST = 40;

function alternatives(tokens: Tokens, comparison: (tokens: Tokens) => Split, depth: number): Split {
  let split = conjunction(tokens, comparison, depth);
  while (tokens.take('||')) split = either(split, conjunction(tokens, comparison, depth));
  return split;
}

function conjunction(tokens: Tokens, comparison: (tokens: Tokens) => Split, depth: number): Split {
  let split = condition(tokens, comparison, depth);
  while (tokens.take('&&')) split = both(split, condition(tokens, comparison, depth));
  return split;
}

function condition(tokens: Tokens, comparison: (tokens: Tokens) => Split, depth: number): Split {
  if (depth > DEEPEST) return UNDECIDED;
  if (tokens.take('!')) return negated(condition(tokens, comparison, depth + 1));
  if (!tokens.take('(')) return comparison(tokens);
  const split = alternatives(tokens, comparison, depth + 1);
  return tokens.take(')') ? split : UNDECIDED;
}

/** The text of a quoted token, or the token itself. */
export function unquoted(token: string): string {
  return /^(['"`])[\s\S]*\1$/.test(token) && token.length > 1 ? token.slice(1, -1) : token;
}
