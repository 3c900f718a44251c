import type { Node } from 'web-tree-sitter';
import { ancestorsOf, nodesAt, partsOf, sameNode } from '../../syntax/nodes.ts';
import { anyOf } from '../../syntax/triggers.ts';

/** Constants and local variables are followed over so many hops. */
const MOST_HOPS = 5;
const NAME_END = '(?![\\w?!]|:(?!:))';

/** The expression without parentheses around it. */
export function unwrap(node: Node): Node {
  let inner = node;
  while (inner.type === 'parenthesized_statements') {
    const parts = partsOf(inner);
    if (parts.length !== 1) break;
    inner = parts[0] as Node;
  }
  return inner;
}

/** Everything that a call is given, in its order: positional arguments, pairs, splats; blocks (`&block`) left out. */
export function argumentsOf(call: Node): Node[] {
  const list = call.childForFieldName('arguments');
  return list ? partsOf(list).filter(part => part.type !== 'block_argument' && part.type !== 'heredoc_body') : [];
}

/** Arguments that are no pairs, up to the first splat: behind it no position is known. */
export function positionalsOf(call: Node): Node[] {
  const args = argumentsOf(call).filter(argument => argument.type !== 'pair' && argument.type !== 'hash_splat_argument');
  const splat = args.findIndex(argument => argument.type === 'splat_argument' || argument.type === 'forward_argument');
  return splat < 0 ? args : args.slice(0, splat);
}

/** Whether some arguments are not shown: `*args`, `**options`, `...`. */
export function hasSplat(call: Node): boolean {
  return argumentsOf(call).some(argument => ['splat_argument', 'hash_splat_argument', 'forward_argument'].includes(argument.type));
}

/** Pairs of a call without braces, or of a hash. */
export function pairsOf(node: Node): Node[] {
  return (node.type === 'call' ? argumentsOf(node) : partsOf(node)).filter(part => part.type === 'pair');
}

/** `status` of `status: 303`, `:status => 303` and `'status' => 303`; null where the key is computed. */
export function keyOf(pair: Node): string | null {
  const key = pair.childForFieldName('key');
  if (key?.type === 'hash_key_symbol') return key.text;
  return key ? textOf(key) : null;
}

/** The pair of a call or hash with one of these keys. */
export function pairOf(node: Node, ...names: string[]): Node | null {
  return pairsOf(node).find(pair => names.includes(keyOf(pair) ?? '')) ?? null;
}

/** The value of `name: …` in a call or hash; null where it is not given, or given as `name:` alone. */
export function keywordOf(node: Node, ...names: string[]): Node | null {
  return pairOf(node, ...names)?.childForFieldName('value') ?? null;
}

/** The text of a symbol or of a string without interpolation; null for anything else. */
export function textOf(node: Node | null): string | null {
  if (!node) return null;
  if (node.type === 'simple_symbol') return node.text.slice(1);
  if (node.type === 'bare_symbol' || node.type === 'bare_string' || node.type === 'delimited_symbol' || node.type === 'string') {
    if (node.namedChildren.some(child => child?.type === 'interpolation')) return null;
    return node.namedChildren.map(child => child?.text ?? '').join('');
  }
  return null;
}

/** Texts of an array of symbols or strings, or of a single one; null where one of them is computed. */
export function textsOf(node: Node | null): string[] | null {
  if (!node) return null;
  const items = ['array', 'symbol_array', 'string_array'].includes(node.type) ? partsOf(node) : [node];
  const texts = items.map(textOf);
  return texts.includes(null) ? null : texts as string[];
}

/** `name` of `name(…)`, `receiver.name …` or a bare `name`. */
export function calleeName(call: Node): string | null {
  return call.type === 'identifier' ? call.text : call.childForFieldName('method')?.text ?? null;
}

export function receiverOf(call: Node): Node | null {
  const receiver = call.type === 'call' ? call.childForFieldName('receiver') : null;
  return receiver ? unwrap(receiver) : null;
}

