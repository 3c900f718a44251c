import type { Node } from 'web-tree-sitter';
import type { LanguageAdapter } from '../syntax/adapter.ts';
import type { GrammarName } from '../syntax/parser.ts';
import { hasActed } from './javascript/acted.ts';
import { callsOf, callsOut } from './javascript/calls.ts';
import { EMBEDDING_ENDINGS, serverCode } from './javascript/embedded.ts';
import { exportsOf } from './javascript/exported-names.ts';
import { modulesExtended } from './javascript/extended.ts';
import { isFunction, JsFile } from './javascript/file.ts';
import type { JsFramework } from './javascript/framework.ts';
import { guardsAt } from './javascript/guards.ts';
import { handlersAround, handlersIn, modulesNamed, modulesOf } from './javascript/handlers.ts';
import { callReader } from './javascript/helper-calls.ts';
import { importsIn } from './javascript/imports.ts';
import { passesOn, reexportsOf } from './javascript/reexports.ts';
import { givenIn, isMade, passing, requirementsAt } from './javascript/requirements.ts';
import { languageAdapter } from './shared/assemble.ts';

const GRAMMARS: Readonly<Record<string, GrammarName>> = {
  '.js': 'javascript', '.cjs': 'javascript', '.mjs': 'javascript', '.jsx': 'javascript',
  '.ts': 'typescript', '.cts': 'typescript', '.mts': 'typescript', '.tsx': 'tsx',
  ...Object.fromEntries(EMBEDDING_ENDINGS.map(ending => [ending, 'typescript' as const])),
};

/** JavaScript and TypeScript, also where they stand in files of another language. */
export function javascript(known: readonly JsFramework[]): LanguageAdapter {
  return languageAdapter({
    name: 'javascript',
    languageIds: ['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'astro', 'vue'],
    extensions: Object.keys(GRAMMARS),
    asksTree: true,
    async open({ path, text }, parse) {
      const ending = path.slice(path.lastIndexOf('.')).toLowerCase();
      const code = serverCode(ending, text);
      return new JsFile(path, await parse(GRAMMARS[ending] ?? 'javascript', code));
    },
    rootOf: file => file.root,
    modulesOf, modulesExtended, modulesNamed, importsIn, guardsAt, handlersIn, handlersAround, callsOf, callsOut, callReader, hasActed, isHalfTyped, passesOn, reexportsOf, passing, givenIn, requirementsAt,
    isMade: (file, call) => isMade(call) && exportsOf(file, call).length > 0,
    exportsOf: (file, node) => isFunction(node) || node.type === 'call_expression' || node.type === 'new_expression' ? exportsOf(file, node) : [],
  }, known);
}

/** The grammar takes `f(, x)` for a call; no author means it. */
function isHalfTyped(node: Node): boolean {
  const tokens = node.childForFieldName('arguments')?.children.map(child => child?.type) ?? [];
  return tokens.some((token, at) => token === ',' && (tokens[at - 1] === ',' || tokens[at - 1] === '('));
}
