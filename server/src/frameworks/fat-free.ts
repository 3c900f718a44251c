import type { Node } from 'web-tree-sitter';
import type { PhpFile } from '../languages/php/file.ts';
import type { PhpFramework } from '../languages/php/framework.ts';
import { handlersIn } from '../languages/php/handlers.ts';
import { methodsNamed } from '../languages/php/routes.ts';
import { argumentsOf, isMethodCall, nthOf, receiverOf, stringsOf } from '../languages/php/syntax.ts';
import { targetOf } from '../languages/php/values.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { oneLine } from '../syntax/nodes.ts';
import { phrase } from '../model/phrase.ts';

const REFERENCE = 'https://fatfreeframework.com/3.8/base#reroute';
const INSTEAD = phrase('Send the header yourself, `header(\'Location: …\', true, 303)`, and leave the action: reroute() knows 301 and 302 alone.');

export const fatFree: PhpFramework = {
  name: 'fat-free',
  docs: {
    title: 'Fat-Free Framework',
    url: 'https://fatfreeframework.com',
    recognised: ['`$f3->reroute(…)`, by whatever name the framework\'s instance goes'],
    constructs: [
      { code: "$f3->reroute('/x')", status: '302', proved: 'documented', source: REFERENCE },
      { code: "$f3->reroute('/x', true)", status: '301', proved: 'documented', source: REFERENCE },
    ],
    sendable: [301, 302],
    methods: ['Routes are found by `$f3->route(\'POST /x\', …)`, also with several patterns, with functions and with `\'Class->method\'`.'],
  },
  triggers: ['reroute', /->route\(\s*(?:\[\s*)?['"](?:GET|POST|PUT|PATCH|DELETE)/],
  applies: file => /\breroute\b|->route\(/.test(file.text),
  redirects: file => file.callsOf('reroute').filter(call => isMethodCall(call) || receiverOf(call)?.text.endsWith('Base')).flatMap(call => redirectOf(file, call)),
  bindings: file => file.callsOf('route').filter(isMethodCall).flatMap(call => bindingsOf(file, call)),
};

function redirectOf(file: PhpFile, call: Node): RedirectAt[] {
  const [url, permanent] = [nthOf(call, 0), nthOf(call, 1)];
  const target = url ? targetOf(file, url) : { kind: 'request', text: null } as const;
  const flag = permanent ? file.follow(permanent).text.toLowerCase() : 'false';
  const code = flag === 'true' ? 301 : flag === 'false' ? 302 : null;
  return [{ node: call, statusNode: permanent, status: { code, origin: permanent ? 'explicit' : 'default' }, target, edits: [], sendable: [301, 302], instead: INSTEAD }];
}

/** `$f3->route('GET|POST @login: /login', 'Login->show')`, also with an array of patterns. */
function bindingsOf(file: PhpFile, call: Node): BindingAt[] {
  const [pattern, handler] = argumentsOf(call).map(argument => argument.value);
  if (!pattern || !handler) return [];
  return (stringsOf(pattern) ?? []).flatMap((text): BindingAt[] => {
    const [, names, path] = /^\s*([A-Z]+(?:\|[A-Z]+)*)\s+(?:@\w+\s*:?\s*)?(\/\S*)?/.exec(text) ?? [];
    if (names === undefined) return [];
    return [{ handlers: handlersIn(file, handler).map(({ ref, node }) => node ?? ref), methods: methodsNamed(names.split('|')), path: path ?? null, node: call, says: `bound here: ${oneLine(call)}` }];
  });
}
