const TAG = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}|<%[\s\S]*?%>/g;

/**
 * The text with its template tags (Helm and Go `{{ }}`, Jinja `{% %}`, ERB `<% %>`) made harmless, offset by offset:
 * a tag that has its lines to itself turns blank, one within a line becomes a word of `x`.
 */
export function withoutTemplates(text: string): string {
  if (!/\{[{%#]|<%/.test(text)) return text;
  return text.replace(TAG, (tag, at: number) => {
    const alone = isBlank(text.slice(text.lastIndexOf('\n', at - 1) + 1, at)) && isBlank(lineRest(text, at + tag.length));
    return tag.replace(/[^\r\n]/g, alone ? ' ' : 'x');
  });
}

/** Whether a tag of a template stands in this part of the text. */
export function isTemplated(text: string): boolean {
  return /\{\{|\{%|<%/.test(text);
}

function lineRest(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(at, end < 0 ? text.length : end);
}

/** Tags beside each other on one line are all without a value of their own. */
function isBlank(text: string): boolean {
  return text.replace(TAG, '').trim() === '';
}
