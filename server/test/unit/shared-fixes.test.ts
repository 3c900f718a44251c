import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Fix } from '../../src/model/finding.ts';
import { lint } from '../check.ts';

/** The fixes of the first finding in `answers.js`, which routes of `routes.js` call. */
async function fixesOf(answers: string, routes: string): Promise<readonly Fix[]> {
  const results = await lint(new Map([['answers.js', answers], ['routes.js', `const { go } = require('./answers');\nconst app = require('express')();\n${routes}`]]));
  return results.get('answers.js')?.findings[0]?.fixes ?? [];
}

const shown = (fixes: readonly Fix[]) => fixes.map(({ status, safe, note }) => [status, safe, note ?? null]);

describe('fixes of a redirect that several routes share', () => {
  it('are safe where one status is right for all', async () => {
    const fixes = await fixesOf("exports.go = (req, res) => res.redirect('/orders');", "app.post('/a', go);\napp.get('/b', go);\napp.delete('/c', go);");
    assert.deepEqual(shown(fixes), [[303, true, null], [307, false, null]]);
  });

  it('are not safe where GET would lose what is permanent', async () => {
    const fixes = await fixesOf("exports.go = (req, res) => res.redirect(301, '/orders');", "app.post('/a', go);\napp.get('/b', go);");
    assert.deepEqual(shown(fixes), [[303, false, 'callers with GET lose the permanent redirect'], [308, false, null]]);
    assert.match(fixes[0]?.title ?? '', / \(callers with GET lose the permanent redirect\)$/);
  });

  it('are safe for 301 that answers POST alone', async () => {
    const fixes = await fixesOf("exports.go = (req, res) => res.redirect(301, '/orders');", "app.post('/a', go);\napp.post('/b', go);");
    assert.deepEqual(shown(fixes).at(0), [303, true, null]);
  });

  it('are not safe where one caller forwards and another is done', async () => {
    const moved = "app.post('/v2/orders', (req, res) => res.send('made'));\n";
    const fixes = await fixesOf("exports.go = (req, res) => res.redirect('/v2/orders');", `${moved}app.post('/v1/orders', go);\napp.post('/basket', go);`);
    assert.ok(fixes.length > 0 && fixes.every(({ safe, note }) => !safe && note === 'its callers need different ones'), JSON.stringify(fixes));
  });
});
