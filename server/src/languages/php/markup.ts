import { HOLE } from '../../syntax/forms.ts';

/** What ends code, and what in it is none: comments, strings, heredocs. */
const IN_CODE = /\?>|(?:\/\/|#)(?:(?!\?>)[^\n])*|\/\*|'|"|<<<[ \t]*(["']?)(\w+)\1\r?\n/g;
const SINGLE = /'[^'\\]*(?:\\.[^'\\]*)*'/sy;
const DOUBLE = /"[^"\\]*(?:\\.[^"\\]*)*"/sy;
const VARIABLE = /\{\$[^{}]*\}|\$\w+(?:\[\w*\]|->\w+)?/g;

/** The markup that a PHP file writes, offset by offset: what stands outside of its code, and in its strings; all other code is made of holes. */
export function markupOf(text: string): string {
  let markup = '';
  let done = 0;
  while (done < text.length) {
    const open = text.indexOf('<?', done);
    if (open < 0) return markup + text.slice(done);
    markup += text.slice(done, open);
    const code = codeFrom(text, open);
    markup += code.markup;
    done = code.end;
  }
  return markup;
}

function codeFrom(text: string, start: number): { markup: string; end: number } {
  let markup = '';
  let done = start;
  const unread = () => ({ markup: markup + HOLE.repeat(text.length - done), end: text.length });
  const keep = (from: number, to: number, shown: string) => {
    markup += HOLE.repeat(from - done) + shown;
    done = to;
  };
  const tokens = new RegExp(IN_CODE);
  tokens.lastIndex = start + 2;
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    const { 0: written, 2: label, index: at } = token;
    if (written === '?>') return { markup: markup + HOLE.repeat(at + 2 - done), end: at + 2 };
    if (written === '/*') {
      const end = text.indexOf('*/', at + 2);
      if (end < 0) return unread();
      tokens.lastIndex = end + 2;
    } else if (written === "'" || written === '"') {
      const string = new RegExp(written === "'" ? SINGLE : DOUBLE);
      string.lastIndex = at;
      const [whole] = string.exec(text) ?? [];
      if (whole === undefined) return unread();
      const inner = whole.slice(1, -1).replace(/\\["']/g, quote => ` ${quote[1]}`);
      keep(at + 1, at + whole.length - 1, written === '"' ? withoutVariables(inner) : inner);
      tokens.lastIndex = at + whole.length;
    } else if (label !== undefined) {
      const closing = new RegExp(`^[ \\t]*${label}\\b`, 'gm');
      closing.lastIndex = tokens.lastIndex;
      const end = closing.exec(text)?.index;
      if (end === undefined) return unread();
      const from = tokens.lastIndex;
      keep(from, end, withoutVariables(text.slice(from, end)));
      tokens.lastIndex = closing.lastIndex;
    }
  }
  return unread();
}

function withoutVariables(text: string): string {
  return text.replace(VARIABLE, variable => HOLE.repeat(variable.length));
}
