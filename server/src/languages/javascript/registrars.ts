import type { Node } from 'web-tree-sitter';
import { partsOf } from '../../syntax/nodes.ts';
import type { BindingAt } from '../shared/framework.ts';
import { callsOf } from './calls.ts';
import { argumentsOf, type JsFile, stringValue, unwrap } from './file.ts';

/** A parameter of a function around a place: its place among the parameters, and whether it takes all that remain. */
interface Parameter {
  readonly of: Node;
  readonly index: number;
  readonly isRest: boolean;
}

/**
 * Routes that a project binds by a function of its own, `const post = (path, handler) => router.post(path, asyncMiddleware(handler))`:
 * what its callers in this file hand in as the handler. `route` is the binding inside that function, `path` the expression of its path.
 */
export function boundByCallers(file: JsFile, route: BindingAt, path: Node): BindingAt[] {
  const nodes = route.handlers.filter((handler): handler is Node => 'startIndex' in handler);
  const pathParameter = parametersIn(file, path)[0];
  return nodes.flatMap(node => parametersIn(file, node)).flatMap(handler => callsOf(file, handler.of, new Set()).map((call): BindingAt => {
    const args = argumentsOf(call);
    const text = pathParameter?.of.id === handler.of.id ? stringValue(args[pathParameter.index] ?? null) : route.path;
    return { ...route, handlers: handler.isRest ? args.slice(handler.index) : args.slice(handler.index, handler.index + 1), path: text, node: call.childForFieldName('function') ?? call };
  }));
}

/** Parameters that an expression is, wraps or lists. */
function parametersIn(file: JsFile, expression: Node): Parameter[] {
  const node = unwrap(expression);
  if (node.type === 'call_expression') return argumentsOf(node).flatMap(argument => parametersIn(file, argument));
  if (node.type === 'array') return partsOf(node).flatMap(item => parametersIn(file, item));
  if (node.type === 'spread_element') return node.firstNamedChild ? parametersIn(file, node.firstNamedChild) : [];
  const definition = node.type === 'identifier' ? file.define(node) : null;
  if (definition?.kind !== 'parameter' || definition.key !== null) return [];
  const parameter = partsOf(definition.of.childForFieldName('parameters') ?? definition.of)[definition.index];
  return [{ of: definition.of, index: definition.index, isRest: (parameter?.childForFieldName('pattern') ?? parameter)?.type === 'rest_pattern' }];
}
