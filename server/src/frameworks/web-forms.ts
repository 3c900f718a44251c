import type { CsFile } from '../languages/csharp/file.ts';
import type { CsFramework } from '../languages/csharp/framework.ts';
import { classOf, nameOf, parametersOf, supersOf } from '../languages/csharp/syntax.ts';
import type { ConventionAt } from '../languages/shared/framework.ts';
import { methods } from '../model/methods.ts';

/** Events of controls, by the ending that the designer gives their handlers. Source: references of System.Web.UI.WebControls and HtmlControls. */
const EVENT = /_(?:Click|ServerClick|Command|ItemCommand|RowCommand|ItemDeleting|ItemDeleted|ItemUpdating|ItemInserted|RowDeleting|RowUpdating|SelectedIndexChanged|CheckedChanged|TextChanged|FinishButtonClick|NextButtonClick|CancelButtonClick|LoggedIn|LoggingIn|CreatedUser)$/;
const HOLDER = /(?:^|\w)(?:Page|UserControl|MasterPage)(?:Base)?$/;

export const webForms: CsFramework = {
  name: 'web-forms',
  docs: {
    title: 'ASP.NET Web Forms',
    url: 'https://learn.microsoft.com/en-us/previous-versions/aspnet/y3bwdsh3(v=vs.100)',
    recognised: ['event handlers of controls, `Save_Click(object sender, EventArgs e)`, in pages and user controls'],
    constructs: [{ code: 'protected void Save_Click(object sender, EventArgs e) { Response.Redirect("/x"); }', status: '302', proved: 'documented', source: 'https://learn.microsoft.com/en-us/dotnet/api/system.web.httpresponse.redirect' }],
    sendable: [301, 302, 303, 307, 308],
    notes: ['Controls raise their events when the page is posted back. `IsPostBack` is read as a guard.'],
  },
  triggers: ['Redirect'],
  applies: file => /\.as[cp]x\.cs$|\.master\.cs$/.test(file.path) || file.uses('System.Web.UI'),
  redirects: () => [],
  bindings: () => [],
  conventions: eventHandlers,
};

function eventHandlers(file: CsFile): ConventionAt[] {
  return file.methods.flatMap((handler): ConventionAt[] => {
    const owner = classOf(handler);
    const [sender, event, more] = parametersOf(handler);
    const isEvent = EVENT.test(nameOf(handler)) && sender?.type === 'object' && /EventArgs$/.test(event?.type ?? '') && !more;
    const isPage = owner !== null && (/\.as[cp]x\.cs$|\.master\.cs$/.test(file.path) || supersOf(owner).some(name => HOLDER.test(name)));
    return isEvent && isPage ? [{ handler, methods: methods('POST'), says: `runs when the page is posted back, by its name ${nameOf(handler)}` }] : [];
  });
}
