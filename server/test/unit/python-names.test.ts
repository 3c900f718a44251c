import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import '../check.ts';
import { PyFile, stringValue } from '../../src/languages/python/file.ts';
import { guardsAt } from '../../src/languages/python/guards.ts';
import { modulesNamed, modulesOf } from '../../src/languages/python/handlers.ts';
import { targetOf } from '../../src/languages/python/values.ts';
import { namesOf } from '../../src/model/methods.ts';
import { TreeMemory } from '../../src/syntax/parser.ts';

async function read(text: string): Promise<PyFile> {
  return new PyFile('shop/app.py', await new TreeMemory().parse('python', text));
}

/** Full names of the callee of the last call `….go(…)` or of what `called` names. */
async function fullNames(text: string, called: string): Promise<string[]> {
  const file = await read(text);
  const callee = file.callsOf(called).at(-1)?.childForFieldName('function');
  assert.ok(callee, `a call of ${called}`);
  return file.fullNames(callee);
}

describe('names in Python', () => {
  const cases: [string, string, string[]][] = [
    ['from flask import redirect\nredirect()', 'redirect', ['flask.redirect']],
    ['from flask import redirect as r\nr()', 'r', ['flask.redirect']],
    ['from flask import (\n  Flask,\n  redirect,\n)\nredirect()', 'redirect', ['flask.redirect']],
    ['import flask\nflask.redirect()', 'redirect', ['flask.redirect']],
    ['import aiohttp.web\naiohttp.web.HTTPFound()', 'HTTPFound', ['aiohttp.web.HTTPFound']],
    ['import aiohttp.web as w\nw.HTTPFound()', 'HTTPFound', ['aiohttp.web.HTTPFound']],
    ['from flask import *\nfrom .x import *\nredirect()', 'redirect', ['flask.redirect', '.x.redirect']],
    ['from flask import redirect\ngo = redirect\ngo()', 'go', ['flask.redirect']],
    ['try:\n  from flask import redirect\nexcept ImportError:\n  redirect = None\nredirect()', 'redirect', ['flask.redirect']],
    ['def f():\n  from flask import redirect\n  redirect()', 'redirect', ['flask.redirect']],
    ['from flask import redirect\ndef redirect(x): pass\nredirect()', 'redirect', []],
    ['from flask import redirect\ndef f(redirect):\n  redirect()', 'redirect', []],
    ['from flask import redirect\ndef f():\n  redirect = other()\n  redirect()', 'redirect', []],
    ['from flask import redirect\nclass A:\n  def redirect(self): pass\n  def f(self):\n    redirect()', 'redirect', ['flask.redirect']],
    ['from . import views\nviews.redirect()', 'redirect', ['.views.redirect']],
    ['from ..a import views\nviews.go.redirect()', 'redirect', ['..a.views.go.redirect']],
  ];
  for (const [text, called, names] of cases) it(JSON.stringify(text), async () => assert.deepEqual(await fullNames(text, called), names));

  it('texts of strings', async () => {
    const file = await read(`x("a", 'b', f"c", r"\\d", """e""", "f" "g", f"{h}", b"i", "")`);
    const call = file.callsOf('x')[0];
    const values = call?.childForFieldName('arguments')?.namedChildren.map(stringValue);
    assert.deepEqual(values, ['a', 'b', 'c', '\\d', 'e', 'fg', null, 'i', '']);
  });
});

describe('modules in Python', () => {
  it('are named from the workspace folder', () => {
    assert.deepEqual(modulesOf('src/shop/views.py'), ['src.shop.views']);
    assert.deepEqual(modulesOf('shop/__init__.py'), ['shop']);
  });
  it('relative ones by the own path', () => {
    assert.deepEqual(modulesNamed('src/shop/cart/urls.py', '.views'), ['src.shop.cart.views']);
    assert.deepEqual(modulesNamed('src/shop/cart/urls.py', '..answers'), ['src.shop.answers']);
    assert.deepEqual(modulesNamed('src/shop/cart/urls.py', '.'), ['src.shop.cart']);
    assert.deepEqual(modulesNamed('urls.py', '...x'), []);
  });
  it('absolute ones below their package, else below any folder above', () => {
    assert.deepEqual(modulesNamed('src/shop/cart/urls.py', 'shop.answers'), ['src.shop.answers']);
    assert.deepEqual(modulesNamed('src/shop/urls.py', 'views'), ['views', 'src.views', 'src.shop.views']);
  });
});

