import type { Node } from 'web-tree-sitter';
import { partsOf, sameNode } from '../../syntax/nodes.ts';
import { anyOf } from '../../syntax/triggers.ts';
import type { CallOut } from '../shared/assemble.ts';
import { saysItRedirects } from '../shared/helper-calls.ts';
import { argumentsOf, calleeName, isFunction, type JsFile } from './file.ts';
import { handlersAround, handlersIn, LOADED_FOLDER, modulesNamed } from './handlers.ts';

/** A test asks for an answer and gives none. */
const IS_TEST = /\.(?:test|spec)\.[cm]?[jt]sx?$/;
/** What a handler is given is called by these names where it is a member of something. */
const CARRIED = /^(?:req|request|res|response|reply|ctx|context|event)$/;

const LOADED = new RegExp(`\\.${LOADED_FOLDER}\\.`);
/** `app.controllers.users.save(`, where a loader put that there. */
const LOADED_CALL = new RegExp(`(?<![\\w$.])[\\w$]+(?:\\.[\\w$]+)?\\.${LOADED_FOLDER}(?:\\.[\\w$]+){1,4}\\.([\\w$]+)\\s*\\(`, 'g');
/** What a container makes: `users = container.resolve(Users)`. */
const RESOLVED = /(?<![\w$.])([\w$]+)\s*=\s*[\w$]+\.(?:resolve|get)\s*(?:<\s*([\w$]+)\s*>\s*)?\(\s*([\w$]*)/g;

/** Calls, in this file, of a function around a redirect: `backToCart(res)` in a handler brings that handler's methods along. */
export function callsOf(file: JsFile, fn: Node, bound: ReadonlySet<number>): Node[] {
  const name = isFunction(fn) && !bound.has(fn.id) ? nameOf(fn) : null;
  if (name === null) return [];
  return file.callsOf(name).filter(call => {
    const callee = call.childForFieldName('function');
    return callee !== null && handlersIn(file, callee).some(({ node }) => node?.id === fn.id);
  });
}

function nameOf(fn: Node): string | null {
  const own = fn.childForFieldName('name')?.text;
  if (own) return own;
  const parent = fn.parent;
  if (parent?.type === 'variable_declarator') return parent.childForFieldName('name')?.text ?? null;
  if (parent?.type === 'pair') return parent.childForFieldName('key')?.text ?? null;
  if (parent && /field_definition$/.test(parent.type)) return (parent.childForFieldName('name') ?? parent.childForFieldName('property'))?.text ?? null;
  return null;
}

/**
 * Calls of functions that other files define, from functions that a route binds, that hand one of their own parameters on or that hand back what
 * these make: `requireUser(request)` redirects on behalf of the action that it stands in.
 */
export function callsOut(file: JsFile, bound: ReadonlySet<number>): CallOut[] {
  const names = importedNames(file);
  if (names.length === 0) return [];
  return file.callsOf(...names).flatMap(call => {
    const callee = call.childForFieldName('function');
    const callees = callee ? handlersIn(file, callee).map(({ ref }) => ref).filter(ref => !('id' in ref)) : [];
    const isOnBehalf = callees.length > 0 && (handlersAround(call, bound).some(node => node.id !== call.id && bound.has(node.id)) || handsOn(file, call) || isHandedBack(file, call));
    return isOnBehalf ? [{ call, callees, answers: isAnswer(call) }] : [];
  });
}

/** Names that are called in this file and stand for exports of the project's other files, members of them and of what is made of them among them. */
function importedNames(file: JsFile): string[] {
  const loaded = file.text.has(LOADED) ? file.text.matchAll(LOADED_CALL).map(match => match[1] as string) : [];
  return [...new Set([...namesOfImports(file), ...loaded])];
}

function namesOfImports(file: JsFile): string[] {
  const imported = file.importedNames.filter(({ module }) => modulesNamed(file.path, module).length > 0).map(({ local }) => local);
  if (imported.length === 0) return [];
  const made = file.text.matchAll(/(?<![\w$.])([\w$]+)\s*=\s*(?:new\s+)?([\w$]+)(?:\.[\w$]+)?\s*\(/g).filter(match => imported.includes(match[2] as string)).map(match => match[1] as string);
  const resolved = file.text.matchAll(RESOLVED).filter(([, , type = '', argument = '']) => imported.includes(type) || imported.includes(argument)).map(match => match[1] as string);
  const owners = [...new Set([...imported, ...made, ...resolved])];
  const members = file.text.matchAll(new RegExp(`(?:(?<![\\w$.])${anyOf(owners)}|\\bthis\\.[\\w$]+)\\.([\\w$]+)\\s*\\(`, 'g'));
  return [...new Set([...imported, ...members.map(match => match[1] as string)])];
}

/** A parameter, or what carries the request in one: `requireUser(request)`, `requireUser({ request })`, `requireUser(args.request)`. */
function handsOn(file: JsFile, call: Node): boolean {
  return argumentsOf(call).some(argument => {
    if (argument.type === 'object') return partsOf(argument).some(part => isParameter(file, part.type === 'pair' ? part.childForFieldName('value') : part));
    if (argument.type === 'member_expression') return CARRIED.test(argument.childForFieldName('property')?.text ?? '') && isParameter(file, argument.childForFieldName('object'));
    return isParameter(file, argument);
  });
}

/** Whether a call makes the handler that its function makes or runs: `submit() { return submitHandler(service); }`, `(req, res) => displayHandler(service)(req, res)`. */
function isHandedBack(file: JsFile, call: Node): boolean {
  const holder = call.parent;
  if (IS_TEST.test(file.path)) return false;
  if (holder?.type === 'call_expression') return sameNode(holder.childForFieldName('function'), call) && handsOn(file, holder);
  return holder?.type === 'return_statement' || (holder?.type === 'arrow_function' && sameNode(holder.childForFieldName('body'), call));
}

function isParameter(file: JsFile, node: Node | null): boolean {
  return (node?.type === 'identifier' || node?.type === 'shorthand_property_identifier') && file.define(node)?.kind === 'parameter';
}

/** Whether what a call gives is what its function returns or throws, or its name says that it redirects, which it may do by the response that it is handed. */
function isAnswer(call: Node): boolean {
  const holder = call.parent?.type === 'await_expression' ? call.parent.parent : call.parent;
  if (holder?.type === 'expression_statement') return saysItRedirects(calleeName(call));
  return holder?.type === 'return_statement' || holder?.type === 'throw_statement' || (holder?.type === 'arrow_function');
}
