import type { Redirect } from '../../model/facts.ts';
import { type Dialect, parseDirectives } from '../../syntax/directives.ts';
import { stopsIn } from './flow.ts';
import { redirectOf } from './redirects.ts';

const STARTERS = new Set(['server', 'location', 'if', 'return', 'rewrite', 'error_page', 'limit_except', 'proxy_pass', 'listen', 'server_name', 'try_files']);
const DIALECT: Dialect = {
  foreign: name => name.endsWith('_by_lua_block'),
  begins: (name, word) => STARTERS.has(word)
    || (['return', 'rewrite', 'error_page', 'proxy_pass'].includes(name) && /^[a-z][a-z0-9_]+$/.test(word) && !['redirect', 'permanent', 'last', 'break'].includes(word)),
};

/** Every redirect of a text in nginx's language. */
export function redirectsIn(text: string): Redirect[] {
  return stopsIn(parseDirectives(text, DIALECT)).flatMap(stop => redirectOf(stop, text) ?? []);
}
