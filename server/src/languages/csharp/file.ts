import type { Node } from 'web-tree-sitter';
import { ancestorsOf, nodesAt, sameNode } from '../../syntax/nodes.ts';
import {
  calleeName, isCall, isClass, isFunction, isMethod, isSequence, membersOf, methodsOf, modifiersOf, nameNodeOf, nameOf, ownerOf, parametersOf, partsOf, typeName, unwrap,
} from './syntax.ts';
import { anyOf } from '../../syntax/triggers.ts';

/** What a name stands for. */
export type Definition =
  /** `value`: what its declaration gives it; `constant` where nothing else does. */
  | { readonly kind: 'variable'; readonly type: string | null; readonly value: Node | null; readonly constant: boolean; readonly scope: Node }
  | { readonly kind: 'parameter'; readonly type: string | null; readonly of: Node; readonly index: number };

/** Constants are followed over so many hops. */
const MOST_HOPS = 5;
const USING = /^[ \t\uFEFF]*(?:global[ \t]+)?using[ \t]+(?:static[ \t]+)?(?:\w+[ \t]*=[ \t]*)?([\w.]+)[ \t]*;/gm;

/** One C# file: its tree, with names resolved as far as the file itself goes. */
export class CsFile {
  readonly path: string;
  readonly text: string;
  readonly root: Node;
  readonly #calls = new Map<string, Node[]>();
  #usings: string[] | null = null;
  #classes: Node[] | null = null;
  #methods: Node[] | null = null;
  readonly #methodsByClass = new Map<number, readonly Node[]>();
  readonly #names = new Map<number, string>();

  constructor(path: string, text: string, root: Node) {
    this.path = path;
    this.text = text;
    this.root = root;
  }

  /** Calls `….Name(…)` and `new Name(…)`, in the order of the text. */
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
    const list = name?.type === 'identifier' && name.parent?.type === 'argument' ? name.parent.parent : null;
    return list?.parent && isCall(list.parent) ? list.parent : null;
  }

  /** Namespaces that the file uses, and its own. Those that the project uses everywhere are not known here. */
  get namespaces(): readonly string[] {
    this.#usings ??= [...[...this.text.matchAll(USING)].map(match => match[1] as string), ...[...this.text.matchAll(/^[ \t\uFEFF]*namespace[ \t]+([\w.]+)/gm)].map(match => match[1] as string)];
    return this.#usings;
  }

  /** Whether something of one of these namespaces, or of one below, is used. */
  uses(...namespaces: string[]): boolean {
    return this.namespaces.some(name => namespaces.some(each => name === each || name.startsWith(`${each}.`)));
  }

  /** Every class, record, struct and interface, in the order of the text. */
  get classes(): readonly Node[] {
    this.#classes ??= [...nodesAt(this.root, this.text, /(?=\w)(?<=\b(?:class|record|struct|interface)\s+)(?!class\b|struct\b)\w+/g)]
      .flatMap(({ node }) => node.parent && isClass(node.parent) && sameNode(node.parent.childForFieldName('name'), node) ? [node.parent] : []);
    return this.#classes;
  }

  classNamed(name: string): Node | null {
    return this.classes.find(each => nameOf(each) === name) ?? null;
  }

  /** Every method of every class, in the order of the text. */
  get methods(): readonly Node[] {
    this.#methods ??= this.classes.flatMap(methodsOf);
    return this.#methods;
  }

  /** Methods of this name that a class has itself. */
  methodsNamed(classNode: Node, name: string): readonly Node[] {
    let methods = this.#methodsByClass.get(classNode.id);
    if (!methods) {
      methods = methodsOf(classNode);
      this.#methodsByClass.set(classNode.id, methods);
    }
    return methods.filter(method => this.#nameOf(method) === name);
  }

  /** Asking the tree for a name costs more than comparing it. */
  #nameOf(method: Node): string {
    let name = this.#names.get(method.id);
    if (name === undefined) {
      name = nameOf(method);
      this.#names.set(method.id, name);
    }
    return name;
  }

  /** What an identifier stands for at its place; null where the file does not say. */
  define(identifier: Node): Definition | null {
    const name = identifier.text;
    let child = identifier;
    for (const parent of ancestorsOf(identifier)) {
      const found = isSequence(parent) ? variableIn(partsOf(parent), name, parent, child)
        : isClass(parent) ? variableIn(membersOf(parent), name, parent, null) ?? parameterOf(parent, name)
          : headerVariable(parent, name);
      const definition = found ?? (isFunction(parent) ? parameterOf(parent, name) : null);
      if (definition) return definition;
      child = parent;
    }
    return null;
  }

  /** The function of the program's top level, or of a block around, that a name means. */
  localFunction(identifier: Node): Node | null {
    for (const parent of ancestorsOf(identifier)) {
      const found = isSequence(parent) ? partsOf(parent).find(part => part.type === 'local_function_statement' && nameOf(part) === identifier.text) : undefined;
      if (found) return found;
    }
    return null;
  }

  /** Follows constants to an expression: `Found = 302` gives `302`; five hops at most. */
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

  /** The identifier that names a variable of this file: `x`, `this.x`; of `OwnClass.X`, where the class stands around. */
  #ownField(node: Node): Node | null {
    if (node.type === 'identifier') return node;
    const owner = ownerOf(node);
    if (!owner || !(owner.type === 'this' || (owner.type === 'identifier' && [...ancestorsOf(node)].some(each => isClass(each) && nameOf(each) === owner.text)))) return null;
    return node.childForFieldName('name');
  }

  /** The simple name of an expression's type, as far as declarations say it. */
  typeOf(expression: Node): string | null {
    const node = unwrap(expression);
    if (isCall(node)) return madeType(node);
    const name = this.#ownField(node);
    const definition = name ? this.define(name) : null;
    if (!definition) return null;
    if (definition.type && definition.type !== 'var') return definition.type;
    const value = definition.kind === 'variable' && definition.value ? unwrap(definition.value) : null;
    return value && isCall(value) ? madeType(value) : null;
  }
}

