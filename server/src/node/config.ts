import fs from 'node:fs';
import path from 'node:path';
import ignore from 'ignore';
import type { ReadOptions } from '../analyse.ts';
import { type Config, lintSettingsOf, readOptionsOf } from '../config/config.ts';
import { CONFIG_FILE, configIn } from '../config/text.ts';
import type { LintSettings } from '../lint.ts';
import { LineIndex } from '../model/text.ts';
import { relativeTo } from './ignored.ts';
import { isOutside, readText } from './text-file.ts';
import { spoken } from '../model/phrase.ts';

/** A configuration with the file it was read from and the folder it holds for; both null where there is none. */
export interface PlacedConfig {
  readonly config: Config;
  /** Absolute, as `folder` is. */
  readonly file: string | null;
  readonly folder: string | null;
}

/** Says in one line what is wrong with a configuration file. */
export class ConfigError extends Error {}

export const NO_CONFIG: PlacedConfig = { config: {}, file: null, folder: null };

/** Reads the nearest configuration file, from `folder` up; `NO_CONFIG` where there is none. Throws `ConfigError`. */
export function nearestConfig(folder: string): PlacedConfig {
  const file = nearestConfigFile(folder);
  return file === null ? NO_CONFIG : readConfig(file);
}

/** Where the nearest configuration file stands, from `folder` up; null where there is none. */
export function nearestConfigFile(folder: string): string | null {
  for (let at = folder; ; at = path.dirname(at)) {
    const file = path.join(at, CONFIG_FILE);
    if (fs.existsSync(file)) return file;
    if (at === path.dirname(at)) return null;
  }
}

/** Throws `ConfigError` where the file cannot be read or holds what a configuration does not have. */
export function readConfig(file: string): PlacedConfig {
  const read = readText(file);
  if ('problem' in read) throw new ConfigError(`${file}: ${read.problem}`);
  const found = configIn(read.text);
  if ('config' in found) return { config: found.config, file, folder: path.dirname(file) };
  const { line, column } = new LineIndex(read.text).position(found.problem.span.start);
  throw new ConfigError(`${file}:${line + 1}:${column + 1}: ${spoken(found.problem.message)}`);
}

/** How files below a configuration are read; `file` is absolute. */
export function readOptionsFor({ config, folder }: PlacedConfig): (file: string) => ReadOptions {
  return file => folder === null || isOutside(folder, file) ? {} : readOptionsOf(config, relativeTo(folder, file));
}

/** How the findings of files below a configuration are judged; `file` is absolute. */
export function lintSettingsFor({ config, folder }: PlacedConfig): (file: string) => LintSettings {
  const { rules, severityFor } = config;
  const outside = { ...rules && { rules }, ...severityFor && { severityFor } };
  return file => folder === null || isOutside(folder, file) ? outside : lintSettingsOf(config, relativeTo(folder, file));
}

/** Whether a configuration's `ignore` covers a file or folder, given by its absolute path. */
export function ignoredBy({ config, folder }: PlacedConfig): (file: string, isFolder: boolean) => boolean {
  const given = config.ignore ?? [];
  const patterns = ignore().add(given);
  return (file, isFolder) => folder !== null && given.length > 0 && file !== folder && !isOutside(folder, file)
    && patterns.ignores(relativeTo(folder, file) + (isFolder ? '/' : ''));
}
