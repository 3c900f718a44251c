import type { Binding, Endpoint, Redirect } from '../model/facts.ts';
import { ANY, GET_AND_HEAD, isAny, type MethodSet, methods, union } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { type DataEntry, type DataNode, entriesOf, entryAt, itemsOf, textAt, textOf, valueAt } from '../syntax/data.ts';
import type { DataFile, DataFormat } from './shared/data-format.ts';
import { added, configured } from './shared/data-redirect.ts';

const CONTROLLER = 'https://symfony.com/doc/current/routing.html#redirecting-to-urls-and-routes-directly-from-a-route';
const REDIRECTS = /\\RedirectController(?:::(?:url)?[rR]edirectAction|::__invoke)?$|^FrameworkBundle:Redirect:/;
const METHOD = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/i;

/** Routes of Symfony and Drupal in YAML: the methods of controllers, and redirects that a route answers with by itself. */
export const symfonyRoutes: DataFormat = {
  name: 'symfony-routes',
  docs: {
    title: 'Symfony routing in YAML',
    url: CONTROLLER,
    recognised: ['`config/routes.yaml`, `config/routes/**`, `routing.yml`, `*.routing.yml` with `controller:` or `_controller:`'],
    constructs: [
      { code: 'controller: …\\RedirectController, defaults: { path: /x }', status: '302', proved: 'measured', source: 'Symfony 5.4' },
      { code: '… permanent: true', status: '301', proved: 'measured' },
      { code: '… keepRequestMethod: true', status: '307, or 308 where permanent', proved: 'measured' },
    ],
    sendable: [301, 302, 307, 308],
    notes: ['Routes that list `methods` limit what reaches the methods of controllers that they name.'],
  },
  languageIds: [],
  files: ['**/routes.{yaml,yml}', '**/routing*.{yaml,yml}', '**/routes/**/*.{yaml,yml}', '**/routing/**/*.{yaml,yml}', '**/*.routing.yml'],
  triggers: ['controller:', 'controller"'],
  data: file => {
    const routes = file.documents.flatMap(document => entriesOf(document)).filter(route => valueAt(route.value, 'path') ?? valueAt(route.value, 'pattern'));
    return { redirects: routes.flatMap(route => redirectOf(route, file)), bindings: routes.flatMap(bindingOf), endpoints: routes.map(endpointOf) };
  },
};

function controllerOf(route: DataNode | null): string | null {
  return textAt(route, 'controller') ?? textAt(route, 'defaults', '_controller') ?? textAt(route, 'defaults', '_form');
}

function pathOf(route: DataNode | null): string | null {
  return textAt(route, 'path') ?? textAt(route, 'pattern');
}

/** `methods: [POST]`, `methods: POST`, `requirements: { _method: POST|PUT }`; ANY where none are listed. */
function methodsOf(route: DataNode | null): MethodSet {
  const listed = valueAt(route, 'methods');
  const names = listed?.kind === 'list' ? itemsOf(listed).map(textOf) : listed ? [textOf(listed)] : (textAt(route, 'requirements', '_method') ?? '').split('|').filter(Boolean);
  if (names.length === 0 || names.some(name => name === null || !METHOD.test(name))) return ANY;
  return (names as string[]).map(name => name.toUpperCase() === 'GET' ? GET_AND_HEAD : methods(name)).reduce(union);
}

function bindingOf(route: DataEntry): Binding[] {
  const named = /^\\?([\w\\]+?)(?:::?(\w+))?$/.exec(controllerOf(route.value) ?? '');
  const limits = methodsOf(route.value);
  if (!named || isAny(limits)) return [];
  const handler = { module: null, name: `${named[1]}#${named[2] ?? '__invoke'}` };
  return [{ handler, methods: limits, path: pathOf(route.value), evidence: 'proven', proof: { span: route.keySpan, says: `bound here: ${route.key}` } }];
}

/** By its name every route can be redirected to. */
function endpointOf(route: DataEntry): Endpoint {
  return { path: pathOf(route.value), methods: methodsOf(route.value), name: route.key, proof: { span: route.keySpan, says: `the route ${route.key}` } };
}

function redirectOf(route: DataEntry, file: DataFile): Redirect[] {
  const controller = controllerOf(route.value);
  if (controller === null || !REDIRECTS.test(controller)) return [];
  const defaults = valueAt(route.value, 'defaults');
  const [permanent, keeps] = [textAt(defaults, 'permanent') === 'true', entryAt(defaults, 'keepRequestMethod')];
  const code = keeps && textOf(keeps.value) === 'true' ? (permanent ? 308 : 307) : permanent ? 301 : 302;
  const last = entriesOf(defaults).at(-1);
  const other = permanent ? 308 : 307;
  const target = textAt(defaults, 'path');
  return [configured({
    adapter: 'symfony-routes', span: route.keySpan, statusSpan: entryAt(defaults, 'permanent')?.span ?? null,
    status: { code, origin: permanent || keeps ? 'explicit' : 'default' }, path: pathOf(route.value), methods: methodsOf(route.value),
    target: target === null ? { kind: 'route', text: textAt(defaults, 'route') } : { kind: 'path', text: target },
    edits: last && !keeps ? added(last, 'keepRequestMethod', code, file, { sendable: [other], write: () => 'true' }) : [],
    instead: phrase('A route of the RedirectController can repeat the request; to have the target fetched with GET, answer it with a controller that sends 303.'),
    sendable: [301, 302, 307, 308],
  })];
}
