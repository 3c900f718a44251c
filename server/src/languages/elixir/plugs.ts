import type { Node } from 'web-tree-sitter';
import type { HandlerRef } from '../../model/facts.ts';
import type { ExFile } from './file.ts';
import { importedNamed, PLATFORM_MODULE } from './handlers.ts';
import { textOf } from './syntax.ts';

/**
 * What `plug` and `pipe_through` run by a name: a function of the module around it, the names that one of an imported module can have,
 * or `call` of a module. https://hexdocs.pm/plug/Plug.html
 */
export function plugNamed(file: ExFile, written: Node, near: Node): (Node | HandlerRef)[] {
  const name = textOf(written);
  if (name !== null) {
    const own = file.clausesNamed(name, near);
    return own.length > 0 ? own : importedNamed(file, name);
  }
  const modules = written.type === 'alias' ? file.modulesNamed(written.text) : [];
  return modules.filter(module => !PLATFORM_MODULE.test(module)).map(module => ({ module: null, name: `${module}#call` }));
}
