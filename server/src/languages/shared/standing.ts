import type { Node } from 'web-tree-sitter';
import type { Reexport } from '../../model/facts.ts';
import { Answers } from '../../syntax/answers.ts';
import type { Language } from './assemble.ts';
import type { Framework } from './framework.ts';
import { here, type Named } from './handlers.ts';

/**
 * A framework that finds out once for each file what it states in nodes alone: after an edit that stands, unless it was found by what is another now.
 * Redirects are no such thing, as their edits have places.
 */
export function standingFramework<File, F extends Framework<File>>(framework: F, rootOf: (file: File) => Node): F {
  const once = <T>(ask: (file: File) => T): (file: File) => T => {
    const answers = new Answers<T>();
    return file => answers.about(rootOf(file), () => ask(file));
  };
  const { applies, bindings, calls, conventions, routers, endpoints } = framework;
  return {
    ...framework, applies: once(applies), bindings: once(bindings),
    ...calls && { calls: once(calls) }, ...conventions && { conventions: once(conventions) },
    ...routers && { routers: once(routers) }, ...endpoints && { endpoints: once(endpoints) },
  };
}

/** A language that finds out once which handlers a node is, under which names others reach it, and what a file hands on. */
export function standingLanguage<File, F extends Framework<File>>(language: Language<File, F>, rootOf: (file: File) => Node): Language<File, F> {
  const handlers = new Answers<readonly Named[]>();
  const exported = new Answers<string[]>();
  const halfTyped = new Answers<boolean>();
  const handedOn = new Answers<readonly Reexport[]>();
  const { isHalfTyped, reexportsOf } = language;
  return {
    ...language,
    // The name of a handler of this file is its place.
    handlersIn: (file, node) => handlers.about(node, () => language.handlersIn(file, node)).map(each => each.node ? { ...each, ref: here(each.node).ref } : each),
    ...reexportsOf && { reexportsOf: (file: File) => handedOn.about(rootOf(file), () => reexportsOf(file)) },
    ...isHalfTyped && { isHalfTyped: (node: Node) => halfTyped.about(node, () => isHalfTyped(node)) },
    exportsOf: (file, node, frameworks) => exported.about(node, () => language.exportsOf(file, node, frameworks)),
  };
}
