/**
 * A sentence, or a part of one, with places `{0}`, `{1}` … for what stands in it.
 * The English text is the key of its translations, so that one who knows the user's language can say it.
 */
export interface Phrase {
  readonly text: string;
  readonly args: readonly Said[];
}

export type Said = Phrase | string | number;

export function phrase(text: string, ...args: readonly Said[]): Phrase {
  return { text, args };
}

/** What is said, in English or as `translate` has it: it is given the text of a phrase and what stands in it. */
export function spoken(said: Said, translate: (text: string, ...args: string[]) => string = filled): string {
  return typeof said === 'object' ? translate(said.text, ...said.args.map(arg => spoken(arg, translate))) : String(said);
}

/** The places of a text filled; one for which there is nothing stays. */
export function filled(text: string, ...args: readonly (string | number)[]): string {
  if (args.length === 0) return text;
  let parts = known.get(text);
  if (!parts) known.set(text, parts = text.split(/\{(\d+)\}/));
  return parts.map((part, at) => at % 2 === 0 ? part : args[Number(part)] ?? `{${part}}`).join('');
}

/** Texts that have places, cut at these: what stands there is at the odd ones. */
const known = new Map<string, string[]>();
