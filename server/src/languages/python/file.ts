import type { Node } from 'web-tree-sitter';
import type { AskedText } from '../../syntax/asked-text.ts';
import { ancestorsOf, nodesAt, partsOf, sameNode } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { anyOf } from '../../syntax/triggers.ts';

/** Where a name comes from. */
export type Definition =
  /** `from module import name`; name is `*` where the module itself is meant (`import module as x`). Relative modules keep their dots. */
  | { readonly kind: 'import'; readonly module: string; readonly name: string }
  | { readonly kind: 'function'; readonly node: Node }
  | { readonly kind: 'class'; readonly node: Node }
  /** `values`: what plain assignments give it; `constant` where there is exactly one and nothing else touches the name. */
  | { readonly kind: 'variable'; readonly values: readonly Node[]; readonly constant: boolean }
  /** `index` counts from 0, `self` included; `type` is the text of its annotation. */
  | { readonly kind: 'parameter'; readonly of: Node; readonly index: number; readonly type: string | null };

/** A decorator of a function or class: `@name`, `@receiver.name(…)`. */
export interface Decorator {
  readonly node: Node;
  /** The expression without its call. */
  readonly callee: Node;
  readonly call: Node | null;
  readonly name: string;
  readonly receiver: Node | null;
}

const OUTSIDE_ITS_SCOPE = new Set(['parameters', 'lambda_parameters']);

/** Aliases and constants are followed over so many hops. */
const MOST_HOPS = 5;

export function isFunction(node: Node): boolean {
  return node.type === 'function_definition' || node.type === 'lambda';
}

/** The expression without parentheses and `await` around it. */
export function unwrap(node: Node): Node {
  let inner = node;
  while (inner.type === 'parenthesized_expression' || inner.type === 'await') {
    const next = partsOf(inner)[0];
    if (!next) break;
    inner = next;
  }
  return inner;
}

/** Positional arguments of a call in their order, up to the first `*args`: behind it no position is known. */
export function positionalsOf(call: Node): Node[] {
  const args = argumentsOf(call).filter(argument => argument.type !== 'keyword_argument' && argument.type !== 'dictionary_splat');
  const splat = args.findIndex(argument => argument.type === 'list_splat');
  return splat < 0 ? args : args.slice(0, splat);
}

/** Everything between a call's parentheses, keywords and splats included. */
export function argumentsOf(call: Node): Node[] {
  const list = call.childForFieldName('arguments');
  return list?.type === 'argument_list' ? partsOf(list) : [];
}

/** The value of `name=…` in a call, null where it is not given. */
export function keywordOf(call: Node, ...names: string[]): Node | null {
  const found = argumentsOf(call).find(argument => argument.type === 'keyword_argument' && names.includes(argument.childForFieldName('name')?.text ?? ''));
  return found?.childForFieldName('value') ?? null;
}

/** `name` of `….name(…)` or `name(…)`, null for any other call. */
export function calleeName(call: Node): string | null {
  const callee = call.childForFieldName('function');
  return callee ? lastName(callee) : null;
}

/** `name` of `name` or `….name`, null for any other expression. */
export function lastName(expression: Node): string | null {
  if (expression.type === 'identifier') return expression.text;
  return expression.type === 'attribute' ? expression.childForFieldName('attribute')?.text ?? null : null;
}

/** `object` of `object.name(…)`, null where nothing stands before the name. */
export function receiverOf(call: Node): Node | null {
  const callee = call.childForFieldName('function');
  const object = callee?.type === 'attribute' ? callee.childForFieldName('object') : null;
  return object ? unwrap(object) : null;
}

