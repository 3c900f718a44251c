import { findNodeAtLocation, parse, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { type Phrase, phrase } from '../model/phrase.ts';
import type { Span } from '../model/text.ts';
import type { Config } from './config.ts';
import { wildGlobIn } from './globs.ts';
import { CONFIG_SCHEMA } from './keys.ts';
import { type Problem, problemOf, type Schema } from './schema.ts';

export const CONFIG_FILE = 'redirect-lint.config.json';

/** Whether a path or URI is that of a configuration file. */
export function isConfigFile(path: string): boolean {
  return path.slice(path.lastIndexOf('/') + 1) === CONFIG_FILE;
}

/** What makes a configuration unusable, and where. */
export interface ConfigProblem {
  /** One line. */
  readonly message: Phrase;
  readonly span: Span;
}

/** Reads the text of a configuration file: JSON with comments and trailing commas. The first problem makes all of it unusable. */
export function configIn(text: string): { readonly config: Config } | { readonly problem: ConfigProblem } {
  const json = text.replace(/^\uFEFF/, ' ');
  const errors: ParseError[] = [];
  const value: unknown = parse(json, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) return { problem: { message: phrase('not JSON ({0})', printParseErrorCode(error.error)), span: { start: error.offset, end: error.offset + error.length } } };
  const problem = problemOf(value, CONFIG_SCHEMA, phrase('the configuration')) ?? wildGlobIn(value as Config);
  if (problem) return { problem: { message: problem.message, span: spanOf(json, problem) } };
  const { $schema: _, ...config } = value as Config & { $schema?: string };
  return { config };
}

/** The part of the schema that a place of the configuration has to fit; null where nothing is said of it. */
export function schemaAt(path: readonly (string | number)[]): Schema | null {
  let at: Schema | null = CONFIG_SCHEMA;
  for (const step of path) {
    if (at?.type === 'array') at = at.items ?? null;
    else at = (Object.hasOwn(at?.properties ?? {}, step) ? at?.properties?.[step] : at?.additionalProperties) || null;
  }
  return at;
}

function spanOf(text: string, { path, inKey }: Problem): Span {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const node = root && (findNodeAtLocation(root, [...path]) ?? root);
  if (!node) return { start: 0, end: 0 };
  const { offset, length } = inKey && node.parent?.type === 'property' ? node.parent.children?.[0] ?? node : node;
  return { start: offset, end: offset + length };
}
