import { claims } from './claims.mjs';
import { isRedirect, METHODS, REDIRECTS } from './wire.mjs';

/**
 * @typedef {import('./claims.mjs').Site} Site
 * @typedef {import('./claims.mjs').Fix} Fix
 * @typedef {import('./probes.mjs').Probe} Probe
 * @typedef {import('./wire.mjs').Answers} Answers
 */

/**
 * Where the wire contradicts what is claimed of one site; empty where it does not.
 * A claimed method must get the claimed status at one of the site's targets; every other must get it at none.
 * @param {Site} site
 * @param {Probe} probe
 * @param {Answers} answers
 * @param {Site[]} others sites that answer at the same targets
 */
export function contradictions(site, probe, answers, others) {
  const found = [];
  for (const method of METHODS) {
    const seen = probe.targets.map(target => ({ target, answer: answers.get(`${method} ${target}`) }));
    const claimed = claims(site, method);
    const sent = seen.filter(({ answer }) => shows(site, answer));
    const excused = others.some(other => other !== site && claims(other, method));
    if (claimed && !sent.length) found.push(`${method}: claimed ${site.status ?? 'a redirect'}, the wire says ${seen.map(shown).join(', ')}`);
    if (!claimed && !excused) {
      for (const one of seen) if (isRedirect(one.answer)) found.push(`${method}: claimed to be left alone, the wire says ${shown(one)}`);
    }
  }
  return found;
}

/**
 * Redirects on the wire at targets where nothing is claimed.
 * @param {Probe} probe
 * @param {Answers} answers
 */
export function unclaimed(probe, answers) {
  return METHODS.flatMap(method => probe.targets.map(target => ({ method, target, answer: answers.get(`${method} ${target}`) })))
    .filter(({ answer }) => isRedirect(answer))
    .map(({ method, ...one }) => `${method}: nothing claimed, the wire says ${shown(one)}`);
}

/**
 * Where an applied fix did something else than it says: the requests that got the site's redirect now get the new status
 * with the same Location (where it was none, with some), and every other answer of the file stays as it was.
 * @param {Site} site
 * @param {Probe} probe
 * @param {Fix} fix
 * @param {Answers} before
 * @param {Answers} after
 */
export function misfixes(site, probe, fix, before, after) {
  const found = [];
  let shownOn = 0;
  for (const [request, was] of before) {
    const [method, target] = /** @type {[string, string]} */ (request.split(' ', 2));
    const its = probe.targets.includes(target) && claims(site, method) && shows(site, was);
    if (its) shownOn++;
    const now = after.get(request);
    if (!now) found.push(`${request}: no answer`);
    else if (its && now.status !== fix.status) found.push(`${request}: ${now.status} instead of ${fix.status}`);
    else if (!its && now.status !== was.status) found.push(`${request}: ${now.status}, was ${was.status} and is not this redirect`);
    else if (its && !isRedirect(was)) {
      if (now.location === null) found.push(`${request}: no Location`);
    } else if (now.location !== was.location) found.push(`${request}: Location ${now.location}, was ${was.location}`);
  }
  if (!shownOn && METHODS.some(method => claims(site, method))) found.push('no request got this redirect, so nothing shows what the fix does');
  return found;
}

/**
 * Whether an answer is what is claimed: the status, and a Location where it is a redirect's. Code that means to redirect and sends
 * another status (a number for the URL: 500) is claimed with that status.
 * @param {Site} site
 * @param {import('./wire.mjs').Answer | undefined} answer
 */
function shows(site, answer) {
  if (answer === undefined) return false;
  if (site.status !== null && !REDIRECTS.includes(site.status)) return answer.status === site.status;
  return isRedirect(answer) && (site.status === null || answer.status === site.status);
}

/** @param {{ target: string, answer: import('./wire.mjs').Answer | undefined }} seen */
function shown({ target, answer }) {
  return `${answer?.status}${answer?.location === null ? ' without Location' : ` → ${answer?.location}`} at ${target}`;
}
