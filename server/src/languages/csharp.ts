import type { LanguageAdapter } from '../syntax/adapter.ts';
import { ancestorsOf } from '../syntax/nodes.ts';
import { callsOf, callsOut } from './csharp/calls.ts';
import { CsFile } from './csharp/file.ts';
import type { CsFramework } from './csharp/framework.ts';
import { guardsAt } from './csharp/guards.ts';
import { exportsOf, handlersAround, handlersIn } from './csharp/handlers.ts';
import { callReader } from './csharp/helper-calls.ts';
import { nameOf, supersOf } from './csharp/syntax.ts';
import { languageAdapter } from './shared/assemble.ts';

/** A class between a controller and the one that redirects for it; it may hold neither a redirect nor a route. */
const EXTENDED = /\bclass\s+\w+[^{]*?:\s*\w*(?:Controller|ControllerBase|BaseController|PageModel|BasePage)\b/;

/** C#: names of classes are global but for their namespaces, which say little of a project, so handlers go by class and method. */
export function csharp(known: readonly CsFramework[]): LanguageAdapter {
  return languageAdapter({
    name: 'csharp',
    languageIds: ['csharp'],
    extensions: ['.cs'],
    open: async ({ path, text }, parse) => new CsFile(path, text, (await parse('c-sharp')).rootNode),
    // What stands in code that does not parse may be a statement or not; an edit of it would guess.
    isHalfTyped: node => [...ancestorsOf(node)].some(each => each.isError),
    guardsAt, handlersIn, handlersAround, callsOf, callsOut, callReader, exportsOf,
    matters: ({ text }) => EXTENDED.test(text),
    lineagesOf: file => file.classes.flatMap(each => {
      const above = supersOf(each);
      return above.length > 0 ? [{ name: nameOf(each), above }] : [];
    }),
  }, known);
}
