import type { Reexport } from '../../model/facts.ts';
import type { SourceFile } from '../../syntax/adapter.ts';
import type { PyFile } from './file.ts';
import { isInstalled, modulesNamed } from './handlers.ts';

/** A package: what it imports from its modules goes by the package's name too. */
export function passesOn({ path, text }: SourceFile): boolean {
  return /(?:^|\/)__init__\.py$/.test(path) && text.includes('import');
}

/** `from .auth import login`, `from .auth import login as sign_in`, `from .auth import *`; `from . import auth` is the module by its own name. */
export function reexportsOf(file: PyFile): Reexport[] {
  return file.importStatements.flatMap(({ node, module, names }): Reexport[] => {
    if (node.type !== 'import_from_statement' || module === null || /^\.+$/.test(module) || isInstalled(module)) return [];
    const [only, ...others] = modulesNamed(file.path, module);
    if (only === undefined || others.length > 0) return [];
    if (names.length === 0) return [{ name: '*', of: { module: only, name: '*' } }];
    return names.map(each => {
      const of = (each.type === 'aliased_import' ? each.childForFieldName('name') ?? each : each).text;
      return { name: each.childForFieldName('alias')?.text ?? of, of: { module: only, name: of } };
    });
  });
}
