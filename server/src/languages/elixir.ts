import type { LanguageAdapter } from '../syntax/adapter.ts';
import { ExFile } from './elixir/file.ts';
import type { ExFramework } from './elixir/framework.ts';
import { guardsAt } from './elixir/guards.ts';
import { callsOf, callsOut, exportsOf, handlersAround } from './elixir/handlers.ts';
import { callReader } from './elixir/helper-calls.ts';
import { languageAdapter } from './shared/assemble.ts';
import { here } from './shared/handlers.ts';

/** Elixir: modules are global, so functions are addressed by theirs: `ShopWeb.CartController#create`. */
export function elixir(known: readonly ExFramework[]): LanguageAdapter {
  return languageAdapter({
    name: 'elixir',
    languageIds: ['elixir'],
    extensions: ['.ex', '.exs'],
    open: async ({ path, text }, parse) => new ExFile(path, text, (await parse('elixir')).rootNode),
    guardsAt, handlersAround, callsOf, callsOut, callReader, exportsOf,
    handlersIn: (_, node) => [here(node)],
  }, known);
}
