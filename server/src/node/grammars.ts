import { readFile } from 'node:fs/promises';
import type { GrammarSource } from '../syntax/parser.ts';

/** The grammars that the build puts beside the bundles. */
export const SHIPPED_GRAMMARS = new URL('./grammars/', import.meta.url);

/** Reads WebAssembly from a folder as the build lays it out; `folder` ends in `/`. */
export function grammarsIn(folder: URL): GrammarSource {
  return {
    runtime: () => readFile(new URL('web-tree-sitter.wasm', folder)),
    grammar: name => readFile(new URL(`tree-sitter-${name}.wasm`, folder)),
  };
}
