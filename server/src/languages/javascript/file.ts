import type { Node } from 'web-tree-sitter';
import { Answers } from '../../syntax/answers.ts';
import type { AskedText } from '../../syntax/asked-text.ts';
import { ancestorsOf, partsOf, sameNode } from '../../syntax/nodes.ts';
import { startsWith, type SyntaxTree } from '../../syntax/tree.ts';
import { anyOf } from '../../syntax/triggers.ts';

/** Where a name comes from. */
export type Definition =
  /** `import { name } from 'module'`, `require('module')`; name is `default` or `*` for the whole. */
  | { readonly kind: 'import'; readonly module: string; readonly name: string }
  | { readonly kind: 'function'; readonly node: Node }
  | { readonly kind: 'class'; readonly node: Node }
  /** `const x = value`; `key` where it is taken out of the value: `const { key } = value`. */
  | { readonly kind: 'variable'; readonly value: Node | null; readonly key: string | null; readonly constant: boolean }
  /** `index` counts from 0; `key` where the parameter is destructured; `type` is the text of its annotation. */
  | { readonly kind: 'parameter'; readonly of: Node; readonly index: number; readonly key: string | null; readonly type: string | null };

const FUNCTIONS = new Set(['function_declaration', 'function_expression', 'arrow_function', 'method_definition', 'generator_function', 'generator_function_declaration']);
const WRAPPERS = new Set(['parenthesized_expression', 'as_expression', 'satisfies_expression', 'non_null_expression', 'await_expression', 'type_assertion']);
const MEMBERS = new Set(['member_expression', 'subscript_expression']);
const SCOPES = new Set(['program', 'statement_block', 'switch_case', 'switch_default', 'class_static_block']);

/** What a module of CommonJS is for others. */
export const MODULE_EXPORTS = /^(?:module\.)?exports$/;

export function isFunction(node: Node): boolean {
  return FUNCTIONS.has(node.type);
}

/** The expression without parentheses, `await`, `as T`, `!` and the like around it. */
export function unwrap(node: Node): Node {
  let inner = node;
  while (WRAPPERS.has(inner.type)) {
    const next = inner.type === 'type_assertion' ? inner.lastNamedChild : inner.firstNamedChild;
    if (!next) break;
    inner = next;
  }
  return inner;
}

/** What a chain of assignments assigns: `express()` of `const app = module.exports = express()`. */
function lastAssigned(node: Node): Node {
  const value = unwrap(node);
  const right = value.type === 'assignment_expression' ? value.childForFieldName('right') : null;
  return right ? lastAssigned(right) : value;
}

// Every framework asks the same of the same calls and names.
const known = {
  arguments: new Answers<Node[]>(), receiver: new Answers<Node | null>(), name: new Answers<string | null>(),
  names: new Answers<Map<string, Definition>>(), definition: new Answers<Definition | null>(), modules: new Answers<ReadonlySet<string>>(),
  calls: new Answers<Node[]>(),
  /** What stands for each name by which calls of a file are looked for. */
  called: new Answers<Map<string, object>>(),
};

/** Arguments of a call in their order. */
export function argumentsOf(call: Node): Node[] {
  return known.arguments.about(call, () => {
    const list = call.childForFieldName('arguments');
    return list?.type === 'arguments' ? partsOf(list) : [];
  });
}

/** `name` of `….name(…)`, `…['name'](…)` or `name(…)`, null for any other call. */
export function calleeName(call: Node): string | null {
  return known.name.about(call, () => {
    const callee = call.childForFieldName('function');
    if (callee?.type === 'identifier') return callee.text;
    if (callee?.type === 'subscript_expression') return stringValue(callee.childForFieldName('index'));
    return callee?.type === 'member_expression' ? callee.childForFieldName('property')?.text ?? null : null;
  });
}

/** `object` of `object.name(…)`, null where nothing stands before the name. */
export function receiverOf(call: Node): Node | null {
  return known.receiver.about(call, () => {
    const callee = call.childForFieldName('function');
    const object = callee && MEMBERS.has(callee.type) ? callee.childForFieldName('object') : null;
    return object ? unwrap(object) : null;
  });
}

/** Text of a string or of a template without substitutions, escapes left as they are; null for anything else. */
export function stringValue(node: Node | null): string | null {
  if (!node) return null;
  if (node.type === 'string') return node.text.slice(1, -1);
  if (node.type === 'template_string' && !node.namedChildren.some(child => child?.type === 'template_substitution')) return node.text.slice(1, -1);
  return null;
}

/** One JavaScript or TypeScript file: its tree, with names resolved as far as the file itself goes. */
export class JsFile {
  readonly path: string;
  readonly text: AskedText;
  readonly root: Node;
  /** What was found at the offsets of names, with the node there and the one that would be the call. */
  readonly #namedAt = new Map<number, { readonly node: Node; readonly parent: Node | null; readonly call: Node | null }>();

