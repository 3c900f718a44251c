import type { Node } from 'web-tree-sitter';
import type { Binding, Call, FileFacts, Handler, Redirect } from '../model/facts.ts';
import { ANY, intersection } from '../model/methods.ts';
import { spanOf } from '../syntax/nodes.ts';
import type { LanguageAdapter, SourceFile } from '../syntax/adapter.ts';
import type { GrammarName } from '../syntax/parser.ts';
import { callsInto, callsOut } from './javascript/calls.ts';
import { EMBEDDING_ENDINGS, serverCode } from './javascript/embedded.ts';
import { hasActed } from './javascript/acted.ts';
import { isFunction, JsFile } from './javascript/file.ts';
import type { BindingAt, ConventionAt, JsFramework, RedirectAt } from './javascript/framework.ts';
import { guardsAt } from './javascript/guards.ts';
import { exportsOf, handlersAround, handlersIn, idOf, modulesOf } from './javascript/handlers.ts';

const GRAMMARS: Readonly<Record<string, GrammarName>> = {
  '.js': 'javascript', '.cjs': 'javascript', '.mjs': 'javascript', '.jsx': 'javascript',
  '.ts': 'typescript', '.cts': 'typescript', '.mts': 'typescript', '.tsx': 'tsx',
  ...Object.fromEntries(EMBEDDING_ENDINGS.map(ending => [ending, 'typescript' as const])),
};

/**
 * JavaScript and TypeScript: what all their frameworks share is worked out here, once.
 * Where two frameworks could claim a call, the first in the list does.
 */
export function javascript(known: readonly JsFramework[]): LanguageAdapter {
  return {
    name: 'javascript',
    languageIds: ['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'astro', 'vue'],
    extensions: Object.keys(GRAMMARS),
    frameworks: known,
    triggers: known.flatMap(framework => framework.triggers),
    async facts(source, parse) {
      const ending = source.path.slice(source.path.lastIndexOf('.')).toLowerCase();
      const text = serverCode(ending, source.text);
      const tree = await parse(GRAMMARS[ending] ?? 'javascript', text);
      return factsOfTree({ path: source.path, text }, tree.rootNode, known);
    },
  };
}

function factsOfTree(source: SourceFile, root: Node, known: readonly JsFramework[]): Partial<FileFacts> {
  const file = new JsFile(source.path, source.text, root);
  const frameworks = known.filter(framework => framework.applies(file));
  const seen = new Map<string, Node>();
  const bindings = distinctBindings(frameworks.flatMap(framework => framework.bindings(file)).flatMap(at => bindingsOf(file, at, seen)));
  const conventions = new Map(frameworks.flatMap(framework => framework.conventions?.(file) ?? []).map(at => [idOf(at.handler), at]));
  for (const [id, { handler }] of conventions) seen.set(id, handler);
  const bound = new Set([...seen.values()].map(node => node.id));

  const claimed = new Set<number>();
  const redirects: Redirect[] = [];
  const calls: Call[] = [];
  for (const framework of frameworks) {
    for (const at of framework.redirects(file)) {
      // Half-typed code is left alone until it parses.
      if (claimed.has(at.node.startIndex) || isHalfTyped(at.node)) continue;
      claimed.add(at.node.startIndex);
      const around = handlersAround(at.inside ?? at.node, bound);
      for (const node of around) seen.set(idOf(node), node);
      redirects.push(redirectOf(file, framework.name, at, around));
      calls.push(...callsInto(file, around, bound, seen));
    }
  }
  calls.push(...callsOut(file, bound, seen));
  return { modules: modulesOf(source.path), redirects, bindings, calls: distinct(calls), handlers: [...seen].map(([id, node]) => handlerOf(file, node, conventions.get(id))) };
}

/** The grammar takes `f(, x)` for a call; no author means it. */
function isHalfTyped(node: Node): boolean {
  const tokens = node.childForFieldName('arguments')?.children.map(child => child?.type) ?? [];
  return node.hasError || tokens.some((token, at) => token === ',' && (tokens[at - 1] === ',' || tokens[at - 1] === '('));
}

function redirectOf(file: JsFile, adapter: string, at: RedirectAt, around: readonly Node[]): Redirect {
  const { methods, proofs } = guardsAt(file, at.inside ?? at.node);
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

function bindingsOf(file: JsFile, at: BindingAt, seen: Map<string, Node>): Binding[] {
  const named = (at.refs ?? []).map(ref => ({ ref, node: null }));
  return [...at.handlers.flatMap(expression => handlersIn(file, expression)), ...named].map(({ ref, node }) => {
    if (node) seen.set(idOf(node), node);
    return { handler: ref, methods: at.methods, path: at.path, evidence: at.evidence, proof: { span: spanOf(at.node), says: at.says } };
  });
}

function handlerOf(file: JsFile, node: Node, convention: ConventionAt | undefined): Handler {
  return {
    id: idOf(node), span: spanOf(node), exports: isFunction(node) || node.type === 'call_expression' ? exportsOf(file, node) : [],
    ...(convention ? { convention: { methods: convention.methods, says: convention.says } } : {}),
  };
}

/** What two frameworks see alike is stated once. */
function distinctBindings(bindings: readonly Binding[]): Binding[] {
  const first = new Map<string, Binding>();
  for (const binding of bindings) {
    const key = JSON.stringify([binding.handler, binding.methods, binding.proof.span.start]);
    if (!first.has(key)) first.set(key, binding);
  }
  return [...first.values()];
}

function distinct(calls: readonly Call[]): Call[] {
  return [...new Map(calls.map(call => [`${call.proof.span.start}:${JSON.stringify(call.callee)}`, call])).values()];
}
