import type { Node } from 'web-tree-sitter';
import { ancestorsOf, nodesAt, partsOf, sameNode } from '../../syntax/nodes.ts';
import { anyOf } from '../../syntax/triggers.ts';

/** Where a name comes from. */
export type Definition =
  /** `path` as written: `net/http`, `github.com/labstack/echo/v4`. */
  | { readonly kind: 'import'; readonly path: string }
  | { readonly kind: 'function'; readonly node: Node }
  /** `node` is the `type_spec`. */
  | { readonly kind: 'type'; readonly node: Node }
  | Variable
  | { readonly kind: 'parameter'; readonly of: Node; readonly type: Node | null };

interface Variable {
  readonly kind: 'variable';
  /** What the first of its declarations and assignments gives it that gives it any; of a call with several results, only the first result's name has one. */
  readonly value: Node | null;
  /** There is exactly one value and nothing else touches the name. */
  readonly constant: boolean;
  /** Declared with `const`. */
  readonly unchangeable: boolean;
  readonly type: Node | null;
}

/** A named type: of this package where `package` is null, else of the package imported from there. */
export interface TypeName {
  readonly package: string | null;
  readonly name: string;
}

interface Field {
  readonly name: string;
  readonly type: Node | null;
  readonly embedded: boolean;
}

/** Aliases and constants are followed over so many hops. */
const MOST_HOPS = 5;

export function isFunction(node: Node): boolean {
  return node.type === 'function_declaration' || node.type === 'method_declaration' || node.type === 'func_literal';
}

/** The nearest function around a node, null at package level. */
export function functionAround(node: Node): Node | null {
  for (const parent of ancestorsOf(node)) if (isFunction(parent)) return parent;
  return null;
}

/** The expression without parentheses around it. */
export function unwrap(node: Node): Node {
  let inner = node;
  while (inner.type === 'parenthesized_expression') {
    const next = partsOf(inner)[0];
    if (!next) break;
    inner = next;
  }
  return inner;
}

/** Everything between a call's parentheses. */
export function argumentsOf(call: Node): Node[] {
  const list = call.childForFieldName('arguments');
  return list?.type === 'argument_list' ? partsOf(list) : [];
}

/** `name` of `….name(…)` or `name(…)`, null for any other call. */
export function calleeName(call: Node): string | null {
  const callee = call.childForFieldName('function');
  return callee ? lastName(callee) : null;
}

/** `name` of `name` or `….name`, null for any other expression. */
export function lastName(expression: Node): string | null {
  if (expression.type === 'identifier') return expression.text;
  return expression.type === 'selector_expression' ? expression.childForFieldName('field')?.text ?? null : null;
}

/** `operand` of `operand.name(…)`, null where nothing stands before the name. */
export function receiverOf(call: Node): Node | null {
  const callee = call.childForFieldName('function');
  const operand = callee?.type === 'selector_expression' ? callee.childForFieldName('operand') : null;
  return operand ? unwrap(operand) : null;
}

/** Text of a string literal, escapes left as they are; null for anything else. */
export function stringValue(node: Node | null): string | null {
  const literal = node?.type === 'interpreted_string_literal' || node?.type === 'raw_string_literal';
  return node && literal && node.text.length >= 2 ? node.text.slice(1, -1) : null;
}

/** Parameters with the receiver first where there is one; a group `a, b T` gives each of its names. */
export function parametersOf(fn: Node): { name: string; type: Node | null }[] {
  return [fn.childForFieldName('receiver'), fn.childForFieldName('parameters')].flatMap(list => list ? partsOf(list) : [])
    .flatMap(node => node.childrenForFieldName('name').flatMap(name => name ? [{ name: name.text, type: node.childForFieldName('type') }] : []));
}

export function nameOf(declaration: Node): string {
  return declaration.childForFieldName('name')?.text ?? '';
}

/** The elements of `[]T{a, b}`; empty for anything else. */
export function elementsOf(literal: Node): Node[] {
  const body = literal.type === 'composite_literal' ? literal.childForFieldName('body') : null;
  return body ? partsOf(body).flatMap(element => element.type === 'literal_element' ? partsOf(element) : []) : [];
}

/** `github.com/labstack/echo` of `github.com/labstack/echo/v4`, `gopkg.in/x` of `gopkg.in/x.v1`; a name behind it stays. */
export function unversioned(path: string): string {
  return path.replace(/\/v\d+(?=[./]|$)|\.v\d+(?=[./]|$)/, '');
}

