import { splitOfTokens, type Tokens, unquoted } from '../shared/conditions.ts';
import { ALWAYS, matching, negated, type Split, tested, UNDECIDED } from '../shared/splits.ts';
import type { Token } from './tree.ts';

const METHOD = /^(?:be)?req\.(?:method|request)$/;
/** The status that an answer has while it is made: `obj` in VCL 3. */
export const STATUS = /^(?:resp|beresp|obj)\.status$/;
const OPERATORS = ['==', '!=', '~', '!~', '<', '>', '<=', '>='];

/** What a condition says of methods while the answer's status is `status`; null: it is not known. */
export function splitOf(tokens: readonly Token[], status: number | null): Split {
  return splitOfTokens(tokens.map(token => token.text), reader => comparison(reader, status));
}

function comparison(tokens: Tokens, status: number | null): Split {
  const left = operand(tokens);
  if (!OPERATORS.includes(tokens.next)) return UNDECIDED;
  const operator = tokens.read();
  const right = operand(tokens);
  if (METHOD.test(left) && isText(right)) return onMethod(operator, textOf(right));
  if (STATUS.test(left) && /^\d+$/.test(right) && status !== null) return truth(compared(operator, status, Number(right)));
  return UNDECIDED;
}

function onMethod(operator: string, value: string): Split {
  if (operator === '==' || operator === '!=') {
    const equal = tested(method => method === value);
    return operator === '==' ? equal : negated(equal);
  }
  if (operator === '~' || operator === '!~') {
    const found = tested(matching(value, false));
    return operator === '~' ? found : negated(found);
  }
  return UNDECIDED;
}

function compared(operator: string, a: number, b: number): boolean | null {
  const outcome: Readonly<Record<string, boolean>> = { '==': a === b, '!=': a !== b, '<': a < b, '>': a > b, '<=': a <= b, '>=': a >= b };
  return outcome[operator] ?? null;
}

function truth(value: boolean | null): Split {
  return value === null ? UNDECIDED : value ? ALWAYS : negated(ALWAYS);
}

/** A name, a text or a call, with what is joined to it by `+`. */
function operand(tokens: Tokens): string {
  let first = '';
  while (!['', ')', '||', '&&', ...OPERATORS].includes(tokens.next)) {
    const token = tokens.read();
    if (tokens.take('(')) skipCall(tokens);
    first = first ? `${first} ` : token;
  }
  return first;
}

function skipCall(tokens: Tokens): void {
  for (let depth = 1; depth > 0 && !tokens.atEnd;) {
    const token = tokens.read();
    if (token === '(') depth++;
    if (token === ')') depth--;
  }
}

function isText(token: string): boolean {
  return /^(?:"[^"]*"|\{"[\s\S]*"\}|"""[\s\S]*""")$/.test(token);
}

/** The text between the quotes of a token. */
export function textOf(token: string): string {
  return unquoted(token.replace(/^\{"([\s\S]*)"\}$/, '"$1"').replace(/^"""([\s\S]*)"""$/, '"$1"'));
}
