/**
 * Families of names that status constants have; a name is rewritten within its family.
 * Sources: npm http-status-codes 2.3, http-status 2.1, @nestjs/common 11, node:http2 constants, @adonisjs/core 7, Python 3.11 http.HTTPStatus,
 * Starlette, FastAPI, Django REST framework and Litestar `status` modules, Falcon 3.1, requests.codes, Go 1.22 net/http,
 * Java HttpStatus (Spring 6, Apache), HttpServletResponse, Symfony Response, .NET HttpStatusCode and StatusCodes, Rust http, Rack symbols.
 */
const FAMILIES: readonly Readonly<Record<number, string>>[] = [
  { 301: 'MOVED_PERMANENTLY', 302: 'FOUND', 303: 'SEE_OTHER', 307: 'TEMPORARY_REDIRECT', 308: 'PERMANENT_REDIRECT' },
  { 301: 'MOVED_PERMANENTLY', 302: 'MOVED_TEMPORARILY', 303: 'SEE_OTHER', 307: 'TEMPORARY_REDIRECT', 308: 'PERMANENT_REDIRECT' },
  { 301: 'HTTP_STATUS_MOVED_PERMANENTLY', 302: 'HTTP_STATUS_FOUND', 303: 'HTTP_STATUS_SEE_OTHER', 307: 'HTTP_STATUS_TEMPORARY_REDIRECT', 308: 'HTTP_STATUS_PERMANENT_REDIRECT' },
  { 301: 'MovedPermanently', 302: 'Found', 303: 'SeeOther', 307: 'TemporaryRedirect', 308: 'PermanentRedirect' },
  { 301: 'HTTP_301_MOVED_PERMANENTLY', 302: 'HTTP_302_FOUND', 303: 'HTTP_303_SEE_OTHER', 307: 'HTTP_307_TEMPORARY_REDIRECT', 308: 'HTTP_308_PERMANENT_REDIRECT' },
  { 301: 'HTTP_301', 302: 'HTTP_302', 303: 'HTTP_303', 307: 'HTTP_307', 308: 'HTTP_308' },
  { 301: 'HTTP_MOVED_PERMANENTLY', 302: 'HTTP_FOUND', 303: 'HTTP_SEE_OTHER', 307: 'HTTP_TEMPORARY_REDIRECT', 308: 'HTTP_PERMANENTLY_REDIRECT' },
  { 301: 'HTTPMovedPermanently', 302: 'HTTPFound', 303: 'HTTPSeeOther', 307: 'HTTPTemporaryRedirect', 308: 'HTTPPermanentRedirect' },
  { 301: 'StatusMovedPermanently', 302: 'StatusFound', 303: 'StatusSeeOther', 307: 'StatusTemporaryRedirect', 308: 'StatusPermanentRedirect' },
  { 301: 'SC_MOVED_PERMANENTLY', 302: 'SC_FOUND', 303: 'SC_SEE_OTHER', 307: 'SC_TEMPORARY_REDIRECT', 308: 'SC_PERMANENT_REDIRECT' },
  { 301: 'SC_MOVED_PERMANENTLY', 302: 'SC_MOVED_TEMPORARILY', 303: 'SC_SEE_OTHER', 307: 'SC_TEMPORARY_REDIRECT', 308: 'SC_PERMANENT_REDIRECT' },
  { 301: 'Status301MovedPermanently', 302: 'Status302Found', 303: 'Status303SeeOther', 307: 'Status307TemporaryRedirect', 308: 'Status308PermanentRedirect' },
  { 301: 'moved_permanently', 302: 'found', 303: 'see_other', 307: 'temporary_redirect', 308: 'permanent_redirect' },
];

const byName = new Map(FAMILIES.flatMap(family => Object.entries(family).map(([code, name]) => [name, Number(code)] as const)));

/** The redirect status that a constant of this name stands for, null for any other name. */
export function statusOfName(name: string): number | null {
  return byName.get(name) ?? null;
}

/** The name that `status` has in the family of `name`; null where the family is unknown. */
export function nameInFamily(name: string, status: number): string | null {
  const code = statusOfName(name);
  return code === null ? null : FAMILIES.find(family => family[code] === name)?.[status] ?? null;
}

/** RFC 9110 §15.4 and RFC 7538, for places where a phrase stands beside the number (`302 Found`). */
export const REASON_PHRASES: Readonly<Record<number, string>> = {
  301: 'Moved Permanently', 302: 'Found', 303: 'See Other', 307: 'Temporary Redirect', 308: 'Permanent Redirect',
};
