import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readerOf } from '../../src/analyse.ts';
import { nginx } from '../../src/formats/nginx.ts';
import type { Redirect } from '../../src/model/facts.ts';
import { spoken } from '../../src/model/phrase.ts';

const SITE = 'server {\n  listen 80;\n  return 301 https://$host$request_uri;\n}\n';

function redirectsIn(text: string): readonly Redirect[] {
  const stated = nginx.facts({ path: 'nginx.conf', text }, () => assert.fail('needs no grammar'));
  assert.ok(!(stated instanceof Promise));
  assert.deepEqual(JSON.parse(JSON.stringify(stated.redirects)), stated.redirects, 'facts can be serialised');
  return stated.redirects ?? [];
}

function inLocation(directives: string, location = '/a'): Redirect {
  const redirects = redirectsIn(`server { location ${location} { ${directives} } }`);
  assert.equal(redirects.length, 1);
  return redirects[0] as Redirect;
}

describe('nginx: which files', () => {
  const read: readonly (readonly [string, string])[] = [
    ['nginx.conf', 'return 302 /x;'], ['etc/nginx/conf.d/default.conf', SITE], ['app.conf', SITE], ['sites-available/example.com', SITE],
    ['sites-enabled/default', SITE], ['nginx/snippets/https.conf', 'return 301 https://$host$request_uri;'], ['a/default.conf.template', SITE],
    ['roles/web/templates/site.conf.j2', SITE], ['modules/web/templates/vhost.conf.erb', SITE], ['site.conf.ctmpl', SITE], ['nginx.tmpl', SITE],
    ['my.nginx', 'rewrite ^ /x redirect;'], ['host.vhost', SITE], ['conf/redirects.conf', 'rewrite ^/a$ /b permanent;'], ['x.conf', 'error_page 404 https://e.com/;'],
  ];
  for (const [path, text] of read) {
    it(`reads ${path}`, () => assert.equal(readerOf({ path, text })?.name, 'nginx'));
  }

  const left: readonly (readonly [string, string])[] = [
    ['httpd.conf', '<VirtualHost *:80>\nRewriteEngine on\n# server { return 302 /x; }\n</VirtualHost>\n'],
    ['nginx/vhosts/apache.conf', 'RewriteEngine On\nRewriteRule ^ https://x/ [R=301] ;# return 302 /x;\n'],
    ['haproxy.conf', 'frontend web\n  bind :80\n  http-request return status 302 ; return 302 /x;\n'],
    ['supervisor/conf.d/app.conf', '[program:app]\ncommand=sh -c "return 302 /x;"\n'],
    ['varnish.conf', 'vcl 4.1;\nsub vcl_recv { if (req.method == "POST") { return (synth(302)); } }\n'],
    ['nginx/README.md', SITE], ['nginx/install.sh', SITE], ['docs/nginx.html', SITE], ['nginx/Makefile', 'all:\n\treturn; rewrite\n'],
    ['lighttpd.conf', '$HTTP["host"] == "a" { url.redirect = ("" => "/x") } # return 302;\n'], ['any.conf', 'key = rewrite;\n'],
  ];
  for (const [path, text] of left) {
    it(`leaves ${path}`, () => assert.notEqual(readerOf({ path, text })?.name, 'nginx'));
  }
});