/** One Go file: its tree, with names and types resolved as far as the file itself goes. */
export class GoFile {
  readonly path: string;
  readonly text: string;
  readonly root: Node;
  /** The folder that the package is, with a mark for the external test package that may share it. */
  readonly package: string;
  /** Paths by the names under which the file knows them. */
  readonly imports: ReadonlyMap<string, string>;
  readonly #scopes = new Map<number, Map<string, Definition>>();
  readonly #calls = new Map<string, Node[]>();
  readonly #known = new Map<string, unknown>();
  #methods: Map<string, Node> | null = null;

  constructor(path: string, text: string, root: Node) {
    this.path = path;
    this.text = text;
    this.root = root;
    const clause = partsOf(root).find(part => part.type === 'package_clause')?.firstNamedChild?.text ?? '';
    this.package = path.split('/').slice(0, -1).join('/') + (clause.endsWith('_test') ? '_test' : '');
    this.imports = importsIn(root);
  }

  /** Whether one of these packages, in any version, or a package below it is imported. */
  importsAny(...packages: readonly string[]): boolean {
    return [...this.imports.values()].map(unversioned).some(path => packages.some(name => path === name || path.startsWith(`${name}/`)));
  }

  /** What is worked out for a node, remembered: `what` names the question, which must have one answer per node. */
  once<T>(what: string, node: Node, answer: () => T): T {
    const key = `${what} ${node.id}`;
    if (!this.#known.has(key)) this.#known.set(key, answer());
    return this.#known.get(key) as T;
  }

  /** Calls `….name(…)` and `name(…)` in the order of the text. */
  callsOf(...names: readonly string[]): Node[] {
    const key = names.join('|');
    let calls = this.#calls.get(key);
    if (!calls) {
      calls = [];
      for (const { node } of nodesAt(this.root, this.text, new RegExp(`(?<!\\w)${anyOf(names)}(?!\\w)(?=\\s*\\()`, 'g'))) {
        const callee = node.type === 'field_identifier' ? node.parent : node;
        const call = callee?.parent;
        if (callee && call?.type === 'call_expression' && sameNode(call.childForFieldName('function'), callee)) calls.push(call);
      }
      this.#calls.set(key, calls);
    }
    return calls;
  }

  /** Identifiers of this name that stand for a value. */
  identifiers(name: string): Node[] {
    return [...nodesAt(this.root, this.text, new RegExp(`(?<![\\w.])${name}(?!\\w)`, 'g'))].flatMap(({ node }) => node.type === 'identifier' ? [node] : []);
  }

  /** What an identifier stands for at its place; null where the file does not say. */
  define(identifier: Node): Definition | null {
    const name = identifier.text;
    for (const parent of ancestorsOf(identifier)) {
      const found = isFunction(parent) || parent.type === 'source_file' ? this.#namesIn(parent).get(name) : undefined;
      if (found) return found;
    }
    const path = this.imports.get(name);
    return path === undefined ? null : { kind: 'import', path };
  }

  /** Follows constants and variables with a single value: `found := 302` gives `302`; five hops at most. */
  follow(node: Node): Node {
    let at = unwrap(node);
    for (let hop = 0; hop < MOST_HOPS && at.type === 'identifier'; hop++) {
      const definition = this.define(at);
      const value = definition?.kind === 'variable' && definition.constant ? definition.value : null;
      if (!value || sameNode(unwrap(value), at)) break;
      at = unwrap(value);
    }
    return at;
  }

  /** `net/http.Redirect` of `http.Redirect`, with the package's path as imported; null where the owner is no package. */
  fullName(expression: Node): string | null {
    const node = unwrap(expression);
    const operand = node.type === 'selector_expression' ? node.childForFieldName('operand') : null;
    const definition = operand?.type === 'identifier' ? this.define(operand) : null;
    return definition?.kind === 'import' ? `${definition.path}.${node.childForFieldName('field')?.text}` : null;
  }

  /** The named type of an expression, pointers taken off; null where the file does not show it. */
  typeOf(expression: Node, hops = 0): TypeName | null {
    if (hops > MOST_HOPS) return null;
    const node = unwrap(expression);
    if (node.type === 'identifier') {
      const definition = this.define(node);
      if (definition?.kind === 'parameter') return this.typeNamed(definition.type);
      if (definition?.kind !== 'variable') return null;
      if (definition.type) return this.typeNamed(definition.type);
      const { value } = definition;
      return value && !sameNode(unwrap(value), node) ? this.typeOf(value, hops + 1) : null;
    }
    if (node.type === 'composite_literal' || node.type === 'type_assertion_expression') return this.typeNamed(node.childForFieldName('type'));
    if (node.type === 'unary_expression') {
      const operand = node.childForFieldName('operand');
      return operand ? this.typeOf(operand, hops + 1) : null;
    }
    if (node.type === 'call_expression') return this.#typeOfCall(node);
    if (node.type !== 'selector_expression') return null;
    const operand = node.childForFieldName('operand');
    const owner = operand ? this.typeOf(operand, hops + 1) : null;
    return owner ? this.typeNamed(this.fieldOf(owner, node.childForFieldName('field')?.text ?? '')) : null;
  }

  /** The type that a type expression names, pointers and type arguments taken off. */
  typeNamed(type: Node | null, hops = 0): TypeName | null {
    if (!type || hops > MOST_HOPS) return null;
    if (type.type === 'type_identifier') return { package: null, name: type.text };
    if (type.type === 'qualified_type') {
      const path = this.imports.get(type.childForFieldName('package')?.text ?? '');
      return path === undefined ? null : { package: path, name: nameOf(type) };
    }
    if (type.type === 'generic_type') return this.typeNamed(type.childForFieldName('type'), hops + 1);
    if (type.type === 'pointer_type' || type.type === 'parenthesized_type') return this.typeNamed(partsOf(type)[0] ?? null, hops + 1);
    return null;
  }

  /** The type expression of a struct's field, embedded ones by the name of their type; null where the struct stands elsewhere. */
  fieldOf(owner: TypeName, name: string): Node | null {
    return this.#fieldsOf(owner).find(field => field.name === name)?.type ?? null;
  }

  /** Types that a struct of this file embeds. */
  embeddedIn(owner: TypeName): TypeName[] {
    return this.#fieldsOf(owner).filter(field => field.embedded).flatMap(field => this.typeNamed(field.type) ?? []);
  }

  /** The method of a type of this package, where it stands in this file: its own or that of an embedded type. */
  methodOf(owner: TypeName, name: string, depth = 0): Node | null {
    if (owner.package !== null || depth > MOST_HOPS) return null;
    this.#methods ??= new Map(partsOf(this.root).filter(part => part.type === 'method_declaration')
      .map(part => [`${this.receiverType(part)?.name}.${nameOf(part)}`, part]));
    const own = this.#methods.get(`${owner.name}.${name}`);
    return own ?? this.embeddedIn(owner).map(type => this.methodOf(type, name, depth + 1)).find(method => method !== null) ?? null;
  }

