import type { Node } from 'web-tree-sitter';
import { nodesAt, partsOf, sameNode } from '../../syntax/nodes.ts';
import { baseOf, calleeName, classAround, createdClass, isClass, methodsOf, nameOf, scopeAround, traitsOf, unwrap } from './syntax.ts';
import { anyOf } from '../../syntax/triggers.ts';

/** Constants and local variables are followed over so many hops. */
const MOST_HOPS = 5;
/** Bases and traits of this file are climbed so many steps. */
const MOST_BASES = 5;

/** One PHP file: its tree, with names resolved as far as the file itself goes. */
export class PhpFile {
  readonly path: string;
  readonly text: string;
  readonly root: Node;
  /** Functions and methods that never return here, in lower case. */
  readonly halting = new Set<string>();
  readonly #calls = new Map<string, Node[]>();
  readonly #created = new Map<string, Node[]>();
  readonly #values = new Map<number, Map<string, Node | null>>();
  #imports: Map<string, string> | null = null;
  #namespace: string | null = null;
  #classes: Node[] | null = null;
  #functions: Map<string, Node> | null = null;
  #constants: Map<string, Node> | null = null;

  constructor(path: string, text: string, root: Node) {
    this.path = path;
    this.text = text;
    this.root = root;
  }

  /** Calls `name(…)`, `….name(…)` and `C::name(…)` in the order of the text. Names of functions and methods know no case (PHP manual, "User-defined functions"). */
  callsOf(...names: string[]): Node[] {
    return this.callsMatching(anyOf(names));
  }

  /** The same of names that the source of a pattern matches. */
  callsMatching(pattern: string): Node[] {
    let calls = this.#calls.get(pattern);
    if (!calls) {
      calls = [];
      for (const { node } of nodesAt(this.root, this.text, new RegExp(`(?<![\\w$])(?:${pattern})(?=\\s*\\()`, 'gi'))) {
        const callee = node.parent && QUALIFIED.has(node.parent.type) ? node.parent : node;
        const call = callee.parent;
        if (node.type !== 'name' || !call) continue;
        if (sameNode(call.childForFieldName('function'), callee) || (call.type.endsWith('call_expression') && sameNode(call.childForFieldName('name'), node))) calls.push(call);
      }
      this.#calls.set(pattern, calls);
    }
    return calls;
  }

  /** Calls of PHP's own functions and of those that have no namespace: `header(…)`, `\header(…)`; not of a function that the file defines under that name. */
  globalCallsOf(...names: string[]): Node[] {
    return this.callsOf(...names).filter(call => {
      const callee = call.childForFieldName('function');
      if (!callee) return false;
      const name = (calleeName(call) ?? '').toLowerCase();
      const isPlain = callee.type === 'name' ? !this.imports.has(`${name}()`) : callee.text.startsWith('\\') && callee.text.lastIndexOf('\\') === 0;
      return isPlain && !this.functions.has(name);
    });
  }

  /** `new X(…)` where X is one of these full names. */
  creationsOf(...classes: string[]): Node[] {
    const key = classes.join('|');
    let found = this.#created.get(key);
    if (!found) {
      found = [...nodesAt(this.root, this.text, /(?<![\w$])new(?=\s+[\\\w])/gi)].flatMap(({ node }) => {
        const creation = node.type === 'object_creation_expression' ? node : node.parent;
        const named = creation?.type === 'object_creation_expression' ? createdClass(creation) : null;
        return creation && named && classes.includes(this.classNamed(named)) ? [creation] : [];
      });
      this.#created.set(key, found);
    }
    return found;
  }

