import type { Node } from 'web-tree-sitter';
import { says } from '../../syntax/tree.ts';
import type { Reexport } from '../../model/facts.ts';
import type { SourceFile } from '../../syntax/adapter.ts';
import { argumentsOf, basesOf, methodsOf, nameOf, type PyFile } from './file.ts';
import { argumentName, classMade, exportsOf, handlersIn, isInstalled, modulesNamed, modulesOf } from './handlers.ts';

/** A package, for what it imports from its modules goes by the package's name too; and a class of bases from elsewhere, for it has what these have. */
export function passesOn({ path, text }: SourceFile): boolean {
  return text.includes('import') && (/(?:^|\/)__init__\.py$/.test(path) || /^[ \t]*class[ \t]+\w+[ \t]*\([^()\n]*\w/m.test(text));
}

/** All that a file hands on: what it imports, what its classes inherit, what it passes to functions of other files. */
export function reexportsOf(file: PyFile): Reexport[] {
  return [...imported(file), ...inherited(file), ...passed(file)];
}

/** A class has the methods of its bases that it does not define itself. */
function inherited(file: PyFile): Reexport[] {
  return file.classes.flatMap(each => {
    const [name] = exportsOf(each);
    if (name === undefined) return [];
    const but = methodsOf(each).map(nameOf);
    return basesOf(each).flatMap(base => namesOf(file, base)).map((of): Reexport => ({ name, of, but }));
  });
}

/** Calls by which a function binds handlers to routes. */
const BINDS = /\.(?:add_\w+|route|get|post|put|patch|delete)\(/;

/** `setup_routes(app, handlers)` where `handlers = Handlers(db)`: that module binds methods of the class by the name of its parameter. */
function passed(file: PyFile): Reexport[] {
  return [...file.callsOfImported(isInstalled), ...file.functions.filter(fn => says(fn, BINDS)).flatMap(fn => file.callsOf(nameOf(fn)))].flatMap(call => {
    const callee = call.childForFieldName('function');
    const objects = argumentsOf(call).flatMap((argument, index) => {
      const value = argument.type === 'keyword_argument' ? argument.childForFieldName('value') : argument;
      const made = value && classMade(file, value);
      return made ? namesOf(file, made).map(of => ({ of, place: argument.childForFieldName('name')?.text ?? index })) : [];
    });
    return objects.length === 0 || !callee ? [] : namesOf(file, callee).flatMap(to => objects.map(({ of, place }) => ({ name: argumentName(to.name, place), of, under: to.module })));
  });
}

/** The names under which other files know what an expression names. */
function namesOf(file: PyFile, expression: Node): { module: string; name: string }[] {
  return handlersIn(file, expression).flatMap(({ ref, node }) => {
    if ('name' in ref) return ref.module === null ? [] : [{ module: ref.module, name: ref.name }];
    return node ? modulesOf(file.path).flatMap(module => exportsOf(node).map(name => ({ module, name }))) : [];
  });
}

/** `from .auth import login`, `from .auth import login as sign_in`, `from .auth import *`; `from . import auth` is the module by its own name. */
function imported(file: PyFile): Reexport[] {
  return file.importStatements.flatMap(({ node, module, names }): Reexport[] => {
    if (node.type !== 'import_from_statement' || module === null || /^\.+$/.test(module) || isInstalled(module)) return [];
    const modules = modulesNamed(file.path, module);
    // Where that many folders could be meant, the package is none of this one's own.
    if (modules.length > 2) return [];
    return modules.flatMap(from => names.length === 0 ? [{ name: '*', of: { module: from, name: '*' } }] : names.map(each => {
      const of = (each.type === 'aliased_import' ? each.childForFieldName('name') ?? each : each).text;
      return { name: each.childForFieldName('alias')?.text ?? of, of: { module: from, name: of } };
    }));
  });
}
