import type { Redirect, Status, StatusEdit } from '../model/facts.ts';
import { phrase } from '../model/phrase.ts';
import type { FormatAdapter } from '../syntax/adapter.ts';
import { type XmlAttribute, type XmlElement, xmlElements } from '../syntax/xml-tree.ts';
import { configured, rewritten, type Spelling, targetOf } from './shared/data-redirect.ts';
import { ALWAYS, both, either, EVERYTHING, limitedTo, matching, negated, type Split, type Stream, tested, UNDECIDED } from './shared/splits.ts';

const REWRITE = 'https://learn.microsoft.com/iis/extensions/url-rewrite-module/url-rewrite-module-configuration-reference';
const HTTP_REDIRECT = 'https://learn.microsoft.com/iis/configuration/system.webserver/httpredirect/';
const HTTP_ERRORS = 'https://learn.microsoft.com/iis/configuration/system.webserver/httperrors/';
const CUSTOM_ERRORS = 'https://learn.microsoft.com/previous-versions/dotnet/netframework-4.0/h0hfz6fc(v=vs.100)';

/** `redirectType` of URL Rewrite; `Temporary` is 307 already, and 308 has no word. */
const REDIRECT_TYPES: Readonly<Record<string, number>> = { permanent: 301, found: 302, seeother: 303, temporary: 307 };
/** `httpResponseStatus` of httpRedirect. */
const RESPONSE_STATUSES: Readonly<Record<string, number>> = { permanent: 301, found: 302, temporary: 307, permredirect: 308 };

const REWRITE_SPELLING: Spelling = { sendable: [303, 307], write: status => status === 303 ? 'SeeOther' : 'Temporary' };
/** In the place of a 301, for which URL Rewrite has no word that keeps the method. */
const NO_308: Spelling = { ...REWRITE_SPELLING, note: phrase('no longer permanent: URL Rewrite has no 308') };
const TEMPORARY: Spelling = { sendable: [307], write: () => 'Temporary' };
const PERM_REDIRECT: Spelling = { sendable: [308], write: () => 'PermRedirect', note: phrase('newer IIS 10 only') };

const ERROR_INSTEAD = phrase('This redirect is always 302: use responseMode="ExecuteURL" (httpErrors) or redirectMode="ResponseRewrite" (customErrors), which keep the error\'s own status.');

/** IIS's web.config and its relatives. */
export const iis: FormatAdapter = {
  name: 'iis',
  docs: {
    title: 'IIS',
    url: REWRITE,
    recognised: ['`web.config`, `web.*.config`, `applicationHost.config`', '`*.config` with URL Rewrite rules'],
    constructs: [
      { code: '<action type="Redirect" url="/new" />', status: '301', proved: 'documented', source: REWRITE },
      { code: 'redirectType="Found"', status: 'Permanent 301, Found 302, SeeOther 303, Temporary 307', proved: 'documented', source: REWRITE },
      { code: '<httpRedirect enabled="true" destination="/new" />', status: '302', proved: 'documented', source: HTTP_REDIRECT },
      { code: 'httpResponseStatus="Permanent"', status: 'Permanent 301, Found 302, Temporary 307, PermRedirect 308', proved: 'documented', source: HTTP_REDIRECT },
      { code: '<error statusCode="404" path="/404" responseMode="Redirect" />', status: '302', proved: 'documented', source: HTTP_ERRORS },
      { code: '<customErrors mode="On" defaultRedirect="/error" />', status: '302', proved: 'documented', source: CUSTOM_ERRORS },
    ],
    unwritten: 'URL Rewrite 301, httpRedirect 302',
    sendable: [301, 302, 303, 307],
    notes: [
      'A condition on `{REQUEST_METHOD}` limits a rule, negated ones and `MatchAny` included. `Temporary` is 307.',
      'URL Rewrite cannot send 308: for a permanent redirect the fixes are 307 and 303, which say that they give up permanence. `httpRedirect` cannot send 303.',
    ],
  },
  languageIds: [],
  files: ['**/*.config'],
  recognises: ({ text }) => /<(?:configuration|system\.webServer|rules?|rewrite|httpRedirect)\b/.test(text),
  triggers: ['redirect'],
  ignoreCase: true,
  facts: ({ text }) => ({ redirects: xmlElements(text).flatMap(root => redirectsIn(root)) }),
};

/** Elements deeper than this are not read; IIS's own nest seven deep. */
const DEEPEST = 100;

function redirectsIn(element: XmlElement, depth = 0): Redirect[] {
  if (depth > DEEPEST) return [];
  switch (element.name) {
    case 'rule': return ruleRedirect(element);
    case 'httpRedirect': return httpRedirect(element);
    case 'customErrors': return customErrors(element);
    case 'error': return wordAt(element, 'responseMode') === 'redirect' ? [errorRedirect(element, 'path')] : [];
    default: return element.children.flatMap(child => redirectsIn(child, depth + 1));
  }
}

