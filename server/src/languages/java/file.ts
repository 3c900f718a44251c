import type { Node } from 'web-tree-sitter';
import { ancestorsOf, nodesAt, sameNode } from '../../syntax/nodes.ts';
import {
  calleeName, classParameters, isCall, isClass, isFunction, isSequence, membersOf, nameNodeOf, nameOf, ownerOf, parametersOf, partsOf, typeName, unwrap,
} from './syntax.ts';
import { anyOf } from '../../syntax/triggers.ts';

/** What a name stands for. */
export type Definition =
  /** `value`: what its declaration gives it; `constant` where nothing else does. */
  | { readonly kind: 'variable'; readonly type: string | null; readonly value: Node | null; readonly constant: boolean; readonly scope: Node }
  | { readonly kind: 'parameter'; readonly type: string | null; readonly of: Node; readonly index: number };

export interface Import {
  /** `java.util.List`; of a wildcard the package alone. */
  readonly name: string;
  /** By which the file knows it; null for a wildcard. */
  readonly alias: string | null;
  readonly isStatic: boolean;
  readonly start: number;
  /** Behind the statement. */
  readonly end: number;
}

/** Constants are followed over so many hops. */
const MOST_HOPS = 5;
const IMPORT = /^[ \t\uFEFF]*import[ \t]+(static[ \t]+)?([\w.]+?)(\.\*)?(?:[ \t]+as[ \t]+(\w+))?[ \t]*(?:;|(?=[\r\n])|$)/gm;

/** One Java or Kotlin file, or the code of one page: its tree, with names resolved as far as the file itself goes. */
export class JvmFile {
  readonly path: string;
  readonly text: string;
  readonly root: Node;
  readonly isKotlin: boolean;
  /** It is the code of a page, which knows the request and the response without declaring them. */
  readonly isPage: boolean;
  readonly #calls = new Map<string, Node[]>();
  #imports: Import[] | null = null;
  #classes: Node[] | null = null;
  #methods: Node[] | null = null;

  constructor(path: string, text: string, root: Node, language: 'java' | 'kotlin' | 'jsp') {
    this.path = path;
    this.text = text;
    this.root = root;
    this.isKotlin = language === 'kotlin';
    this.isPage = language === 'jsp';
  }

  /** Calls `….name(…)`, `new Name(…)` and Kotlin's `name { … }`, in the order of the text. */
  callsOf(...names: string[]): Node[] {
    const key = names.join('|');
    let calls = this.#calls.get(key);
    if (!calls) {
      calls = [...nodesAt(this.root, this.text, new RegExp(`(?<!\\w)${anyOf(names)}(?!\\w)(?=\\s*[(<{])`, 'g'))].flatMap(({ node }) => callNamedBy(node) ?? []);
      this.#calls.set(key, calls);
    }
    return calls;
  }

  /** The call whose name stands at a place, null where there is none. */
  callNamedAt(at: number): Node | null {
    const node = this.root.descendantForIndex(at, at + 1);
    return node ? callNamedBy(node) : null;
  }

  /** The call of which a name at this place is an argument, null where it is none. */
  callHanded(at: number): Node | null {
    const name = this.root.descendantForIndex(at, at + 1);
    const list = name?.parent?.type === 'value_argument' ? name.parent.parent : name?.parent;
    const call = list && /^(?:argument_list|value_arguments)$/.test(list.type) ? list.parent : null;
    return call && isCall(call) ? call : null;
  }

