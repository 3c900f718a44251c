import type { Node } from 'web-tree-sitter';
import { flagEdits, flagsAmong, statusOfFlags } from '../languages/csharp/edits.ts';
import { type CsFile, hasOwnMethod } from '../languages/csharp/file.ts';
import type { CsFramework } from '../languages/csharp/framework.ts';
import { type Address, byHandEdits, type ByHand } from '../languages/csharp/results.ts';
import { actionName, attributedActions, otherActions, plainActions } from '../languages/csharp/routes.ts';
import {
  argumentAt, argumentsOf, attributesOf, calleeName, classAround, classOf, isFunction, lastName, methodsOf, modifiersOf, nameNodeOf, nameOf, parametersOf, receiverOf, stringValue, supersOf,
} from '../languages/csharp/syntax.ts';
import { routeTarget, targetOf } from '../languages/csharp/values.ts';
import type { ConventionAt, RedirectAt } from '../languages/shared/framework.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { insertion, replacement } from '../languages/shared/text-edits.ts';
import type { StatusEdit, Target } from '../model/facts.ts';
import { GET_AND_HEAD, methods } from '../model/methods.ts';
import type { TextEdit } from '../model/text.ts';
import { type Phrase, phrase } from '../model/phrase.ts';
import { ancestorsOf, spanOf } from '../syntax/nodes.ts';

/** What each method of a controller is given first, and how the same address is made by `Url`. */
const KINDS: Readonly<Record<string, { readonly names: readonly string[]; readonly url: string | null }>> = {
  Redirect: { names: ['url'], url: null },
  LocalRedirect: { names: ['localUrl'], url: null },
  RedirectToAction: { names: ['actionName', 'controllerName'], url: 'Url.Action' },
  RedirectToRoute: { names: ['routeName'], url: 'Url.RouteUrl' },
  RedirectToPage: { names: ['pageName', 'pageHandler'], url: 'Url.Page' },
};
/** Endings of their names, each with its status. Source: reference of ControllerBase and PageModel, ASP.NET Core 8. */
const ENDINGS: Readonly<Record<string, number>> = { '': 302, Permanent: 301, PreserveMethod: 307, PermanentPreserveMethod: 308 };
const METHODS = Object.keys(KINDS).flatMap(kind => Object.keys(ENDINGS).map(ending => kind + ending));

/** Constructors of results: where the switches stand, where the address; `both`: there is no overload with one of them alone. */
const RESULTS: Readonly<Record<string, { readonly flags: number; readonly isRoute: boolean; readonly fewest: number }>> = {
  RedirectResult: { flags: 1, isRoute: false, fewest: 1 },
  LocalRedirectResult: { flags: 1, isRoute: false, fewest: 1 },
  RedirectToActionResult: { flags: 3, isRoute: true, fewest: 3 },
  RedirectToRouteResult: { flags: 2, isRoute: true, fewest: 2 },
  RedirectToPageResult: { flags: 3, isRoute: true, fewest: 3 },
};

type Platform = 'core' | 'mvc5' | 'web-api';
const CORE: readonly ByHand[] = [
  // IHeaderDictionary has properties for well-known headers since ASP.NET Core 6.
  { location: 'Response.Headers["Location"]', answer: status => `StatusCode(${status})`, when: { of: 'dotnet', is: '<6' } },
  { location: 'Response.Headers.Location', answer: status => `StatusCode(${status})` },
];
const MVC5: readonly ByHand[] = [{ location: 'Response.RedirectLocation', answer: status => `new HttpStatusCodeResult(${status})` }];
const INSTEAD: Readonly<Record<Platform, Phrase>> = {
  core: phrase('ASP.NET Core has no method that sends 303: set `Response.Headers.Location` and return `StatusCode(303)`.'),
  mvc5: phrase('ASP.NET MVC 5 has no method that sends 303: set `Response.RedirectLocation` and return `new HttpStatusCodeResult(303)`.'),
  'web-api': phrase('ASP.NET Web API has no method that sends 303: return `ResponseMessage(response)` with `HttpStatusCode.SeeOther` and `response.Headers.Location`.'),
};
const NOTE = phrase('for 303 set Response.Headers.Location and return StatusCode(303)');

