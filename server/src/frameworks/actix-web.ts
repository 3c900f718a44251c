import type { Node } from 'web-tree-sitter';
import type { RsFile } from '../languages/rust/file.ts';
import type { RsFramework } from '../languages/rust/framework.ts';
import { alongChain } from '../languages/rust/redirects.ts';
import { attributed, methodsNamed, VERBS } from '../languages/rust/routes.ts';
import { argumentsOf, calledOn, calleeName, calleeOf, nameNodeOf, receiverOf, stringValue } from '../languages/rust/syntax.ts';
import { statusValue, targetOf, writtenStatus } from '../languages/rust/values.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { insertion, replacement } from '../languages/shared/text-edits.ts';
import { isRedirectStatus } from '../model/facts.ts';
import { ANY, type MethodSet } from '../model/methods.ts';
import { nameInFamily, statusOfName } from '../model/statuses.ts';
import { oneLine, spanOf } from '../syntax/nodes.ts';

const RESPONSES = ['actix_web::HttpResponse', 'actix_web::HttpResponseBuilder', 'ntex::web::HttpResponse'];
/** What the methods of `web::Redirect` make of it. Source: https://docs.rs/actix-web/4/actix_web/web/struct.Redirect.html */
const CHAINED: Readonly<Record<string, number>> = { permanent: 308, temporary: 307, see_other: 303 };
const SOURCE = 'https://docs.rs/actix-web/4/actix_web/web/struct.Redirect.html';

