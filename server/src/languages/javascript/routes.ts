import type { Node } from 'web-tree-sitter';
import type { HandlerRef } from '../../model/facts.ts';
import type { MethodSet } from '../../model/methods.ts';
import { partsOf } from '../../syntax/nodes.ts';
import { argumentsOf, type JsFile, receiverOf, stringValue, unwrap } from './file.ts';
import type { BindingAt } from '../shared/framework.ts';
import { HANDLER_KEYS, handlersIn } from './handlers.ts';
import { keyOf, methodsOf, objectOf, propertyOf } from './objects.ts';

/** Where a route's options keep what answers a request that they refuse: https://hapi.dev/api/#route.options.validate.failaction */
const REFUSING = ['validate', 'failAction'] as const;

/**
 * Routes written as objects, wherever they stand: `{ method: 'POST', path: '/x', handler }` (hapi), `{ method: ['PUT'], url: '/x', handler }`
 * (Fastify), the handler also below `options` or `config`. An object that lacks a literal method or a path is none.
 */
export function routeObjects(file: JsFile, pathKey: 'path' | 'url'): { object: Node; binding: BindingAt }[] {
  const found: { object: Node; binding: BindingAt }[] = [];
  for (const match of file.text.matchAll(/(?<![\w$.])(['"]?)method\1\s*:/g)) {
    const pair = pairAt(file, match.index);
    const object = pair?.parent;
    if (object?.type !== 'object' || !pair) continue;
    const set = methodsOf(file, pair.childForFieldName('value'));
    const path = propertyOf(object, pathKey);
    const handlers = optionsOf(file, object).flatMap(each => handlersInOptions(file, each));
    if (!set || !path || handlers.length === 0) continue;
    const text = stringValue(file.follow(path));
    found.push({
      object,
      binding: { handlers, methods: set, path: text, evidence: 'proven', node: pair, says: `bound here: ${pair.text.slice(0, 40)}, ${pathKey}: ${path.text.slice(0, 60)}` },
    });
  }
  return found;
}

/** A route object with what stands below its `options` or `config`, or is spread into it. */
function optionsOf(file: JsFile, object: Node): Node[] {
  const spread = partsOf(object).flatMap(part => part.type === 'spread_element' ? part.firstNamedChild ?? [] : []);
  return [object, ...['options', 'config'].flatMap(name => propertyOf(object, name) ?? []), ...spread].map(each => objectOf(file, each));
}

/** The handlers that options hold; of options that another file exports (`config: Accounts.login`), what it may call its handlers. */
function handlersInOptions(file: JsFile, options: Node): (Node | HandlerRef)[] {
  if (options.type === 'object') {
    const refusing = propertyOf(propertyOf(options, REFUSING[0]), REFUSING[1]);
    return [...HANDLER_KEYS.flatMap(name => propertyOf(options, name) ?? []).map(unwrap), ...(refusing ? [refusing] : [])];
  }
  if (options.type !== 'member_expression' && options.type !== 'identifier') return [];
  return handlersIn(file, options).flatMap(({ ref }) => 'id' in ref ? [] : [...HANDLER_KEYS, REFUSING.join('.')].map(name => ({ module: ref.module, name: `${ref.name}.${name}` })));
}

/** Routes that name the method first: `app.on(['PUT', 'DELETE'], '/x', handler)` (Hono, h3), `app.route('POST', '/x', handler)` (Elysia). */
export function methodFirst(file: JsFile, name: string): BindingAt[] {
  return file.callsOf(name).flatMap((call): BindingAt[] => {
    const [method, path, ...handlers] = argumentsOf(call);
    const set = method && receiverOf(call) ? methodsOf(file, method) : null;
    if (!method || !path || !set || handlers.length === 0) return [];
    const says = `bound here: ${name}(${method.text.slice(0, 40)}, ${path.text.slice(0, 60)}, …)`;
    return [{ handlers, methods: set, path: stringValue(path), evidence: 'proven', node: method, says }];
  });
}

function pairAt(file: JsFile, at: number): Node | null {
  let node = file.root.descendantForIndex(at, at + 1);
  for (let i = 0; node && node.type !== 'pair' && i < 4; i++) node = node.parent;
  return node?.type === 'pair' && keyOf(node) === 'method' ? node : null;
}

/** Functions in an object that go by the name of a method: `{ POST(request) { … }, GET: handler }`; the table says which names count. */
export function membersByMethod(object: Node, table: Readonly<Record<string, MethodSet>>, path: string | null): BindingAt[] {
  return partsOf(object).flatMap(part => {
    const name = keyOf(part);
    const set = name !== null && Object.hasOwn(table, name) ? table[name] : undefined;
    const value = part.type === 'pair' ? part.childForFieldName('value') : part;
    if (!set || !value) return [];
    return [{ handlers: [value], methods: set, path, evidence: 'proven' as const, node: part.childForFieldName('key') ?? part.childForFieldName('name') ?? part, says: `bound here: ${name} of ${path ?? 'a route'}` }];
  });
}

/**
 * The route of a file in a folder that routes by file names, null where the file stands elsewhere:
 * `src/app/(shop)/cart/[id]/route.ts` below `app` gives `/cart/:id`. Groups and slots are left out, `[...rest]` becomes `*`.
 */
export function fileRoute(path: string, folder: RegExp, ending: RegExp): string | null {
  const at = folder.exec(path);
  if (!at || !ending.test(path)) return null;
  const parts = path.slice(at.index + at[0].length).replace(ending, '').split('/')
    .filter(part => part !== '' && part !== 'index' && !/^(?:\(.*\)|@.*)$/.test(part))
    .map(part => /^\[\[?\.\.\./.test(part) ? '*' : part.replace(/\[\[?(\w+)(?:=\w+)?\]?\]/g, ':$1'));
  return `/${parts.join('/')}`;
}
