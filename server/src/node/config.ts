import fs from 'node:fs';
import path from 'node:path';
import ignore from 'ignore';
import { parse, type ParseError, printParseErrorCode } from 'jsonc-parser';
import picomatch from 'picomatch';
import { type ReadOptions, REDIRECTS_PLATFORMS, type RedirectsFilePlatform } from '../analyse.ts';
import { formats } from '../formats/index.ts';
import type { Evidence, Severity } from '../model/finding.ts';
import { LineIndex } from '../model/text.ts';
import { rules } from '../rules/index.ts';
import type { Severities } from '../rules/rule.ts';
import { relativeTo } from './ignored.ts';
import { isOutside, readText } from './text-file.ts';

export const CONFIG_FILE = 'redirect-lint.config.json';

/** What a configuration file may hold. */
export interface Config extends Severities {
  /** Patterns as in `.gitignore`, relative to the file's folder. */
  readonly ignore: readonly string[];
  /** Globs, relative to the file's folder, with the name of the format that such files have. */
  readonly formats: Readonly<Record<string, string>>;
  /** The platform that reads `_redirects` files; null: found out from the project's files. */
  readonly redirectsFilePlatform: RedirectsFilePlatform | null;
}

/** A configuration with the folder it holds for; `folder` is null where there is none. */
export interface PlacedConfig {
  readonly config: Config;
  readonly folder: string | null;
}

/** Says in one line what is wrong with a configuration file. */
export class ConfigError extends Error {}

export const NO_CONFIG: PlacedConfig = { config: { ignore: [], formats: {}, redirectsFilePlatform: null }, folder: null };

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
  const errors: ParseError[] = [];
  const value: unknown = parse(read.text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) {
    const { line, column } = new LineIndex(read.text).position(error.offset);
    throw new ConfigError(`${file}:${line + 1}:${column + 1}: not JSON (${printParseErrorCode(error.error)})`);
  }
  try {
    return { config: configOf(value), folder: path.dirname(file) };
  } catch (problem) {
    throw new ConfigError(`${file}: ${(problem as Error).message}`);
  }
}

/** How files below a configuration are read; `file` is absolute. */
export function readOptionsFor({ config, folder }: PlacedConfig): (file: string) => ReadOptions {
  const { redirectsFilePlatform } = config;
  const mapped = Object.entries(config.formats).map(([glob, name]) => ({ matches: picomatch(glob, { dot: true }), options: { redirectsFilePlatform, formats: { '**': name } } }));
  return file => folder === null || isOutside(folder, file) ? {}
    : mapped.find(({ matches }) => matches(relativeTo(folder, file)))?.options ?? { redirectsFilePlatform };
}

/** Whether a configuration's `ignore` covers a file or folder, given by its absolute path. */
export function ignoredBy({ config, folder }: PlacedConfig): (file: string, isFolder: boolean) => boolean {
  const patterns = ignore().add(config.ignore);
  return (file, isFolder) => folder !== null && config.ignore.length > 0 && file !== folder && !isOutside(folder, file)
    && patterns.ignores(relativeTo(folder, file) + (isFolder ? '/' : ''));
}

const LEVELS: readonly (Severity | 'off')[] = ['off', 'hint', 'warning', 'error'];
const EVIDENCE: readonly Evidence[] = ['proven', 'conventional', 'unbounded'];

function configOf(value: unknown): Config {
  const { $schema, ...given } = objectAt(value, 'the configuration');
  if ($schema !== undefined && typeof $schema !== 'string') throw new Error('"$schema" must be a string');
  oneOf(Object.keys(given), ['rules', 'ignore', 'severityFor', 'formats', 'redirectsFilePlatform'], 'key');
  const platform = given.redirectsFilePlatform ?? null;
  if (platform !== null) oneOf([String(platform)], REDIRECTS_PLATFORMS, 'redirectsFilePlatform');
  return {
    ...given.rules !== undefined && { rules: table(given.rules, 'rules', rules.map(rule => rule.id), 'rule', LEVELS) },
    ...given.severityFor !== undefined && { severityFor: table(given.severityFor, 'severityFor', EVIDENCE, 'evidence', LEVELS) },
    ignore: stringsAt(given.ignore ?? [], 'ignore'),
    formats: table(given.formats ?? {}, 'formats', null, 'glob', formats.map(format => format.name)),
    redirectsFilePlatform: platform as RedirectsFilePlatform | null,
  };
}

/** An object whose keys and values are both of a known set; `keys` null: any. */
function table<V extends string>(value: unknown, name: string, keys: readonly string[] | null, keyKind: string, values: readonly V[]): Record<string, V> {
  const entries = objectAt(value, `"${name}"`);
  if (keys) oneOf(Object.keys(entries), keys, keyKind);
  for (const [key, one] of Object.entries(entries)) {
    if (!values.includes(one as V)) throw new Error(`"${name}" gives "${key}" ${JSON.stringify(one)}; it can be ${list(values)}`);
  }
  return entries as Record<string, V>;
}

function oneOf(names: readonly string[], known: readonly string[], kind: string): void {
  const unknown = names.find(name => !known.includes(name));
  if (unknown !== undefined) throw new Error(`unknown ${kind} "${unknown}"; known: ${list(known)}`);
}

function objectAt(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${name} must be an object`);
  return value as Record<string, unknown>;
}

function stringsAt(value: unknown, name: string): string[] {
  if (!Array.isArray(value) || !value.every(one => typeof one === 'string')) throw new Error(`"${name}" must be a list of strings`);
  return value;
}

function list(names: readonly string[]): string {
  return names.join(', ');
}
