import type { FileFacts } from '../model/facts.ts';

/** The environment that decides what a `_redirects` file means. */
const OF = '_redirects';

/** The facts with the platform that the settings name instead of the one that the project's files suggest; null: unchanged. */
export function onPlatform(stated: FileFacts, platform: string | null): FileFacts {
  if (platform === null) return stated;
  const others = stated.environment.filter(fact => fact.of !== OF);
  return { ...stated, environment: stated.format === OF ? [...others, { of: OF, value: platform }] : others };
}
