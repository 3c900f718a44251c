import { methodExports } from '../languages/javascript/exports.ts';
import { argumentsOf, type JsFile, receiverOf } from '../languages/javascript/file.ts';
import { contextCalls } from '../languages/javascript/context-calls.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { fileRoute } from '../languages/javascript/routes.ts';
import { statusOfArgument } from '../languages/javascript/status-argument.ts';
import { targetOf } from '../languages/javascript/values.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';

const PAGES = /(?:^|\/)src\/pages(?=\/)/;
const ENDPOINT = /\.[jt]s$/;
const MIDDLEWARE = /(?:^|\/)src\/middleware(?:\/index)?\.[jt]s$/;

export const astro: JsFramework = {
  name: 'astro',
  docs: {
    title: 'Astro',
    url: 'https://docs.astro.build/en/reference/api-reference/#redirect',
    recognised: ['`Astro.redirect(…)` in the frontmatter of `.astro` files', '`redirect(…)` of the context in endpoints (`src/pages/**`), middleware and actions'],
    constructs: [
      { code: "return Astro.redirect('/x')", status: '302', proved: 'measured' },
      { code: "return Astro.redirect('/x', 303)", status: 'as written', proved: 'measured' },
      { code: "export const POST: APIRoute = ({ redirect }) => redirect('/x')", status: '302', proved: 'measured' },
    ],
    sendable: [300, 301, 302, 303, 304, 307, 308],
    methods: ['A page answers every method; methods come from conditions on `Astro.request.method` and from endpoint exports named after their methods.'],
    measuredWith: [{ server: 'astro', version: 'Astro 5.18.2' }],
    example: {
      file: 'src/pages/api/login.ts',
      text: [
        "import type { APIRoute } from 'astro';",
        '',
        "export const POST: APIRoute = ({ redirect }) => redirect('/account');",
        '',
      ].join('\n'),
    },
  },
  triggers: [NAMES_REDIRECT],
  applies: file => file.path.endsWith('.astro') || file.imports('astro') || [...file.modules].some(module => module.startsWith('astro:')) || isEndpoint(file) || MIDDLEWARE.test(file.path),
  redirects: file => redirectCalls(file).flatMap((call): RedirectAt[] => {
    const args = argumentsOf(call);
    const stated = args[0] ? statusOfArgument(file, args, { at: 1, missing: 302 }) : null;
    return stated ? [{ node: call, ...stated, target: targetOf(file, args[0] ?? null) }] : [];
  }),
  bindings: file => isEndpoint(file) ? methodExports(file, fileRoute(file.path, PAGES, ENDPOINT)) : [],
};

function redirectCalls(file: JsFile) {
  const pages = file.path.endsWith('.astro') ? file.callsOf('redirect').filter(call => receiverOf(call)?.text === 'Astro') : [];
  return [...pages, ...contextCalls(file, 'redirect', ({ type, index }) => index === 0 || /\bAPIContext\b/.test(type ?? ''))];
}

/** A file below `src/pages` that exports methods; Next.js keeps its own there and exports none. */
function isEndpoint(file: JsFile): boolean {
  return PAGES.test(file.path) && ENDPOINT.test(file.path) && file.text.has(/export\s+(?:const|(?:async\s+)?function)\s+(?:GET|POST|PUT|PATCH|DELETE|ALL)\b/);
}
