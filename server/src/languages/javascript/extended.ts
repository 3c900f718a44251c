import type { Node } from 'web-tree-sitter';
import { partsOf } from '../../syntax/nodes.ts';
import { isFunction, type JsFile, unwrap } from './file.ts';

/** Names a member of a package as a module; no path begins so. */
const PACKAGE = 'npm:';

/** The module by which a member is known that files put on what a package exports. */
export function extendedModule(name: string, member: string): string {
  return `${PACKAGE}${name}#${member}`;
}

/**
 * Functions that this file puts on what a package exports, for all who require it to find there: `passport.requireUser = (req, res, next) => …`.
 * A package is one object for all files of a process: https://nodejs.org/api/modules.html#caching
 */
export function modulesExtended(file: JsFile): string[] {
  return partsOf(file.root).flatMap(statement => {
    const assignment = statement.type === 'expression_statement' ? statement.firstNamedChild : null;
    const left = assignment?.type === 'assignment_expression' ? assignment.childForFieldName('left') : null;
    const right = assignment?.childForFieldName('right');
    const owner = left?.type === 'member_expression' ? left.childForFieldName('object') : null;
    const member = left?.childForFieldName('property')?.text;
    const extended = owner && right && isFunction(unwrap(right)) ? packageNamed(file, owner) : null;
    return extended !== null && member !== undefined ? [extendedModule(extended, member)] : [];
  });
}

/** The package that a name stands for as a whole. */
export function packageNamed(file: JsFile, name: Node): string | null {
  const definition = name.type === 'identifier' ? file.define(name) : null;
  const isWhole = definition?.kind === 'import' && (definition.name === '*' || definition.name === 'default');
  return isWhole && /^[@\w]/.test(definition.module) ? definition.module : null;
}
