/** How a comment of one line is written: what comes before its text, and behind. */
export interface CommentSyntax {
  readonly before: string;
  readonly behind: string;
}

const SLASHES: CommentSyntax = { before: '// ', behind: '' };
const HASH: CommentSyntax = { before: '# ', behind: '' };
const MARKUP: CommentSyntax = { before: '<!-- ', behind: ' -->' };

/** By the name of the language or format that a file was read as, then by the ending of its name; the languages' own references. */
const BY_READER: Readonly<Record<string, CommentSyntax>> = {
  javascript: SLASHES, go: SLASHES, java: SLASHES, kotlin: SLASHES, php: SLASHES, csharp: SLASHES, rust: SLASHES, vcl: HASH,
  python: HASH, ruby: HASH, nginx: HASH, apache: HASH, caddyfile: HASH, haproxy: HASH, lighttpd: HASH, _redirects: HASH, iis: MARKUP,
};
const BY_ENDING: Readonly<Record<string, CommentSyntax>> = {
  yaml: HASH, yml: HASH, toml: HASH, tf: HASH, tofu: HASH, hcl: HASH, kt: SLASHES, kts: SLASHES, xml: MARKUP, config: MARKUP,
};

/** Null where the file can hold no comment (JSON), or where that is not known. */
export function commentSyntaxOf(path: string, reader: string | null): CommentSyntax | null {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return ending === 'json' ? null : BY_READER[reader ?? ''] ?? BY_ENDING[ending] ?? null;
}

/** First lines behind which a comment has to stand: `#!`, `<?php`, `<?xml … ?>`, the fence of a front matter, Python's coding line. */
const HEAD = /^\uFEFF?(?:#!.*(?:\r\n|\n|$))?(?:#.*\bcoding[:=].*(?:\r\n|\n|$))?(?:(?:<\?php\b|<\?xml\b|---[ \t]*(?=\r?\n)).*(?:\r\n|\n|$))?/;

/** Offset at which a comment that is to hold for the whole file can stand on a line of its own. */
export function topOf(text: string): number {
  return HEAD.exec(text)?.[0].length ?? 0;
}
