import type { Node } from 'web-tree-sitter';
import { ANY, GET_AND_HEAD, type MethodSet, methods, union } from '../../model/methods.ts';
import { METHOD_NAME } from '../shared/conditions.ts';
import { methodName } from './conditions.ts';
import type { PhpFile } from './file.ts';
import { elementsOf, stringValue } from './syntax.ts';

/** Names that are a method's own, in routers, attributes and annotations; a GET route answers HEAD too. */
export const VERBS: Readonly<Record<string, MethodSet>> = {
  get: GET_AND_HEAD, head: methods('HEAD'), post: methods('POST'), put: methods('PUT'), patch: methods('PATCH'), delete: methods('DELETE'), options: methods('OPTIONS'),
};

/** The methods of names as a route lists them; ANY where one of them is none or where there are none. */
export function methodsNamed(names: readonly string[]): MethodSet {
  if (names.length === 0 || names.some(name => !METHOD_NAME.test(name))) return ANY;
  return names.map(name => VERBS[name.toLowerCase()] ?? methods(name)).reduce(union);
}

/** The methods of `'POST'`, `'GET|POST'`, `['GET', Request::METHOD_POST]`; ANY where they are computed. */
export function methodsListed(file: PhpFile, node: Node | null): MethodSet {
  if (!node) return ANY;
  const value = file.follow(node);
  const text = stringValue(value);
  if (text !== null) return methodsNamed(text.split(/[|,\s]+/).filter(Boolean));
  const names = (elementsOf(value) ?? [value]).map(element => methodName(file, 'value' in element && 'key' in element ? element.value : element as Node));
  return names.includes(null) ? ANY : methodsNamed(names as string[]);
}
