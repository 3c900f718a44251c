import type { Node } from 'web-tree-sitter';
import type { Binding, Call, FileFacts, Handler, Redirect } from '../model/facts.ts';
import type { LanguageAdapter, SourceFile } from '../syntax/adapter.ts';
import { spanOf } from '../syntax/nodes.ts';
import { callsInto, callsOut } from './go/calls.ts';
import { GoFile } from './go/file.ts';
import type { BindingAt, GoFramework, RedirectAt } from './go/framework.ts';
import { guardsAt } from './go/guards.ts';
import { exportsOf, handlersAround, handlersIn } from './go/handlers.ts';
import { idOf } from './shared/handler-id.ts';

/**
 * Go: what all its frameworks share is worked out here, once. A package's files share their names, so handlers are global by folder and name.
 * Where two frameworks could claim a call, the first in the list does.
 */
export function go(known: readonly GoFramework[]): LanguageAdapter {
  return {
    name: 'go',
    frameworks: known,
    languageIds: ['go'],
    extensions: ['.go'],
    triggers: [...new Set(known.flatMap(framework => framework.triggers))],
    async facts(source, parse) {
      const tree = await parse('go');
      return factsOfTree(source, tree.rootNode, known);
    },
  };
}

function factsOfTree(source: SourceFile, root: Node, known: readonly GoFramework[]): Partial<FileFacts> {
  const file = new GoFile(source.path, source.text, root);
  const frameworks = known.filter(framework => framework.applies(file));
  const seen = new Map<string, Node>();
  const bindings = frameworks.flatMap(framework => framework.bindings(file)).flatMap(at => bindingsOf(file, at, seen));
  const bound = new Set([...seen.values()].map(node => node.id));

  const claimed = new Set<number>();
  const redirects: Redirect[] = [];
  const calls: Call[] = [];
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
  const handlers = [...seen.values()].map((node): Handler => ({ id: idOf(node), span: spanOf(node), exports: exportsOf(file, node) }));
  return { redirects, bindings: distinctBindings(bindings), calls: distinct(calls), handlers };
}

function redirectOf(file: GoFile, adapter: string, at: RedirectAt, around: readonly Node[]): Redirect {
  const { methods, proofs } = guardsAt(file, at.node);
  return {
    adapter,
    span: spanOf(at.node),
    statusSpan: at.statusNode ? spanOf(at.statusNode) : null,
    status: at.status,
    target: at.target,
    path: at.path ?? null,
    by: at.by ?? 'handler',
    methods,
    proofs,
    handlers: around.map(idOf),
    edits: at.edits,
    ...(at.instead === undefined ? {} : { instead: at.instead }),
    ...(at.sendable === undefined ? {} : { sendable: at.sendable }),
  };
}

function bindingsOf(file: GoFile, at: BindingAt, seen: Map<string, Node>): Binding[] {
  return at.handlers.flatMap(expression => handlersIn(file, expression)).map(({ ref, node }) => {
    if (node) seen.set(idOf(node), node);
    return { handler: ref, methods: at.methods, path: at.path, evidence: 'proven', proof: { span: spanOf(at.node), says: at.says } };
  });
}

/** What two frameworks see alike is stated once. */
function distinctBindings(bindings: readonly Binding[]): Binding[] {
  return [...new Map(bindings.map(binding => [JSON.stringify([binding.handler, binding.methods, binding.proof.span.start]), binding])).values()];
}

function distinct(calls: readonly Call[]): Call[] {
  return [...new Map(calls.map(call => [`${call.proof.span.start}:${JSON.stringify(call.callee)}`, call])).values()];
}
