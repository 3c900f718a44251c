import type { Node } from 'web-tree-sitter';
import { argumentsOf, calleeName, type JsFile, receiverOf, stringValue, unwrap } from './file.ts';

/** What a name stands for in the module that it comes from. */
export interface Imported {
  readonly module: string;
  /** `default` or `*` for the whole, else the exported name, members after a dot: `default.redirect`. */
  readonly name: string;
}

/** A specifier that is relative, goes through a folder, which packages' names seldom do, or is a prefix that a project maps. */
const IMPORT = /(?:from|require\(|import\(?)\s*['"]([.#][^'"\n]*|[@~]\w[\w-]*|[^'"\n]*\/[^'"\n]*)['"]/g;

/** The specifiers in a text that may lead to modules of the project. */
export function importsIn(text: string): string[] {
  return [...new Set([...text.matchAll(IMPORT)].map(([, specifier]) => specifier as string))];
}

/** Aliases of aliases are followed so many steps. */
const MOST_STEPS = 5;

/**
 * The import that an expression names: `redirect`, `kit.redirect` of `import * as kit`, `require('kit').redirect`, a constant made of either.
 * Null for a name of the file's own, a parameter, a global.
 */
export function importedAs(file: JsFile, expression: Node, steps = MOST_STEPS): Imported | null {
  const node = unwrap(expression);
  if (steps === 0) return null;
  if (node.type === 'member_expression') {
    const object = node.childForFieldName('object');
    const property = node.childForFieldName('property')?.text;
    const owner = object ? importedAs(file, object, steps - 1) : null;
    return owner && property ? memberOf(owner, property) : null;
  }
  if (node.type === 'call_expression' && calleeName(node) === 'require' && !receiverOf(node)) {
    const module = stringValue(argumentsOf(node)[0] ?? null);
    return module === null ? null : { module, name: '*' };
  }
  if (node.type !== 'identifier') return null;
  const definition = file.define(node);
  if (definition?.kind === 'import') return { module: definition.module, name: definition.name };
  if (definition?.kind !== 'variable' || !definition.constant || !definition.value || unwrap(definition.value).id === node.id) return null;
  const value = unwrap(definition.value);
  const whole = value.type === 'identifier' || value.type === 'member_expression' ? importedAs(file, value, steps - 1) : null;
  return whole && definition.key !== null ? memberOf(whole, definition.key) : whole;
}

function memberOf(owner: Imported, property: string): Imported {
  return { module: owner.module, name: owner.name === '*' ? property : `${owner.name}.${property}` };
}

/** Whether an expression names one of these exports of one of these packages; a path below a package counts as the package. */
export function isImported(file: JsFile, expression: Node | null, packages: readonly string[], names: readonly string[]): boolean {
  const from = expression ? importedAs(file, expression) : null;
  return from !== null && names.includes(from.name.replace(/^default\./, '')) && packages.some(name => from.module === name || from.module.startsWith(`${name}/`));
}

/** Calls of these exports of these packages, by whatever name the file gives them, each with the export's own name. */
export function importedCalls(file: JsFile, packages: readonly string[] | RegExp, names: readonly string[]): { call: Node; name: string; module: string }[] {
  const fits = (module: string) => packages instanceof RegExp ? packages.test(module) : packages.some(name => module === name || module.startsWith(`${name}/`));
  if (![...file.modules].some(fits)) return [];
  const aliases = file.importedNames.filter(each => names.includes(each.name) && fits(each.module)).map(each => each.local);
  return file.callsOf(...new Set([...names, ...aliases])).flatMap(call => {
    const callee = call.childForFieldName('function');
    const from = callee ? importedAs(file, callee) : null;
    const name = from?.name.replace(/^default\./, '') ?? '';
    return from && names.includes(name) && fits(from.module) ? [{ call, name, module: from.module }] : [];
  });
}

/** Whether an identifier is the platform's: the file defines and imports no such name. */
export function isGlobal(file: JsFile, node: Node | null, name: string): boolean {
  return node?.type === 'identifier' && node.text === name && file.define(node) === null;
}
