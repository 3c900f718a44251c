import type { Node } from 'web-tree-sitter';
import { argumentsOf, calleeName, type GoFile, receiverOf } from '../languages/go/file.ts';
import type { GoFramework } from '../languages/go/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { canBe, headerRedirects, type RedirectCall, redirectCall, statusIn } from '../languages/go/redirects.ts';
import { anyRoutes, methodRoutes, TITLE_VERBS, verbRoutes } from '../languages/go/routes.ts';
import { statusValue, targetOf, writtenStatus } from '../languages/go/values.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import type { Status } from '../model/facts.ts';

const PACKAGE = 'github.com/gofiber/fiber';
const THREE = `${PACKAGE}/v3`;
const CONTEXT = `${PACKAGE}.Ctx`;
const TWO_GUIDE = 'https://docs.gofiber.io/v2.x/api/ctx#redirect';
const THREE_GUIDE = 'https://docs.gofiber.io/next/api/redirect';
const FOUND: Status = { code: 302, origin: 'default' };
/** 303 since https://github.com/gofiber/fiber/pull/3415, first released with v3.0.0-beta.5. */
const SEE_OTHER: Status = { code: 303, origin: 'default', variants: [{ when: { of: THREE, is: '<3.0.0-beta.5' }, code: 302 }] };

const TWO: Readonly<Record<string, RedirectCall>> = {
  Redirect: { target: 0, status: 1, defaults: FOUND },
  RedirectToRoute: { target: null, status: 2, defaults: FOUND },
  RedirectBack: { target: null, status: 1, defaults: FOUND },
};
const BACK = ['RedirectBack', 'Back'];
const ROUTE = ['RedirectToRoute', 'Route'];
const HEADERS = { keyed: ['Set', 'Append'], alone: ['Location'], status: ['Status', 'SendStatus'], before: ['Status'] };

export const fiber: GoFramework = {
  name: 'fiber',
  docs: {
    title: 'Fiber',
    url: 'https://docs.gofiber.io',
    recognised: ['`Redirect` and the like of a `*fiber.Ctx` (version 2) or `fiber.Ctx` (version 3), told apart by the import'],
    constructs: [
      { code: 'c.Redirect("/x")', status: '302 (version 2)', proved: 'documented', source: TWO_GUIDE },
      { code: 'c.Redirect("/x", fiber.StatusSeeOther)', status: 'as written (version 2)', proved: 'documented', source: TWO_GUIDE },
      { code: 'c.Status(303).Redirect("/x")', status: '302: the 303 is not used (version 2)', proved: 'documented', source: 'https://github.com/gofiber/fiber/blob/v2/ctx.go' },
      { code: 'c.RedirectBack("/")', status: '302 (version 2)', proved: 'documented', source: 'https://docs.gofiber.io/v2.x/api/ctx#redirectback' },
      { code: 'c.Redirect().To("/x")', status: '303 (3.0.0-beta.4 and before: 302)', proved: 'documented', source: THREE_GUIDE },
      { code: 'c.Redirect().Status(302).To("/x")', status: 'as written (version 3)', proved: 'documented', source: THREE_GUIDE },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Routes are found by `app.Post` and the like, `All`, `Add`, also on groups.'],
  },
  triggers: [PACKAGE],
  applies: file => file.importsAny(PACKAGE),
  redirects: file => [
    ...([...file.imports.values()].includes(THREE) ? versionThree(file) : versionTwo(file)),
    ...headerRedirects(file, HEADERS, root => canBe(file, root, CONTEXT)),
  ],
  bindings: file => [...verbRoutes(file, TITLE_VERBS), ...anyRoutes(file, 'All'), ...methodRoutes(file, 'Add')],
};

/** `c.Redirect("/x", 302)`; a `Status` before it is not used. */
function versionTwo(file: GoFile): RedirectAt[] {
  return file.callsOf(...Object.keys(TWO)).flatMap((call): RedirectAt[] => {
    const name = calleeName(call) ?? '';
    const entry = TWO[name];
    const receiver = receiverOf(call);
    const chained = receiver?.type === 'call_expression' && calleeName(receiver) === 'Status' ? receiver : null;
    const context = chained ? receiverOf(chained) : receiver;
    if (!entry || !context || !canBe(file, context, CONTEXT)) return [];
    const written = chained ? statusValue(file, argumentsOf(chained)[0] ?? null) : null;
    return redirectCall(file, call, entry).map(at => ({
      ...at, target: targetBy(file, name, call, at.target),
      ...(written !== null && at.status.origin === 'default' ? { status: { ...at.status, origin: 'overridden' as const, written } } : {}),
    }));
  });
}

/** `c.Redirect().Status(302).With(…).To("/x")` */
function versionThree(file: GoFile): RedirectAt[] {
  return file.callsOf('To', 'Route', 'Back').flatMap((call): RedirectAt[] => {
    const name = calleeName(call) ?? '';
    const chain = chainBefore(call);
    const start = chain.find(each => calleeName(each) === 'Redirect');
    const context = start ? receiverOf(start) : null;
    if (!start || !context || argumentsOf(start).length > 0 || !canBe(file, context, CONTEXT)) return [];
    const written = argumentsOf(chain.find(each => calleeName(each) === 'Status' && each.startIndex === start.startIndex && each.endIndex > start.endIndex) ?? start)[0];
    const target = targetBy(file, name, call, targetOf(file, argumentsOf(call)[0] ?? null));
    if (written) return [{ node: call, target, ...writtenStatus(file, written) }];
    const edits = editsBy(status => [{ span: { start: start.endIndex, end: start.endIndex }, text: `.Status(${statusIn(file, status)})` }]);
    return [{ node: call, target, statusNode: null, status: SEE_OTHER, edits }];
  });
}

function targetBy(file: GoFile, name: string, call: Node, otherwise: RedirectAt['target']): RedirectAt['target'] {
  if (BACK.includes(name)) return { kind: 'back', text: null };
  const route = ROUTE.includes(name) ? targetOf(file, argumentsOf(call)[0] ?? null) : null;
  return route ? { kind: 'route', text: route.kind === 'path' ? route.text : null } : otherwise;
}

function chainBefore(call: Node): Node[] {
  const receiver = receiverOf(call);
  return receiver?.type === 'call_expression' ? [receiver, ...chainBefore(receiver)] : [];
}