  /** Full names by the lower-case names under which the file knows them; functions with `()` behind. */
  get imports(): ReadonlyMap<string, string> {
    if (!this.#imports) {
      this.#imports = new Map();
      for (const { node } of nodesAt(this.root, this.text, /(?=use\s)(?<=^[ \t\uFEFF]*(?:<\?php\s+)?)use(?=\s+[\\\w])/gm)) {
        const statement = node.type === 'namespace_use_declaration' ? node : node.parent;
        if (statement?.type === 'namespace_use_declaration') readImport(statement, this.#imports);
      }
    }
    return this.#imports;
  }

  /** Full names of all that the file imports, without a leading backslash. */
  get imported(): string[] {
    return [...this.imports.values()];
  }

  /** Whether something of one of these namespaces is imported or named in full. */
  knows(...namespaces: string[]): boolean {
    return namespaces.some(name => this.text.includes(`${name}\\`));
  }

  /** The namespace of the file, '' where it has none. */
  get namespace(): string {
    this.#namespace ??= /^[ \t\uFEFF]*(?:<\?php\s+)?namespace\s+([\w\\]+)\s*[;{]/m.exec(this.text)?.[1] ?? '';
    return this.#namespace;
  }

  /** The full name that a class name in the code stands for, without a leading backslash. */
  classNamed(node: Node): string {
    if (node.type === 'relative_scope' || node.text === 'self' || node.text === 'static') {
      const around = classAround(node);
      if (!around) return '';
      const base = node.text === 'parent' ? baseOf(around) : null;
      return base ? this.classNamed(base) : node.text === 'parent' ? '' : this.fullName(around);
    }
    return node.type === 'name' || QUALIFIED.has(node.type) ? this.resolve(node.text) : '';
  }

  /** The full name of a class that is written like this at this place, without a leading backslash. */
  resolve(written: string): string {
    if (written.startsWith('\\')) return written.slice(1);
    if (/^namespace\\/i.test(written)) return this.#within(written.slice('namespace\\'.length));
    const [first = '', ...rest] = written.split('\\');
    const imported = this.imports.get(first.toLowerCase());
    return imported ? [imported, ...rest].join('\\') : this.#within(written);
  }

  /** `App\Http\Controllers\LoginController` of a class in this file. */
  fullName(definition: Node): string {
    return this.#within(nameOf(definition));
  }

  #within(name: string): string {
    return this.namespace === '' ? name : `${this.namespace}\\${name}`;
  }

  /** Every class, trait and enum, in the order of the text. */
  get classes(): readonly Node[] {
    this.#classes ??= [...nodesAt(this.root, this.text, /(?<![\w$])(?:class|trait|enum)(?=\s+\w|\s*[({]|\s+extends)/gi)].flatMap(({ node }) => {
      const definition = node.parent && isClass(node.parent) ? node.parent : null;
      return definition ? [definition] : [];
    });
    return this.#classes;
  }

  /** Functions of the file by their lower-case name; methods are not among them. */
  get functions(): ReadonlyMap<string, Node> {
    if (!this.#functions) {
      this.#functions = new Map();
      for (const { node } of nodesAt(this.root, this.text, /(?=\w)(?<=(?<![\w$])function\s+(?:&\s*)?)\w+(?=\s*\()/gi)) {
        const definition = node.parent?.type === 'function_definition' ? node.parent : null;
        if (definition) this.#functions.set(nameOf(definition).toLowerCase(), definition);
      }
    }
    return this.#functions;
  }

  /** The class that the file says an object of this name is of, in a property, parameter, `@var` or `new`; null where it says none or several. */
  typeOf(object: string): string | null {
    const written = new Set([...this.text.matchAll(new RegExp(`(?<![\\w$\\\\])\\??(\\\\?[A-Z][\\w\\\\]*)\\s+\\$${object}(?!\\w)|(?:\\$|->)${object}\\s*=\\s*new\\s+(\\\\?[A-Z][\\w\\\\]*)`, 'g'))].map(match => this.resolve(match[1] ?? match[2] as string)));
    const [only] = written;
    return written.size === 1 ? only as string : null;
  }

  /** A method by its name in a class, and in its traits and bases as far as they stand in this file. */
  methodOf(definition: Node, name: string, depth = 0): Node | null {
    const own = methodsOf(definition).find(method => nameOf(method).toLowerCase() === name.toLowerCase());
    if (own || depth > MOST_BASES) return own ?? null;
    const above = this.namesAbove(definition);
    for (const each of this.classes) {
      if (each.id === definition.id || !above.includes(this.fullName(each))) continue;
      const found = this.methodOf(each, name, depth + 1);
      if (found) return found;
    }
    return null;
  }

  /** Full names of the traits and the base of a class. */
  namesAbove(definition: Node): string[] {
    const base = baseOf(definition);
    return [...traitsOf(definition), ...(base ? [base] : [])].map(each => this.classNamed(each)).filter(name => name !== '' && name !== this.fullName(definition));
  }

  /** Follows variables that get their value once, and constants: `$to = '/x'`, `const FOUND = 302`, `self::FOUND`; five hops at most. */
  follow(node: Node): Node {
    let at = unwrap(node);
    for (let hop = 0; hop < MOST_HOPS; hop++) {
      const value = at.type === 'variable_name' ? this.#valueOf(at) : at.type === 'name' || at.type === 'class_constant_access_expression' ? this.#constantOf(at) : null;
      if (!value || sameNode(value, at)) break;
      at = unwrap(value);
    }
    return at;
  }

  /** The one value that a variable gets in its function; null where there are several, or one that no expression shows. */
  #valueOf(variable: Node): Node | null {
    const scope = scopeAround(variable) ?? this.root;
    let values = this.#values.get(scope.id);
    if (!values) this.#values.set(scope.id, values = new Map());
    const known = values.get(variable.text);
    if (known !== undefined) return known;
    let only: Node | null = null;
    let bound = 0;
    const text = this.text.slice(scope.startIndex, scope.endIndex);
    const pattern = new RegExp(`\\${variable.text}(?!\\w)`, 'g');
    for (const match of text.matchAll(pattern)) {
      const at = scope.startIndex + match.index;
      const node = this.root.descendantForIndex(at, at + 1);
      const named = node?.type === 'variable_name' ? node : node?.parent;
      if (named?.type !== 'variable_name' || !sameNode(scopeAround(named) ?? this.root, scope)) continue;
      const value = valueGiven(named);
      if (value === undefined) continue;
      bound++;
      only = value;
    }
    const result = bound === 1 ? only : null;
    values.set(variable.text, result);
    return result;
  }

  /** The default of the parameter that a variable is, where nothing else gives it a value; null for any other. */
  defaultOf(variable: Node): Node | null {
    const scope = variable.type === 'variable_name' ? scopeAround(variable) : null;
    const parameters = scope?.childForFieldName('parameters');
    const own = parameters ? partsOf(parameters).find(parameter => parameter.childForFieldName('name')?.text === variable.text) : undefined;
    const given = scope && this.text.slice(scope.startIndex, scope.endIndex).match(new RegExp(`\\${variable.text}\\s*[^=!<>\\w\\s]?=(?![=>])`, 'g'));
    return own && given?.length === 1 ? own.childForFieldName('default_value') : null;
  }

  #constantOf(node: Node): Node | null {
    if (!this.#constants) {
      this.#constants = new Map();
      for (const element of this.text.includes('const') ? this.root.descendantsOfType('const_element') : []) {
        const [name, value] = element ? partsOf(element) : [];
        const owner = element ? classAround(element) : null;
        if (name && value) this.#constants.set(owner ? `${this.fullName(owner)}::${name.text}` : name.text, value);
      }
      for (const call of this.globalCallsOf('define')) {
        const [name, value] = partsOf(call.childForFieldName('arguments') ?? call).map(argument => partsOf(argument)[0]);
        if (name && value) this.#constants.set(name.text.slice(1, -1), value);
      }
    }
    if (node.type === 'name') return this.#constants.get(node.text) ?? null;
    const [owner, name] = partsOf(node);
    return owner && name ? this.#constants.get(`${this.classNamed(owner)}::${name.text}`) ?? null : null;
  }
}

