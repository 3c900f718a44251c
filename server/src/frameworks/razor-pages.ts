import type { CsFramework } from '../languages/csharp/framework.ts';
import { classOf, hasAttribute, modifiersOf, nameOf, supersOf } from '../languages/csharp/syntax.ts';
import type { ConventionAt } from '../languages/shared/framework.ts';
import { GET_AND_HEAD, methods } from '../model/methods.ts';
import type { CsFile } from '../languages/csharp/file.ts';

const HANDLER = /^On(Get|Head|Post|Put|Patch|Delete|Options)(?:[A-Z_]\w*)?$/;

export const razorPages: CsFramework = {
  name: 'razor-pages',
  docs: {
    title: 'ASP.NET Core Razor Pages',
    url: 'https://learn.microsoft.com/en-us/aspnet/core/razor-pages/',
    recognised: ['`OnPost`, `OnPostAsync`, `OnPostDelete` and the like in page models: classes in `.cshtml.cs` files, and those that extend `PageModel`'],
    constructs: [
      { code: 'IActionResult OnPost() { … return RedirectToPage("./Index"); }', status: '302', proved: 'documented', source: 'https://learn.microsoft.com/en-us/aspnet/core/razor-pages/#write-a-basic-form' },
      { code: 'return RedirectToPagePreserveMethod("./Index");', status: '307', proved: 'documented', source: 'PageBase.cs in dotnet/aspnetcore' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['HEAD goes to `OnGet` where there is no `OnHead`.', 'The redirecting methods are those of ASP.NET Core MVC.'],
  },
  triggers: ['OnPost', 'OnPut', 'OnPatch', 'PageModel'],
  applies: file => file.path.endsWith('.cshtml.cs') || /PageModel\b|RazorPages/.test(file.text),
  redirects: () => [],
  bindings: () => [],
  conventions: pageHandlers,
};

/** Source: "Multiple handlers per page" and "Handle HEAD requests" in the Razor Pages documentation. */
function pageHandlers(file: CsFile): ConventionAt[] {
  return file.methods.flatMap((handler): ConventionAt[] => {
    const owner = classOf(handler);
    const verb = HANDLER.exec(nameOf(handler))?.[1];
    const isPage = owner !== null && (file.path.endsWith('.cshtml.cs') || supersOf(owner).some(name => /PageModel$|Model$/.test(name)));
    if (!verb || !isPage || !modifiersOf(handler).includes('public') || hasAttribute(handler, 'NonHandler')) return [];
    return [{ handler, methods: verb === 'Get' ? GET_AND_HEAD : methods(verb), says: `${verb.toUpperCase()} by the page handler's name, ${nameOf(handler)}` }];
  });
}