  /** The type that a method belongs to. */
  receiverType(method: Node): TypeName | null {
    const receiver = partsOf(method.childForFieldName('receiver') ?? method)[0];
    return this.typeNamed(receiver?.childForFieldName('type') ?? null);
  }

  /** `new(T)`, a function of this file by its result, else Effective Go's `NewT(…)`, which makes a T. */
  #typeOfCall(call: Node): TypeName | null {
    const callee = call.childForFieldName('function');
    const name = callee ? lastName(callee) : null;
    if (!callee || name === null) return null;
    const [first] = argumentsOf(call);
    if (callee.type === 'identifier' && name === 'new' && first) return this.typeNamed(first) ?? this.#typeOfName(first);
    const definition = callee.type === 'identifier' ? this.define(callee) : null;
    if (definition?.kind === 'function') {
      const result = definition.node.childForFieldName('result');
      return this.typeNamed(result?.type === 'parameter_list' ? partsOf(result)[0]?.childForFieldName('type') ?? null : result);
    }
    const made = /^New([A-Z]\w*)$/.exec(name)?.[1];
    const path = this.fullName(callee)?.slice(0, -name.length - 1);
    if (made === undefined || (path === undefined && callee.type !== 'identifier')) return null;
    return { package: path ?? null, name: made };
  }

  /** In `new(pkg.T)` the grammar takes the type for an expression. */
  #typeOfName(expression: Node): TypeName | null {
    if (expression.type === 'identifier') return { package: null, name: expression.text };
    const full = this.fullName(expression);
    return full === null ? null : { package: full.slice(0, full.lastIndexOf('.')), name: full.slice(full.lastIndexOf('.') + 1) };
  }

  #fieldsOf(owner: TypeName): Field[] {
    const definition = owner.package === null ? this.#namesIn(this.root).get(owner.name) : undefined;
    const struct = definition?.kind === 'type' ? definition.node.childForFieldName('type') : null;
    const list = struct?.type === 'struct_type' ? partsOf(struct)[0] : undefined;
    return (list ? partsOf(list) : []).flatMap((field): Field[] => {
      const type = field.childForFieldName('type');
      const names = field.childrenForFieldName('name').flatMap(name => name ? [name.text] : []);
      return names.length > 0 ? names.map(name => ({ name, type, embedded: false })) : [{ name: this.typeNamed(type)?.name ?? '', type, embedded: true }];
    });
  }

  #namesIn(scope: Node): Map<string, Definition> {
    let names = this.#scopes.get(scope.id);
    if (!names) {
      names = new Map();
      if (isFunction(scope)) {
        for (const { name, type } of parametersOf(scope)) names.set(name, { kind: 'parameter', of: scope, type });
        declareIn(scope, names);
      } else {
        declarePackage(scope, names);
      }
      this.#scopes.set(scope.id, names);
    }
    return names;
  }
}

