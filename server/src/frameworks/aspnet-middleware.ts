import type { Node } from 'web-tree-sitter';
import { addArgument, statusEdits } from '../languages/csharp/edits.ts';
import type { CsFile } from '../languages/csharp/file.ts';
import type { CsFramework } from '../languages/csharp/framework.ts';
import { argumentAt, calleeName, nameNodeOf, operatorOf, receiverOf, stringValue } from '../languages/csharp/syntax.ts';
import { statusValue } from '../languages/csharp/values.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { replacement } from '../languages/shared/text-edits.ts';
import type { Target } from '../model/facts.ts';
import { nodesAt, spanOf } from '../syntax/nodes.ts';

const ONWARD: Target = { kind: 'request', text: null };
/** What each method sends, and where it takes a status; null: nowhere. Source: RewriteOptionsExtensions.cs in dotnet/aspnetcore. */
const RULES: Readonly<Record<string, { readonly code: number; readonly status: number | null }>> = {
  AddRedirect: { code: 302, status: 2 },
  AddRedirectToHttps: { code: 302, status: 0 },
  AddRedirectToHttpsPermanent: { code: 301, status: null },
  AddRedirectToWww: { code: 307, status: 0 },
  AddRedirectToWwwPermanent: { code: 308, status: null },
  AddRedirectToNonWww: { code: 307, status: 0 },
  AddRedirectToNonWwwPermanent: { code: 308, status: null },
};
const SOURCE = 'RewriteOptionsExtensions.cs in dotnet/aspnetcore';

export const aspnetMiddleware: CsFramework = {
  name: 'aspnet-middleware',
  docs: {
    title: 'ASP.NET Core: URL rewriting and HTTPS redirection',
    url: 'https://learn.microsoft.com/en-us/aspnet/core/fundamentals/url-rewriting',
    recognised: ['`AddRedirect`, `AddRedirectToHttps`, `AddRedirectToWww` and the like of `RewriteOptions`', '`UseHttpsRedirection` and `RedirectStatusCode`'],
    constructs: [
      { code: 'new RewriteOptions().AddRedirect("old/(.*)", "new/$1")', status: '302', proved: 'documented', source: SOURCE },
      { code: '.AddRedirectToHttps()', status: '302', proved: 'documented', source: SOURCE },
      { code: '.AddRedirectToHttpsPermanent()', status: '301', proved: 'documented', source: SOURCE },
      { code: '.AddRedirectToWww()', status: '307', proved: 'documented', source: SOURCE },
      { code: '.AddRedirectToWwwPermanent()', status: '308', proved: 'documented', source: SOURCE },
      { code: 'app.UseHttpsRedirection();', status: '307', proved: 'documented', source: 'https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.httpspolicy.httpsredirectionoptions.redirectstatuscode' },
      { code: 'options.RedirectStatusCode = StatusCodes.Status308PermanentRedirect;', status: 'as written', proved: 'documented', source: 'https://learn.microsoft.com/en-us/aspnet/core/security/enforcing-ssl' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['These answer every method.'],
  },
  triggers: ['AddRedirect', 'UseHttpsRedirection', 'RedirectStatusCode'],
  applies: () => true,
  redirects: file => [
    ...file.callsOf(...Object.keys(RULES)).flatMap(call => rule(file, call)),
    ...file.callsOf('UseHttpsRedirection').map((call): RedirectAt => ({ node: call, statusNode: null, status: { code: 307, origin: 'default' }, target: ONWARD, edits: [], by: 'configuration' })),
    ...httpsStatus(file),
  ],
  bindings: () => [],
};

function rule(file: CsFile, call: Node): RedirectAt[] {
  const entry = RULES[calleeName(call) ?? ''];
  const name = nameNodeOf(call);
  if (!entry || !name || !receiverOf(call) || call.hasError) return [];
  const isPattern = calleeName(call) === 'AddRedirect';
  // Rules stand in a chain, of which the name is what is this one's own.
  const common = {
    node: name, by: 'configuration' as const, path: isPattern ? stringValue(argumentAt(call, 0)) : null,
    target: isPattern ? { kind: 'pattern' as const, text: stringValue(argumentAt(call, 1)) } : ONWARD,
  };
  const written = entry.status === null ? null : argumentAt(call, entry.status, 'statusCode');
  if (written && !/string/.test(written.type)) {
    const code = statusValue(file, written);
    return [{ ...common, statusNode: written, status: { code, origin: 'explicit' }, edits: code === null ? [] : editsBy(status => statusEdits(file, written, status)) }];
  }
  const plain = (calleeName(call) ?? '').replace(/Permanent$/, '');
  const edits = entry.code > 302 ? [] : editsBy(status => {
    const addition = addArgument(call, String(status));
    return addition && (entry.status === null ? [replacement(spanOf(name), plain), addition] : [addition]);
  });
  return [{ ...common, statusNode: entry.status === null ? name : null, status: { code: entry.code, origin: entry.status === null ? 'explicit' : 'default' }, edits }];
}

/** `options.RedirectStatusCode = 301;` of `AddHttpsRedirection`. */
function httpsStatus(file: CsFile): RedirectAt[] {
  return [...nodesAt(file.root, file.text, /\bRedirectStatusCode(?=\s*=[^=])/g)].flatMap(({ node }): RedirectAt[] => {
    const assignment = node.parent?.type === 'assignment_expression' ? node.parent : node.parent?.parent;
    const written = assignment?.type === 'assignment_expression' && operatorOf(assignment) === '=' ? assignment.childForFieldName('right') : null;
    if (!assignment || !written) return [];
    const code = statusValue(file, written);
    return [{ node: assignment, statusNode: written, status: { code, origin: 'explicit' }, target: ONWARD, by: 'configuration', edits: code === null ? [] : editsBy(status => statusEdits(file, written, status)) }];
  });
}
