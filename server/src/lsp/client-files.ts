import ignore from 'ignore';
import { type Connection, RequestType } from 'vscode-languageserver';
import { LONGEST_FILE, mayRead, type ReadOptions } from '../analyse.ts';
import { type Config, lintSettingsOf, readOptionsOf } from '../config/config.ts';
import { CONFIG_FILE, configIn, type ConfigProblem } from '../config/text.ts';
import { type IgnoreChain, isIgnoredBy, withIgnoreText } from '../files/ignored.ts';
import { isMinifiedName, isMadeByTool, isSkippedFolder } from '../files/skipped.ts';
import { statementOf } from '../demand.ts';
import { LineIndex } from '../model/text.ts';
import { spoken } from '../model/phrase.ts';
import type { ProjectFiles } from './host.ts';
import { join } from './uri.ts';

/** What stands in a folder of the client's file system: names with whether each is a folder; links are left out. */
export type FolderEntries = readonly { readonly name: string; readonly isFolder: boolean }[];

/** The server asks for the entries of a folder; null where it cannot be read. */
export const ReadFolderRequest = new RequestType<{ uri: string }, FolderEntries | null, void>('redirectLint/readFolder');

/** The server asks for a file's text; null where it cannot be read or is longer than `most` characters. */
export const ReadFileRequest = new RequestType<{ uri: string; most: number }, string | null, void>('redirectLint/readFile');

/** So many files of one folder are read through the client: each is a request, and a file system behind it may be a network. */
export const MOST_FILES = 3000;

/** A folder as the walk met it. */
interface Met {
  readonly chain: IgnoreChain;
  readonly names: ReadonlySet<string>;
}

/** The files of a workspace folder that only the client can read: of a virtual file system, or for a server in a browser. */
export async function clientFiles(connection: Connection, root: string): Promise<ProjectFiles> {
  const met = new Map<string, Met>();
  const uriOf = (path: string) => path === '' ? root : join(root, path);
  const read = (path: string) => asked(connection.sendRequest(ReadFileRequest, { uri: uriOf(path), most: LONGEST_FILE }));

  const written = await read(CONFIG_FILE);
  const found = written === null ? { config: {} } : configIn(written);
  const config: Config = 'config' in found ? found.config : {};
  const covered = ignore().add(config.ignore ?? []);
  const isLeftOut = (path: string, isFolder: boolean, folder: Met) => covered.ignores(isFolder ? `${path}/` : path) || isSkipped(path, isFolder, folder);

  async function* below(folder: string, above: IgnoreChain, more: ReadOptions): AsyncIterable<string> {
    const entries = await asked(connection.sendRequest(ReadFolderRequest, { uri: uriOf(folder) })) ?? [];
    const names = new Set(entries.map(entry => entry.name));
    const rules = names.has('.gitignore') ? await read(childOf(folder, '.gitignore')) : null;
    const chain = rules === null ? above : withIgnoreText(above, folder, rules);
    met.set(folder, { chain, names });
    for (const { name, isFolder } of [...entries].sort((a, b) => a.name < b.name ? -1 : 1)) {
      const path = childOf(folder, name);
      if (isLeftOut(path, isFolder, { chain, names })) continue;
      if (isFolder) yield* below(path, chain, more);
      else if (mayRead(path, readOptionsOf(config, path)) || mayRead(path, more)) yield path;
    }
  }

  const readByHand = async (path: string) => {
    const text = await read(path);
    return text === null || isMadeByTool(path, text) ? null : text;
  };

  return {
    problem: written !== null && 'problem' in found ? problemAt(uriOf(CONFIG_FILE), written, found.problem) : null,
    configUri: written === null ? null : uriOf(CONFIG_FILE),
    kept: null,
    readConfig: () => read(CONFIG_FILE),
    options: path => readOptionsOf(config, path),
    judged: path => lintSettingsOf(config, path),
    ignores: (path, isOpen) => ancestors(path).some(([at, isFolder]) => {
      const { chain = [], names = new Set<string>() } = met.get(folderOf(at)) ?? {};
      return isLeftOut(at, isFolder, { chain: isOpen ? [] : chain, names });
    }),
    async * walk(more) {
      met.clear();
      let files = 0;
      for await (const path of below('', [], more)) {
        if (++files > MOST_FILES) {
          connection.console.warn(`${root}: only the first ${MOST_FILES} files are read through the editor`);
          return;
        }
        yield path;
      }
    },
    async state(path, { options, extent }) {
      const text = await readByHand(path);
      return text === null ? null : statementOf({ path, text }, options, extent);
    },
    atOnce: 1,
    rest: () => {},
    read: readByHand,
  };
}

function problemAt(uri: string, text: string, { span, message }: ConfigProblem): string {
  const { line, column } = new LineIndex(text).position(span.start);
  return `${uri}:${line + 1}:${column + 1}: ${spoken(message)}`;
}

function isSkipped(path: string, isFolder: boolean, { chain, names }: Met): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (isFolder ? isSkippedFolder(name, names) : isMinifiedName(name)) return true;
  return isIgnoredBy(chain, folder => folder === '' ? path : path.slice(folder.length + 1), isFolder);
}

/** The folders that a path stands in, outermost first, and the path itself. */
function ancestors(path: string): [string, boolean][] {
  const parts = path.split('/');
  return parts.map((_, at) => [parts.slice(0, at + 1).join('/'), at < parts.length - 1]);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function childOf(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

// A client that went away or refuses has no such file.
function asked<T>(answer: Promise<T | null>): Promise<T | null> {
  return answer.catch(() => null);
}
