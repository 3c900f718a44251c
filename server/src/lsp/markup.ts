import { type MarkupContent, MarkupKind } from 'vscode-languageserver';

/** Markdown for a client that shows it, readable text for one that does not. */
export function asMarkup(markdown: string, kind: MarkupKind): MarkupContent {
  return { kind, value: kind === MarkupKind.Markdown ? markdown : plain(markdown) };
}

function plain(markdown: string): string {
  return markdown
    .replace(/^\|[ |]*\|\n/gm, '')
    .replace(/^\|(?:-+\|)+\n/gm, '')
    .replace(/^\| (.*) \|$/gm, (_, row: string) => row.split(' | ').join(': '))
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 ($2)')
    .replace(/\*\*|`|\\(?=[<>|])/g, '');
}
