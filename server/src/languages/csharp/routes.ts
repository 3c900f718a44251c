import type { Node } from 'web-tree-sitter';
import { ANY, allBut, has, methods, type MethodSet, union } from '../../model/methods.ts';
import { oneLine } from '../../syntax/nodes.ts';
import { METHOD_NAME } from '../shared/conditions.ts';
import type { BindingAt, EndpointAt } from '../shared/framework.ts';
import type { CsFile } from './file.ts';
import { type Attribute, attributesOf, classOf, itemsOf, lastName, modifiersOf, nameOf, stringValue } from './syntax.ts';

/** The methods of `"POST"`, `new[] { "PUT", "PATCH" }`, `HttpVerbs.Get | HttpVerbs.Post`; null where they are computed. */
export function methodsListed(file: CsFile, expressions: readonly Node[]): MethodSet | null {
  const names = expressions.flatMap(each => itemsOf(file.follow(each))).map(item => stringValue(file.follow(item)) ?? lastName(item) ?? '');
  return names.length > 0 && names.every(name => METHOD_NAME.test(name)) ? methods(...names) : null;
}

/** The methods of `[HttpPost]`, `[AcceptVerbs("GET", "POST")]`; null for any other attribute. */
export function methodsOfAttribute(file: CsFile, attribute: Attribute): MethodSet | null {
  const verb = /^Http(Get|Head|Post|Put|Patch|Delete|Options)$/.exec(attribute.name)?.[1];
  if (verb) return methods(verb);
  return attribute.name === 'AcceptVerbs' ? methodsListed(file, attribute.arguments.filter(each => each.name === null).map(each => each.value)) ?? ANY : null;
}

/** Actions under such attributes: with several, each one opens a way. */
export function attributedActions(file: CsFile): BindingAt[] {
  return file.methods.flatMap(method => attributesOf(method).flatMap((attribute): BindingAt[] => {
    const limits = methodsOfAttribute(file, attribute);
    const path = attribute.arguments.find(each => each.name === null || each.name === 'Route');
    return limits ? [{ handlers: [method], methods: limits, path: path ? stringValue(path.value) : null, ...namedAs(method), node: attribute.node, says: `bound here: [${oneLine(attribute.node)}]` }] : [];
  }));
}

/**
 * Actions without such an attribute beside one of the same name that has it: `Edit(int id)` and `[HttpPost] Edit(Order order)`.
 * The one with the attribute is chosen for its methods. Source: ActionConstraint order in ASP.NET Core's routing documentation.
 */
export function otherActions(file: CsFile): BindingAt[] {
  return file.methods.flatMap((method): BindingAt[] => {
    const owner = classOf(method);
    if (!owner || file.methodsNamed(owner, nameOf(method)).length < 2 || !modifiersOf(method).includes('public') || verbsOf(file, method)) return [];
    const taken = file.methodsNamed(owner, nameOf(method)).filter(each => each.id !== method.id).map(each => verbsOf(file, each));
    const all = taken.reduce((sum, one) => sum && one ? union(sum, one) : sum ?? one, null);
    // Beside an action that is limited to GET, this one may well be for POST alone; nothing says so.
    if (!all || !('only' in all) || has(all, 'GET')) return [];
    const name = method.childForFieldName('name') ?? method;
    return [{ handlers: [method], methods: allBut(...all.only), path: null, ...namedAs(method), evidence: 'conventional', node: name, says: `${all.only.join(', ')} goes to the other ${name.text}` }];
  });
}

/** Public methods of controllers without such an attribute, which are actions all the same. */
export function plainActions(file: CsFile): EndpointAt[] {
  return file.methods.filter(method => namedAs(method).name !== undefined && modifiersOf(method).includes('public') && !verbsOf(file, method) && !attributesOf(method).some(({ name }) => name === 'NonAction'))
    .map(method => ({ handlers: [method], methods: ANY, path: null, ...namedAs(method), node: method.childForFieldName('name') ?? method, says: `the action ${nameOf(method)}` }));
}

/** How `RedirectToAction("Edit", "Orders")` names an action: `Orders#Edit`. `Async` at its end counts for nothing since ASP.NET Core 3. */
export function actionName(controller: string, action: string): string {
  return `${controller.replace(/Controller$/, '')}#${action.replace(/Async$/, '')}`;
}

function namedAs(method: Node): { readonly name?: string } {
  const owner = classOf(method);
  return owner && /Controller$/.test(nameOf(owner)) ? { name: actionName(nameOf(owner), nameOf(method)) } : {};
}

function verbsOf(file: CsFile, method: Node): MethodSet | null {
  return attributesOf(method).map(each => methodsOfAttribute(file, each)).reduce((sum, one) => sum && one ? union(sum, one) : sum ?? one, null);
}
