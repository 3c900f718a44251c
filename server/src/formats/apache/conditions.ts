import { ALWAYS, both, either, matching, negated, type Split, tested, UNDECIDED } from '../shared/splits.ts';
import type { ApacheDirective } from './tree.ts';
import { splitOfExpression } from './expression.ts';

/** What the `RewriteCond`s above one `RewriteRule` say together: those joined by `[OR]` are one alternative, the alternatives all hold. */
export function splitOfConditions(conditions: readonly ApacheDirective[]): Split {
  let all = ALWAYS;
  let alternatives: Split | null = null;
  for (const condition of conditions) {
    const own = splitOfCondition(condition);
    alternatives = alternatives ? either(alternatives, own) : own;
    if (!flagsOf(condition).some(flag => flag === 'or' || flag === 'ornext')) {
      all = both(all, alternatives);
      alternatives = null;
    }
  }
  return alternatives ? both(all, alternatives) : all;
}

function splitOfCondition(condition: ApacheDirective): Split {
  const [subject, pattern] = condition.words;
  if (!subject || !pattern || pattern.templated) return UNDECIDED;
  if (subject.text.toLowerCase() === 'expr') return splitOfExpression(pattern.text);
  const isNegative = pattern.text.startsWith('!');
  const body = isNegative ? pattern.text.slice(1) : pattern.text;
  const ignoreCase = flagsOf(condition).some(flag => flag === 'nc' || flag === 'nocase');
  const split = /^%\{REQUEST_METHOD\}$/i.test(subject.text) ? onMethod(body, ignoreCase)
    : /^%\{THE_REQUEST\}$/i.test(subject.text) ? onRequestLine(body, ignoreCase) : UNDECIDED;
  return isNegative ? negated(split) : split;
}

function onMethod(body: string, ignoreCase: boolean): Split {
  if (body.startsWith('=')) {
    const value = body.slice(1).replace(/^"([\s\S]*)"$/, '$1');
    return tested(method => ignoreCase ? method.toLowerCase() === value.toLowerCase() : method === value);
  }
  return /^[<>]|^-[a-z]+$/i.test(body) ? UNDECIDED : tested(matching(body, ignoreCase));
}

/** The request line begins with the method and a blank; only a pattern that begins with them says something of the method. */
function onRequestLine(body: string, ignoreCase: boolean): Split {
  const begun = /^\^((?:[A-Z|]|\((?:\?:)?[A-Z|]+\)|\[A-Z\](?:\{\d(?:,\d?)?\}|[+*]))+)(\\ |\\s|\[ \]|\[\[:space:\]\]| |$)/i.exec(body);
  if (!begun?.[1]) return UNDECIDED;
  const test = matching(`^(?:${begun[1]})${begun[2] ? '$' : ''}`, ignoreCase);
  const method = tested(test);
  return begun[0].length === body.length ? method : { yes: method.yes, no: UNDECIDED.no };
}

/** Flags of a RewriteCond, lower case. */
function flagsOf({ words }: ApacheDirective): string[] {
  const written = words.slice(2).map(({ text }) => text).join('');
  return /^\[(.*)\]$/.exec(written)?.[1]?.toLowerCase().split(',').map(flag => flag.trim()) ?? [];
}
