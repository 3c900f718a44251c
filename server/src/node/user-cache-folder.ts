import os from 'node:os';
import path from 'node:path';

/**
 * The folder for what may be deleted at any time, as the system has it; null where it has none. XDG Base Directory Specification 0.8 (a relative
 * path counts as none), Apple's File System Programming Guide, Windows' known folder LocalAppData.
 */
export function userCacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | null {
  const given = platform === 'win32' ? env.LOCALAPPDATA : platform === 'darwin' ? undefined : env.XDG_CACHE_HOME;
  if (given && path.isAbsolute(given)) return path.join(given, 'redirect-lint');
  const home = homeFolder();
  if (home === null) return null;
  const usual: Partial<Record<NodeJS.Platform, string>> = { win32: 'AppData/Local', darwin: 'Library/Caches' };
  return path.join(home, usual[platform] ?? '.cache', 'redirect-lint');
}

function homeFolder(): string | null {
  try {
    const home = os.homedir();
    return path.isAbsolute(home) ? home : null;
  } catch {
    return null;
  }
}
