import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../../src/analyse.ts';

async function environment(path: string, text: string): Promise<Record<string, string>> {
  const { environment } = await factsOf({ path, text });
  return Object.fromEntries(environment.map(({ of, value }) => [of, value]));
}

describe('composer', () => {
  it('reads the constraints of composer.json', async () => {
    const manifest = (version: string) => environment('app/composer.json', JSON.stringify({ require: { php: '^8.1', 'inertiajs/inertia-laravel': version } }));
    for (const [written, range] of [['^2.0', '^2.0'], ['^1.3|^2.0', '^1.3 || ^2.0'], ['v1.0.0', '1.0.0'], ['>=1.0,<2.0', '>=1.0 <2.0'], ['*', '*'], ['@dev', '*'], ['^1.0 || ^2.0@beta', '^1.0 || ^2.0']] as const) {
      assert.deepEqual(await manifest(written), { 'inertiajs/inertia-laravel': range });
    }
  });
  it('reads what composer.lock has installed', async () => {
    const lock = { packages: [{ name: 'codeigniter4/framework', version: 'v4.2.10' }, { name: 'psr/log', version: '1.1.4' }], 'packages-dev': [{ name: 'inertiajs/inertia-laravel', version: '2.0.1' }, null, { name: 1 }] };
    assert.deepEqual(await environment('composer.lock', JSON.stringify(lock)), { 'codeigniter4/framework': '4.2.10', 'inertiajs/inertia-laravel': '2.0.1' });
  });
  it('reads nothing of what is none', async () => {
    for (const text of ['', '{', '[]', 'inertiajs/inertia-laravel', '{"require": "inertiajs/inertia-laravel"}', '{"require": {"inertiajs/inertia-laravel": 1}}']) {
      assert.deepEqual(await environment('composer.json', text), {});
      assert.deepEqual(await environment('composer.lock', text), {});
    }
  });
});
