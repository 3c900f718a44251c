import type { Node } from 'web-tree-sitter';
import { oneLine, partsOf } from '../../syntax/nodes.ts';
import type { CallAt } from '../shared/framework.ts';
import { classAttribute, decoratorsOf, keywordOf, methodsOf, nameOf, positionalsOf, type PyFile, stringValue } from './file.ts';
import { handlersIn } from './handlers.ts';
import { VERBS } from './routes.ts';

/** Methods of a class that answer requests, or through which all of them go. */
const ANSWERING = new Set([...Object.keys(VERBS), 'dispatch', 'dispatch_request', 'form_valid', 'form_invalid']);
/** Decorators that register what they decorate, and run nothing before it. */
const REGISTERING = new Set([...Object.keys(VERBS), 'route', 'api_route', 'websocket', 'errorhandler', 'setter', 'command', 'task', 'fixture']);
/** What a class lists of decorators for its methods: Flask's and Flask-RESTful's views. */
const LISTS = ['decorators', 'method_decorators'];

/**
 * A decorator of the project's own runs before what it decorates, and answers in its stead: `@login_required` over a view that is posted to.
 * Django's `method_decorator` and the lists that Flask's view classes keep are read too.
 */
export function wrapped(file: PyFile): CallAt[] {
  return [
    ...file.functions.flatMap(fn => decoratorsOf(fn).flatMap(({ node, callee, call, name }) => name === 'method_decorator'
      ? through(file, node, wrapperIn(call), [fn]) : REGISTERING.has(name) ? [] : through(file, node, callee, [fn]))),
    ...file.classes.flatMap(each => [
      ...decoratorsOf(each).flatMap(({ node, callee, call, name }) => name === 'method_decorator'
        ? through(file, node, wrapperIn(call), answering(each, call)) : through(file, node, callee, answering(each, null))),
      ...LISTS.flatMap(list => {
        const value = classAttribute(each, list);
        return value ? partsOf(value).flatMap(item => through(file, item, item, answering(each, null))) : [];
      }),
    ]),
  ];
}

/** What `method_decorator` is given: a decorator, or a list of them. */
function wrapperIn(call: Node | null): Node | null {
  return call ? positionalsOf(call)[0] ?? null : null;
}

function answering(view: Node, call: Node | null): Node[] {
  const name = call ? stringValue(keywordOf(call, 'name')) : null;
  return methodsOf(view).filter(method => name === null || name === 'dispatch' ? ANSWERING.has(nameOf(method)) : nameOf(method) === name);
}

function through(file: PyFile, node: Node, wrapper: Node | null, callers: readonly Node[]): CallAt[] {
  const callee = wrapper?.type === 'call' ? wrapper.childForFieldName('function') : wrapper;
  if (!callee || callers.length === 0 || handlersIn(file, callee).length === 0) return [];
  return [{ callees: [callee], callers, node, says: `goes through ${oneLine(node)}` }];
}
