import type { Span } from '../../model/text.ts';

/** One token: a word, an operator, a text with its quotes. */
export interface Token {
  readonly text: string;
  readonly span: Span;
}

/** `url.redirect = ( … )`: a key, how it is set, and the tokens of its value. */
export interface Assignment {
  readonly kind: 'assignment';
  readonly key: Token;
  readonly value: readonly Token[];
}

/** `$HTTP["host"] == "x" { … }` or `else { … }`. */
export interface Block {
  readonly kind: 'block';
  /** `request-method`; null where there is no condition. */
  readonly field: string | null;
  readonly operator: string;
  readonly operand: string;
  /** It takes the requests that the block before it did not. */
  readonly isElse: boolean;
  readonly span: Span;
  readonly items: readonly LighttpdItem[];
}

export type LighttpdItem = Assignment | Block;

const TOKEN = /#[^\n]*|"(?:[^"\\\n]|\\[^\n])*"?|'[^'\n]*'?|=>|[=!]=|[=!]~|=\^|=\$|\+=|:=|\$\w+|[\w.-]+|[^\s\w]/g;
/** Real files nest five blocks deep. */
const DEEPEST = 60;

/** Assignments and conditional blocks of a file; a block that nothing closes ends with the file. */
export function lighttpdTree(text: string): readonly LighttpdItem[] {
  const tokens = [...text.matchAll(TOKEN)].filter(match => !match[0].startsWith('#'))
    .map(match => ({ text: match[0], span: { start: match.index, end: match.index + match[0].length } }));
  const root: LighttpdItem[] = [];
  const open: LighttpdItem[][] = [root];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const next = tokens[at + 1]?.text ?? '';
    if (token.text === '}') {
      if (open.length > 1) open.pop();
    } else if (['=', '+=', ':='].includes(next) && /^[\w.-]+$/.test(token.text)) {
      const end = endOfValue(tokens, at + 2);
      (open.at(-1) as LighttpdItem[]).push({ kind: 'assignment', key: token, value: tokens.slice(at + 2, end) });
      at = end - 1;
    } else if (token.text.startsWith('$') || token.text === 'else' || token.text === 'elseif' || token.text === 'elsif') {
      let end = at;
      while (end < tokens.length && tokens[end]?.text !== '{') end++;
      if (end === tokens.length) break;
      const items: LighttpdItem[] = [];
      (open.at(-1) as LighttpdItem[]).push(blockOf(tokens.slice(at, end), items));
      if (open.length < DEEPEST) open.push(items);
      at = end;
    } else if (token.text === '{' && open.length < DEEPEST) {
      const items: LighttpdItem[] = [];
      (open.at(-1) as LighttpdItem[]).push(blockOf([token], items));
      open.push(items);
    }
  }
  return root;
}

/** Behind a list in parentheses, or behind texts and names joined by `+`. */
function endOfValue(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const text = tokens[at]?.text ?? '';
    if (text === '(') depth++;
    else if (text === ')') depth--;
    else if (depth <= 0 && (text === '}' || text === '{')) return at;
    if (depth <= 0 && tokens[at + 1]?.text !== '+' && text !== '+') return at + 1;
  }
  return tokens.length;
}

function blockOf(head: readonly Token[], items: readonly LighttpdItem[]): Block {
  const words = head.map(token => token.text);
  const isElse = /^els/.test(words[0] ?? '');
  const at = words.findIndex(word => word.startsWith('$'));
  const [first, last] = [head[0] as Token, head.at(-1) as Token];
  return {
    kind: 'block', isElse, items, span: { start: first.span.start, end: last.span.end },
    field: at < 0 ? null : textOf(words[at + 2] ?? ''), operator: words[at + 4] ?? '', operand: textOf(words[at + 5] ?? ''),
  };
}

/** The text between the quotes of a token. */
export function textOf(token: string): string {
  return token.replace(/^(["'])([\s\S]*?)\1?$/, '$2');
}
