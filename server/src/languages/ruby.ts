import type { LanguageAdapter } from '../syntax/adapter.ts';
import { callsOf, callsOut } from './ruby/calls.ts';
import { fullName, RbFile } from './ruby/file.ts';
import type { RbFramework } from './ruby/framework.ts';
import { guardsAt } from './ruby/guards.ts';
import { globalName, handlersAround, namesAbove } from './ruby/handlers.ts';
import { callReader } from './ruby/helper-calls.ts';
import { languageAdapter } from './shared/assemble.ts';
import { here } from './shared/handlers.ts';

/** Ruby: names are global, so handlers are addressed without a module: `SessionsController#create`. */
export function ruby(known: readonly RbFramework[]): LanguageAdapter {
  return languageAdapter({
    name: 'ruby',
    languageIds: ['ruby'],
    extensions: ['.rb', '.ru'],
    async open({ path, text }, parse) {
      const file = new RbFile(path, text, (await parse('ruby')).rootNode);
      for (const framework of known) if (framework.halting && framework.applies(file)) for (const name of framework.halting) file.halting.add(name);
      return file;
    },
    guardsAt, handlersAround, callsOf, callsOut, callReader,
    handlersIn: (_, node) => [here(node)],
    exportsOf(file, node, frameworks) {
      const name = globalName(node);
      return [...(name === null ? [] : [name]), ...frameworks.flatMap(framework => framework.exports?.(file, node) ?? [])];
    },
    lineagesOf: file => file.classes.flatMap(definition => {
      const above = namesAbove(definition);
      return above.length > 0 ? [{ name: fullName(definition), above }] : [];
    }),
    conventionOf: (file, node, frameworks) => frameworks.map(framework => framework.convention?.(file, node)).find(Boolean) ?? null,
  }, known);
}