/** Text of a string without interpolation, escapes left as they are, adjacent strings joined; null for anything else. */
export function stringValue(node: Node | null): string | null {
  if (!node) return null;
  if (node.type === 'concatenated_string') {
    const values = partsOf(node).map(stringValue);
    return values.includes(null) ? null : values.join('');
  }
  if (node.type !== 'string' || node.namedChildren.some(child => child?.type === 'interpolation')) return null;
  const [start, end] = [node.firstChild, node.lastChild];
  return start && end && start.endIndex <= end.startIndex ? node.text.slice(start.endIndex - node.startIndex, end.startIndex - node.startIndex) : null;
}

export function decoratorsOf(definition: Node): Decorator[] {
  const parent = definition.parent;
  if (parent?.type !== 'decorated_definition') return [];
  return partsOf(parent).filter(part => part.type === 'decorator').flatMap((node): Decorator[] => {
    const expression = partsOf(node)[0];
    const call = expression?.type === 'call' ? expression : null;
    const callee = call ? call.childForFieldName('function') : expression;
    const name = callee ? lastName(callee) : null;
    if (!callee || name === null) return [];
    return [{ node, callee, call, name, receiver: callee.type === 'attribute' ? callee.childForFieldName('object') : null }];
  });
}

/** The class of which a function is a method, null for any other function. */
export function classOf(fn: Node): Node | null {
  const holder = fn.parent?.type === 'decorated_definition' ? fn.parent.parent : fn.parent;
  return holder?.type === 'block' && holder.parent?.type === 'class_definition' ? holder.parent : null;
}

/** Functions in a class body, in their order. */
export function methodsOf(classNode: Node): Node[] {
  const body = classNode.childForFieldName('body');
  return body ? partsOf(body).map(undecorated).filter(part => part.type === 'function_definition') : [];
}

export function nameOf(definition: Node): string {
  return definition.childForFieldName('name')?.text ?? '';
}

/** The value that a class body gives to a name, null where it gives none. */
export function classAttribute(classNode: Node, name: string): Node | null {
  for (const statement of partsOf(classNode.childForFieldName('body') ?? classNode)) {
    const assignment = statement.type === 'expression_statement' ? statement.firstNamedChild : null;
    if (assignment?.type === 'assignment' && assignment.childForFieldName('left')?.text === name) return assignment.childForFieldName('right');
  }
  return null;
}

/** Base classes as they are written. */
export function basesOf(classNode: Node): Node[] {
  const list = classNode.childForFieldName('superclasses');
  return list ? partsOf(list).filter(base => base.type !== 'keyword_argument') : [];
}

/** Names of a function's parameters, `self` included; splats without their stars. */
export function parametersOf(fn: Node): { name: string; type: string | null; node: Node }[] {
  return partsOf(fn.childForFieldName('parameters') ?? fn).filter(() => fn.childForFieldName('parameters') !== null).flatMap(node => {
    const name = node.type === 'identifier' ? node : node.childForFieldName('name') ?? node.firstNamedChild;
    return name?.type === 'identifier' ? [{ name: name.text, type: node.childForFieldName('type')?.text ?? null, node }] : [];
  });
}

function undecorated(node: Node): Node {
  return node.type === 'decorated_definition' ? node.childForFieldName('definition') ?? node : node;
}

/** One Python file: its tree, with names resolved as far as the file itself goes. */
export class PyFile {
  readonly path: string;
  readonly text: AskedText;
  readonly root: Node;
  readonly #scopes = new Map<number, Map<string, Definition>>();
  readonly #calls = new Map<string, Node[]>();
  #wildcards: string[] | null = null;
  #modules: string[] | null = null;
  #imports: { node: Node; module: string | null; names: Node[] }[] | null = null;
  #functions: Node[] | null = null;
  #onSelf: Node[] | null = null;
  #classes: Node[] | null = null;

  constructor(path: string, { asked, rootNode }: SyntaxTree) {
    this.path = path;
    this.text = asked;
    this.root = rootNode;
  }