function importsIn(root: Node): Map<string, string> {
  const specs = partsOf(root).filter(part => part.type === 'import_declaration').flatMap(part => part.descendantsOfType('import_spec'));
  return new Map(specs.flatMap(spec => {
    const path = stringValue(spec?.childForFieldName('path') ?? null);
    return path ? [[spec?.childForFieldName('name')?.text ?? unversioned(path).split('/').at(-1) ?? path, path] as const] : [];
  }));
}

function declarePackage(root: Node, names: Map<string, Definition>): void {
  for (const part of partsOf(root)) {
    if (part.type === 'function_declaration') names.set(nameOf(part), { kind: 'function', node: part });
    if (part.type === 'type_declaration') for (const spec of partsOf(part)) names.set(nameOf(spec), { kind: 'type', node: spec });
    if (part.type === 'var_declaration' || part.type === 'const_declaration') {
      for (const spec of part.descendantsOfType(['var_spec', 'const_spec'])) if (spec && functionAround(spec) === null) declareSpec(spec, names);
    }
  }
  for (const statement of root.descendantsOfType(CHANGES)) if (statement) assign(statement, names, true);
}

const DECLARES = ['short_var_declaration', 'var_spec', 'const_spec', 'range_clause', 'type_switch_statement'];
/** Statements that give a value to a name which stands already. */
const CHANGES = ['assignment_statement', 'inc_statement', 'dec_statement'];

/** Names that a function's statements declare, blocks taken together; functions within it only where they change these. */
function declareIn(fn: Node, names: Map<string, Definition>): void {
  for (const statement of fn.childForFieldName('body')?.descendantsOfType([...DECLARES, ...CHANGES]) ?? []) {
    if (!statement) continue;
    if (CHANGES.includes(statement.type)) assign(statement, names, true);
    else if (!sameNode(functionAround(statement), fn)) continue;
    else if (statement.type === 'short_var_declaration') assign(statement, names, false);
    else if (statement.type === 'range_clause') touch(statement.childForFieldName('left'), names);
    else if (statement.type === 'type_switch_statement') touch(statement.childForFieldName('alias'), names);
    else declareSpec(statement, names);
  }
}

function declareSpec(spec: Node, names: Map<string, Definition>): void {
  const given = spec.childForFieldName('value');
  const values = given ? partsOf(given) : [];
  const list = spec.childrenForFieldName('name').filter((name): name is Node => name?.type === 'identifier');
  list.forEach((name, at) => {
    const value = list.length === values.length || at === 0 ? values[at] : undefined;
    give(names, name.text, value ?? null, spec.childForFieldName('type'), spec.type === 'const_spec');
  });
}

function assign(statement: Node, names: Map<string, Definition>, onlyKnown: boolean): void {
  const left = partsOf(statement.childForFieldName('left') ?? statement);
  const given = statement.childForFieldName('right');
  const right = given ? partsOf(given) : [];
  const plain = statement.type === 'short_var_declaration' || statement.childForFieldName('operator')?.text === '=';
  left.forEach((name, at) => {
    if (name.type !== 'identifier' || name.text === '_' || (onlyKnown && !names.has(name.text))) return;
    const value = plain && (left.length === right.length || at === 0) ? right[at] : undefined;
    give(names, name.text, value ?? null, null, false);
  });
}

/** Another value makes a name a variable one; no value, one that no expression shows. */
function give(names: Map<string, Definition>, name: string, value: Node | null, type: Node | null, unchangeable: boolean): void {
  const known = names.get(name);
  if (known?.kind === 'parameter') names.set(name, { kind: 'variable', value, constant: false, unchangeable: false, type: known.type });
  else if (known?.kind === 'variable') names.set(name, { ...known, value: known.value ?? value, constant: false });
  else names.set(name, { kind: 'variable', value, constant: value !== null, unchangeable, type });
}

function touch(pattern: Node | null, names: Map<string, Definition>): void {
  for (const name of pattern ? partsOf(pattern) : []) if (name.type === 'identifier') give(names, name.text, null, null, false);
}
