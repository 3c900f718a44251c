import type { Node } from 'web-tree-sitter';
import { statusEdit } from '../languages/ruby/edits.ts';
import { argumentsOf, calleeName, hasSplat, keywordOf, positionalsOf, type RbFile, receiverOf } from '../languages/ruby/file.ts';
import type { RbFramework } from '../languages/ruby/framework.ts';
import { statusValue, targetOf } from '../languages/ruby/values.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { insertion } from '../languages/shared/text-edits.ts';
import { isRedirectStatus } from '../model/facts.ts';
import { nodesAt, partsOf } from '../syntax/nodes.ts';

/** What every Ruby web framework stands on: middleware and small applications answer with it themselves. */
export const rack: RbFramework = {
  name: 'rack',
  docs: {
    title: 'Rack',
    url: 'https://github.com/rack/rack',
    recognised: ['a response `[302, { \'Location\' => … }, body]`, `Rack::Response.new(body, 302, { \'Location\' => … })` and `redirect` of a `Rack::Response` that is called `res` or `response`'],
    constructs: [
      { code: "[302, { 'Location' => '/x' }, []]", status: 'as written', proved: 'measured' },
      { code: "Rack::Response.new([], 302, 'Location' => '/x')", status: 'as written', proved: 'measured' },
      { code: "response.redirect('/x')", status: '302', proved: 'measured' },
      { code: "response.redirect('/x', 303)", status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Methods are limited by `request.post?` and the like and by `env[\'REQUEST_METHOD\']`.'],
    measuredWith: [{ server: 'rack', version: 'Rack 2.2.22' }],
  },
  triggers: [/\[\s*30[12378]\s*,/, 'Rack::Response', /\bres(?:ponse)?\.redirect\b/],
  applies: file => !/(?:^|\/)(?:spec|test)\//.test(file.path) && !/_(?:spec|test)\.rb$/.test(file.path),
  redirects: file => [...triples(file), ...file.callsOf('new').flatMap(call => created(file, call)), ...file.callsOf('redirect').flatMap(call => ofResponse(file, call))],
  bindings: () => [],
};

function triples(file: RbFile): RedirectAt[] {
  return [...nodesAt(file.root, file.text, /\[(?=\s*30[12378]\s*,)/g)].flatMap(({ node }) => {
    const array = node.type === 'array' ? node : node.parent;
    const [status, headers, body, more] = array?.type === 'array' ? partsOf(array) : [];
    return array && status && headers && body && !more ? answer(file, array, status, headers) : [];
  });
}

function created(file: RbFile, call: Node): RedirectAt[] {
  if (!/^(?:::)?Rack::Response$/.test(receiverOf(call)?.text ?? '')) return [];
  const [, status, headers] = positionalsOf(call);
  return status ? answer(file, call, status, headers ?? call) : [];
}

/** `headers`: a hash, a name for one, or the call whose last arguments are its pairs. */
function answer(file: RbFile, node: Node, status: Node, headers: Node): RedirectAt[] {
  const location = keywordOf(file.follow(headers), 'Location', 'location');
  const code = statusValue(file, status);
  if (!location || !isRedirectStatus(code)) return [];
  return [{ node, statusNode: status, status: { code, origin: 'explicit' }, target: targetOf(file, location), edits: editsBy(each => statusEdit(status, each)) }];
}

function ofResponse(file: RbFile, call: Node): RedirectAt[] {
  if (!/^@?res(?:ponse)?$/.test(receiverOf(call)?.text ?? '') || calleeName(call) !== 'redirect' || hasSplat(call)) return [];
  const [target, status, more] = positionalsOf(call);
  if (!target || more) return [];
  const common = { node: call, target: targetOf(file, target) };
  if (!status) return [{ ...common, statusNode: null, status: { code: 302, origin: 'default' }, edits: editsBy(each => [insertion((argumentsOf(call).at(-1) ?? target).endIndex, `, ${each}`)]) }];
  const code = statusValue(file, status);
  return [{ ...common, statusNode: status, status: { code, origin: 'explicit' }, edits: code === null ? [] : editsBy(each => statusEdit(status, each)) }];
}
