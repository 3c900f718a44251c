import type { Node } from 'web-tree-sitter';
import { ancestorsOf, nodesAt, partsOf, sameNode } from '../../syntax/nodes.ts';
import { argumentsOf, calleeName, headOf, isClause, isSequence, moduleAround, nameNodeOf, sidesOf, unwrap } from './syntax.ts';
import { anyOf } from '../../syntax/triggers.ts';

/** Attributes and variables are followed over so many hops. */
const MOST_HOPS = 5;
/** `import` makes no alias, and `require` one where it says so: https://hexdocs.pm/elixir/alias-require-and-import.html */
const ALIAS = /^[ \t\uFEFF]*(?:alias|require(?=[^\n]*\bas:))[ \t]+([A-Z]\w*(?:\.[A-Z]\w*)*)(?:\.\{([^}]*)\})?(?:[ \t]*,[ \t]*as:[ \t]*([A-Z]\w*))?/gm;

const IMPORT = /^[ \t\uFEFF]*(?:import|use)[ \t]+([A-Z]\w*(?:\.[A-Z]\w*)*)(?:\.\{([^}]*)\})?/gm;

/** One Elixir file: its tree, with names resolved as far as the file itself goes. */
export class ExFile {
  readonly path: string;
  readonly text: string;
  readonly root: Node;
  readonly #calls = new Map<string, Node[]>();
  #aliases: ReadonlyMap<string, string> | null = null;
  #clauses: Node[] | null = null;

  constructor(path: string, text: string, root: Node) {
    this.path = path;
    this.text = text;
    this.root = root;
  }

  /** Calls `name(…)`, `name …` and `Module.name(…)`, in the order of the text. */
  callsOf(...names: string[]): Node[] {
    const key = names.join('|');
    let calls = this.#calls.get(key);
    if (!calls) {
      calls = [...nodesAt(this.root, this.text, new RegExp(`(?<![\\w:@&])${anyOf(names)}(?![\\w?!:])`, 'g'))].flatMap(({ node }) => {
        const call = node.parent?.type === 'dot' ? node.parent.parent : node.parent;
        return call && sameNode(nameNodeOf(call), node) ? [call] : [];
      });
      this.#calls.set(key, calls);
    }
    return calls;
  }

  /** Every clause of every function, in the order of the text. */
  get clauses(): readonly Node[] {
    this.#clauses ??= [...nodesAt(this.root, this.text, /(?<![\w.:@])defp?(?= )/g)].flatMap(({ node }) => node.parent && isClause(node.parent) ? [node.parent] : []);
    return this.#clauses;
  }

  /** Clauses of the function of this name in the module around a node. */
  clausesNamed(name: string, near: Node): Node[] {
    const home = moduleAround(near);
    return this.clauses.filter(clause => headOf(clause)?.name === name && (sameNode(moduleAround(clause), home) || (home === null && moduleAround(clause) === null)));
  }

  /** Modules that the file imports or uses, by their full names. */
  get imported(): readonly string[] {
    return this.importedIn(this.text);
  }

  /** Modules that a part of the file imports or uses. */
  importedIn(text: string): readonly string[] {
    return [...text.matchAll(IMPORT)].flatMap(([, name = '', group]) => namesIn(name, group)).map(name => this.fullName(name));
  }

  /** A module's name with its alias resolved. */
  fullName(name: string): string {
    const [first = '', ...rest] = name.split('.');
    const full = this.aliases.get(first);
    return full === undefined ? name : [full, ...rest].join('.');
  }

  /** Names that a module can have: one without an alias here may have it from what the file uses, as `ShopWeb.Sudo`. */
  modulesNamed(name: string): readonly string[] {
    const isOwn = name.includes('.') || this.aliases.has(name);
    return [this.fullName(name), ...(isOwn ? [] : this.imported.map(home => `${home}.${name}`))];
  }

  /** Full names of modules by their aliases. */
  get aliases(): ReadonlyMap<string, string> {
    this.#aliases ??= aliasesIn(this.text);
    return this.#aliases;
  }

  /** The full name of the module around a node; empty outside of modules. */
  moduleName(node: Node): string {
    const names = [...ancestorsOf(node)].filter(each => each.type === 'call' && calleeName(each) === 'defmodule').map(each => argumentsOf(each)[0]?.text ?? '');
    return names.reverse().join('.');
  }

  /** Follows variables that are given a value once above, and module attributes, to an expression; five hops at most. */
  follow(node: Node): Node {
    let at = unwrap(node);
    for (let hop = 0; hop < MOST_HOPS; hop++) {
      const value = at.type === 'identifier' ? assignedBefore(at) : this.#attribute(at);
      if (!value || sameNode(value, at)) break;
      at = unwrap(value);
    }
    return at;
  }

  /** The value of `@name`, where it is given one. */
  #attribute(node: Node): Node | null {
    const name = /^@(\w+)$/.exec(node.text)?.[1];
    if (node.type !== 'unary_operator' || !name) return null;
    const definitions = [...nodesAt(this.root, this.text, new RegExp(`(?<=@)${name}(?=[ \\t(]+\\S)`, 'g'))].flatMap(({ node: at }) => {
      const call = at.parent?.type === 'call' && sameNode(nameNodeOf(at.parent), at) ? at.parent : null;
      return call ? argumentsOf(call)[0] ?? [] : [];
    });
    return definitions.length === 1 ? definitions[0] as Node : null;
  }
}

/** The value that the nearest statement above gives a variable: `name = …`. */
export function assignedBefore(identifier: Node): Node | null {
  let child = identifier;
  for (const parent of ancestorsOf(identifier)) {
    if (isSequence(parent)) {
      for (const statement of partsOf(parent).filter(part => part.endIndex <= child.startIndex).reverse()) {
        const sides = sidesOf(statement, '=');
        if (sides?.left.type === 'identifier' && sides.left.text === identifier.text) return sides.right;
      }
    }
    if (isClause(parent)) return null;
    child = parent;
  }
  return null;
}

/** `Shop.Cart` and `Shop.Order` of `Shop.{Cart, Order}`. */
function namesIn(name: string, group: string | undefined): string[] {
  return group === undefined ? [name] : group.split(',').map(each => `${name}.${each.trim()}`).filter(each => !each.endsWith('.'));
}

/** Full names of modules by the aliases that a text gives them. */
export function aliasesIn(text: string): Map<string, string> {
  const aliases = new Map<string, string>();
  for (const [, name = '', group, as] of text.matchAll(ALIAS)) {
    for (const each of namesIn(name, group)) aliases.set(as ?? each.slice(each.lastIndexOf('.') + 1), each);
  }
  return aliases;
}