  /** Calls `….name(…)` and `name(…)` in the order of the text. */
  callsOf(...names: string[]): Node[] {
    const key = names.join('|');
    let calls = this.#calls.get(key);
    if (!calls) {
      calls = [];
      for (const { node } of nodesAt(this.root, this.text, new RegExp(`(?<!\\w)${anyOf(names)}(?!\\w)(?=\\s*\\()`, 'g'))) {
        const callee = node.parent?.type === 'attribute' ? node.parent : node;
        const call = callee.parent;
        if (node.type === 'identifier' && call?.type === 'call' && sameNode(call.childForFieldName('function'), callee)) calls.push(call);
      }
      this.#calls.set(key, calls);
    }
    return calls;
  }

  /** Calls of what these full names (`flask.redirect`) stand for, by whatever name and alias the file knows them. */
  callsTo<T>(table: Readonly<Record<string, T>>): { call: Node; name: string; entry: T }[] {
    const last = new Set(Object.keys(table).map(name => name.slice(name.lastIndexOf('.') + 1)));
    const aliases = this.text.matchAll(/(?<!\w)(\w+)\s+as\s+(\w+)/g).filter(match => last.has(match[1] as string)).map(match => match[2] as string);
    return this.callsOf(...new Set([...last, ...aliases])).flatMap(call => {
      const callee = call.childForFieldName('function');
      const name = callee ? this.fullNames(callee).find(each => Object.hasOwn(table, each)) : undefined;
      return name === undefined ? [] : [{ call, name, entry: table[name] as T }];
    });
  }

  /** Calls of names that the file imports, by themselves or as the owner of what is called: `helper(…)`, `answers.helper(…)`. */
  callsOfImported(leftOut: (module: string) => boolean): Node[] {
    const names = this.importStatements.flatMap(({ module, names: imported }) => imported
      .filter(name => !leftOut(module ?? (name.childForFieldName('name') ?? name).text))
      .map(name => (name.childForFieldName('alias') ?? name).text.split('.')[0] as string));
    return names.length === 0 ? [] : this.#callsThrough([...new Set(names)].join('|'));
  }

  /** Calls of methods of the object at hand: `self.back()`. */
  get callsOnSelf(): readonly Node[] {
    this.#onSelf ??= this.#callsThrough('self(?=\\.\\w+\\()');
    return this.#onSelf;
  }