  constructor(path: string, { asked, rootNode }: SyntaxTree) {
    this.path = path;
    this.text = asked;
    this.root = rootNode;
  }

  /** Calls `….name(…)`, `…['name'](…)` and `name(…)` in the order of the text. */
  callsOf(...names: string[]): Node[] {
    const key = names.join('|');
    const called = known.called.about(this.root, () => new Map());
    const question = called.get(key) ?? {};
    called.set(key, question);
    return known.calls.about(question, () => {
      // Type arguments, a template or a comment may stand between name and parenthesis; the tree decides.
      const pattern = new RegExp(`(?<![\\w$])${anyOf(names)}(?![\\w$])(?=\\s*[(<\`/]|['"]\\])`, 'g');
      return this.text.matchAll(pattern).flatMap(({ index }) => this.#callAt(index) ?? []);
    });
  }

  /** The call whose callee's name begins at an offset. */
  #callAt(offset: number): Node | null {
    const before = this.#namedAt.get(offset);
    // Frameworks look for the same names; whoever asks has to be known to the nodes that answer.
    if (before?.node.type && before.parent?.type) return before.call;
    const node = this.root.descendantForIndex(offset, offset + 1);
    const name = node?.type === 'string_fragment' ? node.parent : node;
    const callee = name?.parent && MEMBERS.has(name.parent.type) ? name.parent : name;
    const parent = callee?.parent ?? null;
    const call = parent?.type === 'call_expression' && sameNode(parent.childForFieldName('function'), callee ?? null) ? parent : null;
    if (node) this.#namedAt.set(offset, { node, parent, call });
    return call;
  }

