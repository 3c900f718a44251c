import type { LanguageAdapter } from '../syntax/adapter.ts';
import { hasActed } from './go/acted.ts';
import { callsOf, callsOut } from './go/calls.ts';
import { GoFile } from './go/file.ts';
import { readsForm } from './go/forms.ts';
import type { GoFramework } from './go/framework.ts';
import { guardsAt } from './go/guards.ts';
import { exportsOf, handlersAround, handlersIn } from './go/handlers.ts';
import { callReader } from './go/helper-calls.ts';
import { passing } from './go/passing.ts';
import { languageAdapter } from './shared/assemble.ts';
import { FORMS_IN_STRINGS, markupInStrings } from './shared/markup.ts';
import { submissionsIn } from '../syntax/submissions.ts';

/** Go, "Lexical elements": comments, runes, raw strings, interpreted strings. https://go.dev/ref/spec */
const TOKENS = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])+'|`(?<raw>[^`]*)`|"(?<text>(?:\\.|[^"\\\n])*)"/g;

/** Go: a package's files share their names, so handlers are global by folder and name. */
export function go(known: readonly GoFramework[]): LanguageAdapter {
  return languageAdapter({
    name: 'go',
    languageIds: ['go'],
    extensions: ['.go'],
    open: async ({ path, text }, parse) => new GoFile(path, text, (await parse('go')).rootNode),
    guardsAt, handlersIn, handlersAround, callsOf, callsOut, callReader, passing, exportsOf, hasActed,
    conventionOf: (file, node) => readsForm(file, node),
    // What a test sends is for the server that it starts.
    submissions: { triggers: FORMS_IN_STRINGS, in: (text, path) => path.endsWith('_test.go') || !FORMS_IN_STRINGS.some(form => form.test(text)) ? [] : submissionsIn(text, markupInStrings(text, TOKENS), path) },
  }, known);
}
