import type { Node } from 'web-tree-sitter';
import type { HandlerRef } from '../../model/facts.ts';
import type { ExFile } from './file.ts';
import { textOf } from './syntax.ts';

/** Plugs of these libraries redirect by nothing that a project holds. */
const PLATFORM_MODULE = /^(?:Plug|Phoenix)\b/;

/**
 * What `plug` and `pipe_through` run by a name: a function of the module around it, the names that one of an imported module can have,
 * or `call` of a module. https://hexdocs.pm/plug/Plug.html
 */
export function plugNamed(file: ExFile, written: Node, near: Node): (Node | HandlerRef)[] {
  const name = textOf(written);
  if (name !== null) return functionNamed(file, name, near);
  const modules = written.type === 'alias' ? file.modulesNamed(written.text) : [];
  return modules.filter(module => !PLATFORM_MODULE.test(module)).map(module => ({ module: null, name: `${module}#call` }));
}

function functionNamed(file: ExFile, name: string, near: Node): (Node | HandlerRef)[] {
  const own = file.clausesNamed(name, near);
  return own.length > 0 ? own : file.imported.filter(each => !PLATFORM_MODULE.test(each)).map(home => ({ module: null, name: `${home}#${name}` }));
}
