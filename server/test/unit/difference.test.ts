import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../../src/analyse.ts';
import { DocumentMemory, editOf } from '../../src/document-memory.ts';
import { differenceOf, routesNow, untouchedBy } from '../../src/link/difference.ts';
import { WorkspaceIndex } from '../../src/link/index.ts';
import { lintRedirect } from '../../src/lint.ts';
import '../check.ts';

const APP = `const app = require('express')();
app.get('/a', (req, res) => res.render('a'));
app.post('/b', (req, res) => res.redirect(307, '/a'));
app.post('/c', (req, res) => res.redirect(303, '/b'));
app.put('/d', (req, res) => res.redirect(303, 'https://example.com/'));
`;

/** The redirects, by their targets, that have to be looked at again after an edit of `from`, which stands in the file once; null: all of the file. */
async function lookedAt(from: string, to: string): Promise<(string | null)[] | null> {
  assert.equal(APP.split(from).length, 2, `${from} stands there once`);
  const memory = new DocumentMemory();
  const index = new WorkspaceIndex();
  const before = await factsOf({ path: 'app.js', text: APP }, {}, memory);
  index.set('app.js', before);
  const linted = before.redirects.map(redirect => lintRedirect(index, 'app.js', redirect, {}));
  const then = routesNow(index);
  const now = await factsOf({ path: 'app.js', text: APP.replace(from, to) }, {}, memory);
  memory.forget();
  const edit = editOf(now);
  assert.equal(edit?.isMoved, false);
  assert.equal(edit?.from, before);
  const difference = edit && differenceOf(before, now, edit.by);
  const touched = index.set('app.js', now);
  const isUntouched = difference ? untouchedBy(difference, touched, index, 'app.js', then) : null;
  return isUntouched && now.redirects.filter((redirect, at) => !isUntouched(at, redirect, linted[at]?.reads ?? new Set())).map(({ target }) => target.text);
}

describe('after an edit those redirects are looked at', () => {
  it('that answer a route whose path it changes', async () => assert.deepEqual(await lookedAt("'/d'", "'/e'"), ['https://example.com/']));

  it('that lead to a route whose path it changes, or answer that', async () => assert.deepEqual(await lookedAt("post('/b'", "post('/e'"), ['/a', '/b']));

  it('that lead to where a route is now', async () => assert.deepEqual(await lookedAt("put('/d'", "put('/b'"), ['/b', 'https://example.com/']));

  it('that lead to a route whose methods it changes', async () => assert.deepEqual(await lookedAt('get', 'post'), ['/a']));

  it('that it changes', async () => assert.deepEqual(await lookedAt("307, '/a'", "307, '/x'"), ['/x']));

  it('all of them, where it changes more than routes and redirects', async () => assert.equal(await lookedAt('const app', 'exports.go = (req, res) => res.redirect("/");\nconst app'), null));

  it('all of them, where it changes on what the routes stand', async () => assert.equal(await lookedAt("require('express')()", "require('express').Router()"), null));
});
