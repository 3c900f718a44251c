import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { mayRead } from '../analyse.ts';
import type { IgnoreChain } from '../files/ignored.ts';
import { isMinifiedName, isMadeByTool, isSkippedFolder } from '../files/skipped.ts';
import { ignoredBy, lintSettingsFor, nearestConfig, nearestConfigFile, NO_CONFIG, readOptionsFor } from '../node/config.ts';
import { BackgroundReader } from '../node/background-reader.ts';
import { isIgnored, withIgnoreFile } from '../node/ignored.ts';
import type { FactsCache } from '../node/facts-cache.ts';
import { statementFrom } from '../node/read-facts.ts';
import { readText } from '../node/text-file.ts';
import { walk } from '../node/walk.ts';
import type { GrammarSource } from '../syntax/parser.ts';
import type { Host, ProjectFiles } from './host.ts';

/** The file system of the machine that the server runs on. `entry`: what another thread runs to read files. */
export function nodeHost(grammars: GrammarSource, cacheFor: (root: string) => FactsCache | null, entry: URL): Host {
  return {
    grammars,
    open: async uri => {
      const root = folderPath(uri);
      return root === null ? null : filesOf(root, cacheFor(root), new BackgroundReader(entry));
    },
  };
}

function filesOf(root: string, cache: FactsCache | null, reader: BackgroundReader): ProjectFiles {
  const { config, problem } = configOf(root);
  const covered = ignoredBy(config);
  const optionsFor = readOptionsFor(config);
  const settingsFor = lintSettingsFor(config);
  const file = nearestConfigFile(root);
  const absolute = (file: string) => path.join(root, file);
  return {
    problem,
    configUri: file === null ? null : pathToFileURL(file).href,
    readConfig: async () => file === null ? null : textOf(file),
    options: file => optionsFor(absolute(file)),
    judged: file => settingsFor(absolute(file)),
    ignores: (file, isOpen) => isLeftOut(root, file, isOpen ? null : [], covered),
    * walk(more) {
      const reads = (file: string) => mayRead(relative(root, file), optionsFor(file)) || mayRead(relative(root, file), more);
      const wanted = (file: string, isFolder: boolean) => !covered(file, isFolder) && (isFolder || reads(file));
      for (const { file } of walk(root, { root, wanted, unreadable: () => {} })) yield relative(root, file);
    },
    state: async (file, how) => {
      const known = cache?.ofFile(file, how);
      if (known) return known;
      const asked = { file: absolute(file), path: file, byName: false, isJudged: false, extent: how.extent };
      const stated = await reader.state({ asked, options: how.options });
      if (stated.hasFailed) throw new Error(stated.problems.join('; '));
      const statement = statementFrom(stated);
      cache?.note(file, { digest: stated.digest ?? '' }, how, statement);
      return statement;
    },
    get atOnce() {
      return reader.atOnce;
    },
    rest: () => {
      cache?.release();
      reader.rest();
    },
    read: async file => {
      const read = readText(absolute(file));
      return 'problem' in read || isMadeByTool(file, read.text) ? null : read.text;
    },
    kept: cache,
  };
}

function textOf(file: string): string | null {
  const read = readText(file);
  return 'problem' in read ? null : read.text;
}

function configOf(root: string) {
  try {
    return { config: nearestConfig(root), problem: null };
  } catch (error) {
    return { config: NO_CONFIG, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** As the walk decides it, for one path; `chain` null: ignore files do not count. */
function isLeftOut(root: string, file: string, chain: IgnoreChain | null, covered: (file: string, isFolder: boolean) => boolean): boolean {
  const parts = file.split('/');
  let at = root;
  let rules = chain && withIgnoreFile(chain, root, path.join(root, '.git', 'info', 'exclude'));
  for (const [depth, part] of parts.entries()) {
    const isFolder = depth < parts.length - 1;
    const parent = at;
    rules &&= withIgnoreFile(rules, parent);
    at = path.join(parent, part);
    if (isFolder ? isSkippedFolder(part, namesIn(parent)) : isMinifiedName(part)) return true;
    if (covered(at, isFolder) || (rules && isIgnored(rules, at, isFolder))) return true;
  }
  return false;
}

// Asked for each file of a scan, so the folder, which can hold 100,000 others, is not listed.
function namesIn(folder: string): Pick<ReadonlySet<string>, 'has'> {
  return { has: name => fs.existsSync(path.join(folder, name)) };
}

function folderPath(uri: string): string | null {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : null;
  } catch {
    return null;
  }
}

function relative(root: string, file: string): string {
  return path.relative(root, file).split(path.sep).join('/');
}
