import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WorkspaceIndex } from '../../src/link/index.ts';
import { reachOf } from '../../src/link/reach.ts';
import { type Binding, type Call, facts, type Handler, type Redirect } from '../../src/model/facts.ts';
import { ANY, methods, namesOf } from '../../src/model/methods.ts';

const span = { start: 0, end: 1 };
const proof = { span, says: 'here' };
const handler = (id: string): Handler => ({ id, span, exports: [] });
const bound = (id: string, method: string): Binding => ({ handler: { id }, methods: methods(method), path: '/', evidence: 'proven', proof });
const call = (callee: string, ...callers: string[]): Call => ({ callee: { id: callee }, callers, methods: ANY, proof });
const redirect: Redirect = {
  adapter: 'x', span, statusSpan: null, status: { code: 302, origin: 'default' }, target: { kind: 'unknown', text: null }, path: null, by: 'handler',
  methods: ANY, proofs: [], handlers: ['helper'], edits: [],
};

function reach(handlers: string[], calls: Call[], bindings: Binding[]) {
  const index = new WorkspaceIndex();
  index.set('a.js', facts({ redirects: [redirect], handlers: handlers.map(handler), calls, bindings }));
  return reachOf(index, 'a.js', redirect);
}

test('helpers that call each other are reached as their outer callers are', () => {
  const { methods: reached, evidence } = reach(['helper', 'other', 'route'], [call('helper', 'other'), call('other', 'helper'), call('other', 'route')], [bound('route', 'POST')]);
  assert.deepEqual(namesOf(reached), ['POST']);
  assert.equal(evidence, 'proven');
});

test('helpers that only call each other are reached by nothing that is known', () => {
  const { methods: reached, evidence } = reach(['helper', 'other'], [call('helper', 'other'), call('other', 'helper')], []);
  assert.deepEqual(namesOf(reached), ['ANY']);
  assert.equal(evidence, 'unbounded');
});

test('a dense web of filters is walked once', () => {
  const layers = Array.from({ length: 8 }, (_, layer) => Array.from({ length: 12 }, (_, at) => `${layer}.${at}`));
  const calls = layers.flatMap((layer, at) => layer.flatMap(callee => (layers[at + 1] ?? []).map(caller => call(callee, caller))));
  const routes = (layers.at(-1) as string[]).map((id, at) => bound(id, at % 2 ? 'DELETE' : 'POST'));
  const { methods: reached, proofs } = reach(['helper', ...layers.flat()], [...calls, ...(layers[0] as string[]).map(caller => call('helper', caller))], routes);
  assert.deepEqual(namesOf(reached), ['POST', 'DELETE']);
  assert.ok(proofs.length <= 5);
});

/** Of the processor, in µs. */
const MOST = 5e6;
function assertQuick(work: () => void): void {
  const began = process.cpuUsage();
  work();
  assert.ok(process.cpuUsage(began).user < MOST, `${process.cpuUsage(began).user / 1000} ms`);
}

test('routers that are mounted on each other stand nowhere that is known', () => {
  const router = (id: string): Handler => ({ id, span, exports: [], router: { path: '', isRoot: false } });
  const mount = (inner: string, outer: string, path: string): Binding => ({ ...bound(inner, 'POST'), router: [{ id: outer }], path, proof: { span: { start: path.length, end: 99 }, says: 'here' } });
  const index = new WorkspaceIndex();
  const bindings = Array.from({ length: 12 }, (_, at) => [mount('a', 'b', `/${'a'.repeat(at)}`), mount('b', 'a', `/${'b'.repeat(20 + at)}`)]).flat();
  index.set('a.js', facts({ handlers: [router('a'), router('b'), handler('route')], bindings: [...bindings, { ...bound('route', 'POST'), router: [{ id: 'a' }], path: '/' }] }));
  assertQuick(() => assert.ok(index.routes.all.every(route => route.isFloating)));
});

test('files that all hand on what the others export are asked once', () => {
  const names = Array.from({ length: 16 }, (_, at) => `f${at}`);
  const index = new WorkspaceIndex();
  for (const own of names) {
    index.set(`${own}.js`, facts({
      modules: [own], reexports: names.filter(other => other !== own).map(other => ({ name: '*', of: { module: other, name: '*' } })), handlers: [{ id: 'h', span, exports: [`h-${own}`] }],
      bindings: [{ ...bound('h', 'POST'), handler: { module: names[0] as string, name: 'h-f15' } }],
    }));
  }
  assertQuick(() => {
    assert.equal(index.bindingsOf('f15.js', 'h').length, names.length);
    assert.deepEqual(index.handlersNamed({ module: 'f0', name: 'nowhere' }, 'f1.js'), []);
  });
});
