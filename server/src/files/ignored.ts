import ignore from 'ignore';
import { isTame } from './globs.ts';

/** The ignore files that hold at one folder, innermost first, with the folders they stand in. */
export type IgnoreChain = readonly { readonly folder: string; readonly rules: ignore.Ignore }[];

/** The chain one folder further down, where this text is the folder's `.gitignore`; patterns that are not tame are left out. */
export function withIgnoreText(chain: IgnoreChain, folder: string, text: string): IgnoreChain {
  return [{ folder, rules: ignore().add(text.split('\n').filter(isTame).join('\n')) }, ...chain];
}

/**
 * Whether the chain ignores a file or folder; as in git, the innermost file that says anything decides.
 * `from` gives its path as seen from a folder, with `/`.
 */
export function isIgnoredBy(chain: IgnoreChain, from: (folder: string) => string, isFolder: boolean): boolean {
  for (const { folder, rules } of chain) {
    const { ignored, unignored } = rules.test(from(folder) + (isFolder ? '/' : ''));
    if (ignored || unignored) return ignored;
  }
  return false;
}
