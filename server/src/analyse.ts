import picomatch from 'picomatch';
import { formats, languages } from './adapters.ts';
import { lastNameOf } from './languages/shared/helper-calls.ts';
import { facts, type FileFacts, type Suppression } from './model/facts.ts';
import type { Extent, ReadOptions, RedirectsFilePlatform, SourceFile } from './model/reading.ts';
import type { TextEdit } from './model/text.ts';
import type { FormatAdapter, HelperCall, LanguageAdapter, Parse } from './syntax/adapter.ts';
import { DocumentMemory } from './document-memory.ts';
import { noteAskers } from './syntax/answers.ts';
import { generation, isBreak, startAfresh } from './syntax/runtime.ts';
import { suppressionsIn } from './syntax/suppressions.ts';
import type { SyntaxTree } from './syntax/tree.ts';
import { patternOf } from './syntax/triggers.ts';
import { TOO_DEEP, TOO_INTRICATE, Unreadable } from './syntax/unreadable.ts';

/** A file longer than this is not read: no hand-written file is, and a parse would stall its neighbours. In UTF-16 units. */
export const LONGEST_FILE = 4_000_000;
const TOO_LONG = `longer than ${LONGEST_FILE} characters: not read`;
/** Why a file, or a part of it, could not be read. */
export const PROBLEMS: readonly string[] = [TOO_LONG, TOO_DEEP, TOO_INTRICATE];

export { type Extent, type ReadOptions, REDIRECTS_PLATFORMS, type RedirectsFilePlatform } from './model/reading.ts';

export type Reader = FormatAdapter | LanguageAdapter;

/** The same for every reading, so that what followed from it stands. */
const NO_HELPERS: readonly HelperCall[] = [];

const GLOBBING = { dot: true, nocase: true };
const globs = new Map(formats.map(format => [format, picomatch(format.files as string[], GLOBBING)]));
const allGlobs = [...new Set(formats.flatMap(format => format.files))];
const BY_NAME = /^\*\*\/([^/]+)$/;
/** Globs that tell by a file's name alone, as one, and those that tell by its folders, too: most files are none's, and two tests say so. */
const someName = asOne(allGlobs.flatMap(glob => BY_NAME.exec(glob)?.[1] ?? []));
const somePath = asOne(allGlobs.filter(glob => !BY_NAME.test(glob)));
const byExtension = new Map(languages.flatMap(language => language.extensions.map(extension => [extension, language] as const)));
const matchers = new Map<string, (path: string) => boolean>();
const wordPatterns = new Map<Reader, RegExp>();

/** Whether some format or language could read a file of this name; its text may still decide otherwise. */
export function mayRead(path: string, options: ReadOptions = {}): boolean {
  return byExtension.has(extensionOf(path)) || isSomeFormat(path) || mappedFormat(path, options) !== undefined;
}

/** The format or language that reads this file, null where none does or where none of its words occurs. */
export function readerOf(file: SourceFile, options: ReadOptions = {}, extent: Extent = 'alone'): Reader | null {
  const mapped = mappedFormat(file.path, options);
  if (mapped) return holdsTrigger(mapped, file.text) ? mapped : null;
  const unmarked = file.text.startsWith('\uFEFF') ? { ...file, text: file.text.slice(1) } : file;
  for (const format of isSomeFormat(file.path) ? formats : []) {
    if (globs.get(format)?.(file.path) && holdsTrigger(format, file.text) && (format.recognises?.(unmarked) ?? true)) return format;
  }
  const language = byExtension.get(extensionOf(file.path));
  const namesHelper = () => (options.helpers ?? NO_HELPERS).some(helper => file.text.includes(lastNameOf(helper.name)));
  const passesOn = () => extent === 'alone' && language?.passesOn?.(file);
  return language && (extent === 'whole' || holdsTrigger(language, file.text) || language.matters?.(file) || passesOn() || namesHelper()) ? language : null;
}

/** What a text imports from modules that may be the project's own, as written; nothing where its language has no such thing. */
export function importsIn({ path, text }: SourceFile): readonly string[] {
  return byExtension.get(extensionOf(path))?.importsIn?.(text) ?? [];
}

/** The names of modules that an import of a file can stand for, as `FileFacts.modules` has them. */
export function modulesNamed(path: string, name: string): readonly string[] {
  return byExtension.get(extensionOf(path))?.modulesNamed?.(path, name) ?? [];
}

/** Whether `factsOf` has an adapter read the file, or says why not; else it says nothing. */
export function isRead(file: SourceFile, options: ReadOptions, extent: Extent): boolean {
  return file.text.length > LONGEST_FILE || (!isBinary(file.text) && readerOf(file, options, extent) !== null);
}

/**
 * What one file says. Never rejects because of the file's text; same text in, same facts out.
 * `memory`, kept by the caller for a document that is being edited, saves parsing what did not change.
 */
