import type { Node } from 'web-tree-sitter';
import { ancestorsOf, nodesAt, sameNode } from '../../syntax/nodes.ts';
import { isFunction, isSequence, nameNodeOf, nameOf, partsOf, unwrap } from './syntax.ts';
import { anyOf } from '../../syntax/triggers.ts';

/** Constants are followed over so many hops. */
const MOST_HOPS = 5;

/** One Rust file: its tree, with names resolved as far as the file itself goes. */
export class RsFile {
  readonly path: string;
  readonly text: string;
  readonly root: Node;
  /** The module that the file is, by its path below `src`: `['routes', 'login']`; empty for `main.rs` and `lib.rs`. */
  readonly module: readonly string[];
  readonly #calls = new Map<string, Node[]>();
  #uses: { names: Map<string, string[]>; wildcards: string[] } | null = null;
  #functions: Node[] | null = null;

  constructor(path: string, text: string, root: Node) {
    this.path = path;
    this.text = text;
    this.root = root;
    this.module = moduleOf(path);
  }

  /** Calls `name(…)`, `path::name(…)` and `x.name(…)`, in the order of the text. */
  callsOf(...names: string[]): Node[] {
    const key = names.join('|');
    let calls = this.#calls.get(key);
    if (!calls) {
      calls = [...nodesAt(this.root, this.text, new RegExp(`(?<!\\w)${anyOf(names)}(?=\\s*(?:\\(|::\\s*<))`, 'g'))].flatMap(({ node }) => {
        let call = node.parent;
        for (let i = 0; call && i < 3 && call.type !== 'call_expression'; i++) call = call.parent;
        return call && sameNode(nameNodeOf(call), node) ? [call] : [];
      });
      this.#calls.set(key, calls);
    }
    return calls;
  }

  /** Whether something of one of these crates is used, or named by its full path. */
  usesCrate(...crates: string[]): boolean {
    return new RegExp(`\\b(?:use\\s+(?:::)?|extern\\s+crate\\s+|\\b)(?:${crates.join('|')})(?:::|;|\\s)`).test(this.text);
  }

  /** The full path of a name or path as written here: `Redirect` → `axum::response::Redirect`. What it leads to in this crate begins with its own module. */
  fullPath(written: string): string {
    const [first = '', ...rest] = written.replace(/\s|<[^>]*>/g, '').replace(/^::/, '').split('::');
    const [known = first] = this.#used.names.get(first) ?? [];
    return this.#absolute([...known.split('::'), ...rest]);
  }

  /** Modules of which everything is used, by their full paths. */
  get wildcards(): readonly string[] {
    return this.#used.wildcards.map(each => this.#absolute(each.split('::')));
  }

