import type { Node } from 'web-tree-sitter';
import { isRedirectStatus } from '../model/facts.ts';
import { statusEditsOf } from '../languages/java/builders.ts';
import { importsOf } from '../languages/java/edits.ts';
import type { JvmFile } from '../languages/java/file.ts';
import type { JvmFramework } from '../languages/java/framework.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { methodsListed, routeAt, routeCalls, VERBS } from '../languages/java/routes.ts';
import { argumentList, argumentsOf, booleanValue, branchesOf, calleeName, isCall, isFunction, isSequence, partsOf, receiverOf, stringValue } from '../languages/java/syntax.ts';
import { isLocationName, statusValue, targetOf } from '../languages/java/values.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { indentAt, newlineOf, replacement } from '../languages/shared/text-edits.ts';
import type { TextEdit } from '../model/text.ts';
import { GET_AND_HEAD, type MethodSet } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { sameNode, spanOf } from '../syntax/nodes.ts';

const NAMES: Readonly<Record<number, string>> = { 303: 'SeeOther', 307: 'TemporaryRedirect', 308: 'PermanentRedirect' };
/** Static content answers GET and HEAD alone; so do the fallbacks inside. Source: ktor-server-core StaticContent.kt. */
const STATIC: Readonly<Record<string, MethodSet>> = { staticFiles: GET_AND_HEAD, staticResources: GET_AND_HEAD, staticZip: GET_AND_HEAD, static: GET_AND_HEAD, webSocket: GET_AND_HEAD };