export const actixWeb: RsFramework = {
  name: 'actix-web',
  docs: {
    title: 'Actix Web',
    url: 'https://docs.rs/actix-web/4/actix_web/',
    recognised: ['`HttpResponse::Found()` and the like with a Location header', '`web::Redirect` and `web::redirect` of `actix_web`'],
    constructs: [
      { code: 'HttpResponse::Found().insert_header((LOCATION, "/x")).finish()', status: '302', proved: 'documented', source: 'https://docs.rs/actix-web/4/actix_web/struct.HttpResponse.html' },
      { code: 'HttpResponse::SeeOther().insert_header((LOCATION, "/x")).finish()', status: '303', proved: 'documented', source: 'https://docs.rs/actix-web/4/actix_web/struct.HttpResponse.html' },
      { code: 'web::Redirect::to("/x")', status: '307', proved: 'documented', source: SOURCE },
      { code: 'web::Redirect::to("/x").see_other()', status: '303', proved: 'documented', source: SOURCE },
      { code: 'web::Redirect::to("/x").permanent()', status: '308', proved: 'documented', source: SOURCE },
      { code: 'web::Redirect::to("/x").using_status_code(StatusCode::FOUND)', status: 'as written', proved: 'documented', source: SOURCE },
      { code: 'web::redirect("/old", "/new")', status: '307, for every method', proved: 'documented', source: 'https://docs.rs/actix-web/4/actix_web/web/fn.redirect.html' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['Methods come from `#[post("/x")]`, `#[route("/x", method = "POST")]`, and from `web::post().to(handler)` and the guards of `web::route()`.'],
  },
  triggers: ['actix_web', 'actix-web'],
  applies: file => file.usesCrate('actix_web', 'actix_identity', 'actix_session', 'actix_files'),
  redirects: file => [
    ...file.callsOf('Found', 'MovedPermanently', 'SeeOther', 'TemporaryRedirect', 'PermanentRedirect').flatMap(call => namedResponse(file, call)),
    ...file.callsOf('build', 'new').flatMap(call => builtResponse(file, call)),
    ...file.callsOf('to', 'new').flatMap(call => redirect(file, call)),
    ...file.callsOf('redirect').flatMap(call => service(file, call)),
  ],
  bindings: file => [...attributed(file, ({ path, content }) => attributeMethods(file, path, content)), ...file.callsOf('to').flatMap(call => route(file, call))],
};

function ownerIs(file: RsFile, call: Node, ...owners: string[]): boolean {
  const callee = calleeOf(call);
  const owner = callee?.type === 'scoped_identifier' ? callee.childForFieldName('path') : null;
  return owner !== null && owner !== undefined && file.isNamed(owner.text, ...owners);
}

function namedResponse(file: RsFile, call: Node): RedirectAt[] {
  const name = nameNodeOf(call);
  const code = name ? statusOfName(name.text) : null;
  const { whole, location } = alongChain(call);
  if (!name || code === null || !location || !ownerIs(file, call, ...RESPONSES)) return [];
  const edits = editsBy(status => {
    const other = nameInFamily(name.text, status);
    return other === null ? null : [replacement(spanOf(name), other)];
  });
  return [{ node: whole, statusNode: name, status: { code, origin: 'explicit' }, target: targetOf(file, location), edits }];
}

/** `HttpResponse::build(StatusCode::FOUND)`, `HttpResponseBuilder::new(StatusCode::FOUND)`. */
function builtResponse(file: RsFile, call: Node): RedirectAt[] {
  const written = argumentsOf(call)[0];
  const { whole, location } = alongChain(call);
  if (!written || !location || !isRedirectStatus(statusValue(file, written)) || !ownerIs(file, call, ...RESPONSES)) return [];
  return [{ node: whole, target: targetOf(file, location), ...writtenStatus(file, written) }];
}

/** `web::Redirect::to("/x")`, with what is chained to it. */
function redirect(file: RsFile, call: Node): RedirectAt[] {
  if (!ownerIs(file, call, 'actix_web::web::Redirect')) return [];
  const [first, second] = argumentsOf(call);
  return [{ ...chained(file, call), target: targetOf(file, (calleeName(call) === 'new' ? second : first) ?? null), ...(calleeName(call) === 'new' ? { by: 'configuration' as const } : {}) }];
}

/** `web::redirect("/old", "/new")`, a service of its own. */
function service(file: RsFile, call: Node): RedirectAt[] {
  if (!file.isNamed(calleeOf(call)?.text ?? '', 'actix_web::web::redirect')) return [];
  const [from, to] = argumentsOf(call);
  return [{ ...chained(file, call), target: targetOf(file, to ?? null), path: stringValue(from ?? null), by: 'configuration' }];
}

function chained(file: RsFile, call: Node): Pick<RedirectAt, 'node' | 'statusNode' | 'status' | 'edits'> {
  let whole = call;
  let last: Pick<RedirectAt, 'statusNode' | 'status' | 'edits'> | null = null;
  for (let next = calledOn(whole); next; next = calledOn(whole)) {
    const name = nameNodeOf(next);
    const code = CHAINED[name?.text ?? ''];
    const written = argumentsOf(next)[0];
    if (name && code !== undefined) last = { statusNode: name, status: { code, origin: 'explicit' }, edits: [] };
    else if (name?.text === 'using_status_code' && written) last = writtenStatus(file, written);
    else break;
    whole = next;
  }
  const see = { status: 303, onlyStatus: true, edits: [insertion(call.endIndex, '.see_other()')] };
  return { node: whole, ...(last ?? { statusNode: null, status: { code: 307, origin: 'default' }, edits: [see] }) };
}

function attributeMethods(file: RsFile, path: string, content: string): MethodSet | null {
  const name = path.slice(path.lastIndexOf(':') + 1);
  const isOwn = file.isNamed(path, `actix_web::${name}`);
  if (!isOwn) return null;
  return name === 'route' ? methodsNamed([...content.matchAll(/method\s*=\s*"(\w+)"/g)].map(match => match[1]).join(' ')) ?? ANY : VERBS[name] ?? null;
}

/** `web::post().to(create)`, `web::route().guard(guard::Post()).to(create)`, `web::to(create)`. */
function route(file: RsFile, call: Node): BindingAt[] {
  const [handler] = argumentsOf(call);
  const receiver = receiverOf(call);
  if (!handler) return [];
  const says = `bound here: ${oneLine(call)}`;
  if (!receiver) return file.isNamed(calleeOf(call)?.text ?? '', 'actix_web::web::to') ? [{ handlers: [handler], methods: ANY, path: null, node: call, says }] : [];
  const limits = receiver.type === 'call_expression' ? routeMethods(file, receiver) : null;
  return limits ? [{ handlers: [handler], methods: limits, path: pathAround(call), node: call, says }] : [];
}

/** The methods of what a route's chain begins with and of its guards; null where it is no route of Actix. */
function routeMethods(file: RsFile, chain: Node): MethodSet | null {
  let start = chain;
  const guards: string[] = [];
  for (let receiver = receiverOf(start), i = 0; receiver?.type === 'call_expression' && i < 40; receiver = receiverOf(start), i++) {
    if (calleeName(start) === 'guard') guards.push(argumentsOf(start)[0]?.text ?? '');
    start = receiver;
  }
  const name = calleeName(start) ?? '';
  if (!file.isNamed(calleeOf(start)?.text ?? '', `actix_web::web::${name}`)) return null;
  const guarded = guards.map(text => VERBS[/\bguard::(\w+)\(\)/.exec(text)?.[1]?.toLowerCase() ?? '']).find(Boolean) ?? null;
  if (name === 'method') return methodsNamed(argumentsOf(start)[0]?.text ?? '') ?? ANY;
  return VERBS[name] ?? (name === 'route' || name === 'resource' ? guarded ?? ANY : null);
}

/** The path in `.route("/x", …)` or `web::resource("/x").route(…)` around a route. */
function pathAround(call: Node): string | null {
  for (let parent = call.parent, i = 0; parent && i < 6; parent = parent.parent, i++) {
    if (parent.type !== 'call_expression' || calleeName(parent) !== 'route') continue;
    const [first] = argumentsOf(parent);
    const own = stringValue(first ?? null);
    const resource = /\bresource\(\s*"([^"]*)"/.exec(receiverOf(parent)?.text ?? '')?.[1];
    return own ?? resource ?? null;
  }
  return null;
}