const QUALIFIED = new Set(['qualified_name', 'relative_name']);

/** What a place gives to a variable; null where no expression shows it, undefined where it only reads. */
function valueGiven(variable: Node): Node | null | undefined {
  const parent = variable.parent;
  if (!parent) return undefined;
  if (parent.type === 'assignment_expression' && sameNode(parent.childForFieldName('left'), variable)) return parent.childForFieldName('right');
  if (parent.type === 'subscript_expression' && sameNode(parent.firstNamedChild, variable)) {
    return parent.parent?.type === 'assignment_expression' && sameNode(parent.parent.childForFieldName('left'), parent) ? null : undefined;
  }
  const binds = BINDS.has(parent.type) || ((parent.type === 'foreach_statement' || parent.type === 'pair') && !sameNode(parent.firstNamedChild, variable))
    || (UPDATES.has(parent.type) && sameNode(parent.childForFieldName('left') ?? parent.childForFieldName('argument'), variable));
  return binds ? null : undefined;
}

const BINDS = new Set([
  'simple_parameter', 'variadic_parameter', 'property_promotion_parameter', 'global_declaration', 'static_variable_declaration', 'list_literal',
  'by_ref', 'reference_assignment_expression', 'catch_clause', 'anonymous_function_use_clause', 'reference_modifier',
]);
const UPDATES = new Set(['augmented_assignment_expression', 'update_expression']);

function readImport(statement: Node, names: Map<string, string>): void {
  const group = statement.childForFieldName('body');
  const prefix = group ? partsOf(statement).find(part => part.type === 'namespace_name')?.text : undefined;
  const kind = statement.childForFieldName('type')?.text;
  for (const clause of partsOf(group ?? statement).filter(part => part.type === 'namespace_use_clause')) {
    const alias = clause.childForFieldName('alias');
    const written = partsOf(clause).find(part => part.id !== alias?.id)?.text.replace(/^\\/, '') ?? '';
    const full = prefix ? `${prefix.replace(/^\\/, '')}\\${written}` : written;
    const isFunction = (kind ?? clause.childForFieldName('type')?.text) === 'function';
    const local = (alias?.text ?? full.slice(full.lastIndexOf('\\') + 1)).toLowerCase();
    names.set(isFunction ? `${local}()` : local, full);
  }
}
