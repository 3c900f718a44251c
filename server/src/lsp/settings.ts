import picomatch from 'picomatch';
import type { Connection } from 'vscode-languageserver';
import { formats } from '../adapters.ts';
import { type ReadOptions, REDIRECTS_PLATFORMS, type RedirectsFilePlatform } from '../analyse.ts';
import { isTame } from '../files/globs.ts';
import { type Evidence, SEVERITIES, type Severity } from '../model/finding.ts';
import { type Judging, UNBOUNDED_HINTS } from '../rules/rule.ts';
import type { ClientTraits } from './client-traits.ts';

/** Section of the client's settings. */
export const SECTION = 'redirectLint';

/** Settings that hold for one resource. */
export interface Settings {
  readonly enable: boolean;
  readonly run: 'onType' | 'onSave';
  readonly judging: Judging;
  /** Globs with the name of the format that such files have. */
  readonly formats: Readonly<Record<string, string>>;
  /** Null: found out from the files of the project. */
  readonly redirectsFilePlatform: RedirectsFilePlatform | null;
  /** Where the status that a redirect does not say is shown. */
  readonly inlayHints: (typeof INLAY_HINTS)[number];
  /** Which code actions are offered beside the fixes. */
  readonly codeActions: Readonly<Record<ActionName, boolean>>;
}

export const INLAY_HINTS = ['off', 'on', 'ambiguous'] as const;

/** The code actions that can be switched off. */
export const ACTION_NAMES = ['fixAllOfRule', 'disableForLine', 'disableForFile', 'disableInConfig', 'openRulePage'] as const;
export type ActionName = (typeof ACTION_NAMES)[number];

export const DEFAULT_SETTINGS: Settings = {
  enable: true, run: 'onType', judging: {}, formats: {}, redirectsFilePlatform: null, inlayHints: 'ambiguous', codeActions: actionsFrom({}),
};

const EVIDENCE: readonly Evidence[] = ['proven', 'conventional', 'unbounded'];

/** What of `raw` makes sense; anything else keeps its default. Never throws. */
export function settingsFrom(raw: unknown): Settings {
  const given = objectOr(raw);
  const platform = REDIRECTS_PLATFORMS.find(name => name === given.redirectsFilePlatform) ?? null;
  const unboundedHints = UNBOUNDED_HINTS.find(way => way === given.unboundedHints);
  return {
    enable: given.enable !== false,
    run: given.run === 'onSave' ? 'onSave' : 'onType',
    judging: {
      rules: entries(given.rules, () => true, isLevel),
      severityFor: entries(given.severityFor, key => EVIDENCE.some(evidence => evidence === key), isLevel),
      ...unboundedHints && { unboundedHints },
      ...Array.isArray(given.writePaths) && { writePaths: given.writePaths.filter(path => typeof path === 'string') },
    },
    formats: entries(given.formats, isGlob, isFormat),
    redirectsFilePlatform: platform,
    inlayHints: INLAY_HINTS.find(name => name === given.inlayHints) ?? DEFAULT_SETTINGS.inlayHints,
    codeActions: actionsFrom(objectOr(given.codeActions)),
  };
}

function actionsFrom(given: Record<string, unknown>): Settings['codeActions'] {
  return Object.fromEntries(ACTION_NAMES.map(name => [name, given[name] !== false])) as Settings['codeActions'];
}

/** How a file is read: the editor's settings, what the project's configuration says of it, and formats that are known otherwise. */
export function readOptions(settings: Settings, configured: ReadOptions, known: Readonly<Record<string, string>> = {}): ReadOptions {
  return {
    ...configured,
    formats: { ...settings.formats, ...configured.formats, ...known },
    redirectsFilePlatform: settings.redirectsFilePlatform ?? configured.redirectsFilePlatform ?? null,
  };
}

/**
 * The client's settings by resource. They are asked for once and kept until the client says that they changed;
 * a client that cannot be asked gives them with `initialize` or pushes them.
 */
export class SettingsCache {
  readonly #connection: Connection;
  readonly #traits: ClientTraits;
  readonly #known = new Map<string, Promise<Settings>>();
  #pushed: unknown;

  constructor(connection: Connection, traits: ClientTraits, initial: unknown) {
    this.#connection = connection;
    this.#traits = traits;
    this.#pushed = sectionOf(initial);
  }

  /** Settings of a document or folder. Never rejects. */
  of(uri: string): Promise<Settings> {
    let known = this.#known.get(uri);
    if (!known) {
      known = this.#ask(uri);
      this.#known.set(uri, known);
    }
    return known;
  }

  /** Everything is asked for again. `pushed`: what a `didChangeConfiguration` carried. */
  changed(pushed: unknown): void {
    this.#known.clear();
    if (pushed !== null && pushed !== undefined) this.#pushed = sectionOf(pushed);
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  async #ask(uri: string): Promise<Settings> {
    if (!this.#traits.configuration) return settingsFrom(this.#pushed);
    try {
      const [answer] = await this.#connection.sendRequest<unknown[]>('workspace/configuration', { items: [{ scopeUri: uri, section: SECTION }] });
      return settingsFrom(answer ?? this.#pushed);
    } catch (error) {
      this.#connection.console.warn(`settings of ${uri} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
      return settingsFrom(this.#pushed);
    }
  }
}

// Clients send the section itself or an object that holds it.
function sectionOf(value: unknown): unknown {
  const outer = objectOr(value);
  const settings = 'settings' in outer ? objectOr(outer.settings) : outer;
  return SECTION in settings ? settings[SECTION] : settings;
}

function entries<V extends string>(value: unknown, isKey: (key: string) => boolean, isValue: (value: unknown) => value is V): Record<string, V> {
  return Object.fromEntries(Object.entries(objectOr(value)).filter((entry): entry is [string, V] => isKey(entry[0]) && isValue(entry[1])));
}

function isLevel(value: unknown): value is Severity | 'off' {
  return value === 'off' || SEVERITIES.some(severity => severity === value);
}

function isFormat(value: unknown): value is string {
  return formats.some(format => format.name === value);
}

function isGlob(glob: string): boolean {
  try {
    picomatch(glob, { dot: true });
    return isTame(glob);
  } catch {
    return false;
  }
}

function objectOr(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : {};
}
