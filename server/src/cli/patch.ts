import { structuredPatch } from 'diff';

/** Lines of context around a change, as git has them. */
const CONTEXT = 3;

/** A patch of one file that `git apply` and `patch -p1` take; empty where nothing changes. `file` has `/` between its parts. */
export function patchOf(file: string, before: string, after: string): string {
  const { hunks } = structuredPatch(file, file, before, after, undefined, undefined, { context: CONTEXT });
  if (hunks.length === 0) return '';
  const [from, to] = [`a/${file}`, `b/${file}`].map(quoted) as [string, string];
  // A name with a blank ends with a tab, so that it is not taken for a time stamp.
  const end = /\s/.test(file) && !from.startsWith('"') ? '\t' : '';
  return [
    `diff --git ${from} ${to}`, `--- ${from}${end}`, `+++ ${to}${end}`,
    ...hunks.flatMap(hunk => [`@@ -${rangeOf(hunk.oldStart, hunk.oldLines)} +${rangeOf(hunk.newStart, hunk.newLines)} @@`, ...hunk.lines]),
  ].map(line => `${line}\n`).join('');
}

/** A range without lines is named by the line before it. */
function rangeOf(start: number, lines: number): string {
  return `${lines === 0 ? start - 1 : start},${lines}`;
}

/** 1-based numbers of the lines of `after` that `before` does not have at that place; ends of lines do not count. */
export function changedLines(before: string, after: string): Set<number> {
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: 0, stripTrailingCr: true });
  return new Set(hunks.flatMap(hunk => Array.from({ length: hunk.newLines }, (_, at) => hunk.newStart + at)));
}

/** As git quotes names: https://git-scm.com/docs/git-config#Documentation/git-config.txt-corequotePath, non-ASCII left as it is. */
function quoted(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what git quotes
  return /["\\\u0000-\u001f\u007f]/.test(name) ? `"${name.replace(/["\\\u0000-\u001f\u007f]/g, escapeOf)}"` : name;
}

function escapeOf(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
}
