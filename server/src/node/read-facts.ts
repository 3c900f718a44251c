import { type Extent, LONGEST_FILE, type ReadOptions } from '../analyse.ts';
import { type Statement, statementOf, statementOfUnread } from '../demand.ts';
import { isMadeByTool } from '../files/skipped.ts';
import { canBeJudged, facts, type FileFacts } from '../model/facts.ts';
import type { FactsCache } from './facts-cache.ts';
import { decode, digestOf, isUtf16, readBytes } from './text-file.ts';

/** A file to read. */
export interface Asked {
  /** Absolute. */
  readonly file: string;
  /** Name in the index. */
  readonly path: string;
  /** Named by the user, who wants it read whatever it looks like. */
  readonly byName: boolean;
  /** Its findings are asked for, so that its text will be. */
  readonly isJudged: boolean;
  readonly extent: Extent;
}

/** What a file says; plain data that can be sent between threads. */
export interface Stated {
  /** Null where it says nothing. */
  readonly facts: FileFacts | null;
  /** What the file imports, as written, a line each, where it was passed over and may matter by that; else ''. */
  readonly imports: string;
  /** What was read, where something may be found in it. */
  readonly bytes: Buffer | null;
  /** Why the file, or a part of it, could not be read, as clauses. */
  readonly problems: readonly string[];
  /** Of what was read, where the file says something and whoever asked does not have its content. */
  readonly digest?: string;
  /** The analysis itself failed: a defect of the program or of its installation, not of the file. */
  readonly hasFailed?: true;
}

const SILENT: Stated = { facts: null, imports: '', bytes: null, problems: [] };

/** A text to be stated, as it is sent to whoever does that. */
export interface Task {
  readonly path: string;
  readonly text: string;
  readonly extent: Extent;
  readonly options: ReadOptions;
}

/** A file to be read and stated, as it is sent to whoever does that. */
export interface FileTask {
  readonly asked: Asked;
  readonly options: ReadOptions;
}

/** A file that an adapter has to read, with its content. */
export interface Candidate {
  readonly asked: Asked;
  readonly task: Task;
  readonly bytes: Buffer;
}

/** Looks at a file: what it says where no adapter has to read it, else its content. Never throws. */
export function lookAt(asked: Asked, options: ReadOptions): Stated | Candidate {
  const { file, path, byName, extent } = asked;
  const read = readBytes(file, !byName);
  if ('problem' in read) return { ...SILENT, problems: [read.problem] };
  const { bytes } = read;
  // As `factsOf` would see it; but so, the bytes need not become a text first.
  if (bytes.length === 0 || (bytes.length <= LONGEST_FILE && !isUtf16(bytes) && bytes.subarray(0, 8000).includes(0))) return SILENT;
  const decoded = decode(bytes);
  if ('problem' in decoded) return { ...SILENT, problems: [decoded.problem] };
  const { text } = decoded;
  if (!byName && isMadeByTool(file, text)) return SILENT;
  const unread = statementOfUnread({ path, text }, options, extent);
  return unread ? { ...SILENT, imports: unread.imports } : { asked, task: { path, text, extent, options }, bytes };
}

/** What was stated, as it is kept. */
export function statementFrom({ facts: said, imports, problems }: Stated): Statement {
  return { facts: said ?? facts({ problems }), imports };
}

/** Reads a file and states what it says. Never rejects. */
export async function readAndState({ asked, options }: FileTask): Promise<Stated> {
  const seen = lookAt(asked, options);
  if (!('task' in seen)) return seen;
  const said = await stated(seen.task);
  return said.facts ? { ...said, digest: digestOf(seen.bytes) } : said;
}

/** What a candidate says, with its content where something may be found in it. */
export function withContent(stated: Stated, { asked: { isJudged }, bytes }: Candidate): Stated {
  return stated.facts && isJudged && canBeJudged(stated.facts) ? { ...stated, bytes } : stated;
}

/** What a file says that has not changed since it was read in an earlier run; null where it has to be read. */
export function recalled(cache: FactsCache, { path, extent, byName, isJudged }: Asked, options: ReadOptions): Stated | null {
  const known = cache.ofFile(path, { extent, options });
  if (!known) return null;
  const { facts: said, imports, bytes } = known;
  if (said.format !== null) return { ...SILENT, facts: said, bytes: isJudged && canBeJudged(said) ? bytes : null, problems: said.problems };
  // It may look as if a tool had made it.
  return byName ? null : { ...SILENT, imports };
}

/** What a text says; never rejects. */
export async function stated({ path, text, extent, options }: Task): Promise<Stated> {
  try {
    const { facts: said, imports } = await statementOf({ path, text }, options, extent);
    return { ...SILENT, facts: said.format === null ? null : said, imports, problems: said.problems };
  } catch (error) {
    return { ...SILENT, hasFailed: true, problems: [`could not be analysed: ${error instanceof Error ? error.message : String(error)}`] };
  }
}
