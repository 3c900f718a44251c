import fs from 'node:fs';
import path from 'node:path';
import ignore from 'ignore';
import { findNodeAtLocation, parse, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { ReadOptions } from '../analyse.ts';
import { type Config, lintSettingsOf, readOptionsOf } from '../config/config.ts';
import { CONFIG_SCHEMA } from '../config/keys.ts';
import { type Problem, problemOf } from '../config/schema.ts';
import type { LintSettings } from '../lint.ts';
import { LineIndex } from '../model/text.ts';
import { relativeTo } from './ignored.ts';
import { isOutside, readText } from './text-file.ts';

export const CONFIG_FILE = 'redirect-lint.config.json';

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
  for (let at = folder; ; at = path.dirname(at)) {
    const file = path.join(at, CONFIG_FILE);
    if (fs.existsSync(file)) return readConfig(file);
    if (at === path.dirname(at)) return NO_CONFIG;
  }
}

/** Throws `ConfigError` where the file cannot be read or holds what a configuration does not have. */
export function readConfig(file: string): PlacedConfig {
  const read = readText(file);
  if ('problem' in read) throw new ConfigError(`${file}: ${read.problem}`);
  const text = read.text.replace(/^\uFEFF/, ' ');
  const fail = (offset: number, message: string): never => {
    const { line, column } = new LineIndex(text).position(offset);
    throw new ConfigError(`${file}:${line + 1}:${column + 1}: ${message}`);
  };
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) fail(error.offset, `not JSON (${printParseErrorCode(error.error)})`);
  const problem = problemOf(value, CONFIG_SCHEMA, 'the configuration');
  if (problem) fail(offsetOf(text, problem), problem.message);
  const { $schema: _, ...config } = value as Config & { $schema?: string };
  return { config, file, folder: path.dirname(file) };
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

function offsetOf(text: string, { path: at, inKey }: Problem): number {
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (!root) return 0;
  const node = findNodeAtLocation(root, [...at]) ?? root;
  return inKey && node.parent?.type === 'property' ? node.parent.offset : node.offset;
}