describe('conditions in Python', () => {
  const cases: [string, string][] = [
    ["if request.method == 'POST':\n    go()", 'POST'],
    ["if 'POST' == request.method:\n    go()", 'POST'],
    ["if request.method != 'GET':\n    return\ngo()", 'GET'],
    ["if request.method in {'PUT', 'PATCH'}:\n    go()", 'PUT+PATCH'],
    ["if request.method not in ['GET', 'HEAD']:\n    pass\nelse:\n    go()", 'GET+HEAD'],
    ["if request.method in SAFE_METHODS:\n    return\ngo()", 'POST+PUT+PATCH+DELETE'],
    ["if request.method == HTTPMethod.DELETE:\n    go()", 'DELETE'],
    ["if request.method == hdrs.METH_POST:\n    go()", 'POST'],
    ["if request.META['REQUEST_METHOD'] == 'POST':\n    go()", 'POST'],
    ["if request.method.upper() == 'POST' and x:\n    go()", 'POST'],
    ["if x or request.method == 'POST':\n    go()", 'ANY'],
    ["if not (x and request.method == 'POST'):\n    go()", 'ANY'],
    ["if not request.method == 'POST':\n    raise Http404\ngo()", 'POST'],
    ["if request.POST:\n    go()", 'POST'],
    ["if not request.POST:\n    go()", 'ANY'],
    ["if 'x' in request.POST:\n    go()", 'POST'],
    ["if request.POST.get('x') is not None:\n    go()", 'POST'],
    ["if request.POST.get('x', 1):\n    go()", 'ANY'],
    ["if request.GET:\n    go()", 'ANY'],
    ["if form.validate_on_submit():\n    go()", 'POST+PUT+PATCH+DELETE'],
    ["form = F(request.POST)\nif form.is_valid():\n    go()", 'POST'],
    ["form = F(data=request.POST, files=request.FILES)\nif form.is_valid():\n    go()", 'POST'],
    ["form = F(request.GET)\nif form.is_valid():\n    go()", 'ANY'],
    ["if (m := request.method) == 'POST':\n    go()", 'ANY'],
    ["is_post = request.method == 'POST'\nif is_post:\n    go()", 'POST'],
    ["try:\n    pass\nfinally:\n    if request.method == 'POST':\n        go()", 'POST'],
    ["if request.method == 'GET':\n    with x:\n        return\ngo()", 'HEAD+POST+PUT+PATCH+DELETE+OPTIONS'],
    ["if request.method == 'GET':\n    def inner():\n        go()", 'ANY'],
    ["if a:\n    return\nelif request.method == 'GET':\n    return\ngo()", 'HEAD+POST+PUT+PATCH+DELETE+OPTIONS'],
    ["if a:\n    return 1\nelse:\n    return 2\ngo()", 'ANY'],
    ["match request.method:\n    case 'POST':\n        go()", 'POST'],
    ["match request.method:\n    case 'POST' if x:\n        pass\n    case _:\n        go()", 'ANY'],
    ["match request.method:\n    case 'GET':\n        return\ngo()", 'HEAD+POST+PUT+PATCH+DELETE+OPTIONS'],
    ["match kind:\n    case 'POST':\n        go()", 'ANY'],
    ["if payment.kind == 'POST':\n    go()", 'ANY'],
    ["data = request.POST\nif 'x' in data:\n    go()", 'POST'],
    ["data = request.GET\nif 'x' in data:\n    go()", 'ANY'],
    ["if request.method == 'card':\n    go()", 'ANY'],
  ];
  for (const [body, expected] of cases) {
    it(JSON.stringify(body), async () => {
      const file = await read(`def view(request):\n    ${body.replaceAll('\n', '\n    ')}\n`);
      const call = file.callsOf('go').at(-1);
      assert.ok(call);
      assert.equal(namesOf(guardsAt(file, call).methods).join('+'), expected);
    });
  }
});

describe('targets in Python', () => {
  const cases: [string, string, string | null][] = [
    ["'/x'", 'path', '/x'],
    ["url_for('index', id=1)", 'route', 'index'],
    ["reverse('a:b')", 'route', 'a:b'],
    ["str(request.url_for('login'))", 'route', 'login'],
    ["str(tenant.url_for(request, 'auth:login'))", 'route', 'auth:login'],
    ["url_for(page, 'index')", 'route', null],
    ["str(page)", 'unknown', null],
    ['request.referrer', 'back', null],
    ["request.META.get('HTTP_REFERER', '/')", 'back', null],
    ["request.headers['Referer']", 'back', null],
    ['request.path', 'unknown', null],
    ['request.get_full_path()', 'unknown', null],
    ["request.url.replace('http://', 'https://')", 'request', null],
    ["'https://' + request.host + request.full_path", 'request', null],
    ["f'https://example.com{request.path}'", 'request', null],
    ["f'/login?next={request.path}'", 'pattern', '/login?next={request.path}'],
    ["'/login?next=' + request.path", 'unknown', null],
    ["f'/item/{pk}'", 'pattern', '/item/{pk}'],
    ["'https://%s%s' % (request.get_host(), request.path)", 'request', null],
    ["request.args.get('next')", 'unknown', null],
  ];
  for (const [text, kind, expected] of cases) {
    it(text, async () => {
      const file = await read(`go(${text})`);
      const argument = file.callsOf('go')[0]?.childForFieldName('arguments')?.firstNamedChild ?? null;
      assert.deepEqual(targetOf(file, argument), { kind, text: expected });
    });
  }
});