  /** Calls of a name that the pattern matches, or of what that owns. */
  #callsThrough(pattern: string): Node[] {
    return [...nodesAt(this.root, this.text, new RegExp(`(?<![\\w.])(?:${pattern})(?=(?:\\.\\w+){0,4}\\()`, 'g'))].flatMap(({ node }) => {
      let callee = node;
      while (callee.parent?.type === 'attribute' && sameNode(callee.parent.childForFieldName('object'), callee)) callee = callee.parent;
      return callee.parent?.type === 'call' && sameNode(callee.parent.childForFieldName('function'), callee) ? [callee.parent] : [];
    });
  }

  /** Modules that the file imports from, as written, `a.b` of `from a.b import c` and of `import a.b`. */
  get modules(): readonly string[] {
    this.#modules ??= this.text.matchAll(/^[ \t\uFEFF]*(?:from[ \t]+([\w.]+)[ \t]+import\b|import[ \t]+([\w.][\w., \t]*))/gm)
      .flatMap(match => match[1] ? [match[1]] : (match[2] as string).split(',').map(part => part.trim().split(/\s+as\b/)[0]?.trim() ?? ''));
    return this.#modules;
  }

  /** Import statements at the head of the file and wherever else they stand at module level, in their order. */
  get importStatements(): readonly { readonly node: Node; readonly module: string | null; readonly names: readonly Node[] }[] {
    this.#imports ??= partsOf(this.root).filter(node => node.type === 'import_statement' || node.type === 'import_from_statement' || node.type === 'future_import_statement').map(node => ({
      node, module: node.childForFieldName('module_name')?.text ?? null, names: node.childrenForFieldName('name').filter((each): each is Node => each !== null),
    }));
    return this.#imports;
  }

  /** Whether one of these packages, or a module below it, is imported. */
  imports(...packages: string[]): boolean {
    return this.modules.some(module => packages.some(name => module === name || module.startsWith(`${name}.`)));
  }

  /** Every `def`, in the order of the text. */
  get functions(): readonly Node[] {
    this.#functions ??= this.#definitions('def', 'function_definition');
    return this.#functions;
  }

  /** Every `class`, in the order of the text. */
  get classes(): readonly Node[] {
    this.#classes ??= this.#definitions('class', 'class_definition');
    return this.#classes;
  }

  /** What an identifier stands for at its place; null where the file does not say. */
  define(identifier: Node): Definition | null {
    const name = identifier.text;
    let inFunction = false;
    let child = identifier;
    for (const parent of ancestorsOf(identifier)) {
      // Defaults of parameters are worked out where the function stands.
      const isOutside = OUTSIDE_ITS_SCOPE.has(child.type);
      child = parent;
      if (isOutside) continue;
      // A class's names are not seen from inside its methods.
      const isScope = isFunction(parent) || parent.type === 'module' || (parent.type === 'class_definition' && !inFunction);
      if (isScope) {
        const found = this.#namesIn(parent).get(name);
        if (found) return found;
      }
      inFunction ||= isFunction(parent);
    }
    return null;
  }

  /** Follows constants to an expression: `FOUND = 302` gives `302`; five hops at most. */
  follow(node: Node): Node {
    let at = unwrap(node);
    for (let hop = 0; hop < MOST_HOPS && at.type === 'identifier'; hop++) {
      const definition = this.define(at);
      if (definition?.kind !== 'variable' || !definition.constant) break;
      const value = unwrap(definition.values[0] as Node);
      if (sameNode(value, at)) break;
      at = value;
    }
    return at;
  }

  /** Full names that an expression can stand for: `flask.redirect`; several only where wildcard imports leave it open. */
  fullNames(expression: Node, hops = 0): string[] {
    if (hops > MOST_HOPS) return [];
    if (expression.type === 'attribute') {
      const object = expression.childForFieldName('object');
      const name = expression.childForFieldName('attribute')?.text ?? '';
      return object ? this.fullNames(object, hops + 1).map(owner => member(owner, name)) : [];
    }
    if (expression.type !== 'identifier') return [];
    const definition = this.define(expression);
    if (!definition) return this.#wildcardModules().map(module => `${module}.${expression.text}`);
    if (definition.kind === 'import') return [definition.name === '*' ? definition.module : member(definition.module, definition.name)];
    if (definition.kind === 'variable' && definition.constant && !sameNode(definition.values[0] as Node, expression)) {
      return this.fullNames(definition.values[0] as Node, hops + 1);
    }
    return [];
  }

  #wildcardModules(): readonly string[] {
    this.#wildcards ??= this.text.matchAll(/^[ \t\uFEFF]*from[ \t]+([\w.]+)[ \t]+import[ \t]*(?:\([ \t]*)?\*/gm).map(match => match[1] as string);
    return this.#wildcards;
  }

  #definitions(keyword: string, type: string): Node[] {
    const pattern = new RegExp(`(?=\\w)(?<=^[ \\t\\uFEFF]*(?:async[ \\t]+)?${keyword}[ \\t]+)\\w+`, 'gm');
    return [...nodesAt(this.root, this.text, pattern)].flatMap(({ node }) => node.parent?.type === type ? [node.parent] : []);
  }

  #namesIn(scope: Node): Map<string, Definition> {
    let names = this.#scopes.get(scope.id);
    if (!names) {
      const body = scope.type === 'module' ? scope : scope.childForFieldName('body');
      const parameters = isFunction(scope) ? parametersOf(scope) : [];
      names = new Map(parameters.map(({ name, type }, index) => [name, { kind: 'parameter', of: scope, index, type }]));
      if (body && scope.type !== 'lambda') declare(body, names, 0);
      this.#scopes.set(scope.id, names);
    }
    return names;
  }
}

