import type { Node } from 'web-tree-sitter';
import { ANY, GET_AND_HEAD, type MethodSet, methods, union } from '../../model/methods.ts';
import { oneLine } from '../../syntax/nodes.ts';
import { METHOD_NAME } from '../shared/conditions.ts';
import type { BindingAt } from '../shared/framework.ts';
import type { RsFile } from './file.ts';
import { type Attribute, argumentsOf, attributesOf, calleeName, calleeOf, receiverOf, stringValue } from './syntax.ts';

/** Functions and attributes that are named for a method; a GET route answers HEAD too in axum, Rocket and warp. */
export const VERBS: Readonly<Record<string, MethodSet>> = {
  get: GET_AND_HEAD, head: methods('HEAD'), post: methods('POST'), put: methods('PUT'), patch: methods('PATCH'), delete: methods('DELETE'), options: methods('OPTIONS'),
};

/** Methods named in a text such as `"POST", "PUT"` or `MethodFilter::POST | MethodFilter::PUT`; null where there are none. */
export function methodsNamed(text: string): MethodSet | null {
  const names = [...text.matchAll(/\b[A-Z]{3,7}\b/g)].map(match => match[0]).filter(name => METHOD_NAME.test(name));
  return names.length === 0 ? null : names.map(name => VERBS[name.toLowerCase()] ?? methods(name)).reduce(union);
}

/** Functions under an attribute that binds them: `#[post("/login")]`. `limits`: the methods of such an attribute, null for any other. */
export function attributed(file: RsFile, limits: (attribute: Attribute) => MethodSet | null): BindingAt[] {
  return file.functions.flatMap(fn => attributesOf(fn).flatMap((attribute): BindingAt[] => {
    const own = limits(attribute);
    return own ? [{ handlers: [fn], methods: own, path: /^\s*"([^"]*)"/.exec(attribute.content)?.[1] ?? null, node: attribute.node, says: `bound here: ${oneLine(attribute.node)}` }] : [];
  }));
}

/**
 * Handlers of method routers, `get(show).post(create)`, whose functions come from one of these modules; `any` among them.
 * A chained call is one of them where its chain begins with one.
 */
export function methodRouters(file: RsFile, modules: readonly string[], isStart: (call: Node) => boolean = () => false): BindingAt[] {
  return file.callsOf(...Object.keys(VERBS), 'any', 'on').flatMap((call): BindingAt[] => {
    const name = calleeName(call) ?? '';
    const all = argumentsOf(call);
    const handler = all.at(-1);
    if (!handler || !isOfRouter(file, call, modules, isStart)) return [];
    const limits = name === 'on' ? methodsNamed(all[0]?.text ?? '') ?? ANY : VERBS[name] ?? ANY;
    return [{ handlers: [handler], methods: limits, path: pathAround(call), node: call, says: `bound here: ${oneLine(call)}` }];
  });
}

function isOfRouter(file: RsFile, call: Node, modules: readonly string[], isStart: (call: Node) => boolean, depth = 0): boolean {
  if (depth > 40) return false;
  const receiver = receiverOf(call);
  if (receiver) return receiver.type === 'call_expression' && (isStart(receiver) || isOfRouter(file, receiver, modules, isStart, depth + 1));
  const name = calleeName(call) ?? '';
  return file.isNamed(calleeOf(call)?.text ?? '', ...modules.map(each => `${each}::${name}`));
}

/** The path in `.route("/x", get(show))` around a method router. */
function pathAround(call: Node): string | null {
  for (let parent = call.parent, i = 0; parent && i < 12; parent = parent.parent, i++) {
    if (parent.type === 'call_expression' && /^(?:route|at|route_service)$/.test(calleeName(parent) ?? '')) return stringValue(argumentsOf(parent)[0] ?? null);
  }
  return null;
}