export const ktor: JvmFramework = {
  name: 'ktor',
  docs: {
    title: 'Ktor',
    url: 'https://ktor.io/docs/server-responses.html',
    recognised: ['`respondRedirect` in files that import `io.ktor`'],
    constructs: [
      { code: 'call.respondRedirect("/x")', status: '302', proved: 'documented', source: 'https://api.ktor.io/ktor-server-core/io.ktor.server.response/respond-redirect.html' },
      { code: 'call.respondRedirect("/x", permanent = true)', status: '301', proved: 'documented' },
      { code: 'call.response.headers.append(HttpHeaders.Location, "/x"); call.respond(HttpStatusCode.SeeOther)', status: 'as written', proved: 'documented' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Routes are found by `post("/x") { … }`, `post<Resource> { … }`, `route("/x", HttpMethod.Post)` and `method(HttpMethod.Post)`; a function that is handed the call is followed.'],
    notes: ['`respondRedirect` has no parameter for 303: the fix writes what it does inside, with another status.'],
  },
  triggers: ['respondRedirect', 'HttpHeaders.Location', 'io.ktor.server.routing', 'io.ktor.routing', 'io.ktor.locations', 'io.ktor.server.resources'],
  applies: file => file.imports('io.ktor'),
  redirects: file => [...file.callsOf('respondRedirect').map(call => redirect(file, call)), ...file.callsOf('append', 'header').flatMap(call => header(file, call))],
  bindings: file => [
    ...routeCalls(file, VERBS, isRoute),
    ...routeCalls(file, STATIC, isRoute),
    ...file.callsOf('route', 'method').flatMap(call => limited(file, call)),
  ],
};

/** `client.post("/x") { … }` sends a request. */
function isRoute(call: Node): boolean {
  const receiver = receiverOf(call);
  return receiver === null || /^(?:this|\w*[rR]out(?:e|er|ing))$/.test(receiver.text);
}

/** `route("/x", HttpMethod.Post) { … }` and `method(HttpMethod.Post) { … }`. */
function limited(file: JvmFile, call: Node): BindingAt[] {
  const all = argumentsOf(call).map(each => each.value);
  const handlers = all.filter(isFunction);
  const limits = all.filter(each => /^HttpMethod\./.test(each.text)).map(each => methodsListed(file, each))[0];
  return limits && handlers.length > 0 && isRoute(call) ? [routeAt(call, handlers, limits, stringValue(all[0] ?? null))] : [];
}

function redirect(file: JvmFile, call: Node): RedirectAt {
  const all = argumentsOf(call);
  const flag = all.find(each => each.name === 'permanent') ?? all.find(each => each.name === null && booleanValue(each.value) !== null);
  const url = all.find(each => each.name === 'url') ?? all.find(each => each.name === null && each !== flag && !isFunction(each.value));
  const permanent = flag ? booleanValue(flag.value) : false;
  return {
    node: call, statusNode: flag?.value ?? null,
    status: { code: permanent === null ? null : permanent ? 301 : 302, origin: flag ? 'explicit' : 'default' },
    target: targetOf(file, url?.value ?? null),
    edits: permanent === null || !url ? [] : editsBy(status => rewritten(file, call, url.value, status)),
    instead: phrase('`respondRedirect` sends 301 and 302 alone: append the `Location` header and `respond(HttpStatusCode.SeeOther)` to send 303.'),
  };
}

/** The body of `respondRedirect` with another status: as two statements, or as a block where one expression stands for a branch. */
function rewritten(file: JvmFile, call: Node, url: Node, status: number): TextEdit[] | null {
  // There is an overload for a Url, whose text the header needs.
  if (/^(?:Url|URLBuilder)\b|\bbuild\w*Url\b/.test(url.text) || file.typeOf(url) === 'Url' || !argumentList(call)) return null;
  const owner = receiverOf(call) ? `${receiverOf(call)?.text}.` : '';
  const append = `${owner}response.headers.append(HttpHeaders.Location, ${url.text})`;
  const respond = `${owner}respond(HttpStatusCode.${NAMES[status]})`;
  const server = file.imported.some(({ name }) => name.startsWith('io.ktor.server.')) ? 'io.ktor.server.response.respond' : 'io.ktor.response.respond';
  const imports = importsOf(file, ['io.ktor.http.HttpHeaders', 'io.ktor.http.HttpStatusCode', server]);
  const parent = call.parent;
  if (!parent) return null;
  const answer = parent.type === 'return_expression' ? parent : call;
  const [before, after] = answer === call ? ['', ''] : [file.text.slice(answer.startIndex, call.startIndex), file.text.slice(call.endIndex, answer.endIndex)];
  const holder = answer.parent;
  const lineBreak = newlineOf(file.text) + indentAt(file.text, answer.startIndex);
  if (holder && isSequence(holder)) {
    const alone = file.text.slice(file.text.lastIndexOf('\n', answer.startIndex - 1) + 1, answer.startIndex).trim() === '';
    return [replacement(spanOf(answer), `${append}${alone ? lineBreak : '; '}${before}${respond}${after}`), ...imports];
  }
  const branches = holder ? branchesOf(holder) : null;
  const isBranch = holder?.type === 'when_entry' ? sameNode(partsOf(holder).at(-1) ?? null, answer) : branches !== null && !sameNode(branches.condition, answer);
  return isBranch ? [replacement(spanOf(answer), `{ ${append}; ${before}${respond}${after} }`), ...imports] : null;
}

/** A Location header, and in the same block the status that is sent with it. */
function header(file: JvmFile, call: Node): RedirectAt[] {
  const [name, url] = argumentsOf(call).map(each => each.value);
  if (!name || !url || !isLocationName(file, name) || !/\bresponse\b/.test(receiverOf(call)?.text ?? '') || !call.parent || !isSequence(call.parent)) return [];
  for (const later of partsOf(call.parent).filter(part => part.startIndex > call.startIndex)) {
    const answer = later.type === 'return_expression' ? partsOf(later).at(-1) ?? later : later;
    if (!isCall(answer) || !['respond', 'status', 'respondText'].includes(calleeName(answer) ?? '')) continue;
    const written = argumentsOf(answer).map(each => each.value).find(each => statusValue(file, each) !== null) ?? null;
    const code = statusValue(file, written);
    if (!written || !isRedirectStatus(code)) return [];
    return [{ node: call, statusNode: written, status: { code, origin: 'explicit' }, target: targetOf(file, url), edits: statusEditsOf(file, written) }];
  }
  return [];
}
