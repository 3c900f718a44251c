import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../../src/analyse.ts';
import '../check.ts';

const redirectsIn = async (text: string, path = 'a.php') => (await factsOf({ path, text })).redirects;

test('a method is known by its full name, and below the controllers', async () => {
  const { handlers } = await factsOf({ path: 'a.php', text: '<?php namespace App\\Http\\Controllers\\Admin; use Illuminate\\Http\\Request; class UserController { function store() { return back(); } }' });
  assert.deepEqual(handlers.map(handler => handler.exports), [['App\\Http\\Controllers\\Admin\\UserController#store', 'Controllers:Admin\\UserController#store']]);
  assert.deepEqual(handlers.map(handler => handler.convention?.methods), [{ only: ['POST'] }]);
});

test('class names resolve through use, groups, aliases and namespaces', async () => {
  const forms = [
    ['use Symfony\\Component\\HttpFoundation\\RedirectResponse;', 'RedirectResponse'],
    ['use Symfony\\Component\\HttpFoundation\\RedirectResponse as Go;', 'Go'],
    ['use Symfony\\Component\\HttpFoundation\\{Request, RedirectResponse};', 'redirectresponse'],
    ['use Symfony\\Component\\HttpFoundation;', 'HttpFoundation\\RedirectResponse'],
    ['', '\\Symfony\\Component\\HttpFoundation\\RedirectResponse'],
    ['namespace Symfony\\Component\\HttpFoundation;', 'RedirectResponse'],
    ['namespace Symfony\\Component\\HttpFoundation;', 'namespace\\RedirectResponse'],
  ] as const;
  for (const [head, name] of forms) assert.equal((await redirectsIn(`<?php\n${head}\nreturn new ${name}('/x'); // Symfony\\x\n`)).length, 1, `${head} ${name}`);
  const others = [['', 'RedirectResponse'], ['namespace App;', 'RedirectResponse'], ['use App\\RedirectResponse;', 'RedirectResponse'], ['use Symfony\\Component\\HttpFoundation\\RedirectResponse as Go;', 'RedirectResponse']] as const;
  for (const [head, name] of others) assert.equal((await redirectsIn(`<?php\n${head}\nreturn new ${name}('/x'); // Symfony\\x\n`)).length, 0, `${head} ${name}`);
});

test('a status is found through constants of the file, of its classes and of frameworks', async () => {
  const statuses = async (head: string, status: string) => (await redirectsIn(`<?php\n${head}\nheader('Location: /x', true, ${status});`)).map(each => each.status.code);
  assert.deepEqual(await statuses('const FOUND = 302;', 'FOUND'), [302]);
  assert.deepEqual(await statuses("define('FOUND', 301);", 'FOUND'), [301]);
  assert.deepEqual(await statuses('class A { const B = 307; }', 'A::B'), [307]);
  assert.deepEqual(await statuses('class A { const B = self::C; const C = 308; }', 'A::B'), [308]);
  assert.deepEqual(await statuses('', 'Response::HTTP_SEE_OTHER'), [303]);
  assert.deepEqual(await statuses('$code = 303;', '$code'), [303]);
  assert.deepEqual(await statuses('$code = 303; if ($x) $code = 302;', '$code'), [null]);
  assert.deepEqual(await statuses('function f($code) {} foreach ($x as $code) {}', '$code'), [null]);
  assert.deepEqual(await statuses('class A { const B = self::B; }', 'A::B'), [null]);
});

test('routes in strings name controllers below whatever namespace the application has', async () => {
  const { bindings } = await factsOf({ path: 'app/Http/routes.php', text: "<?php Route::namespace('Admin')->group(function () { Route::post('x', 'UserController@store'); Route::put('y', '\\\\App\\\\Http\\\\Controllers\\\\Y@z'); });" });
  assert.deepEqual(bindings.map(binding => 'name' in binding.handler ? binding.handler.name : ''), ['Controllers:Admin\\UserController#store', 'Controllers:Y#z']);
});
