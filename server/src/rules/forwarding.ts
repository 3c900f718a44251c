import type { Site } from '../model/finding.ts';

/** Paths and patterns that every request has. */
const EVERY_PATH = /^(?:\^?\/?\??(?:\(?\/?\.[*+]\??\)?)?\$?|\/?\*)$/;

/**
 * Where configuration carries every request on as it is: `https`, or an origin such as `https://www.example.com`; a server's move to https
 * or to its canonical host. Null for a redirect that does something else, or of which that is not known.
 */
export function carries({ by, path, target }: Pick<Site, 'by' | 'path' | 'target'>): string | null {
  if (by !== 'configuration' || target.kind !== 'request' || target.text === null || (path !== null && !EVERY_PATH.test(path))) return null;
  if (target.text.toLowerCase() === 'https') return 'https';
  if (target.text.startsWith('//')) return target.text.slice(2);
  const [, scheme, host] = /^["']?(https?|[$%{][^:/]*):\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)?/i.exec(target.text) ?? [];
  if (scheme === undefined) return null;
  if (host !== undefined) return /^http/i.test(scheme) ? `${scheme}://${host}` : host;
  return scheme.toLowerCase() === 'https' ? 'https' : null;
}
