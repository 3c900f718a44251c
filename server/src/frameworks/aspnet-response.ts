import type { Node } from 'web-tree-sitter';
import { flagEdits, flagsAmong, statementOf, statementsFor, statusEdits, statusOfFlags } from '../languages/csharp/edits.ts';
import type { CsFile } from '../languages/csharp/file.ts';
import type { CsFramework } from '../languages/csharp/framework.ts';
import {
  argumentAt, argumentList, argumentsOf, bodyOf, calleeName, classAround, functionAround, isSequence, lastName, nameNodeOf, operatorOf, ownerOf, partsOf, receiverOf, stringValue, supersOf,
} from '../languages/csharp/syntax.ts';
import { statusValue, targetOf } from '../languages/csharp/values.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { insertion, replacement } from '../languages/shared/text-edits.ts';
import { isRedirectStatus, type StatusEdit } from '../model/facts.ts';
import { phrase } from '../model/phrase.ts';
import { nodesAt } from '../syntax/nodes.ts';

const BY_HAND = phrase('ASP.NET has no method that sends 303: call `Redirect`, then set `StatusCode` of the same response to 303.');
/** Types of a response. Source: references of Microsoft.AspNetCore.Http and System.Web. */
const RESPONSE_TYPE = /^HttpResponse(?:Base|Wrapper)?$/;

