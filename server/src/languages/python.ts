import type { LanguageAdapter } from '../syntax/adapter.ts';
import { hasActed } from './python/acted.ts';
import { callsOf, callsOut } from './python/calls.ts';
import { wrapped } from './python/decorators.ts';
import { PyFile } from './python/file.ts';
import type { PyFramework } from './python/framework.ts';
import { guardsAt } from './python/guards.ts';
import { exportsOf, handlersAround, handlersIn, modulesNamed, modulesOf } from './python/handlers.ts';
import { callReader } from './python/helper-calls.ts';
import { importsIn } from './python/imports.ts';
import { passesOn, reexportsOf } from './python/reexports.ts';
import { passing } from './python/passing.ts';
import { givenIn, requirementsAt } from './python/requirements.ts';
import { languageAdapter } from './shared/assemble.ts';

export function python(known: readonly PyFramework[]): LanguageAdapter {
  return languageAdapter({
    name: 'python',
    languageIds: ['python'],
    extensions: ['.py', '.pyw'],
    asksTree: true,
    open: async ({ path }, parse) => new PyFile(path, await parse('python')),
    modulesOf, modulesNamed, importsIn, guardsAt, handlersIn, handlersAround, callsOf, callsOut, callsUnseen: wrapped, callReader, passing, givenIn, requirementsAt, hasActed, passesOn, reexportsOf,
    exportsOf: (_, node) => exportsOf(node),
  }, known);
}
