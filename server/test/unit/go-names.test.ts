import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lint } from '../check.ts';
import { argumentsOf, GoFile, unversioned } from '../../src/languages/go/file.ts';
import { guardsAt } from '../../src/languages/go/guards.ts';
import { packagesNamed } from '../../src/languages/go/handlers.ts';
import { statusValue, targetOf } from '../../src/languages/go/values.ts';
import { namesOf } from '../../src/model/methods.ts';
import { loadGrammar } from '../../src/syntax/parser.ts';

async function read(text: string): Promise<GoFile> {
  const tree = (await loadGrammar('go')).parse(text);
  assert.ok(tree);
  return new GoFile('cmd/web/main.go', text, tree.rootNode);
}

/** The file around the body of a function that is given `w` and `r`, and the last call of `name` in it. */
async function callIn(body: string, name: string, before = '') {
  const file = await read(`package main\nimport "net/http"\n${before}\nfunc f(w http.ResponseWriter, r *http.Request, s *Server) {\n${body}\n}\n`);
  const call = file.callsOf(name).at(-1);
  assert.ok(call, `a call of ${name}`);
  return { file, call };
}

describe('names in Go', () => {
  const cases: [string, string | null][] = [
    ['import "net/http"\nfunc f() { http.Go() }', 'net/http.Go'],
    ['import web "net/http"\nfunc f() { web.Go() }', 'net/http.Go'],
    ['import (\n\t"fmt"\n\t"github.com/labstack/echo/v4"\n)\nfunc f() { echo.Go() }', 'github.com/labstack/echo/v4.Go'],
    ['import "gopkg.in/gin.v1"\nfunc f() { gin.Go() }', 'gopkg.in/gin.v1.Go'],
    ['import "net/http"\nfunc f(http T) { http.Go() }', null],
    ['import "net/http"\nfunc f() { http := T{}; http.Go() }', null],
    ['import "net/http"\nfunc f() { for _, http := range all { http.Go() } }', null],
    ['import "net/http"\nfunc f() { func(http T) {}(nil); http.Go() }', 'net/http.Go'],
    ['func f() { http.Go() }', null],
    ['func f() { Go() }', null],
  ];
  for (const [text, name] of cases) {
    it(JSON.stringify(text), async () => {
      const file = await read(`package main\n${text}\n`);
      const callee = file.callsOf('Go')[0]?.childForFieldName('function');
      assert.ok(callee);
      assert.equal(file.fullName(callee), name);
    });
  }

  it('a major version is no part of the name', () => {
    assert.equal(unversioned('github.com/labstack/echo/v4/middleware.Logger'), 'github.com/labstack/echo/middleware.Logger');
    assert.equal(unversioned('gopkg.in/macaron.v1'), 'gopkg.in/macaron');
    assert.equal(unversioned('github.com/x/v2ray'), 'github.com/x/v2ray');
  });
});

describe('types in Go', () => {
  const own = 'type Server struct { users *Users; other *pkg.Other; Base }\ntype Users struct{}\ntype Base struct{}\nfunc make2() (*Users, error) { return nil, nil }\n';
  const cases: [string, string | null][] = [
    ['s.Go()', 'Server'],
    ['s.users.Go()', 'Users'],
    ['s.Base.Go()', 'Base'],
    ['s.unknown.Go()', null],
    ['u := &Users{}; u.Go()', 'Users'],
    ['u := new(Users); u.Go()', 'Users'],
    ['var u *Users; u.Go()', 'Users'],
    ['u, err := make2(); u.Go()', 'Users'],
    ['u := NewUsers(1); u.Go()', 'Users'],
    ['u := s.unknown(); u.Go()', null],
    ['u := x.(*Users); u.Go()', 'Users'],
    ['u := http.NewServeMux(); u.Go()', 'net/http.ServeMux'],
    ['var u List[int]; u.Go()', 'List'],
    ['r.Go()', 'net/http.Request'],
    ['u := u; u.Go()', null],
  ];
  for (const [body, name] of cases) {
    it(body, async () => {
      const { file, call } = await callIn(body, 'Go', own);
      const operand = call.childForFieldName('function')?.childForFieldName('operand');
      const type = operand ? file.typeOf(operand) : null;
      assert.equal(type && (type.package === null ? type.name : `${type.package}.${type.name}`), name);
    });
  }
});

