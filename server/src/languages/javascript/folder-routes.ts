import type { Node } from 'web-tree-sitter';
import { type MethodSet, methods } from '../../model/methods.ts';
import { partsOf } from '../../syntax/nodes.ts';
import type { BindingAt } from '../shared/framework.ts';
import { argumentsOf, calleeName, type JsFile, stringValue, unwrap } from './file.ts';
import { folderOfModules, pathNamed } from './handlers.ts';
import { keyOf } from './objects.ts';

/** A call by a verb that is kept under its usual name: `app[method](…)`, `app[verbs[key]](…)`. */
export const VERB_CALL = /\w\[\s*(?:http_?)?(?:method|verb)s?(?:\s*\[[^\]\n]+\])?\s*\]\s*\(/i;
/** What looks into a folder. */
const LISTS_FOLDER = /\breaddir(?:Sync)?\s*\(/;

const VERBS: Readonly<Record<string, MethodSet>> = {
  get: methods('GET', 'HEAD'), post: methods('POST'), put: methods('PUT'), patch: methods('PATCH'), delete: methods('DELETE'), del: methods('DELETE'),
};

/**
 * Routes that are bound by the names of what the files of a folder export, as express's own example of controllers does:
 * `fs.readdirSync(folder)`, and for each name `switch (key) { case 'create': method = 'post'; … }`, `app[method](url, controller[key])`,
 * or a table `const verbs = { create: 'post' }`, `app[verbs[key]](…)`.
 */
export function folderRoutes(file: JsFile): BindingAt[] {
  if (!file.text.has(LISTS_FOLDER) || !file.text.has(/\b(?:require|import)\s*\(\s*[^'"\s)]/)) return [];
  const folders = file.callsOf('readdirSync', 'readdir').flatMap(call => folderIn(file, argumentsOf(call)[0] ?? null) ?? []);
  const named = [...casesIn(file), ...tablesIn(file)];
  return folders.flatMap(folder => named.map(({ node, key, verb }): BindingAt => ({
    handlers: [{ module: folderOfModules(folder), name: key }], methods: VERBS[verb] as MethodSet, path: null, node,
    says: `bound here: ${key} of the files in ${folder}, by ${verb}`,
  })));
}

interface Named {
  readonly node: Node;
  readonly key: string;
  readonly verb: string;
}

function casesIn(file: JsFile): Named[] {
  return file.root.descendantsOfType('switch_case').flatMap((each): Named[] => {
    const key = stringValue(each?.childForFieldName('value') ?? null);
    if (!each || key === null) return [];
    return partsOf(each).flatMap(statement => {
      const assignment = statement.type === 'expression_statement' ? statement.firstNamedChild : null;
      const name = assignment?.type === 'assignment_expression' ? assignment.childForFieldName('left') : null;
      const verb = stringValue(assignment?.childForFieldName('right') ?? null)?.toLowerCase() ?? '';
      return name?.type === 'identifier' && Object.hasOwn(VERBS, verb) && isVerbOf(file, `${name.text}\\s*\\]`) ? [{ node: each.childForFieldName('value') ?? each, key, verb }] : [];
    });
  });
}

function tablesIn(file: JsFile): Named[] {
  return file.text.matchAll(/(?<![\w$.])([\w$]+)\s*=\s*\{(?=[^{}]{0,900}:\s*['"](?:get|post|put|patch|delete|del)['"])/gi).flatMap(({ 0: whole, 1: name = '', index }) => {
    if (!isVerbOf(file, `${name.replaceAll('$', '\\$')}\\s*[.[]`)) return [];
    const object = file.root.descendantForIndex(index + whole.length - 1, index + whole.length);
    return (object?.type === 'object' ? partsOf(object) : object?.parent?.type === 'object' ? partsOf(object.parent) : []).flatMap((pair): Named[] => {
      const key = keyOf(pair);
      const verb = stringValue(pair.childForFieldName('value'))?.toLowerCase() ?? '';
      return key !== null && Object.hasOwn(VERBS, verb) ? [{ node: pair, key, verb }] : [];
    });
  });
}

/** Whether a method of something is called by what begins so: `app[method](…)`, `app[verbs[key]](…)`. */
function isVerbOf(file: JsFile, start: string): boolean {
  return file.text.has(new RegExp(`[\\w$)]\\[\\s*${start}`));
}

/** The folder that `path.join(__dirname, 'controllers')`, `__dirname + '/controllers'` or the like names, from the workspace folder; null for one that cannot be told. */
function folderIn(file: JsFile, expression: Node | null): string | null {
  if (!expression) return null;
  const node = file.follow(expression);
  const parts = node.type === 'call_expression' && /^(?:join|resolve)$/.test(calleeName(node) ?? '') ? argumentsOf(node)
    : node.type === 'binary_expression' ? [node.childForFieldName('left'), node.childForFieldName('right')].flatMap(each => each ?? [])
      : node.type === 'template_string' ? partsOf(node) : [];
  const [first, ...rest] = parts;
  const start = first && (first.type === 'template_substitution' ? first.firstNamedChild : unwrap(first));
  const below = rest.map(each => each.type === 'string_fragment' ? each.text : stringValue(file.follow(each)));
  if (!/^(?:__dirname|import\.meta\.dirname)$/.test(start?.text ?? '') || below.length === 0 || below.some(each => each === null)) return null;
  return pathNamed(file.path, `./${below.join('/')}`);
}
