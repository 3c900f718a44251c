import type { AdapterDocs } from '../server/src/syntax/adapter.ts';
import { exampleOf, NOTE } from './example.ts';

/** The frameworks of one language, or of several that share them. */
export interface FrameworkGroup {
  readonly title: string;
  readonly frameworks: readonly { readonly name: string; readonly docs: AdapterDocs }[];
}

const PROVED = '*measured*: requested with GET, HEAD, POST, PUT, PATCH and DELETE from the real server or framework (`npm run conformance`). *documented*: as its documentation or source says, which is named.';

const NO_REDIRECTS = 'Docusaurus’s client redirects, `gatsby-plugin-meta-redirect` and Astro’s static builds write pages that send the browser on: no HTTP redirect, so nothing is reported. '
  + '`redirects` in the configuration of Next.js, Nuxt, Astro and Gatsby are in [frameworks.md](frameworks.md). [hints.md](hints.md) says why there is no more than a hint where nothing limits the methods.';

/** One row for each format; its lines of constructs and statuses stand beside each other. */
function overview(all: readonly AdapterDocs[]): string {
  const lines = (cells: readonly string[]) => cells.join('<br>');
  const rows = all.filter(docs => docs.constructs.length > 0).map(docs => `| ${[
    `[${docs.title.replaceAll('`', '')}](#${anchor(docs.title)})`, lines(docs.recognised), lines(docs.constructs.map(row => code(row.code))), docs.unwritten ?? '',
    lines(docs.constructs.map(row => row.status)), docs.sendable.join(', '), lines(docs.constructs.map(row => row.proved)),
  ].join(' | ')} |`);
  return ['| format | files | constructs | where no status is written | status of each | can send | proved |', '|---|---|---|---|---|---|---|', ...rows].join('\n');
}

/** As GitHub names headings. */
function anchor(heading: string): string {
  return heading.toLowerCase().replace(/[^\w\- ]/g, '').replaceAll(' ', '-');
}

/** docs/formats.md: a table of all, and one section for each configuration format. */
export function formatsPage(all: readonly AdapterDocs[]): string {
  const intro = `What redirect-lint understands of each format, and the status that each construct sends. ${PROVED}`;
  const sections = all.filter(docs => docs.constructs.length > 0).map(docs => [
    `## ${docs.title}`, `<${docs.url}>`, `Recognised by ${docs.recognised.join('; ')}.`, ...constructsOf(docs), ...(docs.notes ?? []),
  ].join('\n\n'));
  return `${[NOTE, '# Configuration formats', intro, NO_REDIRECTS, overview(all), ...sections].join('\n\n')}\n`;
}

/** One page for each framework, and docs/frameworks.md, which lists them; texts by their path below the root. */
export async function frameworkPages(groups: readonly FrameworkGroup[]): Promise<[string, string][]> {
  const listed = groups.map(group => ({ ...group, frameworks: group.frameworks.filter(({ docs }) => docs.constructs.length > 0) }));
  const pages: [string, string][] = [['docs/frameworks.md', list(listed)]];
  for (const group of listed) {
    for (const { name, docs } of group.frameworks) pages.push([`docs/frameworks/${pageOf(name)}`, await frameworkPage(group.title, docs)]);
  }
  return pages;
}

function list(groups: readonly FrameworkGroup[]): string {
  const sections = groups.map(({ title, frameworks }) => [
    `## ${title}`,
    ['| framework | redirects by | status | proved |', '|---|---|---|---|', ...frameworks.map(({ name, docs }) => {
      const [first] = docs.constructs;
      return `| [${docs.title}](frameworks/${pageOf(name)}) | ${code(first?.code ?? '')} | ${first?.status ?? ''} | ${proofsOf(docs)} |`;
    })].join('\n'),
  ].join('\n\n'));
  return `${[NOTE, '# Frameworks', `Each framework has a page: what is recognised, what it sends, which methods reach it, the fix, and how it was proved. ${PROVED}`, FORMS, ...sections].join('\n\n')}\n`;
}

/** Holds for all of them, so that it stands on none of their pages. */
const FORMS = `Where nothing limits the methods of a route or a PHP script, the pages that send to it do: \`<form method="post" action="/login">\`, a button's \`formaction\` and
\`formmethod\`, and htmx's \`hx-post\`, \`hx-put\`, \`hx-patch\` and \`hx-delete\` show that POST (PUT, PATCH, DELETE) reaches it, beside GET. They are read in HTML, in the templates of
Jinja, Django, Twig, Go, ERB, EJS, Handlebars, Liquid, FreeMarker, JSP, Thymeleaf and Razor, and in what PHP prints. The address is a path, one with
variables, one from the root of a JSP application (\`\${pageContext.request.contextPath}/cancel\`), a relative one where only one route can be meant by it, or the name of a
route (\`{% url 'cancel' %}\`, \`{{ path('cancel') }}\`) or action (\`asp-controller="Orders" asp-action="Cancel"\`); a script is named by its file, from the folder of the page or one above. Of other servers' addresses, computed
ones, and those that could mean several routes or scripts, nothing is concluded, nor where a condition around a redirect asks what was sent: \`isset($_POST['save'])\` tells
by itself for whom it is. A form that a script sends to itself counts where the script also asks whether it was posted.`;

/** The file of a framework's page; `net/http` and `node:http` are no file names. */
function pageOf(name: string): string {
  return `${name.replace(/[^\w.-]/g, '-')}.md`;
}

async function frameworkPage(language: string, docs: AdapterDocs): Promise<string> {
  const proved = [
    ...(docs.measuredWith ?? []).map(({ server, version }) => `- ${version}: \`node conformance/run.mjs ${server}\``),
    ...(docs.constructs.some(row => row.proved === 'documented') ? [`- documented rows: their source, else <${docs.url}>`] : []),
  ];
  return `${[
    NOTE, `# ${docs.title}`, `${language}. <${docs.url}>`,
    '## What is recognised', docs.recognised.map(each => `- ${each}`).join('\n'),
    '## What it sends', ...constructsOf(docs), ...(docs.notes ?? []),
    ...(docs.methods ? ['## Which methods reach it', docs.methods.join('\n\n')] : []),
    ...(docs.example ? ['## What is reported, and the fix', await exampleOf(docs.example)] : []),
    '## How it was proved', PROVED, ...(proved.length > 0 ? [proved.join('\n')] : []),
  ].join('\n\n')}\n`;
}

function constructsOf(docs: AdapterDocs): string[] {
  const rows = docs.constructs.map(row => `| ${code(row.code)} | ${row.status} | ${row.proved}${row.source ? `: ${row.source}` : ''} |`);
  return [
    ...(rows.length > 0 ? [['| construct | status | proved |', '|---|---|---|', ...rows].join('\n')] : []),
    ...(docs.sendable.length > 0 ? [`Can send ${docs.sendable.join(', ')}.`] : []),
  ];
}

function proofsOf(docs: AdapterDocs): string {
  return [...new Set(docs.constructs.map(row => row.proved))].sort().reverse().join(', ');
}

/** A code span in a table's cell; a longer fence where the code holds a backtick (CommonMark 6.1). */
function code(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
  return text.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``;
}
