import type { Node } from 'web-tree-sitter';
import { statusEdits } from '../languages/elixir/edits.ts';
import { assignedBefore, type ExFile } from '../languages/elixir/file.ts';
import type { ExFramework } from '../languages/elixir/framework.ts';
import { methodsListed } from '../languages/elixir/guards.ts';
import { argumentsOf, blockOf, calleeName, keywordOf, laterArguments, qualifierOf, sidesOf, subjectOf, textOf, unwrap } from '../languages/elixir/syntax.ts';
import { isConn, statusValue, targetOf } from '../languages/elixir/values.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { isRedirectStatus } from '../model/facts.ts';
import { ANY, GET_AND_HEAD, type MethodSet, methods } from '../model/methods.ts';
import { oneLine } from '../syntax/nodes.ts';

/** Source: Plug.Router. GET routes answer HEAD where Plug.Head stands in front. */
const VERBS: Readonly<Record<string, MethodSet>> = {
  get: GET_AND_HEAD, post: methods('POST'), put: methods('PUT'), patch: methods('PATCH'), delete: methods('DELETE'), options: methods('OPTIONS'), head: methods('HEAD'), match: ANY,
};

export const plug: ExFramework = {
  name: 'plug',
  docs: {
    title: 'Plug',
    url: 'https://hexdocs.pm/plug/Plug.Conn.html#send_resp/3',
    recognised: ['`send_resp` and `resp` with a redirect status, on a connection that `put_resp_header` gave a Location', 'routes of `Plug.Router`'],
    constructs: [
      { code: 'conn |> put_resp_header("location", "/x") |> send_resp(302, "")', status: 'as written', proved: 'documented', source: 'https://hexdocs.pm/plug/Plug.Conn.html#send_resp/3' },
      { code: 'conn |> put_resp_header("location", "/x") |> send_resp(:see_other, "")', status: 'as written', proved: 'documented', source: 'https://hexdocs.pm/plug/Plug.Conn.Status.html' },
    ],
    sendable: [301, 302, 303, 307, 308],
  },
  triggers: ['location', 'Plug.Router'],
  applies: file => /\blocation\b|Plug\.Router/.test(file.text),
  redirects: file => file.callsOf('send_resp', 'resp').flatMap(call => response(file, call)),
  bindings: file => /^[ \t\uFEFF]*use\s+Plug\.Router\b/m.test(file.text) ? file.callsOf(...Object.keys(VERBS)).flatMap(call => route(file, call)) : [],
};

function response(file: ExFile, call: Node): RedirectAt[] {
  const subject = subjectOf(call);
  const written = laterArguments(call)[0];
  const owner = qualifierOf(call);
  if (!subject || !written || !isConn(subject) || (owner && !/(?:^|\.)Conn$/.test(owner.text))) return [];
  const code = statusValue(file, written);
  const location = isRedirectStatus(code) ? locationOn(subject, 0) : null;
  if (!location) return [];
  return [{ node: call, statusNode: written, status: { code, origin: 'explicit' }, target: targetOf(file, location), edits: editsBy(status => statusEdits(file, written, status)) }];
}

/** The Location that a connection was given on its way. */
function locationOn(connection: Node, depth: number): Node | null {
  const node = unwrap(connection);
  if (depth > 40) return null;
  const piped = sidesOf(node, '|>');
  if (piped) return locationPut(piped.right) ?? locationOn(piped.left, depth + 1);
  if (node.type === 'call') {
    const [first] = argumentsOf(node);
    return locationPut(node) ?? (first ? locationOn(first, depth + 1) : null);
  }
  const assigned = node.type === 'identifier' ? assignedBefore(node) : null;
  return assigned ? locationOn(assigned, depth + 1) : null;
}

function locationPut(call: Node): Node | null {
  const [name, value] = laterArguments(call);
  return calleeName(call) === 'put_resp_header' && textOf(name ?? null)?.toLowerCase() === 'location' ? value ?? null : null;
}

/** `post "/x" do … end`, `match "/x", via: [:get, :post] do … end`; the block answers. */
function route(file: ExFile, call: Node): BindingAt[] {
  const name = calleeName(call) ?? '';
  const [path] = argumentsOf(call);
  const via = keywordOf(call, 'via');
  const limits = name === 'match' && via ? methodsListed(file, via) ?? ANY : VERBS[name];
  const block = blockOf(call) ?? keywordOf(call, 'do');
  return block && limits && path ? [{ handlers: [call], methods: limits, path: textOf(path), node: path, says: `routed here: ${oneLine(call)}` }] : [];
}
