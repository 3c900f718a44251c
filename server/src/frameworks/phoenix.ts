import type { Node } from 'web-tree-sitter';
import { putStatusIn, statusBefore, statusEdits } from '../languages/elixir/edits.ts';
import { aliasesIn, assignedBefore, type ExFile } from '../languages/elixir/file.ts';
import type { ExFramework } from '../languages/elixir/framework.ts';
import {
  argumentsOf, blockOf, calleeName, headOf, isClause, keywordOf, laterArguments, moduleAround, qualifierOf, sidesOf, subjectOf, textsOf, unwrap,
} from '../languages/elixir/syntax.ts';
import { plugNamed } from '../languages/elixir/plugs.ts';
import { isConn, statusValue, targetOf } from '../languages/elixir/values.ts';
import type { CallAt, ConventionAt, RedirectAt } from '../languages/shared/framework.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import type { Lineage } from '../model/facts.ts';
import { GET_AND_HEAD, type MethodSet, methods } from '../model/methods.ts';
import { oneLine, sameNode } from '../syntax/nodes.ts';

/** Actions that `resources` routes to. Source: Phoenix.Router.resources/4. */
const ACTIONS: Readonly<Record<string, MethodSet>> = {
  index: GET_AND_HEAD, show: GET_AND_HEAD, new: GET_AND_HEAD, edit: GET_AND_HEAD, create: methods('POST'), update: methods('PATCH', 'PUT'), delete: methods('DELETE'),
};

