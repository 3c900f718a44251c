import type { Node } from 'web-tree-sitter';
import type { BindingAt, PlacedAt, RouterAt } from '../shared/framework.ts';
import type { HandlerRef } from '../../model/facts.ts';
import { ANY } from '../../model/methods.ts';
import { decoratorsOf, keywordOf, nameOf, positionalsOf, type PyFile, receiverOf, stringValue } from './file.ts';
import { handlersIn } from './handlers.ts';
import { oneLine } from '../../syntax/nodes.ts';
import { bound } from './routes.ts';

/** What a class of routers adds to its routes. */
export interface RouterClass {
  /** A server runs it as it is. */
  readonly isRoot: boolean;
  /** The keyword of its prefix. */
  readonly prefix?: string;
  /** Its first argument stands before the names of its routes, with this behind it. */
  readonly names?: string;
}

/** Classes of routers by their full names. */
export type RouterTable = Readonly<Record<string, RouterClass>>;

/** Names that an application has where it is imported. */
const APPLICATION = /^(?:app|application)$/;

/** The routers that a file makes. */
export function routersIn(file: PyFile, table: RouterTable): RouterAt[] {
  return file.callsTo(table).map(({ call, entry }) => {
    const prefix = entry.prefix ? keywordOf(call, entry.prefix) : null;
    const name = entry.names === undefined ? null : stringValue(positionalsOf(call)[0] ?? keywordOf(call, 'name'));
    return { node: call, path: prefix ? stringValue(file.follow(prefix)) : '', isRoot: entry.isRoot, ...(name === null ? {} : { names: name + entry.names }) };
  });
}

/** The router that an expression names: one of this file, or the names of one that is imported; null for an application that is imported. */
export function routerOf(file: PyFile, expression: Node | null, table: RouterTable): PlacedAt['router'] {
  if (!expression) return undefined;
  const made = file.follow(expression);
  const maker = made.type === 'call' ? made.childForFieldName('function') : null;
  if (maker && file.fullNames(maker).some(name => Object.hasOwn(table, name))) return made;
  const definition = expression.type === 'identifier' ? file.define(expression) : null;
  if (definition?.kind === 'import') return APPLICATION.test(definition.name) ? null : handlersIn(file, expression).map(({ ref }) => ref);
  if (expression.type === 'attribute' && file.fullNames(expression).length > 0) return handlersIn(file, expression).map(({ ref }) => ref);
  return definition?.kind === 'parameter' && APPLICATION.test(expression.text) ? null : undefined;
}

/** Routes of decorators and calls with the routers that they are bound on; a decorated function gives its route its name. */
export function placed(file: PyFile, table: RouterTable, routes: readonly BindingAt[]): BindingAt[] {
  return routes.map(at => {
    if (at.path === null) return at;
    const call = at.node.type === 'decorator' ? at.node.firstNamedChild : at.node;
    if (call?.type !== 'call') return at;
    const router = routerOf(file, receiverOf(call), table);
    const [handler] = at.handlers;
    const fn = handler && 'startIndex' in handler && handler.type === 'function_definition' && decoratorsOf(handler).some(({ node }) => node.id === at.node.id) ? nameOf(handler) : null;
    const name = stringValue(keywordOf(call, 'endpoint', 'name')) ?? fn;
    return { ...at, ...(router === undefined ? {} : { router }), ...(name === null ? {} : { name }) };
  });
}

/** Calls that mount a router: `app.register_blueprint(auth, url_prefix='/auth')`, `app.include_router(items.router, prefix='/items')`. */
export function mountings(file: PyFile, table: RouterTable, calls: Readonly<Record<string, { readonly prefix: string }>>): BindingAt[] {
  return file.callsOf(...Object.keys(calls)).flatMap((call): BindingAt[] => {
    const name = call.childForFieldName('function')?.childForFieldName('attribute')?.text ?? '';
    const [mounted] = positionalsOf(call);
    const entry = Object.hasOwn(calls, name) ? calls[name] : undefined;
    if (!entry || !mounted) return [];
    const child = routerOf(file, mounted, table);
    const handlers: readonly (Node | HandlerRef)[] = !child ? [] : 'startIndex' in child ? [{ id: `@${child.startIndex}` }] : child;
    const router = routerOf(file, receiverOf(call), table);
    const prefix = keywordOf(call, entry.prefix);
    if (handlers.length === 0) return [];
    return [{ ...bound([], ANY, prefix ? stringValue(file.follow(prefix)) : '', call), handlers, mounts: true, says: `mounted here: ${oneLine(call)}`, ...(router === undefined ? {} : { router }) }];
  });
}
