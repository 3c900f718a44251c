import { stripVTControlCharacters } from 'node:util';

const CODES = { bold: [1, 22], dim: [2, 22], underline: [4, 24], red: [31, 39], green: [32, 39], yellow: [33, 39], cyan: [36, 39] } as const;

export type Paint = (style: keyof typeof CODES, text: string) => string;

/** Wraps text in SGR sequences (ECMA-48 §8.3.117), or leaves it alone. */
export function painter(colour: boolean): Paint {
  return (style, text) => {
    const [on, off] = CODES[style];
    return colour && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  };
}

/** Whether to colour: FORCE_COLOR wins, then NO_COLOR (no-color.org: set and not empty), then whether a terminal reads. */
export function wantsColour(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return !env.NO_COLOR && env.TERM !== 'dumb' && isTerminal;
}

// Bidirectional controls can make a line read otherwise than it is (CVE-2021-42574).
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const CONTROLS = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Text that cannot steer a terminal: escape sequences are taken out, other controls but tabs become U+FFFD. */
export function harmless(text: string): string {
  return stripVTControlCharacters(text).replace(CONTROLS, '\uFFFD');
}

/** Breaks prose at blanks so that no line is longer than `width` columns, words that are longer left whole. */
export function wrap(text: string, width: number | null): string[] {
  if (width === null) return [text];
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

// East Asian wide and fullwidth blocks and emoji (Unicode Standard Annex #11), coarse: carets need no more.
const WIDE = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const NO_WIDTH = /\p{Mn}|\p{Me}|[\u200B-\u200D]/u;

/** Columns that text takes in a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** `1 problem`, `2 problems`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