/** The `do … end` or `{ … }` of a call. */
export function blockOf(call: Node): Node | null {
  return call.type === 'call' ? call.childForFieldName('block') : null;
}

/** The call among whose arguments a node stands, in a pair or by itself; null where there is none. */
export function enclosingCall(node: Node): Node | null {
  const holder = node.parent?.type === 'pair' ? node.parent.parent : node.parent;
  return holder?.type === 'argument_list' && holder.parent?.type === 'call' ? holder.parent : null;
}

/** Statements of a class, method, block or branch. */
export function statementsOf(node: Node | null): Node[] {
  if (!node) return [];
  const body = node.childForFieldName('body') ?? node;
  return partsOf(body).filter(part => part.type !== 'heredoc_body');
}

export function isMethod(node: Node): boolean {
  return node.type === 'method' || node.type === 'singleton_method';
}

export function nameOf(definition: Node): string {
  return definition.childForFieldName('name')?.text ?? '';
}

/** The class or module of whose instances something speaks; null at the top level and in `class << self`. */
export function classAround(node: Node): Node | null {
  const holder = [...ancestorsOf(node)].find(parent => ['class', 'module', 'singleton_class'].includes(parent.type));
  return holder && holder.type !== 'singleton_class' ? holder : null;
}

/** `Admin::UsersController`, enclosing modules included. */
export function fullName(definition: Node): string {
  const names = [nameOf(definition)];
  for (const parent of ancestorsOf(definition)) if (parent.type === 'class' || parent.type === 'module') names.unshift(nameOf(parent));
  return names.join('::').replace(/\s/g, '').replace(/^::/, '');
}

/** As written behind `<`, without a leading `::`; null where there is none or where it is computed. */
export function superclassOf(definition: Node): string | null {
  const superclass = definition.type === 'class' ? definition.childForFieldName('superclass') : null;
  const expression = superclass ? partsOf(superclass)[0] : undefined;
  return expression && ['constant', 'scope_resolution'].includes(expression.type) ? expression.text.replace(/^::/, '') : null;
}

/** Methods in a class body, in their order, with those in `private def x` and `included do`. */
export function methodsOf(definition: Node): Node[] {
  return statementsOf(definition.childForFieldName('body')).flatMap(part => {
    if (part.type === 'call') return [...argumentsOf(part), ...statementsOf(blockOf(part))].filter(each => each.type === 'method');
    return part.type === 'method' ? [part] : [];
  });
}

const VISIBILITIES = ['private', 'protected', 'public'];

/** Whether requests can reach a method by its name: public, by what stands before it and by what names it. */
export function isPublic(method: Node): boolean {
  const definition = classAround(method);
  if (!definition || method.type !== 'method') return false;
  let visibility = 'public';
  for (const part of statementsOf(definition.childForFieldName('body'))) {
    if (part.type === 'identifier' && VISIBILITIES.includes(part.text) && part.endIndex <= method.startIndex) visibility = part.text;
    if (part.type !== 'call' || part.childForFieldName('receiver') || !VISIBILITIES.includes(calleeName(part) ?? '')) continue;
    if (argumentsOf(part).some(argument => sameNode(argument, method) || (textsOf(argument) ?? []).includes(nameOf(method)))) return calleeName(part) === 'public';
  }
  return visibility === 'public';
}

/** One Ruby file: its tree, with names resolved as far as the file itself goes. */
export class RbFile {
  readonly path: string;
  readonly text: string;
  readonly root: Node;
  /** Methods that never return here. */
  readonly halting = new Set<string>();
  readonly #calls = new Map<string, Node[]>();
  readonly #assigned = new Map<string, readonly Node[]>();
  #classes: Node[] | null = null;
  #methods: Map<string, Node> | null = null;

  constructor(path: string, text: string, root: Node) {
    this.path = path;
    this.text = text;
    this.root = root;
  }

