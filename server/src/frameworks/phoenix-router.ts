import type { Node } from 'web-tree-sitter';
import type { ExFile } from '../languages/elixir/file.ts';
import type { ExFramework } from '../languages/elixir/framework.ts';
import { methodsListed } from '../languages/elixir/guards.ts';
import { plugNamed } from '../languages/elixir/plugs.ts';
import { argumentsOf, blockOf, calleeName, itemsOf, keywordOf, textOf, textsOf } from '../languages/elixir/syntax.ts';
import type { BindingAt } from '../languages/shared/framework.ts';
import type { HandlerRef } from '../model/facts.ts';
import { ANY, GET_AND_HEAD, type MethodSet, methods } from '../model/methods.ts';
import { ancestorsOf, oneLine, partsOf } from '../syntax/nodes.ts';

/** Source: Phoenix.Router. HEAD goes to what answers GET (Plug.Head). */
const VERBS: Readonly<Record<string, MethodSet>> = {
  get: GET_AND_HEAD, post: methods('POST'), put: methods('PUT'), patch: methods('PATCH'), delete: methods('DELETE'), options: methods('OPTIONS'), head: methods('HEAD'),
};
/** What `resources` routes to, with the path behind its own; with `singleton: true` there is no `index`. Source: Phoenix.Router.resources/4. */
const ACTIONS: readonly { readonly action: string; readonly methods: MethodSet; readonly path: string }[] = [
  { action: 'index', methods: GET_AND_HEAD, path: '' },
  { action: 'new', methods: GET_AND_HEAD, path: '/new' },
  { action: 'create', methods: methods('POST'), path: '' },
  { action: 'show', methods: GET_AND_HEAD, path: '/:id' },
  { action: 'edit', methods: GET_AND_HEAD, path: '/:id/edit' },
  { action: 'update', methods: methods('PATCH', 'PUT'), path: '/:id' },
  { action: 'delete', methods: methods('DELETE'), path: '/:id' },
];

/** Plugs that send moved paths and other hosts on, by their names: what they answer, no route behind them has for its path. */
const MOVED = /Redirect|Vanity|Canonical|Domain|Host|Legacy|^:redirect_(?!if_|unless_)/;

/** The application's endpoint has it at `/`: https://hexdocs.pm/phoenix/request_lifecycle.html */
const ROUTER = /^[ \t\uFEFF]*use\s+(?:Phoenix\.Router|[\w.]+\s*,\s*:router)\b/m;

export const phoenixRouter: ExFramework = {
  name: 'phoenix-router',
  docs: {
    title: 'Phoenix routers',
    url: 'https://hexdocs.pm/phoenix/Phoenix.Router.html',
    recognised: ['modules that `use …, :router` or `use Phoenix.Router`'],
    constructs: [],
    sendable: [],
    notes: [
      '`get`, `post` and the like, `match`, `resources`, `forward` and `live` are read, within all the `scope`s around them.',
      'What a `pipe_through` names runs before the routes behind it in its scope: the plugs of a `pipeline`, modules, and functions of the router and of modules that it imports.',
    ],
  },
  triggers: ['scope ', 'pipe_through', 'resources ', ':router', 'Phoenix.Router'],
  applies: file => ROUTER.test(file.text) || /^[ \t\uFEFF]*scope\b[^\n]*\bdo\b/m.test(file.text),
  redirects: () => [],
  bindings: file => [
    ...file.callsOf(...Object.keys(VERBS)).flatMap(call => route(file, call, VERBS[calleeName(call) ?? ''] ?? ANY, argumentsOf(call))),
    ...file.callsOf('match').flatMap(call => matched(file, call)),
    ...file.callsOf('live').flatMap(live),
    ...file.callsOf('forward').flatMap(call => forwarded(file, call)),
    ...file.callsOf('resources').flatMap(call => resources(file, call)),
  ].map(at => ({ ...at, ...(ROUTER.test(file.text) ? { router: null } : {}), handlers: [...at.handlers, ...plugsBefore(file, at.node)] })),
};

/** `post "/cart", CartController, :add`. */
function route(file: ExFile, call: Node, limits: MethodSet, [path, plug, action]: readonly Node[]): BindingAt[] {
  const name = textOf(action ?? null);
  const text = textOf(path ?? null);
  if (text === null || plug?.type !== 'alias') return [];
  const module = moduleIn(file, call, plug);
  const handlers: HandlerRef[] = [...(name === null ? [] : [{ module: null, name: `${module}#${name}` }]), { module: null, name: `${module}#call` }];
  return [{ handlers, methods: limits, path: pathIn(call, text), node: call, says: `routed here: ${oneLine(call)}` }];
}

/** `match :*, "/x", C, :a`, `match :post, …`. */
function matched(file: ExFile, call: Node): BindingAt[] {
  const [verb, ...rest] = argumentsOf(call);
  const limits = verb ? methodsListed(file, verb) ?? ANY : null;
  return limits ? route(file, call, limits, rest) : [];
}

/** `live "/x", CartLive`: a page that GET fetches. https://hexdocs.pm/phoenix_live_view/Phoenix.LiveView.Router.html#live/4 */
function live(call: Node): BindingAt[] {
  const [path, view] = argumentsOf(call);
  const text = textOf(path ?? null);
  if (text === null || view?.type !== 'alias') return [];
  return [{ handlers: [], methods: GET_AND_HEAD, path: pathIn(call, text), node: call, says: `routed here: ${oneLine(call)}` }];
}

