import type { Span } from '../../model/text.ts';

/** One token: a word, an operator, a text with its quotes. */
export interface Token {
  readonly text: string;
  readonly span: Span;
}

/** A statement: its tokens up to `;`, or up to the block that it opens. */
export interface Statement {
  readonly tokens: readonly Token[];
  readonly span: Span;
  /** Null where it opens none. */
  readonly block: readonly Statement[] | null;
}

const TOKEN = /\/\*[\s\S]*?(?:\*\/|$)|(?:#|\/\/)[^\n]*|C\{[\s\S]*?(?:\}C|$)|\{"[\s\S]*?(?:"\}|$)|"""[\s\S]*?(?:"""|$)|"[^"\n]*"?|&&|\|\||[=!<>]=|!~|\+=|[\w.:-]+|[^\s\w]/g;
/** Real files nest eight blocks deep. */
const DEEPEST = 60;

/** Statements and blocks of a VCL file; a block that nothing closes ends with the file. */
export function vclTree(text: string): readonly Statement[] {
  const root: Statement[] = [];
  const open: Statement[][] = [root];
  let tokens: Token[] = [];
  const end = (block: Statement[] | null) => {
    const [first, last] = [tokens[0], tokens.at(-1)];
    if (first && last) (open.at(-1) as Statement[]).push({ tokens, span: { start: first.span.start, end: last.span.end }, block });
    tokens = [];
  };
  for (const match of text.matchAll(TOKEN)) {
    const token = match[0];
    if (/^(?:\/[/*]|#|C\{)/.test(token)) continue;
    if (token === ';') {
      end(null);
    } else if (token === '{') {
      const block: Statement[] = [];
      end(block);
      if (open.length < DEEPEST) open.push(block);
    } else if (token === '}') {
      end(null);
      if (open.length > 1) open.pop();
    } else {
      tokens.push({ text: token, span: { start: match.index, end: match.index + token.length } });
    }
  }
  end(null);
  return root;
}
