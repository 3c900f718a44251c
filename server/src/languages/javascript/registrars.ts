import type { Node } from 'web-tree-sitter';
import { partsOf } from '../../syntax/nodes.ts';
import type { BindingAt } from '../shared/framework.ts';
import { callsOf } from './calls.ts';
import { argumentsOf, type JsFile, stringValue, unwrap } from './file.ts';
import { objectOf, propertyOf } from './objects.ts';

/** A parameter of a function around a place, or a member of what is handed in for it: `options.handler`, `({ handler }) => …`. */
interface Parameter {
  readonly of: Node;
  /** Its place among the parameters. */
  readonly index: number;
  /** It takes all that remain. */
  readonly isRest: boolean;
  readonly members: readonly string[];
}

/**
 * Routes that a project binds by a function of its own, `const post = (path, handler) => router.post(path, asyncMiddleware(handler))`:
 * what its callers in this file hand in as the handler. `route` is the binding inside that function, `path` the expression of its path.
 */
export function boundByCallers(file: JsFile, route: BindingAt, path: Node): BindingAt[] {
  const nodes = route.handlers.filter((handler): handler is Node => 'startIndex' in handler);
  const pathParameter = parametersIn(file, path)[0];
  return nodes.flatMap(node => parametersIn(file, node)).flatMap(handler => callsOf(file, handler.of, new Set()).map((call): BindingAt => {
    const text = pathParameter?.of.id === handler.of.id ? stringValue(givenFor(file, call, pathParameter)[0] ?? null) : route.path;
    return { ...route, handlers: givenFor(file, call, handler), path: text, node: call.childForFieldName('function') ?? call };
  }));
}

/** What a call hands in for a parameter. */
function givenFor(file: JsFile, call: Node, { index, isRest, members }: Parameter): Node[] {
  const given = isRest ? argumentsOf(call).slice(index) : argumentsOf(call).slice(index, index + 1);
  return members.reduce((owners: Node[], name) => owners.flatMap(owner => propertyOf(objectOf(file, owner), name) ?? []), given);
}

/** Parameters that an expression is, wraps or lists, or of which it is a member. */
function parametersIn(file: JsFile, expression: Node, members: readonly string[] = []): Parameter[] {
  const node = unwrap(expression);
  const owner = node.type === 'member_expression' ? node.childForFieldName('object') : null;
  if (owner) return parametersIn(file, owner, [node.childForFieldName('property')?.text ?? '', ...members]);
  if (members.length > 0 && node.type !== 'identifier') return [];
  if (node.type === 'call_expression') return argumentsOf(node).flatMap(argument => parametersIn(file, argument));
  if (node.type === 'array') return partsOf(node).flatMap(item => parametersIn(file, item));
  if (node.type === 'spread_element') return node.firstNamedChild ? parametersIn(file, node.firstNamedChild) : [];
  const definition = node.type === 'identifier' ? file.define(node) : null;
  if (definition?.kind !== 'parameter' || definition.key === '...' || definition.key === '[]') return [];
  const parameter = partsOf(definition.of.childForFieldName('parameters') ?? definition.of)[definition.index];
  const isRest = (parameter?.childForFieldName('pattern') ?? parameter)?.type === 'rest_pattern';
  return isRest && members.length > 0 ? [] : [{ of: definition.of, index: definition.index, isRest, members: definition.key === null ? members : [definition.key, ...members] }];
}