/** The call whose name this node is. */
function callNamedBy(node: Node): Node | null {
  let call = node.parent;
  for (let i = 0; call && i < 4 && !isCall(call); i++) call = call.parent;
  return call && sameNode(nameNodeOf(call), node) ? call : null;
}

function madeType(call: Node): string | null {
  return call.type === 'invocation_expression' ? null : calleeName(call);
}

/** Parameters of a function, or of a class's primary constructor. */
function parameterOf(of: Node, name: string): Definition | null {
  const parameters = parametersOf(of);
  const index = parameters.findIndex(each => each.name === name);
  const parameter = parameters[index];
  return parameter ? { kind: 'parameter', type: parameter.type, of, index } : null;
}

function variableIn(members: readonly Node[], name: string, scope: Node, before: Node | null): Definition | null {
  for (const member of members) {
    if (before && member.startIndex > before.startIndex) break;
    if (member.type === 'property_declaration' && nameOf(member) === name) {
      const value = member.childForFieldName('value');
      const written = value?.type === 'arrow_expression_clause' ? partsOf(value)[0] ?? null : value;
      const isFixed = value?.type === 'arrow_expression_clause' || !/\bset\b/.test(member.childForFieldName('accessors')?.text ?? '');
      return { kind: 'variable', type: typeName(member.childForFieldName('type')), value: written, constant: isFixed && isGivenOnce(scope, name), scope };
    }
    if (member.type !== 'local_declaration_statement' && member.type !== 'field_declaration') continue;
    const declaration = partsOf(member).find(part => part.type === 'variable_declaration');
    const declarator = declaration ? partsOf(declaration).find(part => part.type === 'variable_declarator' && nameOf(part) === name) : undefined;
    if (!declaration || !declarator) continue;
    const [nameNode, ...rest] = partsOf(declarator);
    const type = declaration.childForFieldName('type');
    const isConstant = modifiersOf(member).includes('const') || isGivenOnce(scope, name);
    return { kind: 'variable', type: type?.type === 'implicit_type' ? 'var' : typeName(type), value: nameNode ? rest.at(-1) ?? null : null, constant: isConstant, scope };
  }
  return null;
}

/** Whether nothing but its declaration gives a variable or property a value. */
function isGivenOnce(scope: Node, name: string): boolean {
  const places = scope.text.match(new RegExp(`(?<![\\w.])(?:this\\.|out\\s+|ref\\s+)?${anyOf([name])}(?:\\s*(?:[-+*/|&^]|\\?\\?)?=(?![=>])|(?<=\\b(?:out|ref)\\s+\\w+))`, 'g'));
  return (places?.length ?? 0) <= 1;
}

/** Variables that the head of a statement declares: `foreach (T x in xs)`, `using (T x = …)`, `catch (E e)`. */
function headerVariable(statement: Node, name: string): Definition | null {
  const unknown = (type: Node | null): Definition => ({ kind: 'variable', type: typeName(type), value: null, constant: false, scope: statement });
  if (statement.type === 'foreach_statement' && statement.childForFieldName('left')?.text === name) return unknown(statement.childForFieldName('type'));
  if (statement.type === 'catch_clause') {
    const declared = partsOf(statement).find(part => part.type === 'catch_declaration' && nameOf(part) === name);
    return declared ? unknown(declared.childForFieldName('type')) : null;
  }
  if (statement.type !== 'using_statement' && statement.type !== 'for_statement') return null;
  const declaration = partsOf(statement).find(part => part.type === 'variable_declaration');
  const declarator = declaration ? partsOf(declaration).find(part => part.type === 'variable_declarator' && nameOf(part) === name) : undefined;
  return declaration && declarator ? unknown(declaration.childForFieldName('type')) : null;
}

/** Whether a class has a method of this name itself. */
export function hasOwnMethod(classNode: Node | null, name: string): boolean {
  return classNode !== null && membersOf(classNode).some(member => isMethod(member) && nameOf(member) === name);
}
