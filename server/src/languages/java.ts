import type { Node } from 'web-tree-sitter';
import type { Binding, Call, FileFacts, Handler, Redirect } from '../model/facts.ts';
import { ANY, intersection } from '../model/methods.ts';
import { spanOf } from '../syntax/nodes.ts';
import type { LanguageAdapter, SourceFile } from '../syntax/adapter.ts';
import { callsInto, callsOut } from './java/calls.ts';
import { JvmFile } from './java/file.ts';
import type { BindingAt, JvmFramework, RedirectAt } from './java/framework.ts';
import { guardsAt } from './java/guards.ts';
import { exportsOf, handlersAround, handlersIn, here, type Named } from './java/handlers.ts';
import { idOf } from './shared/handler-id.ts';

/** Java: what its frameworks share is worked out here, once. Where two frameworks could claim a call, the first in the list does. */
export function java(known: readonly JvmFramework[]): LanguageAdapter {
  return language('java', ['.java'], known);
}

/** Kotlin uses the same frameworks, and those of its own. */
export function kotlin(known: readonly JvmFramework[]): LanguageAdapter {
  return language('kotlin', ['.kt', '.kts'], known);
}

function language(name: 'java' | 'kotlin', extensions: readonly string[], known: readonly JvmFramework[]): LanguageAdapter {
  return {
    name,
    frameworks: known,
    languageIds: [name],
    extensions,
    triggers: [...new Set(known.flatMap(framework => framework.triggers))],
    async facts(source, parse) {
      const tree = await parse(name);
      return factsOfTree(source, tree.rootNode, name === 'kotlin', known);
    },
  };
}

function factsOfTree(source: SourceFile, root: Node, isKotlin: boolean, known: readonly JvmFramework[]): Partial<FileFacts> {
  const file = new JvmFile(source.path, source.text, root, isKotlin);
  const frameworks = known.filter(framework => framework.applies(file));
  if (frameworks.length === 0) return {};
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
      const around = handlersAround(at.node);
      for (const node of around) seen.set(idOf(node), node);
      redirects.push(redirectOf(file, framework.name, at, around));
      calls.push(...callsInto(file, around, bound, seen));
    }
  }
  calls.push(...callsOut(file, bound, seen));
  const handlers = [...seen.values()].map((node): Handler => ({ id: idOf(node), span: spanOf(node), exports: exportsOf(file, node) }));
  return { redirects, bindings, calls: distinct(calls), handlers };
}

function redirectOf(file: JvmFile, adapter: string, at: RedirectAt, around: readonly Node[]): Redirect {
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

function bindingsOf(file: JvmFile, at: BindingAt, seen: Map<string, Node>): Binding[] {
  const named = at.handlers.flatMap((handler): Named[] => {
    if (!('startIndex' in handler)) return [{ ref: handler, node: null }];
    return handler.type.endsWith('_declaration') ? [here(handler)] : handlersIn(file, handler);
  });
  return named.map(({ ref, node }) => {
    if (node) seen.set(idOf(node), node);
    return { handler: ref, methods: at.methods, path: at.path, evidence: at.evidence, proof: { span: spanOf(at.node), says: at.says } };
  });
}

function distinct(calls: readonly Call[]): Call[] {
  return [...new Map(calls.map(call => [`${call.proof.span.start}:${JSON.stringify(call.callee)}`, call])).values()];
}