describe('packages in Go', () => {
  it('any end of the import path, below any folder on the way to the file', () => {
    assert.deepEqual(packagesNamed('cmd/web/main.go', 'github.com/x/shop/handlers'), ['shop/handlers', 'handlers', 'cmd/shop/handlers', 'cmd/handlers', 'cmd/web/shop/handlers', 'cmd/web/handlers']);
    assert.deepEqual(packagesNamed('main.go', 'github.com/x/shop/internal/handlers'), ['shop/internal/handlers', 'internal/handlers', 'handlers']);
    assert.deepEqual(packagesNamed('main.go', 'shop/handlers'), ['handlers']);
    assert.deepEqual(packagesNamed('main.go', 'github.com/shop/handlers'), ['handlers']);
    assert.deepEqual(packagesNamed('main.go', 'github.com/shop'), []);
  });
  it('relative ones by the own path', () => {
    assert.deepEqual(packagesNamed('cmd/web/main.go', '../handlers'), ['cmd/handlers']);
    assert.deepEqual(packagesNamed('cmd/web/main.go', './handlers'), ['cmd/web/handlers']);
  });

  const handler = (name: string) => `package ${name}\n\nimport "net/http"\n\nfunc Login(w http.ResponseWriter, r *http.Request) {\n\thttp.Redirect(w, r, "/", 302)\n}\n`;
  const routes = (path: string) => `package main\n\nimport (\n\t"net/http"\n\n\t"${path}"\n)\n\nfunc main() {\n\thttp.HandleFunc("POST /login", handlers.Login)\n}\n`;
  it('two packages of one name are told apart', async () => {
    const found = await lint(new Map([
      ['main.go', routes('example.com/shop/admin/handlers')], ['admin/handlers/a.go', handler('handlers')], ['web/handlers/a.go', handler('handlers')],
    ]));
    assert.deepEqual([...found].map(([file, { sites }]) => [file, sites[0]?.evidence]), [
      ['main.go', undefined], ['admin/handlers/a.go', 'proven'], ['web/handlers/a.go', 'unbounded'],
    ]);
  });
  it('a test package in the same folder is another one', async () => {
    const own = 'package web\n\nimport "net/http"\n\nfunc routes() { http.HandleFunc("POST /login", Login) }\n';
    const found = await lint(new Map([['web/routes.go', own], ['web/login.go', handler('web')], ['web/login_test.go', handler('web_test')]]));
    assert.equal(found.get('web/login.go')?.sites[0]?.evidence, 'proven');
    assert.equal(found.get('web/login_test.go')?.sites[0]?.evidence, 'unbounded');
  });
  it('files for different platforms leave it open', async () => {
    const own = 'package web\n\nimport "net/http"\n\nfunc routes() { http.HandleFunc("POST /login", Login) }\n';
    const found = await lint(new Map([['web/routes.go', own], ['web/login_linux.go', handler('web')], ['web/login_windows.go', handler('web')]]));
    assert.equal(found.get('web/login_linux.go')?.sites[0]?.evidence, 'unbounded');
  });
});

