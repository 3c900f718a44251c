import type { FormatAdapter } from '../syntax/adapter.ts';
import { isNginx } from './nginx/recognise.ts';
import { redirectsIn } from './nginx/read.ts';
import { FOLLOWED } from './shared/statuses.ts';

const REWRITE_MODULE = 'https://nginx.org/en/docs/http/ngx_http_rewrite_module.html';
const CORE_MODULE = 'https://nginx.org/en/docs/http/ngx_http_core_module.html';

/** nginx's configuration, its snippets, and templates of either. */
export const nginx: FormatAdapter = {
  name: 'nginx',
  docs: {
    title: 'nginx',
    url: REWRITE_MODULE,
    recognised: [
      '`nginx.conf`', '`*.nginx`', '`*.conf`, `*.vhost` and files in `nginx/`, `conf.d/`, `sites-available/`, `sites-enabled/` that hold nginx directives',
      'templates of these: `.template`, `.j2`, `.erb`, `.ctmpl`, `.tmpl`',
    ],
    constructs: [
      { code: 'return 302 /new;', status: 'as written', proved: 'measured', source: `${REWRITE_MODULE}#return` },
      { code: 'return https://example.com/;', status: '302', proved: 'measured', source: `${REWRITE_MODULE}#return` },
      { code: 'rewrite ^/old$ /new redirect;', status: '302', proved: 'measured', source: `${REWRITE_MODULE}#rewrite` },
      { code: 'rewrite ^/old$ /new permanent;', status: '301', proved: 'measured', source: `${REWRITE_MODULE}#rewrite` },
      { code: 'rewrite ^/old$ https://example.com/;', status: '302, with no flag, `last` or `break`', proved: 'measured', source: `${REWRITE_MODULE}#rewrite` },
      { code: 'error_page 404 https://example.com/;', status: '302', proved: 'measured', source: `${CORE_MODULE}#error_page` },
      { code: 'error_page 404 =303 https://example.com/;', status: 'as written; 302 where that is no redirect', proved: 'measured', source: `${CORE_MODULE}#error_page` },
    ],
    unwritten: '302; none for a path: `return /x` is an error',
    sendable: FOLLOWED,
    notes: [
      'Methods are limited by `if ($request_method …)`, by flags that such an `if` sets, by `map $request_method`, by `limit_except`, and by an earlier `return` in the same block.',
      'A rewrite cannot send 303, 307 or 308: it is replaced by a `return` where that sends the same Location.',
      'Included files are read by themselves, without the block that includes them.',
    ],
  },
  languageIds: ['nginx', 'NGINX', 'nginx-conf'],
  files: [
    '**/*.conf', '**/*.nginx', '**/*.nginxconf', '**/*.vhost', '**/*.conf.*', '**/nginx/**', '**/nginx*', '**/*nginx*.*',
    '**/{conf.d,sites-available,sites-enabled,site-available,site-enabled,sites,vhost,vhosts,vhost.d,vhosts.d,snippets}/*',
  ],
  recognises: isNginx,
  triggers: ['return', 'rewrite', 'error_page'],
  facts: ({ text }) => ({ redirects: redirectsIn(text) }),
};