  /** Whether a name is one of these full paths: by its `use`, or by a `use …::*` of what holds it. A module, a macro and a type can share a name. */
  isNamed(written: string, ...full: string[]): boolean {
    const path = this.fullPath(written);
    const [first = '', ...rest] = written.split('::');
    if (full.includes(path) || this.#used.names.get(first)?.some(each => full.includes(this.#absolute([...each.split('::'), ...rest])))) return true;
    if (this.#used.names.has(first)) return false;
    return this.wildcards.some(each => full.includes(`${each}::${path}`));
  }

  get #used(): { names: Map<string, string[]>; wildcards: string[] } {
    if (!this.#uses) {
      this.#uses = { names: new Map(), wildcards: [] };
      for (const { node } of nodesAt(this.root, this.text, /(?<![\w.])use(?=\s)/g)) {
        const argument = node.parent?.type === 'use_declaration' ? node.parent.childForFieldName('argument') : null;
        if (argument) collect(argument, '', this.#uses, 0);
      }
    }
    return this.#uses;
  }

  #absolute(path: readonly string[]): string {
    const [first, ...rest] = path;
    if (first === 'crate') return rest.join('::');
    if (first === 'self') return [...this.module, ...rest].join('::');
    if (first !== 'super') return path.join('::');
    const ups = path.findIndex(each => each !== 'super');
    return [...this.module.slice(0, Math.max(0, this.module.length - (ups < 0 ? path.length : ups))), ...path.slice(ups < 0 ? path.length : ups)].join('::');
  }

  /** Every function with a name, in the order of the text. */
  get functions(): readonly Node[] {
    this.#functions ??= [...nodesAt(this.root, this.text, /(?=\w)(?<=\bfn\s+)\w+/g)].flatMap(({ node }) => node.parent?.type === 'function_item' && sameNode(node.parent.childForFieldName('name'), node) ? [node.parent] : []);
    return this.#functions;
  }

  /** Functions of this file with this name that are no methods, outside of tests. */
  functionsNamed(name: string): Node[] {
    return this.functions.filter(fn => nameOf(fn) === name && ![...ancestorsOf(fn)].some(each => each.type === 'impl_item' || each.type === 'trait_item'));
  }

  /** Follows constants and variables that are not mutable to an expression; five hops at most. */
  follow(node: Node): Node {
    let at = unwrap(node);
    for (let hop = 0; hop < MOST_HOPS; hop++) {
      const value = at.type === 'identifier' ? valueOf(at) : null;
      if (!value || sameNode(value, at)) break;
      at = unwrap(value);
    }
    return at;
  }

  /** The last part of the type that a parameter or variable is declared with; null where the file does not say. */
  typeOf(identifier: Node): string | null {
    for (const parent of ancestorsOf(identifier)) {
      if (!isFunction(parent)) continue;
      const parameter = partsOf(parent.childForFieldName('parameters') ?? parent).find(each => each.type === 'parameter' && new RegExp(`\\b${identifier.text}\\b`).test(each.childForFieldName('pattern')?.text ?? ''));
      if (parameter) return /(\w+)\s*(?:<.*)?$/s.exec(parameter.childForFieldName('type')?.text ?? '')?.[1] ?? null;
    }
    return null;
  }
}

/** What the nearest `let`, `const` or `static` above gives a name. */
function valueOf(identifier: Node): Node | null {
  let child = identifier;
  for (const parent of ancestorsOf(identifier)) {
    if (isSequence(parent)) {
      for (const each of partsOf(parent).reverse()) {
        if (each.type === 'let_declaration' && each.endIndex <= child.startIndex && each.childForFieldName('pattern')?.text === identifier.text) {
          return partsOf(each).some(part => part.type === 'mutable_specifier') ? null : each.childForFieldName('value');
        }
        if ((each.type === 'const_item' || each.type === 'static_item') && nameOf(each) === identifier.text) return each.childForFieldName('value');
      }
    }
    const parameters = isFunction(parent) ? parent.childForFieldName('parameters')?.text ?? '' : '';
    if (new RegExp(`\\b${identifier.text}\\b\\s*(?:[:,|)]|$)`).test(parameters)) return null;
    child = parent;
  }
  return null;
}

function collect(node: Node, prefix: string, into: { names: Map<string, string[]>; wildcards: string[] }, depth: number): void {
  if (depth > 20) return;
  const add = (name: string, path: string) => into.names.set(name, [...into.names.get(name) ?? [], path]);
  const join = (path: string) => (prefix === '' ? path : path === 'self' ? prefix : `${prefix}::${path}`).replace(/\s/g, '');
  if (node.type === 'use_list') {
    for (const part of partsOf(node)) collect(part, prefix, into, depth + 1);
  } else if (node.type === 'scoped_use_list') {
    const list = node.childForFieldName('list');
    if (list) collect(list, join(node.childForFieldName('path')?.text ?? ''), into, depth + 1);
  } else if (node.type === 'use_wildcard') {
    into.wildcards.push(join(partsOf(node)[0]?.text ?? ''));
  } else if (node.type === 'use_as_clause') {
    add(node.childForFieldName('alias')?.text ?? '', join(node.childForFieldName('path')?.text ?? ''));
  } else {
    const path = join(node.text);
    add(path.slice(path.lastIndexOf('::') < 0 ? 0 : path.lastIndexOf('::') + 2), path);
  }
}

/** `src/routes/login/mod.rs` → `['routes', 'login']`. */
function moduleOf(path: string): string[] {
  const parts = path.replace(/\.rs$/, '').split('/');
  const below = parts.slice(parts.lastIndexOf('src') + 1);
  return /^(?:mod|main|lib)$/.test(below.at(-1) ?? '') ? below.slice(0, -1) : below;
}