export async function factsOf(file: SourceFile, options: ReadOptions = {}, memory?: DocumentMemory, extent: Extent = 'alone'): Promise<FileFacts> {
  if (file.text.length > LONGEST_FILE) return facts({ problems: [TOO_LONG] });
  if (isBinary(file.text)) return facts({});
  const reader = readerOf(file, options, extent);
  if (!reader) return facts({});
  return inTurn(() => read(file, reader, options, memory));
}

let turn: Promise<unknown> = Promise.resolve();

/** One at a time: a text that breaks the parser takes the trees of all others with it, and nobody may be walking one then. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = turn.then(work);
  turn = result.catch(() => {});
  return result;
}

async function read(file: SourceFile, reader: Reader, options: ReadOptions, given: DocumentMemory | undefined): Promise<FileFacts> {
  const memory = given ?? new DocumentMemory();
  noteAskers(given !== undefined);
  const began = generation();
  try {
    const moved = await memory.moved(file, reader, options);
    if (moved) return moved;
    let tree: SyntaxTree | null = null;
    const parse: Parse = async (grammar, text = file.text) => tree = await memory.trees.parse(grammar, text);
    const stated = await ('extensions' in reader ? reader.facts(file, parse, options.helpers ?? NO_HELPERS) : reader.facts(file, parse));
    // A text that looks like a comment can stand in a string of code.
    const isComment = ({ span }: Suppression) => !('extensions' in reader) || !tree || !isInString(tree, span.start);
    const all = onPlatform(behindMark(file.text, facts({ format: reader.name, suppressions: suppressionsIn(file.text).filter(isComment), ...stated })), options.redirectsFilePlatform ?? null);
    if (given) memory.keep(file, reader, options, all);
    return all;
  } catch (error) {
    if (error instanceof Unreadable) {
      // Half of what it would be asked for is known by now, and would not count another time.
      memory.forget();
      return facts({ format: reader.name, problems: [error.message] });
    }
    if (!isBreak(error)) throw error;
    // The stack ran out, in the parser or in an adapter that called it, or the parser's memory did.
    if (generation() === began) startAfresh();
    return facts({ format: reader.name, problems: [error instanceof RangeError ? TOO_DEEP : TOO_INTRICATE] });
  } finally {
    if (!given) memory.forget();
  }
}

/** What is inserted at the start of a text goes behind its byte order mark, which is none anywhere else. */
function behindMark(text: string, stated: FileFacts): FileFacts {
  if (!text.startsWith('\uFEFF')) return stated;
  const behind = (edit: TextEdit): TextEdit => edit.span.start > 0 ? edit : { ...edit, span: { start: 1, end: Math.max(edit.span.end, 1) } };
  return { ...stated, redirects: stated.redirects.map(redirect => ({ ...redirect, edits: redirect.edits.map(each => ({ ...each, edits: each.edits.map(behind) })) })) };
}

function isInString(tree: SyntaxTree, offset: number): boolean {
  const type = tree.rootNode.descendantForIndex(offset)?.type ?? '';
  return /string|template|heredoc|text_block|regex/.test(type) && !type.includes('comment');
}

/** The facts with the platform that the settings name instead of the one that the project's files suggest; null: unchanged. */
function onPlatform(stated: FileFacts, platform: RedirectsFilePlatform | null): FileFacts {
  if (platform === null) return stated;
  const others = stated.environment.filter(fact => fact.of !== '_redirects');
  return { ...stated, environment: stated.format === '_redirects' ? [...others, { of: '_redirects', value: platform }] : others };
}

/** NUL does not occur in text; the first 8,000 characters decide, as git does it. */
export function isBinary(text: string): boolean {
  return text.slice(0, 8000).includes('\0');
}

function mappedFormat(path: string, options: ReadOptions): FormatAdapter | undefined {
  for (const [glob, name] of Object.entries(options.formats ?? {})) {
    if (matcherOf(glob)(path)) return formats.find(format => format.name === name);
  }
  return undefined;
}

/** Whether paths fit a glob, dot files included; compiled once. */
export function matcherOf(glob: string): (path: string) => boolean {
  let matcher = matchers.get(glob);
  if (!matcher) matchers.set(glob, matcher = picomatch(glob, { dot: true }));
  return matcher;
}

function asOne(globs: readonly string[]): RegExp {
  return new RegExp(globs.map(glob => picomatch.makeRe(glob, GLOBBING).source).join('|'), 'i');
}

/** Whether a glob of some format fits the path. */
function isSomeFormat(path: string): boolean {
  return someName.test(path.slice(path.lastIndexOf('/') + 1)) || somePath.test(path);
}

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot).toLowerCase();
}

function holdsTrigger(reader: Reader, text: string): boolean {
  let pattern = wordPatterns.get(reader);
  if (!pattern) {
    pattern = patternOf(reader.triggers, 'ignoreCase' in reader && reader.ignoreCase);
    wordPatterns.set(reader, pattern);
  }
  return pattern.test(text);
}
