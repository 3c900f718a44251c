import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WorkspaceIndex } from '../../src/link/index.ts';
import { type Binding, type Call, facts, type Handler } from '../../src/model/facts.ts';
import { ANY, methods } from '../../src/model/methods.ts';

const span = { start: 0, end: 1 };
const proof = { span, says: 'bound here' };
const handler = (id: string, ...exported: string[]): Handler => ({ id, span, exports: exported });
const bound = (id: string, method: string): Binding => ({ handler: { id }, methods: methods(method), path: '/', evidence: 'proven', proof });
const call = (module: string, name: string, ...callers: string[]): Call => ({ callee: { module, name }, callers, methods: ANY, proof });

test('what no other file can see changes no other file', () => {
  const index = new WorkspaceIndex();
  assert.equal(index.set('a.js', facts({ handlers: [handler('h')], bindings: [bound('h', 'POST')] })), false);
  assert.equal(index.set('a.js', facts({ handlers: [handler('h')], bindings: [bound('h', 'GET')] })), false);
  assert.deepEqual(index.bindingsOf('a.js', 'h').map(({ fact }) => fact.methods), [methods('GET')]);
  assert.equal(index.delete('a.js'), false);
});

test('how the callers of an imported helper are reached can change the file of that helper', () => {
  const index = new WorkspaceIndex();
  const caller = (method: string) => facts({ handlers: [handler('save')], bindings: [bound('save', method)], calls: [call('./back', 'back', 'save')] });
  index.set('back.js', facts({ modules: ['./back'], handlers: [handler('back', 'back')] }));
  assert.equal(index.set('a.js', caller('POST')), true);
  assert.equal(index.callsOf('back.js', 'back').length, 1);
  assert.equal(index.set('a.js', caller('GET')), true);
  assert.equal(index.set('a.js', caller('GET')), false);
  assert.deepEqual(index.bindingsOf('a.js', 'save').map(({ fact }) => fact.methods), [methods('GET')]);
  assert.equal(index.delete('a.js'), true);
  assert.deepEqual(index.callsOf('back.js', 'back'), []);
});