describe('nginx: what a redirect states', () => {
  it('status and its origin', () => {
    assert.deepEqual(inLocation('return 302 /x;').status, { code: 302, origin: 'explicit' });
    assert.deepEqual(inLocation('return https://example.com/;').status, { code: 302, origin: 'default' });
    assert.deepEqual(inLocation('rewrite ^ https://example.com/ last;').status, { code: 302, origin: 'default' });
    assert.deepEqual(inLocation('error_page 404 =200 https://example.com/;').status, { code: 302, origin: 'overridden', written: 200 });
    assert.deepEqual(inLocation('return ${CODE} /x;').status, { code: null, origin: 'explicit' });
  });

  it('where the status is written', () => {
    const text = 'server { return "302" /x; rewrite ^/a$ /b permanent; error_page 404 =302 https://e.com/; }';
    assert.deepEqual(redirectsIn(text).map(({ statusSpan }) => statusSpan && text.slice(statusSpan.start, statusSpan.end)).sort(), ['302', '302', 'permanent']);
    assert.equal(inLocation('return https://example.com/;').statusSpan, null);
  });

  const targets: readonly (readonly [string, string, string | null])[] = [
    ['return 302 /x;', 'path', '/x'],
    ['return 302 "https://example.com/a b";', 'path', 'https://example.com/a b'],
    ['return 302 https://$host$request_uri;', 'request', 'https://$host$request_uri'],
    ['return 302 $scheme://${host}${uri}/;', 'request', '$scheme://${host}${uri}/'],
    ['return 302 /login?next=$request_uri;', 'pattern', '/login?next=$request_uri'],
    ['return 302 /new/$1;', 'pattern', '/new/$1'],
    ['return 302 https://$host/;', 'pattern', 'https://$host/'],
    ['return 302;', 'unknown', null],
    ['return 302 {{ url }};', 'unknown', '{{ url }}'],
    ['return 302 https://{{ host }}$request_uri;', 'request', 'https://{{ host }}$request_uri'],
    ['rewrite ^(.*)$ https://example.com$1 permanent;', 'request', 'https://example.com$1'],
    ['rewrite ^/(.*)$ /new/$1 permanent;', 'request', '/new/$1'],
    ['rewrite ^/old/(.*)$ /new/$1 permanent;', 'pattern', '/new/$1'],
  ];
  for (const [directive, kind, text] of targets) {
    it(`target of ${directive}`, () => assert.deepEqual(inLocation(directive).target, { kind, text }));
  }

  it('the path it is declared for', () => {
    assert.equal(redirectsIn('server { return 302 /x; }')[0]?.path, '/');
    assert.equal(redirectsIn('return 302 /x;')[0]?.path, null);
    assert.equal(inLocation('return 302 /x;', '= /exact').path, '/exact');
    assert.equal(inLocation('return 302 /x;', '~* ^/a/(.*)$').path, '^/a/(.*)$');
    assert.equal(inLocation('return 302 /x;', '@named').path, null);
    assert.equal(inLocation('return 302 /x;', '{{ path }}').path, null);
    assert.equal(inLocation('if ($request_uri ~ ^/api) { return 302 /x; }').path, '^/api');
    assert.equal(inLocation('rewrite ^/old$ /x redirect;').path, '^/old$');
    assert.equal(inLocation('rewrite ^(.*)$ /x redirect;').path, '/a');
  });

  it('what limits its methods, outermost first', () => {
    const text = 'map $request_method $w { default 0; POST 1; } server { if ($w) { set $f P; } location /a { if ($f = P) { return 302 /x; } } }';
    const [redirect] = redirectsIn(text);
    assert.deepEqual(redirect?.methods, { only: ['POST'] });
    assert.deepEqual(redirect?.proofs.map(({ span }) => text.slice(span.start, span.end)), ['map $request_method $w', 'if ($w)', 'if ($f = P)']);
    const before = inLocation('if ($request_method = POST) { return 307 /x; } error_page 404 https://e.com/;'.replace('return 307 /x', 'return 403'));
    assert.deepEqual(before.methods, { except: [] });
  });

  it('an if that excludes methods proves the rest', () => {
    const redirects = redirectsIn('server { if ($request_method !~ ^(GET|HEAD)$) { return 307 /y; } return 302 /x; }');
    const last = redirects.find(({ status }) => status.code === 302);
    assert.deepEqual(last?.methods, { only: ['GET', 'HEAD'] });
    assert.deepEqual(last?.proofs.map(({ says }) => says), ['answered before: if ($request_method !~ ^(GET|HEAD)$)']);
  });

  it('says what to do where no edit can', () => {
    const redirect = inLocation('rewrite ^/old/(.*)$ /new/$1 permanent;');
    assert.deepEqual(redirect.edits, []);
    assert.match(spoken(redirect.instead ?? ''), /return 308/);
  });

  it('patterns that could take long are not tried', () => {
    const slow = `^(${'(A+)+'.repeat(10)})+$`;
    const redirect = inLocation(`if ($request_method ~ ${slow}) { return 302 /x; }`);
    assert.deepEqual(redirect.methods, { except: [] });
    assert.deepEqual(inLocation('if ($request_method ~ "(") { return 302 /x; }').methods, { except: [] });
  });

  it('reads every beginning of a file, and any nesting', () => {
    const text = 'map $request_method $w { POST 1; ~^P 2; } server { if ($w = "2") { set $a "${w}x"; } limit_except GET { deny all; } '
      + 'location ~ ^/a { {% if b %} rewrite ^(.*)$ http://x$1; error_page 404 =302 https://y; return 302 ${z}; {% endif %} } }';
    for (let end = 0; end <= text.length; end++) assert.ok(redirectsIn(text.slice(0, end)).length <= 3);
    assert.deepEqual(redirectsIn(`${'location /a { '.repeat(20_000)}return 302 /x;`), []);
    assert.equal(redirectsIn('location /a { return 302 /x; }\n'.repeat(3_000)).length, 3_000);
  });
});
