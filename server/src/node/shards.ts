import fs from 'node:fs';
import path from 'node:path';
import { WorkspaceIndex } from '../link/index.ts';
import type { FileFacts } from '../model/facts.ts';
import type { Project, Source } from './project.ts';
import { reasonOf } from './reason.ts';

/** What one part of a project says, as a build step hands it to the one that links. The form belongs to one version of the tool. */
interface Shard {
  readonly redirectLintFacts: string;
  /** How many files were looked at. */
  readonly looked: number;
  readonly files: readonly {
    /** Relative to the folder that the run started in, with `/` between its parts. */
    readonly path: string;
    readonly facts: FileFacts;
    /** Null for a file in which nothing is ever shown. */
    readonly text: string | null;
  }[];
  readonly unreadable: readonly { readonly file: string; readonly message: string }[];
}

/** Says in one line why facts cannot be written or read. */
export class ShardError extends Error {}

/** Writes the facts of a project's sources; the same sources give the same bytes. Throws a `ShardError`. */
export function writeShard(file: string, project: Project, version: string): void {
  const paths = [...project.sources.keys()].sort(byFolders);
  const shard: Shard = {
    redirectLintFacts: version,
    looked: project.files,
    files: paths.map(name => {
      const facts = project.index.get(name) as FileFacts;
      return { path: name, facts, text: isShown(facts) ? (project.sources.get(name) as Source).text : null };
    }),
    unreadable: project.unreadable.map(({ file: each, message }) => ({ file: path.relative(project.root, each).split(path.sep).join('/'), message })),
  };
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `${JSON.stringify(shard)}\n`);
  } catch (error) {
    throw new ShardError(`${file}: ${reasonOf(error)}`);
  }
}

/** The project that shards make up, as if its sources had been read from `root`. Throws a `ShardError`. */
export function readShards(files: readonly string[], root: string, version: string): Project {
  const shards = files.map(file => readShard(file, version));
  const known = new Map<string, Shard['files'][number]>();
  for (const [at, shard] of shards.entries()) {
    for (const each of shard.files) {
      const other = known.get(each.path);
      if (other && JSON.stringify(other) !== JSON.stringify(each)) throw new ShardError(`${files[at]}: ${each.path} was another file when other facts were written`);
      known.set(each.path, each);
    }
  }
  const index = new WorkspaceIndex();
  const sources = new Map<string, Source>();
  for (const name of [...known.keys()].sort(byFolders)) {
    const { facts, text } = known.get(name) as Shard['files'][number];
    index.set(name, facts);
    sources.set(name, { file: path.join(root, name), path: name, text: text ?? '', bytes: Buffer.alloc(0), onDisk: false });
  }
  return {
    root, index, sources, hasFailed: false,
    files: shards.reduce((sum, shard) => sum + shard.looked, 0),
    unreadable: shards.flatMap(shard => shard.unreadable.map(({ file, message }) => ({ file: path.join(root, file), message }))),
    keep: () => {},
    reread: () => Promise.resolve(),
    text: name => sources.get(name)?.text ?? null,
  };
}

function readShard(file: string, version: string): Shard {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new ShardError(`${file}: ${reasonOf(error)}`);
  }
  const shard = parsed(text);
  if (!shard || typeof shard.redirectLintFacts !== 'string' || !Array.isArray(shard.files)) throw new ShardError(`${file}: not what "redirect-lint facts" writes`);
  if (shard.redirectLintFacts !== version) throw new ShardError(`${file}: written by version ${shard.redirectLintFacts}, this is ${version}`);
  return shard;
}

function parsed(text: string): Shard | null {
  try {
    return JSON.parse(text) as Shard | null;
  } catch {
    return null;
  }
}

/** Whether a place in the file can be shown: a finding, or what proves one. Manifests only tell of versions. */
function isShown({ redirects, handlers, bindings, calls, endpoints, submissions, suppressions }: FileFacts): boolean {
  return [redirects, handlers, bindings, calls, endpoints, submissions, suppressions].some(list => list.length > 0);
}

/** The order in which a walk comes by them. */
function byFolders(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  const at = left.findIndex((part, i) => part !== right[i]);
  return at < 0 ? left.length - right.length : (left[at] as string) < (right[at] ?? '') ? -1 : 1;
}
