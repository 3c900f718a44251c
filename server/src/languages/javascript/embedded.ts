/** Finds what is server code in a file of another language; `end` of a part is exclusive. */
type Parts = (text: string) => readonly { readonly start: number; readonly end: number }[];

/** Server code in files that hold more than code, by ending. A component's template and style answer no request. */
const EMBEDDED: Readonly<Record<string, Parts>> = {
  // https://docs.astro.build/en/basics/astro-components/: the frontmatter alone runs on the server.
  '.astro': text => {
    const match = /^(\uFEFF?\s*---[^\n]*\n)((?:[\s\S]*?\n)??)---/.exec(text);
    if (!match) return [];
    const start = (match[1] as string).length;
    return [{ start, end: start + (match[2] as string).length }];
  },
  // https://vuejs.org/api/sfc-spec: `<script>` and `<script setup>`, which server rendering runs too.
  '.vue': text => [...text.matchAll(/(<script\b[^>]*>)([\s\S]*?)<\/script>/g)].map(match => {
    const start = match.index + (match[1] as string).length;
    return { start, end: start + (match[2] as string).length };
  }),
};

export const EMBEDDING_ENDINGS = Object.keys(EMBEDDED);

/** The text with everything that is no server code replaced by blanks, so that every offset stays; the text itself for code files. */
export function serverCode(ending: string, text: string): string {
  const parts = EMBEDDED[ending]?.(text);
  if (!parts) return text;
  let code = '';
  let at = 0;
  for (const { start, end } of parts) {
    code += blank(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return code + blank(text.slice(at));
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