function forwarded(file: ExFile, call: Node): BindingAt[] {
  const [path, plug] = argumentsOf(call);
  const text = textOf(path ?? null);
  if (text === null || plug?.type !== 'alias') return [];
  return [{ handlers: [{ module: null, name: `${moduleIn(file, call, plug)}#call` }], methods: ANY, mounts: true, path: pathIn(call, text), node: call, says: `routed here: ${oneLine(call)}` }];
}

function resources(file: ExFile, call: Node): BindingAt[] {
  const [path, plug] = argumentsOf(call);
  const text = textOf(path ?? null);
  if (text === null || plug?.type !== 'alias') return [];
  const module = moduleIn(file, call, plug);
  const listed = (name: string) => {
    const value = keywordOf(call, name);
    return value ? textsOf(file.follow(value)) : null;
  };
  const [only, except] = [listed('only'), listed('except')];
  // A list that is computed leaves open which actions there are.
  if ((keywordOf(call, 'only') && !only) || (keywordOf(call, 'except') && !except)) return [];
  const isSingle = keywordOf(call, 'singleton')?.text === 'true';
  return ACTIONS.filter(({ action }) => (only?.includes(action) ?? true) && !except?.includes(action) && !(isSingle && action === 'index')).map(each => ({
    handlers: [{ module: null, name: `${module}#${each.action}` }], methods: each.methods, path: pathIn(call, text) + (isSingle ? each.path.replace('/:id', '') : each.path), node: call,
    says: `routed here: ${oneLine(call)}`,
  }));
}

/** A `pipe_through`, with what each of the names in it runs. */
interface Through {
  /** `Node.id` of the block that it stands in. */
  readonly block: number | undefined;
  readonly start: number;
  readonly plugs: readonly (readonly [name: string, handlers: readonly (Node | HandlerRef)[]])[];
}

const known = new WeakMap<ExFile, readonly Through[]>();

/** Worked out once: hundreds of routes stand behind the same few. */
function throughsIn(file: ExFile): readonly Through[] {
  let throughs = known.get(file);
  if (!throughs) {
    const pipelines = file.callsOf('pipeline').map(call => ({ name: textOf(argumentsOf(call)[0] ?? null), plugs: plugsIn(file, call) }));
    known.set(file, throughs = file.callsOf('pipe_through').map((call): Through => {
      const written = argumentsOf(call).flatMap(argument => itemsOf(argument) ?? argument);
      const plugsNamed = (name: Node) => {
        const named = pipelines.filter(pipeline => pipeline.name !== null && pipeline.name === textOf(name));
        return named.length === 0 ? plugBefore(file, name, call) : named.flatMap(({ plugs }) => plugs);
      };
      return { block: call.parent?.id, start: call.startIndex, plugs: written.map(name => [name.text, plugsNamed(name)]) };
    }));
  }
  return throughs;
}

/**
 * What runs before a route: the plugs of the pipelines that the scopes around it send it through, and functions that they name themselves.
 * https://hexdocs.pm/phoenix/Phoenix.Router.html#pipe_through/1
 */
function plugsBefore(file: ExFile, route: Node): (Node | HandlerRef)[] {
  const { startIndex } = route;
  const around = new Set([...ancestorsOf(route)].map(({ id }) => id));
  const through = throughsIn(file).filter(({ block, start }) => start < startIndex && block !== undefined && around.has(block));
  return [...new Map(through.flatMap(({ plugs }) => plugs)).values()].flat();
}

function plugsIn(file: ExFile, pipeline: Node): (Node | HandlerRef)[] {
  const block = blockOf(pipeline);
  return (block ? partsOf(block) : []).filter(part => part.type === 'call' && calleeName(part) === 'plug').flatMap(call => {
    const [plug] = argumentsOf(call);
    return plug ? plugBefore(file, plug, call) : [];
  });
}

function plugBefore(file: ExFile, plug: Node, near: Node): (Node | HandlerRef)[] {
  return MOVED.test(plug.text) ? [] : plugNamed(file, plug, near);
}

/** Scopes around a route, outermost first. */
function scopesAround(call: Node): Node[] {
  return [...ancestorsOf(call)].filter(each => each.type === 'call' && calleeName(each) === 'scope').reverse();
}

/** The module that a route names: prefixed by the scopes around it (Phoenix.Router.scope/4), unless one says `alias: false`. */
function moduleIn(file: ExFile, call: Node, plug: Node): string {
  const prefixes = scopesAround(call).map(scope => keywordOf(scope, 'alias') ?? argumentsOf(scope).find(each => each.type === 'alias') ?? null);
  const isFree = keywordOf(call, 'alias')?.text === 'false';
  const from = prefixes.map(each => each?.text).lastIndexOf('false') + 1;
  const parts = isFree ? [] : prefixes.slice(from).flatMap(each => each?.type === 'alias' ? [file.fullName(each.text)] : []);
  return [...parts, file.fullName(plug.text)].join('.');
}

function pathIn(call: Node, path: string): string {
  const above = scopesAround(call).map(scope => textOf(keywordOf(scope, 'path') ?? argumentsOf(scope)[0] ?? null) ?? '');
  return [...above, path].join('/').replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
}