  /** Calls `….name …` and `name …`, and bare `name` where nothing makes it a variable; in the order of the text. */
  callsOf(...names: string[]): Node[] {
    const key = names.join('|');
    let calls = this.#calls.get(key);
    if (!calls) {
      calls = [];
      for (const { node } of nodesAt(this.root, this.text, new RegExp(`(?<![\\w@$]|(?<!:):)${anyOf(names)}${NAME_END}`, 'g'))) {
        if (node.type !== 'identifier') continue;
        const parent = node.parent;
        if (parent?.type === 'call' && sameNode(parent.childForFieldName('method'), node)) calls.push(parent);
        else if (parent && !NAMES_THINGS.has(parent.type) && this.#assignments(node).length === 0) calls.push(node);
      }
      this.#calls.set(key, calls);
    }
    return calls;
  }

  /** Every `class` and `module` with a body, in the order of the text. */
  get classes(): readonly Node[] {
    this.#classes ??= [...nodesAt(this.root, this.text, /(?=[A-Z:])(?<=^[ \t\uFEFF]*(?:class|module)[ \t]+)[A-Z:]/gm)].flatMap(({ node }) => {
      const definition = [...ancestorsOf(node)].find(parent => parent.type !== 'scope_resolution');
      return definition && (definition.type === 'class' || definition.type === 'module') ? [definition] : [];
    });
    return this.#classes;
  }

  /** A method of a class or module by its full name, in any of its openings in this file. */
  methodOf(owner: string, name: string): Node | null {
    if (!this.#methods) {
      this.#methods = new Map();
      for (const definition of this.classes) for (const method of methodsOf(definition)) this.#methods.set(`${fullName(definition)}#${nameOf(method)}`, method);
    }
    return this.#methods.get(`${owner}#${name}`) ?? null;
  }

  /** Follows local variables and constants that get their value once: `to = root_path`. */
  follow(node: Node): Node {
    let at = unwrap(node);
    for (let hop = 0; hop < MOST_HOPS && (at.type === 'identifier' || at.type === 'constant'); hop++) {
      const assignments = this.#assignments(at);
      const [only] = assignments;
      if (!only || assignments.length > 1 || only.type !== 'assignment' || only.childForFieldName('left')?.type !== at.type) break;
      const value = only.childForFieldName('right');
      if (!value || sameNode(value, at)) break;
      at = unwrap(value);
    }
    return at;
  }

  /** Whether a bare name is a variable or a parameter where it stands. */
  isVariable(identifier: Node): boolean {
    return this.#assignments(identifier).length > 0;
  }

  /** Places that give a name its value, in the method (or, for constants, the file) around it. */
  #assignments(name: Node): readonly Node[] {
    const scope = name.type === 'constant' ? this.root : [...ancestorsOf(name)].find(isMethod) ?? this.root;
    const key = `${scope.id} ${name.type} ${name.text}`;
    const known = this.#assigned.get(key);
    if (known) return known;
    const text = this.text.slice(scope.startIndex, scope.endIndex);
    const found: Node[] = [];
    for (const match of text.matchAll(new RegExp(`(?<![\\w.@$:])${anyOf([name.text])}(?![\\w?!])`, 'g'))) {
      const at = scope.startIndex + match.index;
      const node = this.root.descendantForIndex(at, at + 1);
      const parent = node?.parent;
      if (!node || !parent || node.type !== name.type) continue;
      const isLeft = (parent.type === 'assignment' || parent.type === 'operator_assignment') && sameNode(parent.childForFieldName('left'), node);
      if (isLeft || BINDS.has(parent.type)) found.push(parent);
    }
    this.#assigned.set(key, found);
    return found;
  }
}

/** Nodes below which an identifier is a name that is given, not a call. */
const BINDS = new Set(['left_assignment_list', 'block_parameters', 'method_parameters', 'lambda_parameters', 'keyword_parameter', 'optional_parameter', 'splat_parameter', 'hash_splat_parameter', 'block_parameter', 'exception_variable']);
const NAMES_THINGS = new Set([...BINDS, 'method', 'singleton_method', 'alias', 'undef']);
