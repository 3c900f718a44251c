import type { SourceFile } from '../../syntax/adapter.ts';

/** Names that only Apache's configuration has. */
const SURE = /(?:^|\/)(?:\.?htaccess(?:\.[\w.-]*)?|[^/]*\.htaccess|httpd(?:-[\w-]+)?\.conf|apache2?\.conf|[^/]+-le-ssl\.conf)$/i;
/** Endings that a configuration file or a template of one has; site files are often named after their host. */
const ENDINGS = /\.(?:conf|cfg|inc|include|incl|vhost|template|tmpl|tpl|j2|jinja2?|erb|epp|ctmpl|mustache|hbs|in|dist|default|example|sample|disabled|bak|old|orig|txt)$|(?:^|\/)[^./]+$/i;
const SITES = /(?:^|\/)(?:sites?-(?:available|enabled)|sites|vhosts?(?:\.d)?|conf[.-](?:d|available|enabled))\/[^/]+$/i;

/** Lines that only Apache's configuration has. */
const SECTION = /^[ \t]*<(?:VirtualHost|IfModule|IfDefine|IfVersion|Directory(?:Match)?|Location(?:Match)?|Files(?:Match)?|Proxy(?:Match)?|If|Macro)[ \t][^>\n]{1,300}>/mi;
const DIRECTIVE = new RegExp(`^[ \\t]*(?:${[
  'RewriteEngine[ \\t]+(?:on|off)', 'RewriteRule[ \\t]+\\S{1,500}[ \\t]+\\S{1,500}(?:[ \\t]+\\[[^\\]\\n]{1,200}\\])?', 'RewriteCond[ \\t]+[^;\\n]{1,500}',
  'Redirect(?:Match|Temp|Permanent)?[ \\t]+(?:(?:\\d{3}|permanent|temp|seeother)[ \\t]+)?["\']?[/^][^;\\n]{0,300}[ \\t]["\']?(?:/|https?:)[^;\\n]{0,300}',
  'ErrorDocument[ \\t]+\\d{3}[ \\t]+[^;\\n]{1,300}',
].join('|')})[ \\t]*\\r?$`, 'mi');
/** nginx, HAProxy and lighttpd also name their files `*.conf`; a script or a page can hold such lines as text. */
const OTHER = /^[ \t]*(?:server|location|http|upstream)[ \t][^<>\n]{0,200}\{[ \t]*$|^[ \t]*(?:server|http)[ \t]*\{|^(?:frontend|backend)[ \t]|\$HTTP\[|^#!|<\?php|^```/m;

/** Whether a file of such a name holds Apache's configuration, or a template or snippet of one. */
export function isApache({ path, text }: SourceFile): boolean {
  if (SURE.test(path)) return true;
  if (!ENDINGS.test(path) && !SITES.test(path)) return false;
  return (SECTION.test(text) || DIRECTIVE.test(text)) && !OTHER.test(text);
}