function ruleRedirect(rule: XmlElement): Redirect[] {
  const action = rule.children.find(child => child.name === 'action');
  const type = action && attributeOf(action, 'type');
  if (!action || !type || wordAt(action, 'type') !== 'redirect' || wordAt(rule, 'enabled') === 'false') return [];
  const written = attributeOf(action, 'redirectType');
  const status = statusOf(written, REDIRECT_TYPES, 301);
  const { methods, proofs } = streamOf(rule);
  const to = attributeOf(action, 'url')?.value ?? null;
  const spelling = status.code === 301 ? NO_308 : REWRITE_SPELLING;
  const edits = status.code === null ? [] : written ? rewritten(written.inner, status.code, spelling) : inserted(type, 'redirectType', status.code, spelling);
  return [configured({
    adapter: 'iis', span: action.span, statusSpan: written?.inner ?? null, status, path: patternOf(rule), methods, proofs, edits,
    target: to !== null && /\{(?:REQUEST_URI|R:\d)\}/i.test(to) ? { kind: 'request', text: to } : targetOf(to),
    sendable: [301, 302, 303, 307],
  })];
}

function httpRedirect(element: XmlElement): Redirect[] {
  if (wordAt(element, 'enabled') !== 'true') return [];
  const written = attributeOf(element, 'httpResponseStatus');
  const status = statusOf(written, RESPONSE_STATUSES, 302);
  const enabled = attributeOf(element, 'enabled') as XmlAttribute;
  const spelling = status.code === 301 ? PERM_REDIRECT : TEMPORARY;
  const edits = status.code === null ? [] : written ? rewritten(written.inner, status.code, spelling)
    : inserted(enabled, 'httpResponseStatus', status.code, spelling);
  return [configured({
    adapter: 'iis', span: element.span, statusSpan: written?.inner ?? null, status, edits, target: targetOf(attributeOf(element, 'destination')?.value ?? null),
    sendable: [301, 302, 307, 308],
  })];
}

/** ASP.NET's error pages: redirectMode is ResponseRedirect unless it is written otherwise; Off shows the error itself. */
function customErrors(element: XmlElement): Redirect[] {
  if (wordAt(element, 'mode') === 'off' || wordAt(element, 'redirectMode') === 'responserewrite') return [];
  const own = attributeOf(element, 'defaultRedirect') ? [errorRedirect(element, 'defaultRedirect')] : [];
  return [...own, ...element.children.filter(child => child.name === 'error' && attributeOf(child, 'redirect')).map(child => errorRedirect(child, 'redirect'))];
}

function errorRedirect(element: XmlElement, target: string): Redirect {
  return configured({
    adapter: 'iis', span: element.span, status: { code: 302, origin: 'default' }, target: targetOf(attributeOf(element, target)?.value ?? null),
    sendable: [302], instead: ERROR_INSTEAD,
  });
}

/** Writes an attribute behind another one. */
function inserted({ span }: XmlAttribute, name: string, code: number, spelling: Spelling): StatusEdit[] {
  return rewritten({ start: span.end, end: span.end }, code, { ...spelling, write: status => ` ${name}="${(spelling.write ?? String)(status)}"` });
}

/** A word that is not among them (a token of a deployment tool) is not known. */
function statusOf(written: XmlAttribute | null, words: Readonly<Record<string, number>>, otherwise: number): Status {
  return written ? { code: words[written.value.toLowerCase()] ?? null, origin: 'explicit' } : { code: otherwise, origin: 'default' };
}

function patternOf(rule: XmlElement): string | null {
  const match = rule.children.find(child => child.name === 'match');
  return (match && attributeOf(match, 'url')?.value) ?? null;
}

/** The methods that a rule's conditions leave. */
function streamOf(rule: XmlElement): Stream {
  const exact = wordAt(rule, 'patternSyntax') === 'exactmatch';
  return rule.children.filter(child => child.name === 'conditions').reduce((stream: Stream, conditions) => {
    const adds = conditions.children.filter(child => child.name === 'add');
    const any = wordAt(conditions, 'logicalGrouping') === 'matchany';
    const split = any ? adds.map(add => splitOf(add, exact)).reduce(either, adds.length > 0 ? negated(ALWAYS) : ALWAYS)
      : adds.map(add => splitOf(add, exact)).reduce(both, ALWAYS);
    const telling = adds.find(add => splitOf(add, exact) !== UNDECIDED);
    return telling ? limitedTo(stream, split.yes, telling.span, 'limited by this condition') : stream;
  }, EVERYTHING);
}

function splitOf(add: XmlElement, exact: boolean): Split {
  const pattern = attributeOf(add, 'pattern')?.value;
  if (wordAt(add, 'input') !== '{request_method}' || pattern === undefined) return UNDECIDED;
  const ignoreCase = wordAt(add, 'ignoreCase') !== 'false';
  const test = exact ? (method: string) => ignoreCase ? method === pattern.toUpperCase() : method === pattern : matching(pattern, ignoreCase);
  return wordAt(add, 'negate') === 'true' ? negated(tested(test)) : tested(test);
}

function attributeOf(element: XmlElement, name: string): XmlAttribute | null {
  return element.attributes.find(attribute => attribute.name === name) ?? null;
}

/** In lower case, for words and booleans; '' where the attribute is missing. */
function wordAt(element: XmlElement, name: string): string {
  return attributeOf(element, name)?.value.trim().toLowerCase() ?? '';
}
