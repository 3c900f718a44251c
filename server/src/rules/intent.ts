import type { Site } from '../model/finding.ts';
import { has, WRITING_METHODS } from '../model/methods.ts';

/** Whether the target is known to accept GET and no request that writes. */
export function leadsToPage({ destination }: Site): boolean {
  return destination !== null && has(destination.methods, 'GET') && !WRITING_METHODS.some(method => has(destination.methods, method));
}

/** Whether the target is the start page of the site, of which no route says that it takes a writing request. */
export function leadsToStartPage({ target, destination }: Site): boolean {
  const takesWriting = destination !== null && 'only' in destination.methods && WRITING_METHODS.some(method => has(destination.methods, method));
  return target.kind === 'path' && target.text === '/' && !takesWriting;
}

/**
 * Whether the target is known to accept a request that writes, as one that comes here does, and no GET, so that only the same request has an answer there.
 * That no GET is found may be for want of looking, so that a handler must look as if it forwarded: it does nothing,
 * and the target is named as its own path is, as a moved endpoint is (`/v1/orders` → `/v2/orders`).
 */
export function leadsToSameRequest({ methods, destination, by, acted, sources }: Site): boolean {
  if (destination === null || !('only' in destination.methods) || has(destination.methods, 'GET')) return false;
  if (!WRITING_METHODS.some(method => has(methods, method) && has(destination.methods, method))) return false;
  return by === 'configuration' || (acted === false && sources.some(({ path }) => path !== destination.path && endOf(path) !== '' && endOf(path) === endOf(destination.path ?? '')));
}

function endOf(path: string): string {
  return path.split('/').filter(part => part && !part.includes('{') && part !== '*').at(-1) ?? '';
}

/** The request itself is to be carried elsewhere: nothing has acted on it, or the target is made from its own URL. */
export function forwards(site: Site): boolean {
  if (leadsToPage(site)) return false;
  return site.by === 'configuration' || site.target.kind === 'request' || leadsToSameRequest(site);
}

/** Whether a configured redirect leads to the address of a Netlify function, which a rewrite calls and a redirect shows. */
export function leadsToFunction({ by, target }: Site): boolean {
  return by === 'configuration' && (target.text?.startsWith('/.netlify/functions/') ?? false);
}

/** Whether a 301, 302 or 303 takes away what its target alone accepts. */
export function dropsRequest(site: Site): boolean {
  const { code } = site.status;
  if (code !== 301 && code !== 302 && code !== 303) return false;
  if (!WRITING_METHODS.some(method => has(site.methods, method))) return false;
  // Where it is known what comes, 301 and 302 are ambiguous before anything else.
  const isKnown = site.evidence !== 'unbounded' && code !== 303;
  return leadsToFunction(site) || (!isKnown && leadsToSameRequest(site));
}

const CREDENTIALS = /^(?:log in|sign in|log on|login|signin|logon|authenticate|authorize|authorise|password|passwords)$/;

/** Whether the names of the handler, or the paths of its routes, say that it is posted a password or the like. */
export function takesCredentials({ names, sources }: Site): boolean {
  return names.some(isCredentialsName) || sources.some(({ path, methods }) => has(methods, 'POST') && isCredentialsPath(path));
}

/** `login`, `postLogin`, `handleSignIn`, `AuthController.login`, `SessionsController#create`. */
function isCredentialsName(name: string): boolean {
  const last = name.split(/[#.]/).at(-1) ?? '';
  const words = wordsOf(last);
  if (/^Sessions?Controller#create$/.test(name.split('::').at(-1) ?? '')) return true;
  return words.some((word, at) => CREDENTIALS.test(word) || CREDENTIALS.test(`${word} ${words[at + 1] ?? ''}`)) && !words.some(word => /^(?:required?|requires|guard|check|ensure|need|needs|get|show|forgot|logout)$/.test(word));
}

const LOGIN = /^(?:log in|login|sign in|signin|log on|logon)$/;

/** Whether the client is sent to a login page from another path, as a guard does with whoever is not logged in. */
export function sendsToLogin({ target, destination, sources }: Site): boolean {
  const at = destination?.path ?? (target.kind === 'path' || target.kind === 'route' ? target.text : null);
  return at !== null && isLogin(at) && sources.some(({ path, methods }) => has(methods, 'POST') && !isCredentialsPath(path));
}

/** `/login`, `auth:login`, `accounts.sign_in`. */
function isLogin(place: string): boolean {
  return LOGIN.test(wordsOf(place.split(/[?#]/)[0]?.split(/[/:.]/).filter(Boolean).at(-1) ?? '').join(' '));
}

/** `/login`, `/users/sign_in`, `/oauth/token`, `/session`. */
function isCredentialsPath(path: string): boolean {
  if (/(?:^|\/)(?:oauth2?|connect|auth)\/token$/i.test(path)) return true;
  const last = path.split('/').filter(part => part && !part.includes('{') && part !== '*').at(-1) ?? '';
  return CREDENTIALS.test(wordsOf(last).join(' ')) || /^sessions?$/i.test(last);
}

function wordsOf(name: string): string[] {
  return name.replace(/([a-z\d])([A-Z])/g, '$1 $2').split(/[^A-Za-z\d]+/).filter(Boolean).map(word => word.toLowerCase());
}

/** Whether the client sends a writing request again and again to where it has just been answered. */
export function repeatsItself({ status, evidence, destination, sources, target, by }: Site): boolean {
  if ((status.code !== 307 && status.code !== 308) || by !== 'handler' || evidence === 'unbounded' || target.kind !== 'path') return false;
  const path = destination?.path;
  return path !== null && path !== undefined && !path.includes('{') && !path.includes('*')
    && sources.some(source => source.isWhole && source.path === path && 'only' in source.methods && WRITING_METHODS.some(method => has(source.methods, method)));
}
