import type { Node } from 'web-tree-sitter';
import { argumentsOf, type JsFile, stringValue, unwrap } from '../languages/javascript/file.ts';
import { contextCalls } from '../languages/javascript/context-calls.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { importedCalls } from '../languages/javascript/imports.ts';
import { NAMES_LOCATION, statusSetAfter, statusSetBefore } from '../languages/javascript/location-header.ts';
import { methodFirst } from '../languages/javascript/routes.ts';
import { statusOfArgument } from '../languages/javascript/status-argument.ts';
import { editsBy, replaceStatus, statusValue, targetOf } from '../languages/javascript/values.ts';
import { isRedirectStatus, type Status } from '../model/facts.ts';
import { REASON_PHRASES } from '../model/statuses.ts';
import { nodesAt, spanOf } from '../syntax/nodes.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';

/** `set.headers.location = …`, `set.headers['Location'] = …`, `set.redirect = …` */
const ASSIGNED = /(?<=\bset\.)(?:headers(?=(?:\.location|\[['"]location['"]\])\s*=[^=])|redirect(?=\s*=[^=]))/gi;
const PHRASES = new Map(Object.entries(REASON_PHRASES).map(([code, phrase]) => [phrase, Number(code)]));

export const elysia: JsFramework = {
  name: 'elysia',
  docs: {
    title: 'Elysia',
    url: 'https://elysiajs.com/essential/handler#redirect',
    recognised: ['`redirect(…)` of the context or of `elysia`, and what is assigned to the context’s `set`, where Elysia is imported'],
    constructs: [
      { code: "({ redirect }) => redirect('/x')", status: '302', proved: 'measured' },
      { code: "({ redirect }) => redirect('/x', 303)", status: 'as written', proved: 'measured' },
      { code: "set.status = 302; set.headers.location = '/x'", status: 'as written, also by its reason phrase', proved: 'measured' },
      { code: "set.redirect = '/x'", status: 'as `set.status` says where that is a redirect, else 302; not used in 1.2 and later', proved: 'documented', source: 'elysia 1.1.27 src/handler.ts, 1.2.9 src/adapter/web-standard/handler.ts' },
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
  triggers: [NAMES_REDIRECT, NAMES_LOCATION, '.headers.location'],
  applies: file => file.imports('elysia'),
  redirects: file => [...called(file), ...assigned(file)],
  bindings: file => methodFirst(file, 'route'),
};

function called(file: JsFile): RedirectAt[] {
  const imported = importedCalls(file, ['elysia'], ['redirect']).map(({ call }) => call);
  return [...imported, ...contextCalls(file, 'redirect', ({ index }) => index === 0)].flatMap((call): RedirectAt[] => {
    const args = argumentsOf(call);
    const stated = args[0] ? statusOfArgument(file, args, { at: 1, missing: 302 }) : null;
    return stated ? [{ node: call, ...stated, target: targetOf(file, args[0] ?? null) }] : [];
  });
}

/** What a handler assigns to `set` instead of returning a response. */
function assigned(file: JsFile): RedirectAt[] {
  return [...nodesAt(file.root, file.text, ASSIGNED)].flatMap(({ node }): RedirectAt[] => {
    let left: Node | null = node.parent;
    while (left?.parent && /^(?:member|subscript)_expression$/.test(left.parent.type)) left = left.parent;
    const assignment = left?.parent ?? null;
    const set = node.parent?.childForFieldName('object') ?? null;
    const value = assignment?.type === 'assignment_expression' ? assignment.childForFieldName('right') : null;
    if (!assignment || !value || !isSet(file, set)) return [];
    const beside = (statusSetAfter(assignment, each => isSet(file, each)) ?? statusSetBefore(assignment, each => isSet(file, each)))?.value ?? null;
    const code = beside && statusOf(file, beside);
    const target = targetOf(file, value);
    const isRedirect = isRedirectStatus(code);
    if (beside && isRedirect) return [{ node: assignment, statusNode: beside, status: withVersion(node, code), target, edits: editsOf(file, beside) }];
    // A Location beside any other status is no redirect.
    if (node.text !== 'redirect') return [];
    const status = { code: beside && code === null ? null : 302, origin: 'default' as const };
    const before = { start: assignment.startIndex, end: assignment.startIndex };
    const edits = beside || !assignment.parent?.type.endsWith('_statement') ? [] : editsBy(to => [{ span: before, text: `${set?.text}.status = ${to}; ` }]);
    return [{ node: assignment, statusNode: null, status: withVersion(node, status.code, 'default'), target, edits }];
  });
}

/** `set.redirect` went out of use with 1.2. */
function withVersion(property: Node, code: number | null, origin: Status['origin'] = 'explicit'): Status {
  return property.text === 'redirect' ? { code: null, origin, variants: [{ when: { of: 'elysia', is: '<1.2' }, code }] } : { code, origin };
}

/** A number, or the reason phrase that stands for it. */
function statusOf(file: JsFile, value: Node): number | null {
  const phrase = stringValue(file.follow(value));
  return phrase === null ? statusValue(file, value) : PHRASES.get(phrase) ?? null;
}

function editsOf(file: JsFile, value: Node) {
  if (stringValue(value) === null) return replaceStatus(file, value);
  return editsBy(status => [{ span: { start: value.startIndex + 1, end: spanOf(value).end - 1 }, text: REASON_PHRASES[status] ?? String(status) }]);
}

/** `set` of a handler's context: `({ set })`, `context.set`, `const { set } = context`. */
function isSet(file: JsFile, expression: Node | null): boolean {
  const node = expression && unwrap(expression);
  const isContext = (whole: Node | null) => {
    const definition = whole?.type === 'identifier' ? file.define(whole) : null;
    return definition?.kind === 'parameter' && definition.key === null && definition.index === 0;
  };
  if (node?.type === 'member_expression') return node.childForFieldName('property')?.text === 'set' && isContext(node.childForFieldName('object'));
  const definition = node?.type === 'identifier' ? file.define(node) : null;
  if (definition?.kind === 'parameter') return definition.key === 'set' && definition.index === 0;
  return definition?.kind === 'variable' && definition.key === 'set' && isContext(definition.value && unwrap(definition.value));
}
