import type { Node } from 'web-tree-sitter';
import type { Binding, Call, FileFacts, Handler, Redirect } from '../model/facts.ts';
import { ANY, intersection } from '../model/methods.ts';
import { spanOf } from '../syntax/nodes.ts';
import type { LanguageAdapter, SourceFile } from '../syntax/adapter.ts';
import { callsInto, callsOut } from './ruby/calls.ts';
import { RbFile } from './ruby/file.ts';
import type { BindingAt, CallAt, RbFramework, RedirectAt } from './ruby/framework.ts';
import { guardsAt } from './ruby/guards.ts';
import { globalName, handlersAround } from './ruby/handlers.ts';
import { idOf } from './shared/handler-id.ts';

/**
 * Ruby: what all its frameworks share is worked out here, once.
 * Names are global in Ruby, so handlers are addressed without a module: `SessionsController#create`.
 * Where two frameworks could claim a call, the first in the list does.
 */
export function ruby(known: readonly RbFramework[]): LanguageAdapter {
  return {
    name: 'ruby',
    frameworks: known,
    languageIds: ['ruby'],
    extensions: ['.rb', '.ru'],
    triggers: [...new Set(known.flatMap(framework => framework.triggers))],
    async facts(source, parse) {
      const tree = await parse('ruby');
      return factsOfTree(source, tree.rootNode, known);
    },
  };
}

function factsOfTree(source: SourceFile, root: Node, known: readonly RbFramework[]): Partial<FileFacts> {
  const file = new RbFile(source.path, source.text, root);
  const frameworks = known.filter(framework => framework.applies(file));
  if (frameworks.length === 0) return {};
  for (const framework of frameworks) for (const name of framework.halting ?? []) file.halting.add(name);
  const seen = new Map<string, Node>();
  const bindings = frameworks.flatMap(framework => framework.bindings(file)).map(at => bindingOf(at, seen));
  const filters = frameworks.flatMap(framework => framework.calls?.(file) ?? []);
  for (const { callee } of filters) if (isNode(callee)) seen.set(idOf(callee), callee);
  const bound = new Set([...seen.values()].map(node => node.id));

  const claimed = new Set<number>();
  const redirects: Redirect[] = [];
  const calls: Call[] = filters.flatMap(at => callsOf(at, seen));
  for (const framework of frameworks) {
    for (const at of framework.redirects(file)) {
      // Half-typed code is left alone until it parses.
      if (claimed.has(at.node.startIndex) || at.node.hasError) continue;
      claimed.add(at.node.startIndex);
      const around = handlersAround(at.node, bound);
      for (const node of around) seen.set(idOf(node), node);
      redirects.push(redirectOf(file, framework.name, at, around));
      calls.push(...callsInto(file, around, bound, seen));
    }
  }
  calls.push(...callsOut(file, bound, seen));
  const handlers = [...seen.values()].map(node => handlerOf(file, frameworks, node));
  return { redirects, bindings, calls: distinct(calls), handlers };
}

function isNode(callee: Node | string | readonly string[]): callee is Node {
  return typeof callee !== 'string' && 'startIndex' in callee;
}

function handlerOf(file: RbFile, frameworks: readonly RbFramework[], node: Node): Handler {
  const name = globalName(node);
  const convention = frameworks.map(framework => framework.convention?.(file, node)).find(Boolean);
  const exports = name === null ? [] : [name, ...frameworks.flatMap(framework => framework.exports?.(file, node) ?? [])];
  return { id: idOf(node), span: spanOf(node), exports, ...(convention ? { convention } : {}) };
}

function redirectOf(file: RbFile, adapter: string, at: RedirectAt, around: readonly Node[]): Redirect {
  const { methods, proofs } = guardsAt(file, at.node);
  return {
    adapter,
    span: spanOf(at.node),
    statusSpan: at.statusNode ? spanOf(at.statusNode) : null,
    status: at.status,
    target: at.target,
    path: at.path ?? null,
    by: at.by ?? 'handler',
    methods: intersection(methods, at.methods ?? ANY),
    proofs,
    handlers: around.map(idOf),
    edits: at.edits,
    ...(at.instead === undefined ? {} : { instead: at.instead }),
    ...(at.sendable === undefined ? {} : { sendable: at.sendable }),
  };
}

function bindingOf(at: BindingAt, seen: Map<string, Node>): Binding {
  if (isNode(at.handler)) seen.set(idOf(at.handler), at.handler);
  const handler = isNode(at.handler) ? { id: idOf(at.handler) } : { module: null, name: at.handler };
  return { handler, methods: at.methods, path: at.path, evidence: at.evidence, proof: { span: spanOf(at.node), says: at.says } };
}

function callsOf(at: CallAt, seen: Map<string, Node>): Call[] {
  const callees = isNode(at.callee) ? [{ id: idOf(at.callee) }] : at.callee.map(name => ({ module: null, name }));
  const proof = { span: spanOf(at.node), says: at.says };
  return at.callers.flatMap(caller => {
    seen.set(idOf(caller), caller);
    return callees.map(callee => ({ callee, callers: [idOf(caller)], methods: at.methods, proof }));
  });
}

function distinct(calls: readonly Call[]): Call[] {
  return [...new Map(calls.map(call => [`${call.proof.span.start}:${JSON.stringify([call.callee, call.callers])}`, call])).values()];
}
