import type { LanguageAdapter } from '../syntax/adapter.ts';
import { hasActed } from './rust/acted.ts';
import { RsFile } from './rust/file.ts';
import type { RsFramework } from './rust/framework.ts';
import { guardsAt } from './rust/guards.ts';
import { callsOf, callsOut, exportsOf, handlersAround, handlersIn } from './rust/handlers.ts';
import { callReader } from './rust/helper-calls.ts';
import { languageAdapter } from './shared/assemble.ts';

/** Rust: functions are addressed by their path within the crate: `handlers::login`. */
export function rust(known: readonly RsFramework[]): LanguageAdapter {
  return languageAdapter({
    name: 'rust',
    languageIds: ['rust'],
    extensions: ['.rs'],
    open: async ({ path, text }, parse) => new RsFile(path, text, (await parse('rust')).rootNode),
    guardsAt, handlersIn, handlersAround, callsOf, callsOut, callReader, exportsOf, hasActed,
  }, known);
}
