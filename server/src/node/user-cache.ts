import { FactsCache } from './facts-cache.ts';
import { userCacheFolder } from './user-cache-folder.ts';

/** Put in by the build: a digest of all that decides what is stated of a file. Absent where the sources run as they are. */
declare const FACTS_BUILD: string | undefined;

/** The cache of the project at `root` (absolute); null where there is no folder for it. */
export function userCacheFor(root: string): FactsCache | null {
  const folder = userCacheFolder(process.env, process.platform);
  return folder === null || typeof FACTS_BUILD === 'undefined' ? null : new FactsCache(folder, root, FACTS_BUILD);
}
