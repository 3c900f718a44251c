import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readerOf } from '../../src/analyse.ts';
import { redirectsFile } from '../../src/formats/redirects-file.ts';
import { platformsOf, redirectsMarkers } from '../../src/formats/redirects-markers.ts';
import { WorkspaceIndex } from '../../src/link/index.ts';
import { sitesOf } from '../../src/link/site.ts';
import { facts, type Redirect } from '../../src/model/facts.ts';
import { spoken } from '../../src/model/phrase.ts';

function redirectsIn(text: string): readonly Redirect[] {
  const stated = redirectsFile.facts({ path: '_redirects', text }, () => assert.fail('needs no grammar'));
  assert.ok(!(stated instanceof Promise));
  return stated.redirects ?? [];
}

describe('_redirects', () => {
  it('the platform decides the default status and the edits', () => {
    const statusOn = (value: string) => {
      const index = new WorkspaceIndex();
      index.set('public/_redirects', facts({ redirects: redirectsIn('/a /b') }));
      index.set('settings', facts({ environment: [{ of: '_redirects', value }] }));
      const [site] = sitesOf(index, 'public/_redirects');
      return [site?.status.code, site?.edits.map(({ status }) => status)];
    };
    assert.deepEqual(statusOn('netlify'), [301, []]);
    assert.deepEqual(statusOn('gitlab-pages'), [301, []]);
    assert.deepEqual(statusOn('cloudflare-pages'), [302, [303, 307, 308]]);
    assert.deepEqual(statusOn('elsewhere'), [null, []]);
  });

  const marks = ['/a /b 302!', '/a /b 301 Country=at', '/a /b 301 Language=de', '/a id=:id /b/:id 301', '/* /404.html 404', '/x /.netlify/functions/x 200'];
  for (const mark of marks) {
    it(`only Netlify reads ${mark}`, () => {
      const redirect = redirectsIn(`${mark}\n/c /d`).at(-1);
      assert.equal(redirect?.status.code, 301);
      assert.match(spoken(redirect?.instead ?? ''), /Netlify/);
    });
  }

  it('a file that names the platform wins over such marks, and what it drops is no redirect there', () => {
    const text = '/a /b 302!\n/c /d\n/c /e 307\n';
    const codesOn = (value: string | null) => {
      const index = new WorkspaceIndex();
      index.set('_redirects', facts({ redirects: redirectsIn(text) }));
      if (value) index.set('marker', facts({ environment: [{ of: '_redirects', value }] }));
      return sitesOf(index, '_redirects').map(site => site.status.code);
    };
    assert.deepEqual(codesOn('cloudflare-pages'), [null, 302, null]);
    assert.deepEqual(codesOn('netlify'), [302, 301, 307]);
    assert.deepEqual(codesOn(null), [302, 301, 307]);
  });

  it('source, target, status and the span of a line', () => {
    const text = '\uFEFF# comment\r\n  /a/:id/*\thttps://example.com:8080/:splat  302  # why\r\n';
    const [redirect, ...more] = redirectsIn(text);
    assert.deepEqual(more, []);
    assert.equal(redirect?.path, '/a/:id/*');
    assert.deepEqual(redirect?.target, { kind: 'pattern', text: 'https://example.com:8080/:splat' });
    assert.equal(text.slice(redirect?.statusSpan?.start, redirect?.statusSpan?.end), '302');
    assert.equal(text.slice(redirect?.span.start, redirect?.span.end), '/a/:id/*\thttps://example.com:8080/:splat  302');
    assert.equal(redirectsIn('/a https://example.com:8080/x 302')[0]?.target.kind, 'path');
  });

  it('lines that do not redirect', () => {
    for (const line of ['', '# /a /b', '/a', '/a b', '/a 200', '/a /b 200', '/a /b 404', '/a /b 410', '/a /b 304', '302 /b', 'a /b']) {
      assert.deepEqual(redirectsIn(line), [], line);
    }
  });

  it('files that tell the platform', () => {
    const platform = (path: string, text: string) => platformsOf({ path, text }).map(({ value }) => value).join();
    assert.equal(platform('site/netlify.toml', '[build]\n'), 'netlify');
    assert.equal(platform('wrangler.toml', 'name = "x"\n'), 'cloudflare-pages');
    assert.equal(platform('wrangler.jsonc', '{}'), 'cloudflare-pages');
    assert.equal(platform('public/_routes.json', '{"version":1,"include":["/*"]}'), 'cloudflare-pages');
    assert.equal(platform('.gitlab-ci.yml', 'build:\n  script: x\npages:\n  script: y\n'), 'gitlab-pages');
    assert.equal(platform('.gitlab-ci.yml', 'deploy:\r\n  pages: true\r\n'), 'gitlab-pages');
    assert.equal(platform('.gitlab-ci.yml', 'stages: [pages]\nbuild-pages:\n  script: x\n'), '');
    assert.equal(platform('my-netlify.toml', '[build]\n'), '');
    assert.equal(readerOf({ path: '.gitlab-ci.yml', text: 'stages: [pages]\n' }), null);
    assert.equal(readerOf({ path: 'a/wrangler.toml', text: 'name = "x"\n' }), redirectsMarkers);
  });
});
