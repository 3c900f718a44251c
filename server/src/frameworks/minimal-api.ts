import type { Node } from 'web-tree-sitter';
import { flagEdits, flagsAmong, statusOfFlags } from '../languages/csharp/edits.ts';
import type { CsFile } from '../languages/csharp/file.ts';
import type { CsFramework } from '../languages/csharp/framework.ts';
import { byHandEdits, responseAt } from '../languages/csharp/results.ts';
import { methodsListed } from '../languages/csharp/routes.ts';
import { argumentAt, argumentsOf, calleeName, isFunction, lastName, receiverOf, stringValue } from '../languages/csharp/syntax.ts';
import { routeTarget, targetOf } from '../languages/csharp/values.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { ANY, type MethodSet, methods } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { oneLine } from '../syntax/nodes.ts';

/** Where the switches stand. Source: reference of Microsoft.AspNetCore.Http.Results, .NET 8. */
const RESULTS: Readonly<Record<string, { readonly flags: number; readonly isRoute: boolean }>> = {
  Redirect: { flags: 1, isRoute: false },
  LocalRedirect: { flags: 1, isRoute: false },
  RedirectToRoute: { flags: 2, isRoute: true },
};
/** Source: reference of EndpointRouteBuilderExtensions. */
const ROUTES: Readonly<Record<string, MethodSet>> = {
  MapGet: methods('GET'), MapPost: methods('POST'), MapPut: methods('PUT'), MapPatch: methods('PATCH'), MapDelete: methods('DELETE'), MapMethods: ANY, Map: ANY, MapFallback: ANY,
};
const INSTEAD = phrase('Minimal APIs have no result that sends 303: take the `HttpContext`, set `Response.Headers.Location` and return `Results.StatusCode(303)`.');
const NOTE = phrase('for 303 set Response.Headers.Location and return Results.StatusCode(303)');

export const minimalApi: CsFramework = {
  name: 'minimal-api',
  docs: {
    title: 'ASP.NET Core minimal APIs',
    url: 'https://learn.microsoft.com/en-us/aspnet/core/fundamentals/minimal-apis/responses',
    recognised: ['`Results.Redirect`, `TypedResults.Redirect` and their `Local…` and `…ToRoute` forms', 'handlers of `MapPost`, `MapMethods` and the like'],
    constructs: [
      { code: 'app.MapPost("/x", () => Results.Redirect("/y"))', status: '302', proved: 'documented', source: 'https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.http.results.redirect' },
      { code: 'Results.Redirect("/y", permanent: true)', status: '301', proved: 'documented', source: 'https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.http.results.redirect' },
      { code: 'Results.Redirect("/y", preserveMethod: true)', status: '307', proved: 'documented', source: 'https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.http.results.redirect' },
      { code: 'TypedResults.Redirect("/y", true, true)', status: '308', proved: 'documented', source: 'https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.http.typedresults.redirect' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['Where a handler takes no `HttpContext` or `HttpResponse`, there is no fix for 303: it would need a parameter.'],
  },
  // `Map` by itself is too common a name; what it binds redirects, or calls what does, by names of their own.
  triggers: ['Results.Redirect', 'Results.LocalRedirect', ...Object.keys(ROUTES).filter(name => name !== 'Map').map(name => `.${name}(`)],
  applies: file => /\b(?:Typed)?Results\s*\.|\.Map(?:Get|Post|Put|Patch|Delete|Methods|Fallback)?\(/.test(file.text),
  redirects: file => file.callsOf(...Object.keys(RESULTS)).flatMap(call => result(file, call)),
  bindings: file => file.callsOf(...Object.keys(ROUTES)).flatMap(call => route(file, call)),
};

function result(file: CsFile, call: Node): RedirectAt[] {
  const receiver = receiverOf(call);
  const entry = RESULTS[calleeName(call) ?? ''];
  if (!entry || !receiver || !/^(?:Typed)?Results$/.test(lastName(receiver) ?? '')) return [];
  const flags = flagsAmong(file, argumentsOf(call), entry.flags);
  const code = statusOfFlags(flags);
  const first = argumentAt(call, 0);
  const isWrong = code === 301 || code === 302;
  const see = isWrong && !entry.isRoute && receiver.text.endsWith('Results') && !receiver.text.endsWith('TypedResults') ? seeOther(file, call) : [];
  const repeat = isWrong ? editsBy(status => status === 303 ? null : flagEdits(call, flags, status, false)) : [];
  return [{
    node: call, statusNode: flags.preserveMethod ?? flags.permanent, status: { code, origin: flags.permanent || flags.preserveMethod ? 'explicit' : 'default' },
    target: entry.isRoute ? routeTarget(file, first) : targetOf(file, first),
    edits: [...see, ...repeat.map(edit => see.length > 0 ? edit : { ...edit, note: NOTE })], instead: INSTEAD,
  }];
}

/** `Results.Redirect(url)` alone: with its switches it says more than a Location and a status. */
function seeOther(file: CsFile, call: Node): RedirectAt['edits'] {
  const response = responseAt(call);
  const url = argumentAt(call, 0);
  const isPlain = calleeName(call) === 'Redirect' && argumentsOf(call).length === 1 && url !== null && stringValue(url)?.startsWith('~') !== true;
  return response && isPlain ? byHandEdits(file, call, { by: null, local: false, resolve: null }, [{ location: `${response}.Headers.Location`, answer: status => `Results.StatusCode(${status})` }], [303]) : [];
}

/** `app.MapPost("/x", handler)`; `MapMethods("/x", ["POST"], handler)`; of a call without a handler nothing is bound. */
function route(file: CsFile, call: Node): BindingAt[] {
  const name = calleeName(call) ?? '';
  const all = argumentsOf(call).map(each => each.value);
  const handler = all.at(-1);
  const limits = name === 'MapMethods' && all[1] ? methodsListed(file, [all[1]]) ?? ANY : ROUTES[name];
  if (!receiverOf(call) || !limits || !handler || all.length < (name === 'MapFallback' ? 1 : 2) || !(isFunction(handler) || lastName(handler) !== null)) return [];
  return [{ handlers: [handler], methods: limits, path: stringValue(all[0] ?? null), node: call, says: `bound here: ${oneLine(call)}` }];
}