describe('conditions in Go', () => {
  const cases: [string, string][] = [
    ['if r.Method == "POST" { Go() }', 'POST'],
    ['if "POST" == r.Method { Go() }', 'POST'],
    ['if http.MethodPut == r.Method || r.Method == http.MethodPatch { Go() }', 'PUT+PATCH'],
    ['if r.Method != "POST" { return }; Go()', 'POST'],
    ['if r.Method != "POST" { return } else { Go() }', 'POST'],
    ['if method := r.Method; method == "POST" { Go() }', 'POST'],
    ['method := r.Method\nif method == "POST" { Go() }', 'POST'],
    ['method := r.Method\nmethod = "POST"\nif method == "POST" { Go() }', 'ANY'],
    ['ok := r.Method == "POST" && x\nif ok { Go() }', 'POST'],
    ['if !(r.Method == "GET" || r.Method == "HEAD") { Go() }', 'POST+PUT+PATCH+DELETE+OPTIONS'],
    ['if r.Method == name { Go() }', 'ANY'],
    ['if r.Method == "GET" || x { Go() }', 'ANY'],
    ['if len(r.Method) == 4 { Go() }', 'ANY'],
    ['switch r.Method { case "POST", name: Go() }', 'ANY'],
    ['switch r.Method { case name: case "POST": Go() }', 'POST'],
    ['switch r.Method { case "POST": return; default: Go() }', 'GET+HEAD'],
    ['switch r.Method { default: return; case "POST", "GET": }\nGo()', 'GET+POST'],
    ['switch x { case "POST": Go() }', 'ANY'],
    ['switch { case r.Method != "POST": return }\nGo()', 'POST'],
    ['switch { case x: return; case r.Method == "GET": Go() }', 'GET'],
    ['for { if r.Method != "DELETE" { break }; Go() }', 'DELETE'],
    ['for { if r.Method == "GET" { break } }\nGo()', 'ANY'],
    ['x := r.Method == "POST" && Go()', 'POST'],
    ['x := r.Method == "GET" || Go()', 'HEAD+POST+PUT+PATCH+DELETE+OPTIONS'],
    ['func() { if r.Method != "POST" { return } }()\nGo()', 'ANY'],
  ];
  for (const [body, expected] of cases) {
    it(body.replace(/\n/g, ' ⏎ '), async () => {
      const { file, call } = await callIn(body, 'Go');
      assert.equal(namesOf(guardsAt(file, call).methods).join('+'), expected);
    });
  }
});

describe('values in Go', () => {
  const statuses: [string, number | null][] = [
    ['Go(302)', 302], ['Go(http.StatusFound)', 302], ['Go((http.StatusSeeOther))', 303], ['Go(int(http.StatusFound))', 302],
    ['x := 302; Go(x)', 302], ['x := 302; x++; Go(x)', null], ['x := 302; x += 5; Go(x)', null], ['var x = 302; func() { x = 303 }(); Go(x)', null],
    ['const x = 307; Go(x)', 307], ['Go(status)', null], ['Go(http.StatusOK)', 200], ['Go(s.code)', null], ['Go(0x12e)', null], ['Go(x...)', null],
  ];
  for (const [body, code] of statuses) {
    it(body, async () => {
      const { file, call } = await callIn(body, 'Go');
      assert.equal(statusValue(file, argumentsOf(call)[0] ?? null), code);
    });
  }

  const targets: [string, string][] = [
    ['Go("/x")', 'path'], ['Go(`/x`)', 'path'], ['Go("https://" + r.Host + r.URL.Path)', 'request'], ['Go(r.URL.Path)', 'unknown'],
    ['Go("/login?next=" + r.URL.Path)', 'unknown'], ['Go(c.Request.URL.Path + "/")', 'request'], ['Go("/v2" + c.OriginalURL())', 'request'],
    ['Go("/users/" + id)', 'unknown'], ['Go("/users/" + id + r.URL.Path)', 'unknown'], ['Go(r.Referer())', 'back'],
    ['r.URL.Scheme = "https"; Go(r.URL.String())', 'request'], ['Go(r.URL.String())', 'unknown'], ['Go(fmt.Sprintf("%s/%s", base, r.URL.Path))', 'request'],
  ];
  for (const [body, kind] of targets) {
    it(body, async () => {
      const { file, call } = await callIn(body, 'Go');
      assert.equal(targetOf(file, argumentsOf(call)[0] ?? null).kind, kind);
    });
  }
});
