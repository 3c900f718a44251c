import type { FormatAdapter } from '../syntax/adapter.ts';
import { redirectsIn } from './lighttpd/redirects.ts';
import { FOLLOWED } from './shared/statuses.ts';

const MOD_REDIRECT = 'https://redmine.lighttpd.net/projects/lighttpd/wiki/Mod_redirect';

/** lighttpd's configuration. */
export const lighttpd: FormatAdapter = {
  name: 'lighttpd',
  docs: {
    title: 'lighttpd',
    url: MOD_REDIRECT,
    recognised: ['`lighttpd.conf`', '`*.conf` that holds `url.redirect`', 'templates of these'],
    constructs: [
      { code: 'url.redirect = ( "^/old$" => "/new" )', status: '301', proved: 'measured', source: MOD_REDIRECT },
      { code: 'url.redirect-code = 302', status: 'as written, for the redirects of its block and of those in it', proved: 'measured', source: MOD_REDIRECT },
    ],
    unwritten: '301',
    sendable: FOLLOWED,
    notes: [
      'Methods are limited by `$HTTP["request-method"]` and the `else` behind it.',
      'The status belongs to the block: a fix changes it for every redirect there.',
    ],
  },
  languageIds: ['lighttpd'],
  files: ['**/*lighttpd*', '**/*.conf', '**/*.conf.*', '**/lighttpd/**'],
  recognises: ({ text }) => /^[^#\n]*\burl\.redirect[ \t]*\+?=[ \t]*\(?/m.test(text) && !/^(?:#!|```|<)/m.test(text),
  triggers: ['url.redirect'],
  facts: ({ text }) => ({ redirects: redirectsIn(text) }),
};
