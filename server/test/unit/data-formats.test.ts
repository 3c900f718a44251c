import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { factsOf, readerOf } from '../../src/analyse.ts';
import { formats } from '../../src/adapters.ts';
import { structuredFormats } from '../../src/formats/data-formats.ts';
import { iis } from '../../src/formats/iis.ts';
import { FIXTURES, filesBelow, lint } from '../check.ts';

const OWN = [...structuredFormats, iis].map(format => format.name);

describe('formats of structured data', () => {
  it('one file is read by all whose documents it holds', async () => {
    const text = 'kind: Ingress\nmetadata:\n  annotations:\n    nginx.ingress.kubernetes.io/permanent-redirect: https://example.com\n'
      + '---\nkind: HTTPRoute\nspec:\n  rules:\n    - filters:\n        - type: RequestRedirect\n          requestRedirect: { scheme: https }\n'
      + '---\nkind: Middleware\nspec:\n  redirectScheme: { scheme: https }\n';
    const { redirects } = await factsOf({ path: 'k8s/all.yaml', text });
    assert.deepEqual(redirects.map(redirect => redirect.adapter).sort(), ['gateway-api', 'ingress-nginx', 'traefik']);
  });

  it('a setting gives a file of another name to a format', async () => {
    const text = '{ "redirects": [{ "source": "/a", "destination": "/b", "statusCode": 302 }] }';
    assert.equal((await factsOf({ path: 'deploy/vercel.prod', text })).redirects.length, 0);
    assert.equal((await factsOf({ path: 'deploy/vercel.prod', text }, { formats: { 'deploy/*.prod': 'vercel' } })).redirects.length, 1);
  });

  it('netlify.toml still tells the platform of a _redirects file', async () => {
    const { environment } = await factsOf({ path: 'netlify.toml', text: '[[redirects]]\nfrom = "/a"\nto = "/b"\n' });
    assert.deepEqual(environment, [{ of: '_redirects', value: 'netlify' }]);
  });

  it('files of other kinds are left to nobody or to their own reader', () => {
    for (const [file, text] of [
      ['package.json', '{ "dependencies": { "express": "4" } }'], ['tsconfig.json', '{ "compilerOptions": {} }'],
      ['.github/workflows/ci.yml', 'on: push\njobs: {}\n'], ['locale/en.json', '{ "redirect": "Redirecting", "responses": "Answers", "post": "Post" }'],
      ['app.config', '<configuration><appSettings/></configuration>'],
    ] as const) assert.ok(!OWN.includes(readerOf({ path: file, text })?.name ?? ''), file);
  });

  it('an OpenAPI file states its endpoints', async () => {
    const { endpoints } = await factsOf({ path: 'a.yaml', text: 'openapi: 3.0.0\npaths:\n  /a:\n    parameters: []\n    get: { responses: {} }\n    post: { responses: {} }\n  /b: {}\n' });
    assert.deepEqual(endpoints.map(({ path: at, methods }) => [at, methods]), [['/a', { only: ['GET', 'POST'] }]]);
  });

  it('a YAML edit adds its line behind a comment, with the line ends of the file', async () => {
    const text = 'apiVersion: networking.istio.io/v1\r\nspec:\r\n  http:\r\n    - redirect:\r\n        uri: /b # why\r\n';
    const [site] = (await lint(new Map([['a.yaml', text]]))).get('a.yaml')?.sites ?? [];
    const edit = site?.edits.find(({ status }) => status === 308)?.edits[0];
    assert.equal(edit && text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end), `${text.trimEnd()}\r\n        redirectCode: 308\r\n`);
  });

  it('IIS: a tag over several lines is one place', async () => {
    const text = '<configuration>\n<rule>\n<action\n  type="Redirect"\n  redirectType="Found"\n  url="/b" />\n</rule>\n</configuration>\n';
    const [redirect] = (await factsOf({ path: 'web.config', text })).redirects;
    assert.equal(redirect && text.slice(redirect.span.start, redirect.span.end), text.slice(text.indexOf('<action'), text.indexOf('/>') + 2));
  });

  it('no cut of any fixture makes a reader throw or point outside the text', async () => {
    for (const name of OWN) {
      for (const [file, text] of filesBelow(path.join(FIXTURES, name.replace('.', '-')))) {
        if (file.endsWith('.expected') || text.length > 4000) continue;
        const step = Math.ceil(text.length / 25);
        for (let cut = 0; cut < text.length; cut += step) {
          for (const part of [text.slice(0, cut), text.slice(cut), text.slice(0, cut) + text.slice(cut + step)]) {
            const { redirects } = await factsOf({ path: file, text: part });
            for (const { span, edits } of redirects) {
              for (const each of [span, ...edits.flatMap(edit => edit.edits.map(one => one.span))]) {
                assert.ok(each.start >= 0 && each.start <= each.end && each.end <= part.length, `${file} cut at ${cut}`);
              }
            }
          }
        }
      }
    }
  });

  it('a YAML file of more lines than its grammar can count is read up to there, and says so', async () => {
    const path4 = (n: number) => `  /a${n}:\n    post:\n      responses:\n        '302': {}\n`;
    const text = `openapi: 3.0.0\npaths:\n${Array.from({ length: 8300 }, (_, n) => path4(n)).join('')}`;
    const { redirects, problems } = await factsOf({ path: 'a.yaml', text });
    assert.equal(redirects.length, 8191);
    assert.match(problems.join(), /32767 lines/);
  });

  it('every name is there once', () => assert.equal(new Set(formats.map(format => format.name)).size, formats.length));
});
