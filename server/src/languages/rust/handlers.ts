import type { Node } from 'web-tree-sitter';
import type { HandlerRef } from '../../model/facts.ts';
import { ancestorsOf, nodesAt, sameNode } from '../../syntax/nodes.ts';
import type { CallOut } from '../shared/assemble.ts';
import { here, type Named, there } from '../shared/handlers.ts';
import type { RsFile } from './file.ts';
import { attributesOf, calleeOf, implAround, isFunction, nameOf, unwrap } from './syntax.ts';

/**
 * Names under which other files reach a function: its path, and what is left of it where a module above hands it on
 * (`pub use post::login;`): of `routes::login::post::login` also `routes::login::login`, `routes::login`, `login::post::login` and so on.
 */
export function exportsOf(file: RsFile, node: Node): string[] {
  if (node.type !== 'function_item') return [];
  const type = implAround(node);
  const name = type === null ? nameOf(node) : `${type}::${nameOf(node)}`;
  const modules = [...file.module, ...inlineModules(node)];
  const runs = modules.flatMap((_, from) => modules.slice(from).map((__, at) => modules.slice(from, from + at + 1).join('::')));
  const isTop = modules.length === 0;
  return isTop ? [name] : [...new Set(runs.map(run => `${run}::${name}`))];
}

function inlineModules(node: Node): string[] {
  return [...ancestorsOf(node)].filter(each => each.type === 'mod_item').map(nameOf).reverse();
}

/** The handlers that a route names or is: closures, functions, `handlers::create`, `Api::create`. */
export function handlersIn(file: RsFile, expression: Node): Named[] {
  const node = unwrap(expression);
  if (isFunction(node)) return [here(node)];
  if (node.type === 'identifier') {
    const own = file.functionsNamed(node.text);
    if (own.length === 1) return [here(own[0] as Node)];
  }
  const followed = file.follow(node);
  if (isFunction(followed)) return [here(followed)];
  return node.type === 'identifier' || node.type === 'scoped_identifier' ? refsOf(file, node).map(ref => there(ref.module, ref.name)) : [];
}

type GlobalRef = Extract<HandlerRef, { name: string }>;

/** What a path names in other files; of a bare name that this file does not define, what its `use …::*` may bring. */
function refsOf(file: RsFile, path: Node): GlobalRef[] {
  const full = file.fullPath(path.text);
  if (full.includes('::') || path.type === 'scoped_identifier') return FOREIGN.test(full) ? [] : [{ module: null, name: full }];
  return full !== path.text ? [{ module: null, name: full }] : file.wildcards.filter(each => !FOREIGN.test(each)).map(each => ({ module: null, name: `${each}::${full}` }));
}

/** Crates whose functions a project does not define. */
const FOREIGN = /^(?:std|core|alloc|axum\w*|actix_\w+|rocket\w*|warp|poem\w*|tower\w*|tokio\w*|http|hyper|serde\w*|futures\w*|tracing|anyhow)(?:::|$)/;

/** Functions around a place, innermost first: closures, and the function that holds them. */
export function handlersAround(node: Node): Node[] {
  const around: Node[] = [];
  for (const each of [node, ...ancestorsOf(node)]) {
    if (isFunction(each)) around.push(each);
    if (each.type === 'function_item') break;
  }
  return around;
}

/** Calls, in this file, of the function around a redirect: `see_other("/login")` in a handler brings that handler's methods along. */
export function callsOf(file: RsFile, fn: Node, bound: ReadonlySet<number>): Node[] {
  if (fn.type !== 'function_item' || bound.has(fn.id) || attributesOf(fn).some(({ path }) => path === 'test')) return [];
  const type = implAround(fn);
  return file.callsOf(nameOf(fn)).filter(call => {
    const callee = calleeOf(call);
    if (callee?.type === 'identifier') return type === null && file.functionsNamed(callee.text).some(each => sameNode(each, fn));
    if (callee?.type === 'field_expression') return type !== null && /^(?:self|Self)$/.test(callee.childForFieldName('value')?.text ?? '');
    return type !== null && (callee?.text === `Self::${nameOf(fn)}` || callee?.text === `${type}::${nameOf(fn)}`);
  });
}

/** Calls by a path of modules, and by names that are used from this crate. */
const CALLED = /(?<![\w:.])[a-z_]\w*(?:::[a-z_]\w*)*(?=\s*\()/g;

/** Calls of functions of other files whose value is the answer of the function around them. */
export function callsOut(file: RsFile): CallOut[] {
  return [...nodesAt(file.root, file.text, CALLED)].flatMap(({ node }): CallOut[] => {
    const call = [...ancestorsOf(node)].slice(0, 4).find(each => each.type === 'call_expression') ?? null;
    const callee = call ? calleeOf(call) : null;
    if (!call || !callee || callee.startIndex !== node.startIndex || !/^(?:scoped_)?identifier$/.test(callee.type) || !isAnswered(call)) return [];
    if (callee.type === 'identifier' && (file.fullPath(callee.text) === callee.text ? file.wildcards.length === 0 : false)) return [];
    if (callee.type === 'identifier' && file.functionsNamed(callee.text).length > 0) return [];
    const callees = refsOf(file, callee);
    return callees.length > 0 ? [{ call, callees }] : [];
  });
}

/** Whether an expression is what its function answers: returned, its last expression, or within `Ok(…)` that is. */
function isAnswered(expression: Node): boolean {
  let child = expression;
  for (const parent of ancestorsOf(expression)) {
    if (parent.type === 'return_expression' || isFunction(parent)) return true;
    const isLast = parent.type === 'block' && sameNode(parent.namedChildren.at(-1) ?? null, child);
    const isResult = parent.type === 'arguments' || (parent.type === 'call_expression' && /^(?:Ok|Err|Some)$/.test(calleeOf(parent)?.text ?? ''));
    const isBranch = /^(?:if_expression|else_clause|match_arm|match_block|match_expression|try_expression|await_expression|parenthesized_expression|async_block)$/.test(parent.type)
      && !sameNode(parent.childForFieldName('condition'), child) && !sameNode(parent.childForFieldName('value'), child.type === 'match_arm' ? null : parent.type === 'match_expression' ? child : null);
    const isStatement = parent.type === 'expression_statement' && child.type !== 'call_expression' && sameNode(parent.parent?.namedChildren.at(-1) ?? null, parent);
    if (!isLast && !isResult && !isBranch && !isStatement) return false;
    child = parent;
  }
  return false;
}
