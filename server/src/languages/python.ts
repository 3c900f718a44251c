import type { Node } from 'web-tree-sitter';
import type { Binding, Call, FileFacts, Handler, Redirect } from '../model/facts.ts';
import { ANY, intersection } from '../model/methods.ts';
import { spanOf } from '../syntax/nodes.ts';
import type { LanguageAdapter, SourceFile } from '../syntax/adapter.ts';
import { hasActed } from './python/acted.ts';
import { callsInto, callsOut, proofOf } from './python/calls.ts';
import { PyFile } from './python/file.ts';
import type { BindingAt, CallAt, PyFramework, RedirectAt } from './python/framework.ts';
import { guardsAt } from './python/guards.ts';
import { exportsOf, handlersAround, handlersIn, modulesOf } from './python/handlers.ts';
import { idOf } from './shared/handler-id.ts';

/**
 * Python: what all its frameworks share is worked out here, once.
 * Where two frameworks could claim a call, the first in the list does.
 */
export function python(known: readonly PyFramework[]): LanguageAdapter {
  return {
    name: 'python',
    frameworks: known,
    languageIds: ['python'],
    extensions: ['.py', '.pyw'],
    triggers: [...new Set(known.flatMap(framework => framework.triggers))],
    async facts(source, parse) {
      const tree = await parse('python');
      return factsOfTree(source, tree.rootNode, known);
    },
  };
}

function factsOfTree(source: SourceFile, root: Node, known: readonly PyFramework[]): Partial<FileFacts> {
  const file = new PyFile(source.path, source.text, root);
  const frameworks = known.filter(framework => framework.applies(file));
  if (frameworks.length === 0) return {};
  const seen = new Map<string, Node>();
  const bindings = frameworks.flatMap(framework => framework.bindings(file)).flatMap(at => bindingsOf(file, at, seen));
  const bound = new Set([...seen.values()].map(node => node.id));

  const claimed = new Set<number>();
  const redirects: Redirect[] = [];
  const calls: Call[] = frameworks.flatMap(framework => framework.calls?.(file) ?? []).flatMap(at => callOf(file, at, bound, seen));
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
  const handlers = [...seen.values()].map((node): Handler => ({ id: idOf(node), span: spanOf(node), exports: exportsOf(node) }));
  return { modules: modulesOf(source.path), redirects, bindings, calls: distinct(calls), handlers };
}

function redirectOf(file: PyFile, adapter: string, at: RedirectAt, around: readonly Node[]): Redirect {
  const { methods, proofs } = guardsAt(file, at.node);
  return {
    adapter,
    span: spanOf(at.node),
    statusSpan: at.statusNode ? spanOf(at.statusNode) : null,
    status: at.status,
    target: at.target,
    path: at.path ?? null,
    by: at.by ?? 'handler',
    acted: hasActed(at.node),
    methods: intersection(methods, at.methods ?? ANY),
    proofs,
    handlers: around.map(idOf),
    edits: at.edits,
    ...(at.instead === undefined ? {} : { instead: at.instead }),
    ...(at.sendable === undefined ? {} : { sendable: at.sendable }),
  };
}

function bindingsOf(file: PyFile, at: BindingAt, seen: Map<string, Node>): Binding[] {
  return at.handlers.flatMap(expression => handlersIn(file, expression)).map(({ ref, node }) => {
    if (node) seen.set(idOf(node), node);
    return { handler: ref, methods: at.methods, path: at.path, evidence: at.evidence, proof: { span: spanOf(at.node), says: at.says } };
  });
}

function callOf(file: PyFile, at: CallAt, bound: ReadonlySet<number>, seen: Map<string, Node>): Call[] {
  seen.set(idOf(at.caller), at.caller);
  const { methods } = guardsAt(file, at.node);
  const own = handlersIn(file, at.callee).map(({ ref, node }): Call => {
    if (node) seen.set(idOf(node), node);
    return { callee: ref, callers: [idOf(at.caller)], methods, proof: proofOf(at.node) };
  });
  return own.length > 0 ? [...own, ...callsInto(file, [at.caller], bound, seen)] : [];
}

function distinct(calls: readonly Call[]): Call[] {
  return [...new Map(calls.map(call => [`${call.proof.span.start}:${JSON.stringify(call.callee)}`, call])).values()];
}
