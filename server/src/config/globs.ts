import { isTame, MOST_CHOICES } from '../files/globs.ts';
import { phrase } from '../model/phrase.ts';
import type { Config } from './config.ts';
import type { Problem } from './schema.ts';

/** The first glob of a configuration that is not tame. */
export function wildGlobIn({ ignore = [], formats = {}, assumeMethods = {}, suppressions = [] }: Config): Problem | null {
  const globs: { path: Problem['path']; inKey: boolean; glob: string }[] = [
    ...ignore.map((glob, at) => ({ path: ['ignore', at], inKey: false, glob })),
    ...Object.keys(formats).map(glob => ({ path: ['formats', glob], inKey: true, glob })),
    ...Object.keys(assumeMethods).map(glob => ({ path: ['assumeMethods', glob], inKey: true, glob })),
    ...suppressions.map(({ files }, at) => ({ path: ['suppressions', at, 'files'], inKey: false, glob: files })),
  ];
  const wild = globs.find(({ glob }) => !isTame(glob));
  return wild ? { ...wild, message: phrase('{0} has too many wildcards: {1} are allowed in a segment', JSON.stringify(wild.glob.slice(0, 60)), MOST_CHOICES) } : null;
}