export const aspnetResponse: CsFramework = {
  name: 'aspnet-response',
  docs: {
    title: 'ASP.NET: HttpResponse',
    url: 'https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.http.httpresponse.redirect',
    recognised: ['`Response.Redirect`, `RedirectPermanent` and `RedirectToRoute` of `Microsoft.AspNetCore.Http` and `System.Web`', '`StatusCode` with a Location header'],
    constructs: [
      { code: 'context.Response.Redirect("/x");', status: '302', proved: 'documented', source: 'https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.http.httpresponse.redirect' },
      { code: 'context.Response.Redirect("/x", permanent: true);', status: '301', proved: 'documented', source: 'https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.http.httpresponse.redirect' },
      { code: 'context.Response.Redirect("/x", permanent: false, preserveMethod: true);', status: '307', proved: 'documented', source: 'ResponseExtensions.cs in dotnet/aspnetcore' },
      { code: 'context.Response.Redirect("/x"); context.Response.StatusCode = 303;', status: 'as written', proved: 'documented', source: 'DefaultHttpResponse.cs in dotnet/aspnetcore: Redirect only sets status and Location' },
      { code: 'Response.Redirect("/x", false); (System.Web)', status: '302', proved: 'documented', source: 'https://learn.microsoft.com/en-us/dotnet/api/system.web.httpresponse.redirect' },
      { code: 'Response.RedirectPermanent("/x"); (System.Web)', status: '301', proved: 'documented', source: 'https://learn.microsoft.com/en-us/dotnet/api/system.web.httpresponse.redirectpermanent' },
      { code: 'Response.Headers.Location = "/x"; return StatusCode(302);', status: 'as written', proved: 'documented', source: 'dotnet/aspnetcore#13560' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['The second argument of `Redirect` is `permanent` in ASP.NET Core and `endResponse` in System.Web; the namespaces that a file uses tell which is meant.'],
  },
  triggers: ['.Redirect', 'Headers.Location', '"Location"', '"location"', 'HeaderNames.Location'],
  applies: file => /\.Redirect|Location/.test(file.text),
  redirects: file => [
    ...file.callsOf('Redirect', 'RedirectPermanent', 'RedirectToRoute', 'RedirectToRoutePermanent').flatMap(call => responseMethod(file, call)),
    ...statusesWritten(file).flatMap(written => bareStatus(file, written)),
  ],
  bindings: () => [],
};

function responseMethod(file: CsFile, call: Node): RedirectAt[] {
  const receiver = receiverOf(call);
  const name = calleeName(call) ?? '';
  if (call.type !== 'invocation_expression' || !receiver || !isResponse(file, receiver)) return [];
  const isClassic = usesSystemWeb(file, call);
  if (!isClassic && name !== 'Redirect') return [];
  const later = statusLater(call, receiver);
  const common = { node: call, target: name.startsWith('RedirectToRoute') ? { kind: 'route' as const, text: stringValue(argumentAt(call, 0)) } : targetOf(file, argumentAt(call, 0)) };
  if (later) {
    const code = statusValue(file, later);
    return [{ ...common, statusNode: later, status: { code, origin: 'explicit' }, edits: code === null ? [] : editsBy(status => statusEdits(file, later, status)) }];
  }
  if (isClassic) {
    const code = name.endsWith('Permanent') ? 301 : 302;
    return [{ ...common, statusNode: nameNodeOf(call), status: { code, origin: code === 301 ? 'explicit' : 'default' }, edits: classicEdits(file, call, receiver), instead: BY_HAND }];
  }
  const flags = flagsAmong(file, argumentsOf(call), 1);
  const code = statusOfFlags(flags);
  return [{
    ...common, statusNode: flags.preserveMethod ?? flags.permanent, status: { code, origin: flags.permanent || flags.preserveMethod ? 'explicit' : 'default' },
    edits: code === 301 || code === 302 ? coreEdits(file, call, receiver, status => flagEdits(call, flags, status, true)) : [], instead: BY_HAND,
  }];
}

function isResponse(file: CsFile, receiver: Node): boolean {
  const type = file.typeOf(receiver);
  return type === null ? /^(?:response|httpResponse|resp)$/i.test(lastName(receiver) ?? '') : RESPONSE_TYPE.test(type);
}

/** Whether a place belongs to ASP.NET of the .NET Framework; a page or control of Web Forms, or a file that uses its namespaces. */
function usesSystemWeb(file: CsFile, place: Node): boolean {
  if (file.uses('Microsoft.AspNetCore')) return false;
  const owner = classAround(place);
  return file.uses('System.Web') || /\.as[cp]x\.cs$/.test(file.path) || (owner !== null && supersOf(owner).some(name => /^(?:Page|UserControl|MasterPage|HttpApplication)$/.test(name)));
}

/** 303 by a statement behind the call, 307 and 308 by its switches. */
function coreEdits(file: CsFile, call: Node, receiver: Node, repeat: (status: number) => ReturnType<typeof flagEdits>): StatusEdit[] {
  const at = call.parent?.type === 'expression_statement' ? statementOf(call) : null;
  const see = at && !receiver.text.includes('?') ? statementsFor(file, at, [], [`${receiver.text}.StatusCode = 303;`]) : null;
  return editsBy(status => status === 303 ? see : repeat(status)).map(edit => see ? edit : { ...edit, note: phrase('for 303 set StatusCode behind it') });
}

/**
 * System.Web: `Redirect` ends the response with its own status unless told not to, so that the status can be set behind it and the
 * response ended then. Source: reference of HttpResponse.Redirect and HttpResponse.End.
 */
function classicEdits(file: CsFile, call: Node, receiver: Node): StatusEdit[] {
  const at = call.parent?.type === 'expression_statement' ? statementOf(call) : null;
  const [url, end, more] = argumentsOf(call);
  const list = argumentList(call);
  if (!at || !url || !list || more || !/^Redirect(?:Permanent)?$/.test(calleeName(call) ?? '') || (end && end.value.type !== 'boolean_literal')) return [];
  const isEnded = end?.value.text !== 'false';
  const kept = end ? isEnded ? [replacement({ start: end.value.startIndex, end: end.value.endIndex }, 'false')] : [] : [insertion(url.node.endIndex, ', false')];
  return editsBy(status => statementsFor(file, at, kept, [`${receiver.text}.StatusCode = ${status};`, ...(isEnded ? [`${receiver.text}.End();`] : [])]));
}

/** The status that a later statement of the same block gives the response. */
function statusLater(call: Node, receiver: Node): Node | null {
  const at = statementOf(call);
  const block = at?.statement.parent;
  if (!at || !block || !(isSequence(block) || block.type === 'global_statement')) return null;
  for (const later of partsOf(block.type === 'global_statement' ? block.parent ?? block : block).filter(part => part.startIndex > at.statement.startIndex)) {
    const assignment = later.type === 'expression_statement' ? partsOf(later)[0] : undefined;
    const left = assignment?.type === 'assignment_expression' ? assignment.childForFieldName('left') : null;
    if (left && lastName(left) === 'StatusCode' && ownerOf(left)?.text === receiver.text) return assignment?.childForFieldName('right') ?? null;
    if (later.type !== 'expression_statement') return null;
  }
  return null;
}

/** Places that write a status by itself: `StatusCode(302)`, `new StatusCodeResult(302)`, `Response.StatusCode = 302`. */
function statusesWritten(file: CsFile): { readonly node: Node; readonly value: Node }[] {
  const calls = file.callsOf('StatusCode', 'StatusCodeResult', 'HttpStatusCodeResult').flatMap(node => {
    const value = argumentAt(node, 0);
    return value ? [{ node, value }] : [];
  });
  const assigned = [...nodesAt(file.root, file.text, /(?<=\.)StatusCode(?=\s*=[^=])/g)].flatMap(({ node }) => {
    const target = node.parent;
    const assignment = target?.parent;
    const value = assignment?.type === 'assignment_expression' && operatorOf(assignment) === '=' ? assignment.childForFieldName('right') : null;
    return assignment && value && isResponse(file, ownerOf(target as Node) ?? node) ? [{ node: assignment, value }] : [];
  });
  return [...calls, ...assigned];
}

const LOCATION = /\.Headers(?:\.Location|\[\s*(?:"[Ll]ocation"|HeaderNames\.Location)\s*\])\s*=(?!=)\s*([^;]+);|\.Headers\.(?:Add|Append|TryAdd)\(\s*(?:"[Ll]ocation"|HeaderNames\.Location)\s*,|\b(?:AddHeader|AppendHeader)\(\s*"[Ll]ocation"|\.RedirectLocation\s*=(?!=)/;

/** A redirect status whose function gives the response a Location. */
function bareStatus(file: CsFile, { node, value }: { readonly node: Node; readonly value: Node }): RedirectAt[] {
  const code = statusValue(file, value);
  const fn = functionAround(node);
  const match = fn ? LOCATION.exec(bodyOf(fn)?.text ?? '') : null;
  if (!isRedirectStatus(code) || !fn || !match || /\bResponse\.Redirect\(/.test(bodyOf(fn)?.text ?? '')) return [];
  const body = bodyOf(fn) as Node;
  const start = body.startIndex + match.index + match[0].indexOf(match[1] ?? '\0');
  const address = match[1] === undefined ? null : body.descendantForIndex(start, start + match[1].trimEnd().length - 1);
  return [{ node, statusNode: value, status: { code, origin: 'explicit' }, target: targetOf(file, address), edits: editsBy(status => statusEdits(file, value, status)) }];
}
