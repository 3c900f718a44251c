import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WorkspaceIndex } from '../../src/link/index.ts';
import { reachOf } from '../../src/link/reach.ts';
import { type Binding, type Call, facts, type Handler, type Redirect } from '../../src/model/facts.ts';
import { ANY, methods, namesOf } from '../../src/model/methods.ts';
import { type PathPattern, pathPattern } from '../../src/model/paths.ts';

const span = { start: 0, end: 1 };
const proof = { span, says: 'bound here' };
const handler = (id: string, ...exported: string[]): Handler => ({ id, span, exports: exported });
const bound = (id: string, method: string): Binding => ({ handler: { id }, methods: methods(method), path: '/', evidence: 'proven', proof });
const call = (module: string, name: string, ...callers: string[]): Call => ({ callee: { module, name }, callers, methods: ANY, proof });

const touches = (reads: ReadonlySet<string>, change: () => ReadonlySet<string>) => [...change()].some(name => reads.has(name));

test('what no other file can see touches no answer about other files', () => {
  const index = new WorkspaceIndex();
  index.set('b.js', facts({ handlers: [handler('other', 'other')], bindings: [bound('other', 'POST')] }));
  const { reads } = index.reading(() => index.bindingsOf('b.js', 'other'));
  assert.equal(touches(reads, () => index.set('a.js', facts({ handlers: [handler('h')], bindings: [bound('h', 'POST')] }))), false);
  assert.equal(touches(reads, () => index.set('a.js', facts({ handlers: [handler('h')], bindings: [bound('h', 'GET')] }))), false);
  assert.deepEqual(index.bindingsOf('a.js', 'h').map(({ fact }) => fact.methods), [methods('GET')]);
  assert.equal(touches(reads, () => index.delete('a.js')), false);
  assert.equal(touches(reads, () => index.set('b.js', facts({}))), true);
});

test('how the callers of an imported helper are reached touches the answer about that helper', () => {
  const index = new WorkspaceIndex();
  const caller = (method: string) => facts({ handlers: [handler('save')], bindings: [bound('save', method)], calls: [call('./back', 'back', 'save')] });
  index.set('back.js', facts({ modules: ['./back'], handlers: [handler('back', 'back')] }));
  const asked = () => index.reading(() => index.callsOf('back.js', 'back').flatMap(({ file, fact }) => fact.callers.flatMap(id => index.bindingsOf(file, id))));
  assert.equal(touches(asked().reads, () => index.set('a.js', caller('POST'))), true);
  assert.equal(asked().value.length, 1);
  assert.equal(touches(asked().reads, () => index.set('a.js', caller('GET'))), true);
  assert.equal(touches(asked().reads, () => index.set('a.js', caller('GET'))), false);
  assert.deepEqual(asked().value.map(({ fact }) => fact.methods), [methods('GET')]);
  assert.equal(touches(asked().reads, () => index.delete('a.js')), true);
  assert.deepEqual(asked().value, []);
});

const covering = (index: WorkspaceIndex, path: string) => index.routes.covering(pathPattern(path) as PathPattern).map(({ file, at }) => `${file} ${at}`);

test('the routes are joined anew when routes change otherwise than by their paths, and only then', () => {
  const index = new WorkspaceIndex();
  const app = (path: string, at: number) => facts({ handlers: [handler('h')], bindings: [{ ...bound('h', 'GET'), path, router: null, proof: { span: { start: at, end: at + 1 }, says: 'bound here' } }] });
  index.set('a.js', app('/a', 0));
  const { value: routes, reads } = index.reading(() => index.routes);
  assert.equal(touches(reads, () => index.set('a.js', app('/a', 5))), false);
  assert.equal(index.routes, routes);
  assert.equal(touches(reads, () => index.set('a.js', app('/b', 5))), true);
  assert.equal(index.routes, routes);
  assert.deepEqual([covering(index, '/a'), covering(index, '/b')], [[], ['a.js 0']]);
  assert.equal(touches(reads, () => index.set('a.js', facts({}))), true);
  assert.notEqual(index.routes, routes);
  assert.deepEqual(covering(index, '/b'), []);
});

test('the path of what mounts a router is that of its routes', () => {
  const index = new WorkspaceIndex();
  const mounted = (path: string) => facts({
    handlers: [{ ...handler('app'), router: { path: '', isRoot: true } }, { ...handler('shop'), router: { path: '', isRoot: false } }, handler('h')],
    bindings: [{ ...bound('shop', 'GET'), path, router: [{ id: 'app' }] }, { ...bound('h', 'GET'), path: '/cart', router: [{ id: 'shop' }], proof: { ...proof, span: { start: 5, end: 9 } } }],
  });
  index.set('a.js', mounted('/shop'));
  assert.deepEqual(covering(index, '/shop/cart'), ['a.js 1']);
  index.set('a.js', mounted('/store'));
  assert.deepEqual([covering(index, '/shop/cart'), covering(index, '/store/cart')], [[], ['a.js 1']]);
});

test('a form touches the answer about the handler that it is sent to, and so does the route or the script between them', () => {
  const index = new WorkspaceIndex();
  const redirect: Redirect = {
    adapter: 'x', span, statusSpan: null, status: { code: 302, origin: 'default' }, target: { kind: 'unknown', text: null }, path: null, by: 'handler', methods: ANY, proofs: [], handlers: ['h'], edits: [],
  };
  const app = (path: string) => facts({ redirects: [redirect], handlers: [handler('h')], bindings: [{ handler: { id: 'h' }, methods: ANY, path, router: null, evidence: 'proven', proof }] });
  const script = facts({ redirects: [redirect], handlers: [{ ...handler('h'), isScript: true }] });
  const page = (address: string, at = 0) => facts({ submissions: [{ methods: methods('POST'), target: { kind: 'path', text: address }, proof: { span: { start: at, end: at + 1 }, says: 'sent from here' } }] });
  const asked = (file: string) => index.reading(() => reachOf(index, file, redirect));
  const shows = (file: string, change: () => ReadonlySet<string>, expected: string) => {
    assert.equal(touches(asked(file).reads, change), true);
    assert.equal(namesOf(asked(file).value.methods).join(), expected);
  };
  index.set('app.js', app('/cart'));
  shows('app.js', () => index.set('page.html', page('/cart')), 'GET,HEAD,POST');
  shows('app.js', () => index.set('page.html', page('/cart', 7)), 'GET,HEAD,POST');
  shows('app.js', () => index.set('app.js', app('/basket')), 'ANY');
  shows('app.js', () => index.set('page.html', page('/basket')), 'GET,HEAD,POST');
  shows('app.js', () => index.delete('page.html'), 'ANY');
  index.set('page.html', page('save.php'));
  shows('save.php', () => index.set('save.php', script), 'GET,HEAD,POST');
  shows('save.php', () => index.set('page.html', page('other.php')), 'ANY');
  index.set('b/page.html', page('save.php'));
  assert.deepEqual(namesOf(asked('save.php').value.methods), ['GET', 'HEAD', 'POST']);
  shows('save.php', () => index.set('b/save.php', script), 'ANY');
});