/** `.views` of `from . import views`: the dots of a relative module are no name to divide by one more. */
function member(owner: string, name: string): string {
  return owner.endsWith('.') ? `${owner}${name}` : `${owner}.${name}`;
}

/** Names that the statements of a block bind, blocks inside `if`, `try`, `with` and loops included. */
function declare(block: Node, names: Map<string, Definition>, depth: number): void {
  if (depth > 40) return;
  for (const part of partsOf(block)) {
    const statement = undecorated(part);
    if (statement.type === 'function_definition') names.set(nameOf(statement), { kind: 'function', node: statement });
    else if (statement.type === 'class_definition') names.set(nameOf(statement), { kind: 'class', node: statement });
    else if (statement.type === 'import_statement' || statement.type === 'import_from_statement') importsOf(statement, names);
    else if (statement.type === 'expression_statement') assign(statement.firstNamedChild, names);
    else {
      if (statement.type === 'for_statement') touch(statement.childForFieldName('left'), names);
      if (statement.type === 'as_pattern_target') touch(statement, names);
      if (HOLDS_STATEMENTS.has(statement.type)) declare(statement, names, depth + 1);
    }
  }
}

const HOLDS_STATEMENTS = new Set([
  'block', 'if_statement', 'elif_clause', 'else_clause', 'try_statement', 'except_clause', 'except_group_clause', 'finally_clause',
  'with_statement', 'with_clause', 'with_item', 'as_pattern', 'for_statement', 'while_statement', 'match_statement', 'case_clause',
]);

function assign(expression: Node | null, names: Map<string, Definition>): void {
  if (expression?.type === 'augmented_assignment') touch(expression.childForFieldName('left'), names);
  if (expression?.type !== 'assignment') return;
  const left = expression.childForFieldName('left');
  const right = expression.childForFieldName('right');
  if (left?.type !== 'identifier') touch(left, names);
  if (left?.type !== 'identifier' || !right) return;
  const known = names.get(left.text);
  if (known?.kind === 'variable') names.set(left.text, { kind: 'variable', values: [...known.values, right], constant: false });
  else if (known?.kind === 'parameter') names.set(left.text, { kind: 'variable', values: [right], constant: false });
  else if (!known) names.set(left.text, { kind: 'variable', values: [right], constant: true });
}

/** The name gets a value that no expression shows. */
function touch(pattern: Node | null, names: Map<string, Definition>): void {
  if (!pattern) return;
  if (pattern.type === 'identifier') {
    const known = names.get(pattern.text);
    names.set(pattern.text, { kind: 'variable', values: known?.kind === 'variable' ? known.values : [], constant: false });
  } else if (['pattern_list', 'tuple_pattern', 'list_pattern', 'as_pattern_target'].includes(pattern.type)) {
    for (const part of partsOf(pattern)) touch(part, names);
  }
}

function importsOf(statement: Node, names: Map<string, Definition>): void {
  const from = statement.childForFieldName('module_name')?.text.replace(/\s/g, '') ?? null;
  for (const each of statement.childrenForFieldName('name')) {
    if (!each) continue;
    const alias = each.type === 'aliased_import' ? each.childForFieldName('alias')?.text : undefined;
    const name = (each.type === 'aliased_import' ? each.childForFieldName('name')?.text : each.text) ?? '';
    const local = alias ?? (from === null ? name.split('.')[0] as string : name);
    if (names.get(local)?.kind === 'function' || names.get(local)?.kind === 'import') continue;
    if (from !== null) names.set(local, { kind: 'import', module: from, name });
    // `import a.b` binds `a`.
    else names.set(local, { kind: 'import', module: alias === undefined ? local : name, name: '*' });
  }
}
