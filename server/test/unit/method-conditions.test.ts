import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { splitOfExpression } from '../../src/formats/apache/expression.ts';
import { splitOfCel } from '../../src/formats/caddy/matchers.ts';
import { both, either, matching, negated, type Split, tested, UNDECIDED } from '../../src/formats/shared/splits.ts';
import { isAny, namesOf } from '../../src/model/methods.ts';

function shown({ yes, no }: Split): [string, string] {
  return [namesOf(yes).join('+'), namesOf(no).join('+')];
}

const POST = tested(method => method === 'POST');
const REST = 'GET+HEAD+PUT+PATCH+DELETE+OPTIONS';

describe('conditions on methods', () => {
  it('divide the methods', () => {
    assert.deepEqual(shown(POST), ['POST', REST]);
    assert.deepEqual(shown(negated(POST)), [REST, 'POST']);
  });

  it('can fail for any method where something else must hold too', () => assert.deepEqual(shown(both(POST, UNDECIDED)), ['POST', 'ANY']));

  it('can hold for any method where something else is enough', () => assert.deepEqual(shown(either(POST, UNDECIDED)), ['ANY', REST]));

  it('include methods that have no name here', () => assert.ok(isAny(tested(matching('^[A-Z]+$', false)).yes)));

  it('are not tried with patterns that may take long', () => assert.equal(matching('^(a+)+$', false)('POST'), null));
});

describe('expressions of Apache', () => {
  const cases: [string, string][] = [
    ["%{REQUEST_METHOD} == 'POST'", 'POST'],
    ["'POST' == %{REQUEST_METHOD}", 'POST'],
    ["%{REQUEST_METHOD} != 'POST'", REST],
    ['%{REQUEST_METHOD} =~ /^(get|head)$/i', 'GET+HEAD'],
    ["%{REQUEST_METHOD} in {'PUT', 'DELETE'} && -n %{HTTP_COOKIE}", 'PUT+DELETE'],
    ["!(%{REQUEST_METHOD} == 'POST' || %{REQUEST_METHOD} == 'PUT')", 'GET+HEAD+PATCH+DELETE+OPTIONS'],
    ["%{REQUEST_METHOD} == 'POST' || %{HTTP_HOST} == 'example.com'", 'ANY'],
    ["req('X-Method') == 'POST'", 'ANY'],
    ["%{REQUEST_METHOD} == %{ENV:METHOD}", 'ANY'],
    ["((%{REQUEST_METHOD} == 'POST'", 'ANY'],
  ];
  for (const [source, expected] of cases) {
    it(source, () => assert.equal(shown(splitOfExpression(source))[0], expected));
  }
});

describe('expressions of Caddy', () => {
  const cases: [string, string][] = [
    ["{method} == 'POST'", 'POST'],
    ['{http.request.method} != "POST"', REST],
    ["method('PUT', 'DELETE') && path('/x')", 'PUT+DELETE'],
    ["{method} in ['GET', 'HEAD']", 'GET+HEAD'],
    ["!method('POST')", REST],
    ["{path}.startsWith('/x')", 'ANY'],
    ["{path}.startsWith('/x') && {method} == 'POST'", 'POST'],
  ];
  for (const [source, expected] of cases) it(source, () => assert.equal(shown(splitOfCel(source))[0], expected));
});