export const aspnetMvc: CsFramework = {
  name: 'aspnet-mvc',
  docs: {
    title: 'ASP.NET Core MVC, ASP.NET MVC 5 and Web API',
    url: 'https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.mvc.controllerbase',
    recognised: ['`Redirect`, `LocalRedirect`, `RedirectToAction`, `RedirectToRoute` and `RedirectToPage` in controllers and page models, and the results that they make'],
    constructs: [
      { code: 'return Redirect("/x");', status: '302', proved: 'documented', source: 'https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.mvc.controllerbase.redirect' },
      { code: 'return RedirectToAction("Index");', status: '302', proved: 'documented', source: 'https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.mvc.controllerbase.redirecttoaction' },
      { code: 'return RedirectToActionPermanent("Index");', status: '301', proved: 'documented', source: 'ControllerBase.cs in dotnet/aspnetcore' },
      { code: 'return RedirectToActionPreserveMethod("Index");', status: '307', proved: 'documented', source: 'ControllerBase.cs in dotnet/aspnetcore' },
      { code: 'return RedirectToActionPermanentPreserveMethod("Index");', status: '308', proved: 'documented', source: 'ControllerBase.cs in dotnet/aspnetcore' },
      { code: 'return new RedirectResult("/x", permanent, preserveMethod);', status: '302, 301, 307 or 308', proved: 'documented', source: 'https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.mvc.redirectresult' },
      { code: 'Response.Headers.Location = "/x"; return StatusCode(303);', status: 'as written', proved: 'documented', source: 'dotnet/aspnetcore#13359 and #13560: what its maintainers advise for 303' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: [
      'Methods come from `[HttpPost]` and its kind and from `[AcceptVerbs]`. An action without them beside one of the same name that has them answers the rest; any other action without them answers every method.',
      '`[ValidateAntiForgeryToken]` stands for POST where nothing says more: a link cannot carry the token.',
      '`RedirectToAction` leads to the action of that name, in the controller that it names or its own.',
      'The fix for 303 sets the Location itself, for the framework has no method that sends 303. It leaves out that a redirect keeps TempData which has been read, so it is not part of "fix all".',
      'In MVC 5 and Web API there are no `…PreserveMethod` methods.',
    ],
  },
  triggers: ['Redirect', 'HttpPost', 'HttpPut', 'HttpPatch', 'HttpDelete', 'AcceptVerbs', /class \w+Controller\b/],
  applies: file => /\b(?:Controller|PageModel|ActionResult|RedirectTo|LocalRedirect|RedirectResult|ControllerBase)/.test(file.text),
  redirects: file => [
    ...file.callsOf(...METHODS).flatMap(call => controllerMethod(file, call)),
    ...file.callsOf(...Object.keys(RESULTS)).flatMap(call => result(file, call)),
  ],
  bindings: file => [...attributedActions(file), ...otherActions(file)],
  endpoints: plainActions,
  conventions: file => [...protectedForms(file), ...namedActions(file)],
};

function platformOf(file: CsFile, place: Node): Platform {
  const owner = classAround(place);
  if (file.uses('Microsoft.AspNetCore')) return 'core';
  if (file.uses('System.Web.Http') && owner && supersOf(owner).some(name => /ApiController$/.test(name))) return 'web-api';
  return file.uses('System.Web') ? 'mvc5' : 'core';
}

function controllerMethod(file: CsFile, call: Node): RedirectAt[] {
  const name = calleeName(call) ?? '';
  const kind = Object.keys(KINDS).find(each => name.startsWith(each) && Object.hasOwn(ENDINGS, name.slice(each.length)));
  const nameNode = nameNodeOf(call);
  const entry = kind === undefined ? undefined : KINDS[kind];
  if (kind === undefined || !entry || !nameNode || call.type !== 'invocation_expression' || !isControllers(call, kind)) return [];
  const code = ENDINGS[name.slice(kind.length)] as number;
  const first = argumentAt(call, 0, entry.names[0]);
  const platform = platformOf(file, call);
  return [{
    node: call, statusNode: nameNode, status: { code, origin: code === 302 ? 'default' : 'explicit' },
    target: kind === 'RedirectToAction' ? actionTarget(file, call, first) : entry.url ? routeTarget(file, first) : targetOf(file, first),
    edits: code === 301 || code === 302 ? methodEdits(file, call, kind, nameNode, platform) : [], instead: INSTEAD[platform],
  }];
}

/** The action, of this controller unless the call names another. */
function actionTarget(file: CsFile, call: Node, action: Node | null): Target {
  const target = routeTarget(file, action);
  const given = argumentAt(call, 1, 'controllerName');
  const own = classAround(call);
  // A variable there may hold the name of a controller, or route values.
  const controller = given && isText(given) ? stringValue(given) : (!given || isValues(given) || given.type === 'null_literal') && own ? nameOf(own) : null;
  return target.text === null || controller === null ? target : { ...target, name: actionName(controller, target.text) };
}

/** Whether a call is of a controller's or page's own method: by its receiver and by the class that it stands in. */
function isControllers(call: Node, kind: string): boolean {
  const receiver = receiverOf(call);
  const owner = classAround(call);
  if (receiver && receiver.type !== 'this' && receiver.type !== 'base') return kind !== 'Redirect' && /controller$|page(?:Model)?$/i.test(lastName(receiver) ?? '');
  if (!receiver && (isLocal(call) || hasOwnMethod(owner, calleeName(call) ?? ''))) return false;
  return owner !== null && (kind !== 'Redirect' || isController(owner));
}

function isLocal(call: Node): boolean {
  return [...ancestorsOf(call)].some(each => isFunction(each) && parametersOf(each).some(({ name }) => name === calleeName(call)));
}

function isController(classNode: Node): boolean {
  return [nameOf(classNode), ...supersOf(classNode)].some(name => /(?:Controller|ControllerBase|PageModel|Model|Page)$/.test(name))
    || attributesOf(classNode).some(({ name }) => /^(?:ApiController|Controller|Route)$/.test(name))
    || methodsOf(classNode).some(method => attributesOf(method).some(({ name }) => /^(?:Http(?:Get|Post|Put|Patch|Delete)|AcceptVerbs)$/.test(name)));
}

function methodEdits(file: CsFile, call: Node, kind: string, name: Node, platform: Platform): StatusEdit[] {
  const address = addressOf(call, kind, platform);
  if (platform === 'web-api') return [];
  if (platform === 'mvc5') return address ? byHandEdits(file, call, address, MVC5, [303, 307, 308]) : [];
  const see = address ? byHandEdits(file, call, address, CORE, [303]) : [];
  const adapted = argumentsKept(file, call, kind);
  const repeat = adapted ? editsBy(status => status === 303 ? null : [replacement(spanOf(name), kind + (status === 307 ? 'PreserveMethod' : 'PermanentPreserveMethod')), ...adapted]) : [];
  // Alone, a fix that repeats the form's request is not what most redirects want.
  return [...see, ...repeat.map(edit => see.length > 0 ? edit : { ...edit, note: NOTE })];
}

/** Parameters of the redirecting methods that have another name in ASP.NET Core's `Url`. In MVC 5 they are named alike. Source: UrlHelperExtensions. */
const RENAMED: Readonly<Record<string, string>> = { actionName: 'action', controllerName: 'controller', routeValues: 'values' };

/** How the address is made without the method; null where `Url` takes these arguments otherwise. */
function addressOf(call: Node, kind: string, platform: Platform): Address | null {
  const all = argumentsOf(call);
  const by = KINDS[kind]?.url ?? null;
  if (by === null) return all.some(each => each.name !== null) ? null : { by, local: kind === 'LocalRedirect', resolve: 'Url.Content' };
  const most = kind === 'RedirectToRoute' ? 2 : 3;
  const last = all[most - 1];
  if (all.length > most || all.some(each => each.name === 'fragment') || (last?.name === null && isText(last.value))) return null;
  if (all.length === 0 && kind !== 'RedirectToPage') return null;
  return { by, none: 'null', renamed: platform === 'core' ? RENAMED : {} };
}

/** A text literal or `nameof`: as a last argument it is a fragment. */
function isText(node: Node): boolean {
  return /string/.test(node.type) || calleeName(node) === 'nameof';
}

function isValues(node: Node): boolean {
  return /object_creation/.test(node.type);
}

/**
 * The `…PreserveMethod` methods have one signature each (names, route values, fragment), the others have overloads that leave out names:
 * what stands at another place there is given its name. Null where the types cannot be told. Source: ControllerBase.cs and PageBase.cs.
 */
function argumentsKept(file: CsFile, call: Node, kind: string): TextEdit[] | null {
  const all = argumentsOf(call);
  const names = KINDS[kind]?.names.length ?? 0;
  if (kind === 'Redirect' || kind === 'LocalRedirect') return all.length === 1 ? [] : null;
  if (all.length === 0) return kind !== 'RedirectToPage' || classAround(call) === null || !/Controller$/.test(nameOf(classAround(call) as Node)) ? [] : null;
  const edits: TextEdit[] = [];
  for (const [at, { name, value, node }] of all.entries()) {
    if (name !== null || (at < names && (isText(value) || file.typeOf(value) === 'string' || at === 0 && kind !== 'RedirectToRoute'))) continue;
    if (isValues(value)) {
      if (at !== names) edits.push(insertion(node.startIndex, 'routeValues: '));
    } else if (isText(value)) {
      if (at !== names + 1) edits.push(insertion(node.startIndex, 'fragment: '));
    } else return null;
  }
  return edits;
}

/** `new RedirectResult(url, permanent, preserveMethod)` and its kind. */
function result(file: CsFile, call: Node): RedirectAt[] {
  const entry = RESULTS[calleeName(call) ?? ''];
  if (!entry || call.type === 'invocation_expression') return [];
  const all = argumentsOf(call);
  const flags = flagsAmong(file, all, entry.flags);
  const isFlag = (node: Node | null) => node === null || node.type === 'boolean_literal';
  // Without the third argument of three, what stands there may be another overload's fragment.
  const code = isFlag(flags.permanent) && isFlag(flags.preserveMethod) ? statusOfFlags(flags) : null;
  const platform = platformOf(file, call);
  const kept = platform === 'core' && code !== null && all.length >= entry.fewest && call.parent?.type !== 'variable_declarator';
  const edits = kept && (code === 301 || code === 302)
    ? editsBy(status => status === 303 ? null : flagEdits(call, flags, status, true)).map(edit => ({ ...edit, note: NOTE })) : [];
  const first = all[0]?.value ?? null;
  return [{
    node: call, statusNode: flags.preserveMethod ?? flags.permanent, status: { code, origin: flags.permanent || flags.preserveMethod ? 'explicit' : 'default' },
    target: entry.isRoute ? routeTarget(file, first) : targetOf(file, first), edits, instead: INSTEAD[platform],
  }];
}

/** `[ValidateAntiForgeryToken]` refuses a request without the token that forms carry. Source: https://learn.microsoft.com/en-us/aspnet/core/security/anti-request-forgery */
function protectedForms(file: CsFile): ConventionAt[] {
  return file.methods.filter(method => attributesOf(method).some(({ name }) => name === 'ValidateAntiForgeryToken'))
    .map(handler => ({ handler, methods: methods('POST'), says: 'a form with its token by [ValidateAntiForgeryToken]' }));
}

/** Web API: an action's name begins with its method. Source: https://learn.microsoft.com/en-us/aspnet/web-api/overview/web-api-routing-and-actions/routing-in-aspnet-web-api */
function namedActions(file: CsFile): ConventionAt[] {
  return file.methods.flatMap((handler): ConventionAt[] => {
    const owner = classOf(handler);
    const verb = /^(Get|Post|Put|Patch|Delete)/.exec(nameOf(handler))?.[1];
    if (!verb || !owner || !modifiersOf(handler).includes('public') || !supersOf(owner).includes('ApiController')) return [];
    return [{ handler, methods: verb === 'Get' ? GET_AND_HEAD : methods(verb), says: `${verb.toUpperCase()} by its name, ${nameOf(handler)}` }];
  });
}

