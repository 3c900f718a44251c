import { escaped } from './svg.ts';

/** What stands on the page around the picture, in the user's language. */
export interface PageWords {
  readonly title: string;
  readonly help: string;
  readonly save: string;
  readonly empty: string;
  /** What is left out, null where nothing is. */
  readonly left: string | null;
}

const STYLE = `
html,body{height:100%}body{display:flex;flex-direction:column;margin:0;padding:0;color:var(--vscode-foreground);background:var(--vscode-editor-background);font-family:var(--vscode-font-family);font-size:var(--vscode-font-size)}
header{flex:none;display:flex;gap:1em;align-items:center;padding:6px 16px;background:var(--vscode-editor-background);border-bottom:1px solid var(--vscode-panel-border)}
header p{margin:0;flex:1;color:var(--vscode-descriptionForeground)}
button{font:inherit;color:var(--vscode-button-foreground);background:var(--vscode-button-background);border:1px solid var(--vscode-button-border,transparent);padding:3px 10px;border-radius:2px;cursor:pointer}
button:hover{background:var(--vscode-button-hoverBackground)}
:focus-visible{outline:1px solid var(--vscode-focusBorder);outline-offset:2px}
main{flex:1;min-height:0;overflow:auto}main>p{padding:16px}svg{display:block}
svg text{font:12px var(--vscode-editor-font-family,monospace);fill:var(--vscode-editor-foreground)}
.box{fill:var(--vscode-editorWidget-background);stroke:var(--vscode-contrastBorder,var(--vscode-descriptionForeground))}
.outside .box,.back-to .box{stroke-dasharray:4 3}
.line{fill:none;stroke:var(--vscode-descriptionForeground);stroke-width:1.3}.arrow{fill:var(--vscode-descriptionForeground)}
.plate{fill:var(--vscode-editor-background)}
.error .line{stroke:var(--vscode-editorError-foreground);stroke-width:2}.error .arrow,svg .error text{fill:var(--vscode-editorError-foreground)}
.warning .line{stroke:var(--vscode-editorWarning-foreground);stroke-width:2}.warning .arrow,svg .warning text{fill:var(--vscode-editorWarning-foreground)}
.loop .line{stroke-dasharray:6 3}
[role=button]{cursor:pointer}[role=button]:hover .box,[role=button]:focus .box{stroke:var(--vscode-focusBorder);stroke-width:2}
[role=button]:hover .line,[role=button]:focus .line{stroke-width:3}
[role=button]:focus .plate{stroke:var(--vscode-focusBorder)}
`;

/** The page of the picture: one style and one script, both known by the nonce, and nothing else is loaded. `drawn` is SVG from `drawing`. */
export function pageOf(drawn: string | null, { nonce, script, words }: { nonce: string; script: string; words: PageWords }): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(words.title)}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<header><p>${escaped([words.help, words.left ?? ''].join(' ').trim())}</p><button type="button" id="save">${escaped(words.save)}</button></header>
<main id="picture">${drawn ?? `<p>${escaped(words.empty)}</p>`}</main>
<script nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>`;
}
