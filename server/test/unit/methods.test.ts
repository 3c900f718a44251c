import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allBut, ANY, complement, has, intersection, isAny, isNone, methods, namesOf, NONE, provesWriting, sameMethods, union } from '../../src/model/methods.ts';

const SETS = [ANY, NONE, methods('GET'), methods('POST', 'PUT'), allBut('GET'), allBut('POST', 'HEAD')];
const NAMES = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'];

describe('method sets', () => {
  it('are closed under union, intersection and complement', () => {
    for (const a of SETS) {
      for (const name of NAMES) assert.equal(has(complement(a), name), !has(a, name));
      for (const b of SETS) {
        for (const name of NAMES) {
          assert.equal(has(union(a, b), name), has(a, name) || has(b, name));
          assert.equal(has(intersection(a, b), name), has(a, name) && has(b, name));
        }
      }
    }
  });

  it('tell nothing limited from all listed', () => {
    assert.ok(isAny(ANY));
    assert.ok(!isAny(methods(...NAMES)));
    assert.ok(isNone(intersection(methods('GET'), methods('POST'))));
    assert.deepEqual(namesOf(ANY), ['ANY']);
    assert.deepEqual(namesOf(allBut('GET', 'HEAD', 'OPTIONS')), ['POST', 'PUT', 'PATCH', 'DELETE']);
  });

  it('prove writing where they say so, not where they leave it open', () => {
    assert.ok(provesWriting(methods('GET', 'POST')));
    assert.ok(provesWriting(allBut('GET', 'HEAD')));
    assert.ok(!provesWriting(ANY));
    assert.ok(!provesWriting(allBut('OPTIONS')));
    assert.ok(!provesWriting(methods('GET', 'HEAD')));
  });

  it('compare by their members', () => {
    assert.ok(sameMethods(methods('PUT', 'POST'), methods('post', 'put')));
    assert.ok(!sameMethods(methods('GET'), allBut('GET')));
  });
});
