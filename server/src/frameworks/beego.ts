import type { Node } from 'web-tree-sitter';
import { argumentsOf, type GoFile, lastName, nameOf, receiverOf, stringValue } from '../languages/go/file.ts';
import type { GoFramework } from '../languages/go/framework.ts';
import { methodOfValue } from '../languages/go/handlers.ts';
import { redirectCall } from '../languages/go/redirects.ts';
import { statusValue } from '../languages/go/values.ts';
import type { BindingAt, ConventionAt, RedirectAt } from '../languages/shared/framework.ts';
import { ANY, type MethodSet, methods, NONE, union } from '../model/methods.ts';
import { nodesAt, oneLine } from '../syntax/nodes.ts';

const PACKAGES = ['github.com/astaxie/beego', 'github.com/beego/beego'];
const SOURCE = 'https://github.com/beego/beego/blob/v2.3.8/server/web/controller.go';
/**
 * Methods of a controller that answer by their names where a route maps none: `ControllerInterface` in the same file. `Delete` and `Put` are as often
 * actions that `AutoRouter` binds to every method by the same name, so that these tell nothing.
 */
const VERBS: Readonly<Record<string, string>> = { Get: 'GET', Post: 'POST' };

export const beego: GoFramework = {
  name: 'beego',
  docs: {
    title: 'Beego',
    url: 'https://github.com/beego/beego',
    recognised: ['`Redirect` of a `beego.Controller` or `web.Controller`, of what embeds one, and of types of the project whose names end in `Controller`; `Ctx.Redirect` of these'],
    constructs: [
      { code: 'c.Redirect("/x", 302)', status: 'as written', proved: 'documented', source: SOURCE },
      { code: 'c.Ctx.Redirect(302, "/x")', status: 'as written', proved: 'documented', source: 'https://github.com/beego/beego/blob/v2.3.8/server/web/context/context.go' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: [
      'Methods are those that a route maps (`web.Router("/login", &LoginController{}, "post:Login")`) or the comment `@router /login [post]` names; else those named `Get` and `Post` answer these.',
    ],
  },
  triggers: ['beego', '@router', 'Redirect('],
  applies: file => file.importsAny(...PACKAGES) || /^func \(\w+ \*?\w*Controller\)/m.test(file.text),
  redirects: file => file.callsOf('Redirect').flatMap(call => redirect(file, call)),
  bindings: file => [...routed(file), ...commented(file)],
  conventions: named,
};

/** A controller by its type: it embeds the framework's, or its name says so. */
function isController(file: GoFile, expression: Node): boolean {
  const type = file.typeOf(expression);
  if (!type) return false;
  return /Controller$/.test(type.name) && (type.package === null || PACKAGES.some(path => type.package?.startsWith(path)))
    || file.embeddedIn(type).some(each => each.name === 'Controller' && each.package !== null && PACKAGES.some(path => each.package?.startsWith(path)));
}

function redirect(file: GoFile, call: Node): RedirectAt[] {
  const receiver = receiverOf(call);
  const [first, second, more] = argumentsOf(call);
  if (!receiver || !first || !second || more) return [];
  if (isController(file, receiver) && statusValue(file, first) === null) return redirectCall(file, call, { target: 0, status: 1 });
  const owner = lastName(receiver) === 'Ctx' ? receiver.childForFieldName('operand') : null;
  return owner && isController(file, owner) ? redirectCall(file, call, { target: 1, status: 0 }) : [];
}

/** `beego.Router("/x", &controllers.X{}, "post:Save;get,head:Show")`, within a namespace `NSRouter`. Without a mapping the names of its methods tell. */
function routed(file: GoFile): BindingAt[] {
  return file.callsOf('Router', 'NSRouter').flatMap((call): BindingAt[] => {
    const [path, controller, ...mappings] = argumentsOf(call);
    if (!path || !controller || !file.importsAny(...PACKAGES)) return [];
    const rows = mappings.flatMap(mapping => stringValue(file.follow(mapping))?.split(';') ?? []);
    return rows.flatMap(row => {
      const [verbs = '', name = ''] = row.trim().split(':');
      const limits = methodsIn(verbs);
      const handlers = methodOfValue(file, controller, name).map(({ ref, node }) => node ?? ref);
      return limits && handlers.length > 0 ? [{ handlers, methods: limits, path: stringValue(file.follow(path)), node: call, says: `bound here: ${oneLine(call)}` }] : [];
    });
  });
}

/** `post`, `get,post`, `*`; null for anything else. */
function methodsIn(verbs: string): MethodSet | null {
  const names = verbs.split(',').map(verb => verb.trim().toUpperCase());
  if (names.includes('*')) return ANY;
  return names.every(name => /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(name)) ? names.map(name => methods(name)).reduce(union, NONE) : null;
}

const ROUTER = /(?<=^[ \t]*\/\/[ \t]*)@router[ \t]+(\S+)[ \t]+\[([\w, *]+)\].*\r?\n(?:[ \t]*\/\/.*\r?\n)*(?=func )/gm;

/** `// @router /login [post]` above a method of a controller. */
function commented(file: GoFile): BindingAt[] {
  return [...file.text.matchAll(ROUTER)].flatMap((match): BindingAt[] => {
    const method = file.root.descendantForIndex(match.index + match[0].length)?.parent;
    const limits = methodsIn(match[2] as string);
    if (method?.type !== 'method_declaration' || !limits) return [];
    return [{ handlers: [method], methods: limits, path: match[1] as string, node: method.childForFieldName('name') ?? method, says: `bound by its comment: @router ${match[1]} [${match[2]}]` }];
  });
}

function named(file: GoFile): ConventionAt[] {
  return [...nodesAt(file.root, file.text, /(?<=^func \(\w+ \*?\w*Controller\) )(?:Get|Post)(?=\(\))/gm)].flatMap(({ node }) => {
    const method = node.parent;
    const verb = method?.type === 'method_declaration' ? VERBS[nameOf(method)] : undefined;
    return method && verb ? [{ handler: method, methods: methods(verb), says: `answers ${verb} by its name` }] : [];
  });
}
