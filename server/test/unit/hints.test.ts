import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../../src/analyse.ts';
import { WorkspaceIndex } from '../../src/link/index.ts';
import { lintFile } from '../../src/lint.ts';
import type { Judging } from '../../src/rules/rule.ts';
import '../check.ts';

async function findings(file: string, text: string, judging: Judging = {}) {
  const index = new WorkspaceIndex();
  index.set(file, await factsOf({ path: file, text }, { redirectsFilePlatform: 'netlify' }));
  return lintFile(index, file, text, judging).findings;
}

const lines = (count: number, status = 301) => Array.from({ length: count }, (_, at) => `/old/${at} /new/${at} ${status}\n`).join('');

describe('hints where nothing limits the methods', () => {
  it('one speaks for all of a kind in a file', async () => {
    const found = await findings('_redirects', lines(500));
    assert.equal(found.length, 1);
    assert.match(found[0]?.message ?? '', /The same holds for 499 more redirects of this file\.$/);
    assert.equal(found[0]?.others?.length, 499);
    assert.deepEqual(found[0]?.related.map(({ message }) => message).slice(0, 2), ['the same for /old/1', 'the same for /old/2']);
    assert.equal(found[0]?.related.length, 20);
  });

  it('301 and 302 are two kinds, a single one says nothing of others', async () => {
    const found = await findings('_redirects', lines(1, 302) + lines(2));
    assert.deepEqual(found.map(({ rule, others }) => [rule, others?.length]), [['ambiguous-302', undefined], ['ambiguous-301', 1]]);
    assert.doesNotMatch(found[0]?.message ?? '', /The same holds/);
    assert.match(found[1]?.message ?? '', /The same holds for one more redirect of this file\.$/);
  });

  it('each for itself where a setting says so, or where another raises them', async () => {
    assert.equal((await findings('_redirects', lines(9), { unboundedHints: 'each' })).length, 9);
    assert.equal((await findings('_redirects', lines(9), { severityFor: { unbounded: 'warning' } })).length, 9);
    assert.equal((await findings('_redirects', lines(9), { severityFor: { unbounded: 'off' } })).length, 0);
  });

  it('a suppressed one does not speak, and is not counted', async () => {
    const found = await findings('_redirects', `# redirect-lint-disable-next-line ambiguous-301 -- pages\n${lines(3)}`);
    assert.deepEqual(found.map(({ others }) => others?.length), [1]);
  });

  it('those of code, and those that a guard proves, stay', async () => {
    const guarded = 'server { location /a { if ($request_method = POST) { return 302 /b; } return 302 /c; } location /d { return 302 /e; } }';
    assert.deepEqual((await findings('nginx.conf', guarded)).map(({ severity, others }) => [severity, others?.length]), [['warning', undefined], ['hint', 1]]);
    const code = "app.use((req, res) => res.redirect('/a'));\napp.use((req, res) => res.redirect('/b'));\n";
    assert.deepEqual((await findings('app.js', `const app = require('express')();\n${code}`)).map(({ severity }) => severity), ['hint', 'hint']);
  });
});

describe('a server that carries every request on', () => {
  const message = async (file: string, text: string) => (await findings(file, text)).map(finding => /carries every request on to (\S+):/.exec(finding.message)?.[1]);
  it('is explained as that, apart from redirects of pages', async () => {
    assert.deepEqual(await message('nginx.conf', 'server { listen 80; return 301 https://$host$request_uri; }'), ['https']);
    assert.deepEqual(await message('nginx.conf', 'server { server_name example.com; return 301 $scheme://www.example.com$request_uri; }'), ['www.example.com']);
    assert.deepEqual(await message('nginx.conf', 'server { location / { return 301 https://www.example.com$request_uri; } location /a { return 301 /b; } }'), ['https://www.example.com', undefined]);
    assert.deepEqual(await message('a/.htaccess', 'RewriteEngine On\nRewriteCond %{HTTPS} off\nRewriteRule ^(.*)$ https://%{HTTP_HOST}/$1 [R=301,L]\n'), ['https']);
    assert.deepEqual(await message('a/.htaccess', 'Redirect permanent / https://example.com/\n'), ['https://example.com']);
    assert.deepEqual(await message('haproxy.cfg', 'frontend web\n  redirect scheme https code 301 if !{ ssl_fc }\n'), ['https']);
    assert.deepEqual(await message('Caddyfile', 'http://example.com {\n  redir https://{host}{uri} 301\n}\n'), ['https']);
    assert.deepEqual(await message('_redirects', '/* https://www.example.com/:splat 301\n'), ['https://www.example.com']);
    assert.deepEqual(await message('nginx.conf', 'server { location /old { return 301 https://$host/new$request_uri; } }'), [undefined]);
  });

  it('prefers 308, or 307 where the redirect is not permanent', async () => {
    assert.match((await findings('nginx.conf', 'server { return 301 https://$host$request_uri; }'))[0]?.message ?? '', /Send 308, which carries it on unchanged\.$/);
    assert.match((await findings('nginx.conf', 'server { return 302 https://$host$request_uri; }'))[0]?.message ?? '', /Send 307, which carries it on unchanged\.$/);
    assert.match((await findings('_redirects', '/* https://www.example.com/:splat 301\n'))[0]?.message ?? '', /Netlify and GitLab Pages send only/);
  });
});

describe('paths that receive writes', () => {
  const severities = async (file: string, text: string, judging: Judging = {}) => (await findings(file, text, judging)).map(({ severity }) => severity);
  const server = (path: string, to: string) => `server { location ${path} { return 301 ${to}; } }`;
  it('by their names, where the request is carried on', async () => {
    assert.deepEqual(await severities('nginx.conf', server('/api/', 'https://api.example.com$request_uri')), ['warning']);
    assert.deepEqual(await severities('nginx.conf', server('= /oauth/token', '/oauth2/token')), ['warning']);
    assert.deepEqual(await severities('nginx.conf', server('/api/', '/docs/')), ['hint']);
    assert.deepEqual(await severities('nginx.conf', server('/apis/', 'https://api.example.com$request_uri')), ['hint']);
  });

  it('on a host of files only those that are no pages', async () => {
    assert.deepEqual(await severities('_redirects', '/api/* /reference/api/:splat\n'), ['hint']);
    assert.deepEqual(await severities('_redirects', '/api/commands/route /api/commands/intercept\n'), ['hint']);
    assert.deepEqual(await severities('_redirects', '/create-ticket /.netlify/functions/create-ticket\n'), ['warning']);
    assert.deepEqual(await severities('_redirects', '/create-ticket /.netlify/functions/create-ticket 200\n'), []);
  });

  it('as settings name them, and those alone', async () => {
    assert.deepEqual(await severities('_redirects', '/form /thanks\n/forms /x\n', { writePaths: ['/form/**'] }), ['warning', 'hint']);
    assert.deepEqual(await severities('nginx.conf', server('/api/', 'https://api.example.com$request_uri'), { writePaths: [] }), ['hint']);
  });
});
