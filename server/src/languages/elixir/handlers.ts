import type { Node } from 'web-tree-sitter';
import type { HandlerRef } from '../../model/facts.ts';
import { ancestorsOf, nodesAt, sameNode } from '../../syntax/nodes.ts';
import type { CallOut } from '../shared/assemble.ts';
import type { ExFile } from './file.ts';
import { argumentsOf, calleeName, headOf, isClause, nameNodeOf, pipedInto, qualifierOf } from './syntax.ts';
import { isConn } from './values.ts';

/** Names under which other files reach a function: `ShopWeb.CartController#create`. Each of its clauses has them. */
export function exportsOf(file: ExFile, node: Node): string[] {
  const name = isClause(node) && argumentsOf(node)[0] ? headOf(node)?.name : undefined;
  return name === undefined || node.text.startsWith('defp') ? [] : [`${file.moduleName(node)}#${name}`];
}

/** Blocks that routes bind around a place, and the clause of a function that it stands in. */
export function handlersAround(node: Node, bound: ReadonlySet<number>): Node[] {
  const around: Node[] = [];
  for (const each of [node, ...ancestorsOf(node)]) {
    if (bound.has(each.id) || isClause(each)) around.push(each);
    if (isClause(each)) break;
  }
  return around;
}

/** Calls, in this module, of the function around a redirect; captures (`&deny/1`) left out. */
export function callsOf(file: ExFile, fn: Node, bound: ReadonlySet<number>): Node[] {
  const head = isClause(fn) && !bound.has(fn.id) ? headOf(fn) : null;
  if (!head) return [];
  return file.callsOf(head.name).filter(call => qualifierOf(call) === null && !isHead(call) && file.moduleName(call) === file.moduleName(fn)
    && argumentCount(call) === head.parameters.length);
}

function argumentCount(call: Node): number {
  const all = call.namedChildren.find(child => child?.type === 'arguments');
  return (all ? all.namedChildren.filter(child => child?.type !== 'comment').length : 0) + (pipedInto(call) ? 1 : 0);
}

function isHead(call: Node): boolean {
  const holder = call.parent?.type === 'binary_operator' ? call.parent.parent : call.parent;
  return holder?.type === 'arguments' && holder.parent !== null && isClause(holder.parent);
}

/** Modules of these libraries redirect by nothing that a project holds. */
export const PLATFORM_MODULE = /^(?:Plug|Phoenix|Ecto|Logger)(?:\.|$)/;
/** Functions of Plug and Phoenix that take a connection and that no application defines. */
const PLATFORM = /^(?:(?:put|delete|get|update|assign|fetch|merge|clear|register|configure|send|read|prepend|halt|render|json|text|html|resp|chunk|action|controller|view|accepts|protect|scrub|current|endpoint|router|layout|recycle|build|inform|upgrade)(?:_\w+)?|redirect|is_\w+|if|unless|case|cond|with|def|defp|fn)$/;

/** Calls that are handed a connection: as their first argument, or by a pipe; the place of its name, or of theirs. */
const HANDED = /(?<=[(\s])\w*conn(?=\s*[,)])|(?=[a-z_])(?<=\|>\s*(?:[A-Z][\w.]*\.)?)[a-z_]\w*[?!]?(?=\s*\()/g;

/** Calls of functions of other modules that are handed the connection; which of them redirect is known to the files that hold them. */
export function callsOut(file: ExFile): CallOut[] {
  const calls = [...nodesAt(file.root, file.text, HANDED)].flatMap(({ node }) => callHanded(node) ?? []);
  return [...new Map(calls.map(call => [call.id, call])).values()].filter(call => !isHead(call) && !isClause(call)).flatMap(call => {
    const callees = refsOf(file, call);
    return callees.length > 0 ? [{ call, callees }] : [];
  });
}

function callHanded(node: Node): Node | null {
  const list = node.parent;
  if (list?.type === 'arguments') return list.parent?.type === 'call' && sameNode(argumentsOf(list.parent)[0] ?? null, node) ? list.parent : null;
  const call = list?.type === 'dot' ? list.parent : list;
  return call && sameNode(nameNodeOf(call), node) && isConn(pipedInto(call)) ? call : null;
}

function refsOf(file: ExFile, call: Node): HandlerRef[] {
  const name = calleeName(call);
  const owner = qualifierOf(call);
  if (name === null || (owner && (owner.type !== 'alias' || PLATFORM_MODULE.test(file.fullName(owner.text))))) return [];
  if (owner) return file.modulesNamed(owner.text).map(module => ({ module: null, name: `${module}#${name}` }));
  if (PLATFORM.test(name) || file.clausesNamed(name, call).length > 0) return [];
  return importedNamed(file, name);
}

/** The names that a function which the file does not have can have in one of the modules that it imports. */
export function importedNamed(file: ExFile, name: string): HandlerRef[] {
  return file.imported.filter(each => !PLATFORM_MODULE.test(each)).map(home => ({ module: null, name: `${home}#${name}` }));
}