  get imported(): readonly Import[] {
    this.#imports ??= [...this.text.matchAll(IMPORT)].map(match => {
      const name = match[2] as string;
      return {
        name, alias: match[3] ? null : match[4] ?? name.slice(name.lastIndexOf('.') + 1), isStatic: match[1] !== undefined,
        start: match.index, end: match.index + match[0].length,
      };
    });
    return this.#imports;
  }

  get package(): string {
    return /^[ \t\uFEFF]*package[ \t]+([\w.]+)/m.exec(this.text)?.[1] ?? '';
  }

  /** Whether something of one of these packages, or of one below, is imported. */
  imports(...packages: string[]): boolean {
    return this.imported.some(({ name }) => packages.some(each => name === each || name.startsWith(`${each}.`)));
  }

  /** Whether a simple name, unless the file defines it, can be this class: imported by name, by its package, or a neighbour. */
  isNamed(simple: string, ...full: string[]): boolean {
    const exact = this.imported.find(({ alias }) => alias === simple);
    if (exact) return full.includes(exact.name);
    if (this.classes.some(each => nameOf(each) === simple)) return false;
    const homes = [...this.imported.filter(({ alias, isStatic }) => alias === null && !isStatic).map(({ name }) => name), this.package];
    return full.some(name => homes.includes(name.slice(0, name.lastIndexOf('.'))) && name.endsWith(`.${simple}`));
  }

  /** Full names of a static member, or a Kotlin function, that the file knows by this name. */
  memberNames(simple: string): string[] {
    const exact = this.imported.filter(({ alias }) => alias === simple).map(({ name }) => name);
    return exact.length > 0 ? exact : this.imported.filter(({ alias, isStatic }) => alias === null && (isStatic || this.isKotlin)).map(({ name }) => `${name}.${simple}`);
  }

  /** Every class, interface, record, enum and object, in the order of the text. */
  get classes(): readonly Node[] {
    this.#classes ??= [...nodesAt(this.root, this.text, /(?=\w)(?<=\b(?:class|interface|record|enum|object)\s+)\w+/g)]
      .flatMap(({ node }) => node.parent && isClass(node.parent) && sameNode(node.parent.childForFieldName('name'), node) ? [node.parent] : []);
    return this.#classes;
  }

  classNamed(name: string): Node | null {
    return this.classes.find(each => nameOf(each) === name) ?? null;
  }

  /** Every method of every class, and every function of a Kotlin file, in the order of the text. */
  get methods(): readonly Node[] {
    this.#methods ??= this.isKotlin
      ? [...nodesAt(this.root, this.text, /(?=\w)(?<=\bfun\b[^\n({=]{0,200})\w+(?=\s*\()/g)].flatMap(({ node }) => node.parent?.type === 'function_declaration' && nameOf(node.parent) === node.text ? [node.parent] : [])
      : this.classes.flatMap(each => membersOf(each).filter(member => member.type === 'method_declaration'));
    return this.#methods;
  }

  /** What an identifier stands for at its place; null where the file does not say. */
  define(identifier: Node): Definition | null {
    const name = identifier.text;
    let child = identifier;
    for (const parent of ancestorsOf(identifier)) {
      const found = isSequence(parent) ? variableIn(partsOf(parent), name, parent, child)
        : isClass(parent) ? variableIn(membersOf(parent), name, parent, null) ?? parameterOf(classParameters(parent), name, parent)
          : headerVariable(parent, name);
      const parameter = found ?? (isFunction(parent) ? parameterOf(parametersOf(parent), name, parent) : null);
      if (parameter) return parameter;
      child = parent;
    }
    return null;
  }

  /** Follows constants to an expression: `FOUND = 302` gives `302`; five hops at most. */
  follow(node: Node): Node {
    let at = unwrap(node);
    for (let hop = 0; hop < MOST_HOPS; hop++) {
      const name = this.#ownField(at);
      const definition = name ? this.define(name) : null;
      if (definition?.kind !== 'variable' || !definition.constant || !definition.value || sameNode(definition.value, at)) break;
      at = unwrap(definition.value);
    }
    return at;
  }

  /** The identifier that names a variable of this file: `x`, `this.x`, `OwnClass.x`. */
  #ownField(node: Node): Node | null {
    if (node.type === 'identifier') return node;
    const owner = ownerOf(node);
    if (!owner || !(owner.type === 'this' || owner.type === 'this_expression' || (owner.type === 'identifier' && this.classNamed(owner.text)))) return null;
    return node.type === 'field_access' ? node.childForFieldName('field') : partsOf(node).at(-1) ?? null;
  }

  /** The simple name of an expression's type, as far as declarations say it; a class's own name is its type. */
  typeOf(expression: Node): string | null {
    const node = unwrap(expression);
    if (isCall(node)) return madeType(node);
    if (node.type === 'this' || node.type === 'this_expression') {
      const around = [...ancestorsOf(node)].find(isClass);
      return around ? nameOf(around) : null;
    }
    const name = this.#ownField(node);
    if (!name) return null;
    const definition = this.define(name);
    if (!definition) return node.type === 'identifier' && /^[A-Z]/.test(node.text) ? node.text : null;
    if (definition.type && definition.type !== 'var') return definition.type;
    const value = definition.kind === 'variable' && definition.value ? unwrap(definition.value) : null;
    return value && isCall(value) ? madeType(value) : null;
  }
}

/** The call whose name this node is. */
function callNamedBy(node: Node): Node | null {
  let call = node.parent;
  for (let i = 0; call && i < 3 && !isCall(call); i++) call = call.parent;
  if (!call || !sameNode(nameNodeOf(call), node)) return null;
  // A lambda behind the parentheses makes a second call around the first.
  while (call.parent?.type === 'call_expression' && sameNode(partsOf(call.parent)[0] ?? null, call)) call = call.parent;
  return call;
}

/** `new Type(…)`; in Kotlin a call of a name in upper case makes one. */
function madeType(call: Node): string | null {
  const name = calleeName(call);
  return name !== null && (call.type === 'object_creation_expression' || (call.type === 'call_expression' && /^[A-Z]/.test(name))) ? name : null;
}

function parameterOf(parameters: readonly { name: string; type: string | null }[], name: string, of: Node): Definition | null {
  const index = parameters.findIndex(each => each.name === name);
  const parameter = parameters[index];
  return parameter ? { kind: 'parameter', type: parameter.type, of, index } : null;
}

function variableIn(members: readonly Node[], name: string, scope: Node, before: Node | null): Definition | null {
  for (const member of members) {
    if (before && member.startIndex > before.startIndex) break;
    if (member.type === 'local_variable_declaration' || member.type === 'field_declaration') {
      const declarator = member.childrenForFieldName('declarator').find(each => each !== null && nameOf(each) === name);
      if (!declarator) continue;
      const value = declarator.childForFieldName('value');
      return { kind: 'variable', type: typeName(member.childForFieldName('type')), value, constant: isConstant(member, name, scope), scope };
    }
    if (member.type !== 'property_declaration') continue;
    const variable = partsOf(member).find(part => part.type === 'variable_declaration');
    const [nameNode, type] = variable ? partsOf(variable).filter(part => part.type !== 'modifiers') : [];
    if (!variable || nameNode?.text !== name) continue;
    const value = partsOf(member).find(part => part.startIndex >= variable.endIndex && !/^(?:getter|setter|property_delegate|type_constraints)$/.test(part.type)) ?? null;
    return { kind: 'variable', type: typeName(type ?? null), value, constant: isConstant(member, name, scope), scope };
  }
  return null;
}

/** Variables that the head of a statement declares: `for (T x : xs)`, `try (T x = …)`, `catch (E e)`. */
function headerVariable(statement: Node, name: string): Definition | null {
  const heads = statement.type === 'enhanced_for_statement' ? [statement]
    : statement.type === 'try_with_resources_statement' ? partsOf(statement.childForFieldName('resources') ?? statement)
      : statement.type === 'catch_clause' ? partsOf(statement).filter(part => part.type === 'catch_formal_parameter') : [];
  const head = heads.find(each => nameOf(each) === name);
  return head ? { kind: 'variable', type: typeName(head.childForFieldName('type')), value: null, constant: false, scope: statement } : null;
}

function isConstant(declaration: Node, name: string, scope: Node): boolean {
  const modifiers = partsOf(declaration).find(part => part.type === 'modifiers')?.text ?? '';
  if (/\bfinal\b/.test(modifiers) || /^(?:[^=]*\s)?val\s/.test(declaration.text)) return true;
  const assignments = scope.text.match(new RegExp(`(?<!\\w)${anyOf([name])}\\s*(?:\\+|-|\\|)?=(?!=)`, 'g'));
  return (assignments?.length ?? 0) <= 1;
}
