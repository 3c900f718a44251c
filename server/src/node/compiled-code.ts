import module from 'node:module';
import path from 'node:path';
import { userCacheFolder } from './user-cache-folder.ts';

interface Keeping {
  enableCompileCache?(folder: string): unknown;
}

/**
 * Has V8's code of what is loaded from here on kept in the user's cache folder, so that the next start need not compile it. Node 22.1 and later do that
 * (https://nodejs.org/api/module.html#moduleenablecompilecachecachedir); it checks by itself that code and version are the same. Nothing is kept where `--no-cache` is among
 * the arguments. Never throws.
 */
export function keepCompiledCode(): void {
  if (process.argv.includes('--no-cache')) return;
  const folder = userCacheFolder(process.env, process.platform);
  if (folder !== null) (module as Keeping).enableCompileCache?.(path.join(folder, 'compiled'));
}
