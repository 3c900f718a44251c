/** What is shorter, V8 copies by itself. In UTF-16 units. */
const SHORTEST = 13;
/** Longer parts are looked at and not kept. */
const LONGEST = 4000;

/**
 * The same words, held by themselves. A part of a text is no copy in V8 (`SlicedString`): as long as somebody holds it, the whole text stays in memory, and what is
 * kept of a file outlives hundreds of texts that it had while it was typed in.
 */
export function detached(part: string): string {
  return part.length < SHORTEST || part.length > LONGEST ? part : ` ${part}`.slice(1);
}
