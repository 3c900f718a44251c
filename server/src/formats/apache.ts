import type { FormatAdapter } from '../syntax/adapter.ts';
import { stopsIn } from './apache/flow.ts';
import { isApache } from './apache/recognise.ts';
import { redirectOf } from './apache/redirects.ts';
import { apacheTree } from './apache/tree.ts';
import { FOLLOWED } from './shared/statuses.ts';

const ALIAS = 'https://httpd.apache.org/docs/2.4/mod/mod_alias.html';
const FLAGS = 'https://httpd.apache.org/docs/2.4/rewrite/flags.html';
const CORE = 'https://httpd.apache.org/docs/2.4/mod/core.html';

/** Apache httpd's configuration, .htaccess files, and templates of either. */
export const apache: FormatAdapter = {
  name: 'apache',
  docs: {
    title: 'Apache httpd',
    url: ALIAS,
    recognised: [
      '`.htaccess`, `*.htaccess`, `htaccess.txt`', '`httpd.conf`, `apache2.conf`, `*-le-ssl.conf`',
      '`*.conf`, `*.vhost` and files in `sites-available/`, `sites-enabled/`, `conf.d/` that hold Apache\'s sections or directives', 'templates of these',
    ],
    constructs: [
      { code: 'Redirect /old https://example.com/new', status: '302', proved: 'measured', source: `${ALIAS}#redirect` },
      { code: 'Redirect permanent /old /new', status: '`permanent` 301, `temp` 302, `seeother` 303', proved: 'measured', source: `${ALIAS}#redirect` },
      { code: 'Redirect 307 /old /new', status: 'as written', proved: 'measured', source: `${ALIAS}#redirect` },
      { code: 'RedirectMatch ^/old/(.*)$ /new/$1', status: '302', proved: 'measured', source: `${ALIAS}#redirectmatch` },
      { code: 'RedirectTemp /old /new', status: '302', proved: 'measured', source: `${ALIAS}#redirecttemp` },
      { code: 'RedirectPermanent /old /new', status: '301', proved: 'measured', source: `${ALIAS}#redirectpermanent` },
      { code: 'RewriteRule ^old$ /new [R]', status: '302', proved: 'measured', source: `${FLAGS}#flag_r` },
      { code: 'RewriteRule ^old$ /new [R=301,L]', status: 'as written; a number or the words of `Redirect`', proved: 'measured', source: `${FLAGS}#flag_r` },
      { code: 'RewriteRule ^old$ https://example.com/ [L]', status: '302', proved: 'measured', source: `${FLAGS}#flag_r` },
      { code: 'ErrorDocument 404 https://example.com/', status: '302', proved: 'measured', source: `${CORE}#errordocument` },
    ],
    unwritten: '302',
    sendable: FOLLOWED,
    notes: [
      'Methods are limited by `RewriteCond` (`%{REQUEST_METHOD}`, `%{THE_REQUEST}`, `expr`) for the next `RewriteRule` alone, by rules before it that answer, and by '
        + '`<If>`, `<ElseIf>`, `<Else>`. `<Limit>` and `<LimitExcept>` do not limit redirects.',
      '`ErrorDocument` with an absolute URL sends 302 and nothing else: no fix is offered.',
    ],
  },
  languageIds: ['apacheconf', 'apache', 'htaccess'],
  files: [
    '**/.htaccess', '**/.htaccess.*', '**/*htaccess*', '**/*.conf', '**/*.conf.*', '**/*.vhost', '**/*{apache,httpd,vhost}*', '**/{apache,apache2,httpd}/**',
    '**/{conf.d,conf-available,conf-enabled,sites-available,sites-enabled,site-available,site-enabled,sites,vhost,vhosts,vhost.d,vhosts.d}/*',
  ],
  recognises: isApache,
  triggers: ['redirect', 'rewriterule', 'errordocument'],
  ignoreCase: true,
  facts: ({ text }) => ({ redirects: stopsIn(apacheTree(text), text).flatMap(stop => redirectOf(stop) ?? []) }),
};
