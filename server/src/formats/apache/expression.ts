import { splitOfTokens, type Tokens, unquoted } from '../shared/conditions.ts';
import { matching, negated, type Split, tested, UNDECIDED } from '../shared/splits.ts';

/**
 * What an expression of `<If>` or `RewriteCond expr` says of methods (https://httpd.apache.org/docs/2.4/expr.html).
 * What is not understood decides nothing.
 */
export function splitOfExpression(source: string): Split {
  const tokens = [...source.slice(0, LONGEST).matchAll(TOKEN)].map(match => match[0]);
  return splitOfTokens(tokens, comparison);
}

/** Of an expression in UTF-16 units. */
const LONGEST = 2000;
const TOKEN = /\|\||&&|==|!=|=~|!~|<=|>=|m#[^#]*#[a-z]*|\/(?:[^/\\]|\\.)*\/[a-z]*|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|%\{[^}]*\}|-?[A-Za-z_]\w*|[^\s\w]|\w+/g;
/** Ways to write the request's method. */
const METHOD = /^%\{REQUEST_METHOD\}$/i;

function comparison(tokens: Tokens): Split {
  const left = operand(tokens);
  const operator = tokens.next;
  if (['==', '=', '!='].includes(operator)) {
    tokens.read();
    const right = operand(tokens);
    const [value, isMethod] = METHOD.test(left) ? [right, true] : [left, METHOD.test(right)];
    const equal = isMethod && !value.includes('%{') ? tested(method => method === unquoted(value)) : UNDECIDED;
    return operator === '!=' ? negated(equal) : equal;
  }
  if (operator === '=~' || operator === '!~') {
    tokens.read();
    const [, pattern = '', flags = ''] = /^(?:m#|\/)([\s\S]*)[#/]([a-z]*)$/.exec(operand(tokens)) ?? [];
    const found = METHOD.test(left) && pattern ? tested(matching(pattern, flags.includes('i'))) : UNDECIDED;
    return operator === '!~' ? negated(found) : found;
  }
  if (operator === 'in' || operator === '-in') {
    tokens.read();
    const values = braced(tokens);
    return METHOD.test(left) && values ? tested(method => values.includes(method)) : UNDECIDED;
  }
  if (/^-[a-z]+$/i.test(operator)) {
    tokens.read();
    operand(tokens);
  }
  return UNDECIDED;
}

/** A word, with the arguments of a function behind it. */
function operand(tokens: Tokens): string {
  if (['', ')', '||', '&&'].includes(tokens.next)) return '';
  const token = tokens.read();
  if (/^-[A-Za-z]$/.test(token)) return `${token} ${operand(tokens)}`;
  if (!/^\w+$/.test(token) || !tokens.take('(')) return token;
  const argument = operand(tokens);
  tokens.take(')');
  return `${token}(${argument})`;
}

/** `{'GET','HEAD'}`; null where there is another list. */
function braced(tokens: Tokens): string[] | null {
  if (!tokens.take('{')) {
    operand(tokens);
    return null;
  }
  const values: string[] = [];
  while (!tokens.atEnd && !tokens.take('}')) {
    const token = tokens.read();
    if (token !== ',') values.push(unquoted(token));
  }
  return values;
}