export const phoenix: ExFramework = {
  name: 'phoenix',
  docs: {
    title: 'Phoenix',
    url: 'https://hexdocs.pm/phoenix/Phoenix.Controller.html#redirect/2',
    recognised: ['`redirect(conn, to: …)` and `redirect(conn, external: …)`, called or piped into'],
    constructs: [
      { code: 'redirect(conn, to: ~p"/x")', status: '302', proved: 'documented', source: 'lib/phoenix/controller.ex: the status that the connection has, else 302' },
      { code: 'conn |> put_status(:see_other) |> redirect(to: ~p"/x")', status: 'as written', proved: 'documented', source: 'https://hexdocs.pm/phoenix/Phoenix.Controller.html#redirect/2' },
      { code: 'conn |> put_status(301) |> redirect(external: url)', status: 'as written', proved: 'documented', source: 'https://hexdocs.pm/phoenix/Phoenix.Controller.html#redirect/2' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: [
      'Methods come from the router, those of a plug from the actions that it runs before. Where no route names the action, `create`, `update` and `delete` of a controller stand for POST, PATCH and PUT, and DELETE.',
      'A form with a hidden `_method`, and `<.link method="delete">`, are sent as POST: their browser GETs the target of a 302. A DELETE that a script sends is repeated there.',
      '`redirect(socket, …)` of LiveView is no HTTP redirect.',
    ],
  },
  triggers: ['redirect', ':controller', '__using__'],
  applies: file => /\b(?:conn|Phoenix|Plug)\b/.test(file.text),
  redirects: file => file.callsOf('redirect').flatMap(call => redirect(file, call)),
  bindings: () => [],
  calls: actionPlugs,
  conventions: resourceActions,
  lineages: givenToUsers,
};

function redirect(file: ExFile, call: Node): RedirectAt[] {
  const owner = qualifierOf(call);
  const subject = subjectOf(call);
  const written = keywordOf(call, 'to', 'external');
  if (!written || !subject || !isConn(subject) || (owner && !/^(?:Phoenix\.)?Controller$/.test(file.fullName(owner.text)))) return [];
  if (!owner && file.clausesNamed('redirect', call).length > 0) return [];
  const status = statusOn(subject, 0);
  const common = { node: call, target: targetOf(file, written) };
  if (status) {
    const code = statusValue(file, status);
    return [{ ...common, statusNode: status, status: { code, origin: 'explicit' }, edits: code === null ? [] : editsBy(wanted => statusEdits(file, status, wanted)) }];
  }
  const putStatus = putStatusIn(file);
  return [{ ...common, statusNode: null, status: { code: 302, origin: 'default' }, edits: editsBy(wanted => statusBefore(file, call, putStatus, wanted)) }];
}

/** The status that a connection was given on its way: in its pipe, around it, or where its variable was last assigned. */
function statusOn(connection: Node, depth: number): Node | null {
  const node = unwrap(connection);
  if (depth > 40) return null;
  const piped = sidesOf(node, '|>');
  if (piped) return statusPut(piped.right) ?? statusOn(piped.left, depth + 1);
  if (node.type === 'call') {
    const [first] = argumentsOf(node);
    return statusPut(node) ?? (first ? statusOn(first, depth + 1) : null);
  }
  const assigned = node.type === 'identifier' ? assignedBefore(node) : null;
  return assigned ? statusOn(assigned, depth + 1) : null;
}

function statusPut(call: Node): Node | null {
  return calleeName(call) === 'put_status' ? laterArguments(call)[0] ?? null : null;
}

/** `plug :require_owner when action in [:update, :delete]`: it runs before these actions; without `when`, before all of its controller. */
function actionPlugs(file: ExFile): CallAt[] {
  return file.callsOf('plug').flatMap((call): CallAt[] => {
    const [first] = argumentsOf(call);
    if (!first || !isController(file, call)) return [];
    const guarded = sidesOf(first, 'when') ?? whenBehind(call);
    const written = sidesOf(first, 'when')?.left ?? first;
    const asked = guarded ? sidesOf(guarded.right, 'in', '==', 'not in', '!=') : null;
    const listed = asked?.left.text === 'action' ? textsOf(file.follow(asked.right)) : null;
    if (guarded && !listed) return [];
    const excludes = guarded !== null && sidesOf(guarded.right, 'not in', '!=') !== null;
    const callers = actionsAround(file, call).filter(action => !listed || listed.includes(headOf(action)?.name ?? '') !== excludes);
    return [{ callees: plugNamed(file, written, call), callers, node: call, says: `runs before ${listed && !excludes ? listed.join(', ') : 'the actions'}: ${oneLine(call)}` }];
  });
}

/** Public functions of a connection and its parameters, in the controller around a node. */
function actionsAround(file: ExFile, near: Node): Node[] {
  const home = moduleAround(near);
  return file.clauses.filter(clause => sameNode(moduleAround(clause), home) && !clause.text.startsWith('defp') && headOf(clause)?.parameters.length === 2);
}

/** `plug :name, options when …`: `when` binds to the last argument. */
function whenBehind(call: Node): { readonly left: Node; readonly right: Node } | null {
  const last = argumentsOf(call).at(-1);
  return last ? sidesOf(last, 'when') : null;
}

/**
 * What `use ShopWeb, :controller` imports into a controller: the functions of those modules go by the name of `ShopWeb` there, and modules that it gives
 * an alias as if they stood below it. https://hexdocs.pm/elixir/Kernel.html#use/2
 */
function givenToUsers(file: ExFile): Lineage[] {
  return file.callsOf('quote').flatMap((quote): Lineage[] => {
    const module = moduleAround(quote);
    const block = module?.text.includes('__using__') ? blockOf(quote) : null;
    if (!block) return [];
    const name = file.moduleName(quote);
    const imported = file.importedIn(block.text);
    return [...(imported.length > 0 ? [{ name, above: imported }] : []), ...[...aliasesIn(block.text)].map(([alias, full]) => ({ name: `${name}.${alias}`, above: [full] }))];
  });
}

function resourceActions(file: ExFile): ConventionAt[] {
  return file.clauses.flatMap((handler): ConventionAt[] => {
    const head = headOf(handler);
    const limits = head ? ACTIONS[head.name] : undefined;
    if (!head || !limits || head.parameters.length !== 2 || !isClause(handler) || handler.text.startsWith('defp') || !isController(file, handler)) return [];
    return [{ handler, methods: limits, says: `the action ${head.name} of a resource` }];
  });
}

function isController(file: ExFile, clause: Node): boolean {
  const module = moduleAround(clause);
  return module !== null && (/Controller$/.test(file.moduleName(clause)) || /^[ \t\uFEFF]*use\s+[\w.]+\s*,\s*:controller\b/m.test(module.text));
}
