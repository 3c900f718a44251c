import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientsByOutcome, MEASURED_CLIENTS, MEASURED_METHODS, MEASURED_ON, MEASURED_STATUSES, outcomeOf, OUTCOMES } from '../../src/clients/clients.ts';
import { outcomeLines, shareOf } from '../../src/clients/words.ts';
import { REDIRECT_STATUSES } from '../../src/model/facts.ts';

const client = (key: string) => MEASURED_CLIENTS.find(each => each.key === key) ?? assert.fail(`${key} was not measured`);

test('each client has a name of its own, a version and a known outcome for every status', () => {
  assert.match(MEASURED_ON, /^\d{4}-\d\d-\d\d$/);
  assert.deepEqual(MEASURED_STATUSES, REDIRECT_STATUSES);
  assert.equal(new Set(MEASURED_CLIENTS.map(({ key }) => key)).size, MEASURED_CLIENTS.length);
  for (const each of MEASURED_CLIENTS) {
    assert.match(each.version, /^\d/, each.key);
    const lists = MEASURED_METHODS.flatMap(method => each[method] ? [each[method]] : []);
    assert.ok(lists.length > 0, each.key);
    for (const list of lists) {
      assert.equal(list.length, MEASURED_STATUSES.length, each.key);
      assert.deepEqual(list.filter(outcome => outcome === null || !OUTCOMES.includes(outcome)), [], each.key);
    }
  }
});

test('browsers do what the Fetch standard says, which the rules build on', () => {
  for (const browser of ['chromium', 'firefox-esr']) {
    for (const how of ['fetch', 'xhr']) {
      const seen = (method: string) => MEASURED_STATUSES.map(status => outcomeOf(client(`${browser}-${how}`), method, status));
      assert.deepEqual(seen('POST'), ['get', 'get', 'get', 'repeat', 'repeat']);
      for (const method of ['PUT', 'PATCH', 'DELETE']) assert.deepEqual(seen(method), ['repeat', 'repeat', 'get', 'repeat', 'repeat'], method);
    }
  }
});

test('what was not measured has no outcome', () => {
  assert.equal(outcomeOf(client('curl-d'), 'DELETE', 302), null);
  assert.equal(outcomeOf(client('curl-d'), 'GET', 302), null);
  assert.equal(outcomeOf(client('curl-d'), 'POST', 300), null);
  assert.deepEqual(clientsByOutcome('POST', 304), []);
});

test('outcomes are counted once for each client and named without repetition', () => {
  const lines = outcomeLines('DELETE', 302);
  const asked = MEASURED_CLIENTS.filter(each => outcomeOf(each, 'DELETE', 302) !== null).length;
  assert.equal(lines.reduce((sum, { count }) => sum + count, 0), asked);
  const repeated = lines.find(({ outcome }) => outcome === 'repeat');
  assert.deepEqual(repeated?.names.slice(0, 2), ['Chromium', 'Firefox']);
  assert.ok((repeated?.more ?? 0) > 0);
  assert.equal(new Set(repeated?.names).size, repeated?.names.length);
  assert.deepEqual(shareOf('DELETE', 302, OUTCOMES), { count: asked, of: asked });
});
