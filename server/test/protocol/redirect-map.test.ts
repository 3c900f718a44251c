import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RedirectMap } from '../../src/lsp/redirect-map.ts';
import { app, PULLING, withClient } from './client.ts';

const CHAIN = '/old /middle 301\n/middle /new 302\n/round /round 307\n';
const CHANGES = { ...PULLING, experimental: { redirectLint: { map: true } } };

test('the map holds every redirect with its ends, its findings and its place', () => withClient({ files: { 'app.js': app(), 'public/_redirects': CHAIN, 'netlify.toml': '[build]\n' } }, async client => {
  await client.scanned();
  const { nodes, edges, isScanning } = await client.connection.sendRequest<RedirectMap>('redirectLint/map', {});
  assert.equal(isScanning, false);
  const label = (id: string) => nodes.find(node => node.id === id)?.label;
  const rows = edges.map(({ from, to, status, severity, hops, loops }) => [label(from), label(to), status, severity, hops, loops]);
  assert.deepEqual(rows.filter(([from]) => from === '/login'), [['/login', '/home', 302, 'warning', 0, false]]);
  assert.deepEqual(rows.filter(([from]) => from === '/old').map(([, to, status, , hops]) => [to, status, hops]), [['/middle', 301, 1]]);
  assert.equal(rows.find(([from]) => from === '/round')?.at(-1), true);
  const login = edges.find(({ from }) => label(from) === '/login');
  assert.deepEqual(login?.methods, { only: ['POST'] });
  assert.deepEqual([login?.location.uri, login?.location.range.start.line], [client.uri('app.js'), 3]);
  assert.match(login?.messages[0] ?? '', /POST/);
  assert.equal(new Set([...nodes, ...edges].map(({ id }) => id)).size, nodes.length + edges.length);
}));

test('a client that draws the map is told when it changes, others are not', async () => {
  await withClient({ files: { 'app.js': app() }, capabilities: CHANGES }, async client => {
    await client.scanned();
    const told = () => client.received.filter(({ method }) => method === 'redirectLint/mapChanged').length;
    await client.until(() => told() > 0);
    const before = told();
    const uri = await client.open('app.js', app('put'));
    await client.until(() => told() > before);
    const { edges } = await client.connection.sendRequest<RedirectMap>('redirectLint/map', {});
    assert.deepEqual(edges.map(({ methods, severity }) => [methods, severity]), [[{ only: ['PUT'] }, 'error']]);
    assert.equal(edges[0]?.location.uri, uri);
  });
  await withClient({ files: { 'app.js': app() } }, async client => {
    await client.scanned();
    await client.diagnostics(await client.open('app.js', app('put')));
    assert.ok(!client.received.some(({ method }) => method === 'redirectLint/mapChanged'));
  });
});
