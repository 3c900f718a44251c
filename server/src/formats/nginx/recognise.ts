import type { SourceFile } from '../../syntax/adapter.ts';

/** Names that only nginx has. */
const SURE = /(?:^|\/)nginx\.conf$|\.(?:nginx|nginxconf)$/i;
/** Endings that a configuration file or a template of one has. Site files are often named after their host: `sites-available/example.com`. */
const ENDINGS = /\.(?:conf|cfg|inc|include|vhost|nginx|nginxconf|template|tmpl|tpl|j2|jinja2?|erb|epp|ctmpl|mustache|hbs|in|dist|default|example|sample|disabled|bak|old|orig)$|\/[^./]+$|^[^./]+$/i;
const SITES = /(?:^|\/)(?:sites?-(?:available|enabled)|sites|vhosts?(?:\.d)?|conf\.d|snippets)\/[^/]+$/i;

/** Lines that only nginx's configuration has. */
const BLOCK = /^[ \t]*(?:server|http|location|upstream[ \t]+[\w.${}-]+|map[ \t]+\S{1,200}[ \t]+\$\w+|limit_except|if[ \t]*\([ \t]*\$\w+)[^;{}#\n]{0,300}\{(?!%)/m;
const STATEMENT = new RegExp(`^[^#\\n]{0,300}?(?:^|[\\s;{])(?:${[
  'return[ \\t]+[1-5]\\d\\d(?:[ \\t][^;\\n]{1,300})?', 'return[ \\t]+["\']?(?:https?:|\\$scheme)[^;\\n]{1,300}', 'rewrite[ \\t]+\\S{1,300}[ \\t]+[^;\\n]{1,300}',
  'error_page[ \\t]+\\d[^;\\n]{1,300}', 'listen[ \\t]+[^;\\n]{0,50}\\d[^;\\n]{0,50}', 'proxy_pass[ \\t]+[^;\\n]{1,300}', 'server_name[ \\t]+[^;\\n]{1,300}',
].join('|')})[ \\t]*;`, 'm');
/** Apache, HAProxy, Varnish, lighttpd and supervisor also name their files `*.conf`; a script can write such a file. */
const OTHER = /^[ \t]*(?:<\/?(?:VirtualHost|IfModule|Directory|Location|LocationMatch|Proxy|IfDefine|Files)\b|(?:frontend|backend|defaults|global)\b[^{;\n]*$|vcl[ \t]+4|\$(?:HTTP|SERVER)\[|server\.modules|\[\w[\w :.-]*\][ \t]*\r?$|#include[ \t]+[<"]|<\?php|Rewrite(?:Rule|Engine)[ \t])/m;

/** Whether a file of such a name holds nginx's configuration, or a template or snippet of one. */
export function isNginx({ path, text }: SourceFile): boolean {
  if (SURE.test(path)) return true;
  if (!ENDINGS.test(path) && !SITES.test(path)) return false;
  return (BLOCK.test(text) || STATEMENT.test(text)) && text.includes(';') && !OTHER.test(text) && !text.startsWith('#!');
}
