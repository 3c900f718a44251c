import type { Node } from 'web-tree-sitter';
import { statusEdit } from '../languages/ruby/edits.ts';
import { argumentsOf, hasSplat, positionalsOf, type RbFile, receiverOf, superclassOf } from '../languages/ruby/file.ts';
import type { RbFramework } from '../languages/ruby/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { verbBlocks } from '../languages/ruby/routes.ts';
import { statusValue, targetOf } from '../languages/ruby/values.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { ANY, GET_AND_HEAD, methods } from '../model/methods.ts';

/** Methods of the routes that Sinatra::Base, Sinatra::Namespace and Padrino define; `get` answers HEAD too. */
const ROUTES = {
  get: GET_AND_HEAD, post: methods('POST'), put: methods('PUT'), patch: methods('PATCH'), delete: methods('DELETE'), head: methods('HEAD'), options: methods('OPTIONS'),
  link: methods('LINK'), unlink: methods('UNLINK'), before: ANY, after: ANY,
};
const NAMES = /\b(?:[Ss]inatra|[Pp]adrino)\b/;
/** Method-less files of an application that is put together elsewhere: `post '/login' do`. */
const ROUTE = /^[ \t\uFEFF]*(?:\w+\.)?(?:get|post|put|patch|delete)[ (]+(?:['"]\/|%r)[^\n]*\bdo\b/m;

export const sinatra: RbFramework = {
  name: 'sinatra',
  docs: {
    title: 'Sinatra and Padrino',
    url: 'https://sinatrarb.com/intro.html',
    recognised: ['`redirect` in a file that names Sinatra or Padrino, or that holds routes such as `post \'/x\' do`'],
    constructs: [
      { code: "redirect '/x'", status: '303 where HTTP/1.1 brings a request other than GET, else 302', proved: 'measured', source: 'Sinatra 3.0.5' },
      { code: "redirect '/x', 302", status: 'as written', proved: 'measured' },
      { code: "status 302; redirect '/x'", status: '303 or 302 as above: the 302 is not used', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['Without a status, Sinatra chooses 303 by itself for HTTP/1.1; such calls are left alone. It sends 302 to a request that comes by HTTP/2.'],
  },
  triggers: ['redirect'],
  halting: ['halt', 'redirect', 'pass', 'not_found', 'error'],
  applies: file => !isOther(file) && (NAMES.test(file.text) || ROUTE.test(file.text)),
  redirects: file => file.callsOf('redirect').flatMap(call => redirectOf(file, call)),
  bindings: file => verbBlocks(file, ROUTES),
};

function isOther(file: RbFile): boolean {
  return /\b(?:Grape|Roda|Hanami)\b|\.routes\.draw\b/.test(file.text) || (!ROUTE.test(file.text) && file.classes.some(each => /Controller$/.test(superclassOf(each) ?? '')));
}

function redirectOf(file: RbFile, call: Node): RedirectAt[] {
  if (call.type !== 'call' || receiverOf(call) || argumentsOf(call).length === 0 || hasSplat(call)) return [];
  const [target, ...rest] = positionalsOf(call);
  // `redirect(uri, *args)` hands what follows to `halt`, which takes the first whole number for the status.
  const written = rest.find(each => each.type === 'integer') ?? rest[0] ?? null;
  const common = { node: call, target: target?.text === 'back' ? { kind: 'back', text: null } as const : targetOf(file, target ?? null) };
  const code = written ? statusValue(file, written) : null;
  if (!written || code === null) return [{ ...common, statusNode: null, status: { code: null, origin: 'default' }, edits: [] }];
  return [{ ...common, statusNode: written, status: { code, origin: 'explicit' }, edits: editsBy(status => statusEdit(written, status)) }];
}