  /** Modules that the file imports or requires, by their specifier as written. */
  get modules(): ReadonlySet<string> {
    return known.modules.about(this.root, () => new Set(this.text.matchAll(/(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*(['"`])([^'"`\n]+)\1/g).map(match => match[2] as string)));
  }

  /** Whether one of these packages, or a path below it, is imported. */
  imports(...packages: string[]): boolean {
    return packages.some(name => [...this.modules].some(module => module === name || module.startsWith(`${name}/`)));
  }

  /** Names that the file's top level takes from modules, types left in. */
  get importedNames(): { local: string; module: string; name: string }[] {
    return [...this.#namesIn(this.root)].flatMap(([local, definition]) => definition.kind === 'import' ? [{ local, module: definition.module, name: definition.name }] : []);
  }

  /** What an identifier stands for at its place; null where the file does not say. */
  define(identifier: Node): Definition | null {
    return known.definition.about(identifier, () => this.#find(identifier));
  }

  #find(identifier: Node): Definition | null {
    const name = identifier.text;
    for (const parent of ancestorsOf(identifier)) {
      if (SCOPES.has(parent.type) || isFunction(parent)) {
        const found = this.#namesIn(parent).get(name);
        if (found) return found;
      }
    }
    return null;
  }

  /** Follows constants and aliases to an expression: `const r = res` gives `res`; five hops at most. */
  follow(node: Node): Node {
    let at = unwrap(node);
    for (let hop = 0; hop < 5 && (at.type === 'identifier' || at.type === 'shorthand_property_identifier'); hop++) {
      const definition = this.define(at);
      if (definition?.kind !== 'variable' || !definition.constant || definition.key !== null || !definition.value) break;
      const value = lastAssigned(definition.value);
      if (sameNode(value, at)) break;
      at = value;
    }
    return at;
  }

  #namesIn(scope: Node): Map<string, Definition> {
    return known.names.about(scope, () => isFunction(scope) ? parametersOf(scope) : declarationsIn(scope));
  }
}

function parametersOf(fn: Node): Map<string, Definition> {
  const names = new Map<string, Definition>();
  const single = fn.childForFieldName('parameter');
  const list = single ? [single] : partsOf(fn.childForFieldName('parameters') ?? fn).filter(() => fn.childForFieldName('parameters') !== null);
  list.filter(parameter => parameter.type !== 'this').forEach((parameter, index) => {
    const type = parameter.childForFieldName('type')?.text.replace(/^:\s*/, '') ?? null;
    const pattern = parameter.childForFieldName('pattern') ?? parameter;
    for (const { name, key } of namesOfPattern(pattern)) names.set(name, { kind: 'parameter', of: fn, index, key, type });
  });
  return names;
}

/** Names that a pattern binds; `key` is the property they are taken from, null for the whole. */
function namesOfPattern(pattern: Node): { name: string; key: string | null }[] {
  if (pattern.type === 'identifier') return [{ name: pattern.text, key: null }];
  if (pattern.type === 'rest_pattern') return pattern.firstNamedChild ? namesOfPattern(pattern.firstNamedChild) : [];
  if (pattern.type === 'assignment_pattern' || pattern.type === 'object_assignment_pattern') {
    const left = pattern.childForFieldName('left');
    return left ? namesOfPattern(left) : [];
  }
  if (pattern.type === 'shorthand_property_identifier_pattern') return [{ name: pattern.text, key: pattern.text }];
  if (pattern.type === 'pair_pattern') {
    const value = pattern.childForFieldName('value');
    const key = pattern.childForFieldName('key')?.text ?? null;
    return value ? namesOfPattern(value).map(({ name }) => ({ name, key })) : [];
  }
  if (pattern.type === 'object_pattern') return partsOf(pattern).flatMap(namesOfPattern).map(({ name, key }) => ({ name, key: key ?? '...' }));
  if (pattern.type === 'array_pattern') return partsOf(pattern).flatMap(namesOfPattern).map(({ name }) => ({ name, key: '[]' }));
  return [];
}

function declarationsIn(scope: Node): Map<string, Definition> {
  const names = new Map<string, Definition>();
  for (const child of partsOf(scope)) {
    const statement = child.type === 'export_statement' ? child.childForFieldName('declaration') ?? child : child;
    if (statement.type === 'function_declaration' || statement.type === 'generator_function_declaration') {
      names.set(statement.childForFieldName('name')?.text ?? '', { kind: 'function', node: statement });
    } else if (statement.type === 'class_declaration' || statement.type === 'abstract_class_declaration') {
      names.set(statement.childForFieldName('name')?.text ?? '', { kind: 'class', node: statement });
    } else if (statement.type === 'lexical_declaration' || statement.type === 'variable_declaration') {
      for (const declarator of partsOf(statement)) declare(declarator, startsWith(statement, 'const'), names);
    } else if (statement.type === 'import_statement') {
      importsOf(statement, names);
    }
  }
  return names;
}

function declare(declarator: Node, constant: boolean, names: Map<string, Definition>): void {
  const pattern = declarator.childForFieldName('name');
  const value = declarator.childForFieldName('value');
  if (!pattern) return;
  const required = value ? requiredModule(unwrap(value)) : null;
  for (const { name, key } of namesOfPattern(pattern)) {
    if (required) {
      const from = required.name === '*' ? key ?? '*' : key ? `${required.name}.${key}` : required.name;
      names.set(name, { kind: 'import', module: required.module, name: from });
    } else {
      // A `let` or `var` that is set once is as good as a constant to read; writers reassign redirects' parts rarely, so only const is trusted.
      names.set(name, { kind: 'variable', value, key, constant: constant || value?.type === 'call_expression' || value?.type === 'new_expression' });
    }
  }
}

/** `require('x')` is the whole of x, `require('x').y` its y. */
function requiredModule(value: Node): { module: string; name: string } | null {
  if (value.type === 'call_expression' && value.childForFieldName('function')?.text === 'require') {
    const module = stringValue(argumentsOf(value)[0] ?? null);
    return module === null ? null : { module, name: '*' };
  }
  if (value.type === 'call_expression' && value.childForFieldName('function')?.type === 'import') {
    const module = stringValue(argumentsOf(value)[0] ?? null);
    return module === null ? null : { module, name: '*' };
  }
  if (value.type !== 'member_expression') return null;
  const inner = requiredModule(unwrap(value.childForFieldName('object') ?? value.child(0) ?? value));
  const property = value.childForFieldName('property')?.text;
  return inner && property ? { module: inner.module, name: inner.name === '*' ? property : `${inner.name}.${property}` } : null;
}

function importsOf(statement: Node, names: Map<string, Definition>): void {
  // TypeScript's `import login = require('./login')`.
  const required = statement.namedChildren.find(child => child?.type === 'import_require_clause');
  const from = required ? stringValue(required.childForFieldName('source')) : null;
  if (required && from !== null) names.set(required.firstNamedChild?.text ?? '', { kind: 'import', module: from, name: '*' });
  const module = stringValue(statement.childForFieldName('source'));
  const clause = statement.namedChildren.find(child => child?.type === 'import_clause');
  if (module === null || !clause) return;
  for (const part of partsOf(clause)) {
    if (part.type === 'identifier') names.set(part.text, { kind: 'import', module, name: 'default' });
    if (part.type === 'namespace_import') names.set(part.firstNamedChild?.text ?? '', { kind: 'import', module, name: '*' });
    if (part.type !== 'named_imports') continue;
    for (const specifier of partsOf(part)) {
      const name = specifier.childForFieldName('name')?.text ?? '';
      names.set(specifier.childForFieldName('alias')?.text ?? name, { kind: 'import', module, name });
    }
  }
}
