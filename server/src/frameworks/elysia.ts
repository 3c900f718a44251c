import { argumentsOf } from '../languages/javascript/file.ts';
import { contextCalls } from '../languages/javascript/context-calls.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { importedCalls } from '../languages/javascript/imports.ts';
import { methodFirst } from '../languages/javascript/routes.ts';
import { statusOfArgument } from '../languages/javascript/status-argument.ts';
import { targetOf } from '../languages/javascript/values.ts';

export const elysia: JsFramework = {
  name: 'elysia',
  docs: {
    title: 'Elysia',
    url: 'https://elysiajs.com/essential/handler#redirect',
    recognised: ['`redirect(…)` of the context or of `elysia`, where Elysia is imported'],
    constructs: [
      { code: "({ redirect }) => redirect('/x')", status: '302', proved: 'measured' },
      { code: "({ redirect }) => redirect('/x', 303)", status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Methods come from `app.METHOD(path, …)` and `app.route(method, path, …)`. What `set.status` says is not used by `redirect()`.'],
    measuredWith: [{ server: 'elysia', version: 'Elysia 1.4.30' }],
    example: {
      file: 'app.ts',
      text: [
        "import { Elysia } from 'elysia';",
        '',
        "new Elysia().post('/login', ({ redirect }) => redirect('/account'));",
        '',
      ].join('\n'),
    },
  },
  triggers: ['redirect'],
  applies: file => file.imports('elysia'),
  redirects: file => {
    const imported = importedCalls(file, ['elysia'], ['redirect']).map(({ call }) => call);
    return [...imported, ...contextCalls(file, 'redirect', ({ index }) => index === 0)].flatMap((call): RedirectAt[] => {
      const args = argumentsOf(call);
      const stated = args[0] ? statusOfArgument(file, args, { at: 1, missing: 302 }) : null;
      return stated ? [{ node: call, ...stated, target: targetOf(file, args[0] ?? null) }] : [];
    });
  },
  bindings: file => methodFirst(file, 'route'),
};
