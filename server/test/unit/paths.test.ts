import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bySpecificity, coversPath, isLiteral, joined, type PathPattern, pathPattern, routePattern, samePath, shownPath } from '../../src/model/paths.ts';

/** One path in the syntaxes of many routers, and how it is shown. */
const SAME: readonly (readonly [string, ...string[]])[] = [
  ['/users/{}', '/users/:id', '/users/:id(\\d+)', '/users/<id>', '/users/<int:id>', '/users/{id}', '/users/{id:int}', '/users/{id:[0-9]{2}}', '/users/[id]', '/users/[id=integer]',
    '/users/${user.id}', '/users/#{user.id}', '/users/{user.id}', '/users/%d', '/users/:id?tab=1', '/users/${id}#top', '^users/(?P<pk>\\d+)$', '^/users/([0-9]+)$', '/users/:id(.:format)', '/users/$user'],
  ['/files/*', '/files/*', '/files/*rest', '/files/:path*', '/files/:splat', '/files/<path:name>', '/files/{rest...}', '/files/{*rest}', '/files/{name:path}', '/files/[...rest]', '/files/[[...rest]]', '^files/(?P<name>.*)$', '/files/$1'],
  ['/a/b/', '/a/b/', 'a/b/', '^a/b/$', '^/a/b/?$'],
  ['/', '/', '', '^$', '/{$}'],
  ['/a/v{}.json', '/a/v:n.json', '/a/v{n}.json', '/a/v<int:n>.json'],
];

test('the syntaxes of routers say the same', () => {
  for (const [shown, ...texts] of SAME) for (const text of texts) assert.equal(shownPath(routePattern(text) ?? assert.fail(`unread: ${text}`)), shown, text);
});

test('what is no path from the root is not read', () => {
  for (const text of ['https://example.com/a', '//example.com/a', 'https://$host$request_uri', '/a(b|c)', '^/(?!api)', '/a//b']) assert.equal(pathPattern(text), null, text);
  assert.equal(pathPattern('orders'), null);
});

const path = (text: string): PathPattern => pathPattern(text) ?? assert.fail(`unread: ${text}`);

test('one pattern covers another only where every path of the other is its own', () => {
  for (const [outer, inner] of [['/a', '/a'], ['/a', '/a/'], ['/:x', '/a'], ['/:x', '/{y}'], ['/a/*', '/a/b/:c'], ['/a/*', '/a'], ['/a/:x?', '/a'], ['/v:n', '/v2'], ['/*', '/']] as const) {
    assert.ok(coversPath(path(outer), path(inner)), `${outer} covers ${inner}`);
  }
  for (const [outer, inner] of [['/a', '/b'], ['/a', '/:x'], ['/a/b', '/a'], ['/a', '/a/b'], ['/:x', '/*'], ['/v:n', '/w2'], ['/A', '/a'], ['/a/:x', '/a/:x?']] as const) {
    assert.ok(!coversPath(path(outer), path(inner)), `${outer} does not cover ${inner}`);
  }
});

test('texts go before variables, variables before what takes the rest', () => {
  assert.deepEqual(['/a/*', '/:x/b', '/a/:x', '/a/b'].map(path).sort(bySpecificity).map(shownPath), ['/a/b', '/a/{}', '/a/*', '/{}/b']);
});

test('a pattern below a prefix', () => {
  assert.equal(shownPath(joined(path('/api/'), path('/orders/:id'))), '/api/orders/{}');
  assert.equal(shownPath(joined(path('/api'), path('/'))), '/api/');
  assert.ok(samePath(joined(path('/'), path('/a')), path('/a/')));
  assert.ok(isLiteral(path('/a/b')) && !isLiteral(path('/a/:b')));
});
