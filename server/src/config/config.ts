import { matcherOf, type ReadOptions, type RedirectsFilePlatform } from '../analyse.ts';
import type { LintSettings, SuppressionEntry } from '../lint.ts';
import { methods } from '../model/methods.ts';
import type { Judging } from '../rules/rule.ts';
import type { HelperCall } from '../syntax/adapter.ts';

/** What a configuration file holds, checked against `CONFIG_SCHEMA`; `CONFIG_KEYS` says what each key means. */
export interface Config extends Judging {
  readonly ignore?: readonly string[];
  readonly root?: boolean;
  readonly assumeMethods?: Readonly<Record<string, readonly string[]>>;
  readonly helpers?: readonly HelperCall[];
  readonly formats?: Readonly<Record<string, string>>;
  readonly redirectsFilePlatform?: RedirectsFilePlatform | 'auto';
  readonly suppressions?: readonly (SuppressionEntry & { readonly files: string })[];
}

/** How one file is read; `path` is relative to the configuration's folder. */
export function readOptionsOf(config: Config, path: string): ReadOptions {
  const format = Object.entries(config.formats ?? {}).find(([glob]) => matcherOf(glob)(path))?.[1];
  const { helpers = [], redirectsFilePlatform: platform = 'auto' } = config;
  return { helpers, redirectsFilePlatform: platform === 'auto' ? null : platform, ...format !== undefined && { formats: { '**': format } } };
}

/** How one file's findings are judged; `path` is relative to the configuration's folder. */
export function lintSettingsOf(config: Config, path: string): LintSettings {
  const { rules, severityFor, unboundedHints, writePaths } = config;
  const assumed = Object.entries(config.assumeMethods ?? {}).filter(([glob]) => glob.startsWith('/') || matcherOf(glob)(path));
  return {
    ...rules && { rules }, ...severityFor && { severityFor }, ...unboundedHints && { unboundedHints }, ...writePaths && { writePaths },
    suppressions: (config.suppressions ?? []).filter(({ files }) => matcherOf(files)(path)),
    assume: assumed.map(([glob, names]) => ({ path: glob.startsWith('/') ? matcherOf(glob) : null, methods: methods(...names, ...names.includes('GET') ? ['HEAD'] : []) })),
  };
}
