import fs from 'node:fs';
import { readerOf } from '../analyse.ts';
import { CONFIG_KEYS } from '../config/keys.ts';
import { ignoredBy, type PlacedConfig, readOptionsFor } from '../node/config.ts';
import { relativeTo } from '../node/ignored.ts';
import { readText } from '../node/text-file.ts';
import { shown } from './report.ts';

/** What `--print-config FILE` prints: which configuration holds for a file, what it makes of the file, and every key with its value. */
export function configText(file: string, config: PlacedConfig, cwd: string): string {
  const isFile = fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
  const read = isFile ? readText(file) : null;
  const text = read && 'text' in read ? read.text : null;
  const reader = text === null ? null : readerOf({ path: relativeTo(config.folder ?? cwd, file), text }, readOptionsFor(config)(file));
  const given = config.config as Readonly<Record<string, unknown>>;
  return `${JSON.stringify({
    file: shown(file, cwd),
    configFile: config.file === null ? null : shown(config.file, cwd),
    ignored: ignoredBy(config)(file, false),
    readAs: reader?.name ?? null,
    config: Object.fromEntries(CONFIG_KEYS.map(({ name, schema }) => [name, given[name] ?? schema.default])),
  }, null, 2)}\n`;
}
