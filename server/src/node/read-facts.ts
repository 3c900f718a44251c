import { type Extent, factsOf, LONGEST_FILE, type ReadOptions } from '../analyse.ts';
import { importsOfUnread } from '../demand.ts';
import { isMadeByTool } from '../files/skipped.ts';
import { canBeJudged, type FileFacts } from '../model/facts.ts';
import { decode, isUtf16, readBytes } from './text-file.ts';

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
  /** What the file imports, as written, where it was passed over and may matter by that; else empty. */
  readonly imports: readonly string[];
  /** What was read, where something may be found in it. */
  readonly bytes: Uint8Array | null;
  /** Why the file, or a part of it, could not be read, as clauses. */
  readonly problems: readonly string[];
  /** The analysis itself failed: a defect of the program or of its installation, not of the file. */
  readonly hasFailed?: true;
}

const SILENT: Stated = { facts: null, imports: [], bytes: null, problems: [] };

/** Reads a file and states what it says; never rejects. */
export async function readFacts({ file, path, byName, isJudged, extent }: Asked, options: ReadOptions): Promise<Stated> {
  const read = readBytes(file, !byName);
  if ('problem' in read) return { ...SILENT, problems: [read.problem] };
  const { bytes } = read;
  // As `factsOf` would see it; but so, the bytes need not become a text first.
  if (bytes.length <= LONGEST_FILE && !isUtf16(bytes) && bytes.subarray(0, 8000).includes(0)) return SILENT;
  const decoded = decode(bytes);
  if ('problem' in decoded) return { ...SILENT, problems: [decoded.problem] };
  if (!byName && isMadeByTool(file, decoded.text)) return SILENT;
  return await stated({ path, text: decoded.text, bytes: isJudged ? bytes : null, extent }, options);
}

/** What a text says that stands for a file; never rejects. */
export async function stated({ path, text, bytes, extent }: { path: string; text: string; bytes: Uint8Array | null; extent: Extent }, options: ReadOptions): Promise<Stated> {
  if (text.length === 0) return SILENT;
  try {
    const facts = await factsOf({ path, text }, options, undefined, extent);
    const { problems } = facts;
    if (facts.format !== null) return { facts, imports: [], bytes: canBeJudged(facts) ? bytes : null, problems };
    return { ...SILENT, imports: extent === 'first' ? importsOfUnread({ path, text }, facts) : [], problems };
  } catch (error) {
    return { ...SILENT, hasFailed: true, problems: [`could not be analysed: ${error instanceof Error ? error.message : String(error)}`] };
  }
}
