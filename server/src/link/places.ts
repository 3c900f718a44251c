import type { Place } from '../model/text.ts';

/** The first of the places, each once: several names that one route has for its handler are one place. */
export function distinctPlaces(places: readonly Place[], most: number): Place[] {
  if (places.length <= 1) return [...places];
  const seen = new Set<string>();
  return places.filter(({ file, span }) => {
    const name = `${file}:${span.start}-${span.end}`;
    return !seen.has(name) && seen.add(name);
  }).slice(0, most);
}
