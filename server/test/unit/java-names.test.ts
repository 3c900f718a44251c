import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import '../check.ts';
import { JvmFile } from '../../src/languages/java/file.ts';
import { guardsAt } from '../../src/languages/java/guards.ts';
import { argumentsOf, calleeName, leadingText, receiverOf, stringValue } from '../../src/languages/java/syntax.ts';
import { statusValue, targetOf } from '../../src/languages/java/values.ts';
import { namesOf } from '../../src/model/methods.ts';
import { loadGrammar } from '../../src/syntax/parser.ts';

async function read(language: 'java' | 'kotlin', text: string): Promise<JvmFile> {
  const tree = (await loadGrammar(language)).parse(text);
  assert.ok(tree);
  return new JvmFile('src/A.java', text, tree.rootNode, language);
}

const java = (body: string, head = '') => read('java', `${head}\nclass A extends B {\n  static final int SEE = 303;\n  void f(HttpServletRequest request, String id) {\n    ${body}\n  }\n}`);
const kotlin = (body: string, head = '') => read('kotlin', `${head}\nclass A {\n  fun f(request: HttpServletRequest, id: String) {\n    ${body}\n  }\n}`);

/** Methods that are left at the last call of `go()`. */
function left(file: JvmFile): string {
  const call = file.callsOf('go').at(-1);
  assert.ok(call, 'a call of go');
  return namesOf(guardsAt(file, call).methods).join('+');
}

const REST = 'GET+HEAD+PUT+PATCH+DELETE+OPTIONS';

describe('guards in Java', () => {
  const cases: [string, string][] = [
    ['if (request.getMethod().equals("POST")) go();', 'POST'],
    ['if ("post".equalsIgnoreCase(request.getMethod())) { go(); }', 'POST'],
    ['if (!"POST".equals(request.getMethod())) { return; } go();', 'POST'],
    ['if (Objects.equals("PUT", request.getMethod())) go();', 'PUT'],
    ['if (HttpMethod.POST.matches(request.getMethod())) go();', 'POST'],
    ['if (HttpMethod.POST.name().equals(request.getMethod())) go();', 'POST'],
    ['if (request.method() == HttpMethod.DELETE) go();', 'DELETE'],
    ['if (List.of("PUT", "PATCH").contains(request.getMethod())) go();', 'PUT+PATCH'],
    ['if (id.equals("POST")) go();', 'ANY'],
    ['if (id.getMethod().equals("POST")) go();', 'ANY'],
    ['String m = request.getMethod().toUpperCase(); if (m.equals("POST") || m.equals("PUT")) go();', 'POST+PUT'],
    ['if (id != null && "POST".equals(request.getMethod())) go();', 'POST'],
    ['if (id != null || "POST".equals(request.getMethod())) go();', 'ANY'],
    ['if ("POST".equals(request.getMethod())) x(); else go();', REST],
    ['if ("GET".equals(request.getMethod())) x(); else if ("PUT".equals(request.getMethod())) go();', 'PUT'],
    ['if ("GET".equals(request.getMethod())) throw new X(); go();', 'POST+PUT+PATCH+DELETE+OPTIONS'.replace('POST', 'HEAD+POST')],
    ['boolean post = "POST".equals(request.getMethod()); if (post) go();', 'POST'],
    ['x = "POST".equals(request.getMethod()) ? go() : y;', 'POST'],
    ['switch (request.getMethod()) { case "GET": x(); break; case "POST": go(); }', 'POST'],
    ['switch (request.getMethod()) { case "PUT": x(); case "POST": go(); }', 'POST+PUT'],
    ['switch (request.getMethod()) { case "POST", "PUT" -> go(); default -> x(); }', 'POST+PUT'],
    ['switch (request.getMethod()) { case "POST" -> x(); default -> go(); }', REST],
    ['switch (id) { case "POST": go(); }', 'ANY'],
    ['if ("POST".equals(request.getMethod())) run(() -> go());', 'ANY'],
    ['try { if ("POST".equals(request.getMethod())) return; } finally { } go();', 'ANY'],
    ['if ("POST".equals(request.getMethod())) { try { return; } catch (X e) { throw e; } } go();', REST],
  ];
  for (const [body, expected] of cases) it(body, async () => assert.equal(left(await java(body)), expected));
});

describe('guards in Kotlin', () => {
  const cases: [string, string][] = [
    ['if (request.method == "POST") go()', 'POST'],
    ['if (request.method != "POST") return\n    go()', 'POST'],
    ['if (request.method in listOf("PUT", "PATCH")) { go() }', 'PUT+PATCH'],
    ['if (call.request.httpMethod == HttpMethod.Post) go()', 'POST'],
    ['when (request.method) { "POST", "PUT" -> go()\n else -> x() }', 'POST+PUT'],
    ['when { request.method == "POST" -> x()\n request.method == "PUT" -> go() }', 'PUT'],
    ['if (!request.method.equals("POST", ignoreCase = true)) { return }\n    go()', 'POST'],
    ['if (id == "POST") go()', 'ANY'],
    ['list.forEach { if (request.method == "POST") go() }', 'POST'],
  ];
  for (const [body, expected] of cases) it(body, async () => assert.equal(left(await kotlin(body)), expected));
});

describe('expressions of Java and Kotlin', () => {
  /** The first argument of the last call of `go`, and its file. */
  async function argument(language: 'java' | 'kotlin', text: string) {
    const file = language === 'java' ? await java(`String base = "/x/"; int code = 302; go(${text});`) : await kotlin(`val base = "/x/"\n    val code = 302\n    go(${text})`);
    const value = argumentsOf(file.callsOf('go').at(-1) ?? assert.fail())[0]?.value ?? assert.fail();
    return { file, value };
  }

  for (const [language, text, expected] of [
    ['java', '302', 302], ['java', 'SEE', 303], ['java', 'A.SEE', 303], ['java', 'this.SEE', 303], ['java', 'code', 302], ['java', 'HttpStatus.FOUND', 302], ['java', 'HttpStatus.valueOf(307)', 307],
    ['java', 'HttpStatus.FOUND.value()', 302], ['java', 'HttpServletResponse.SC_MOVED_TEMPORARILY', 302], ['java', 'id', null], ['java', 'status()', null],
    ['kotlin', 'HttpStatusCode.SeeOther', 303], ['kotlin', 'code', 302], ['kotlin', 'HttpStatus.FOUND.value()', 302], ['kotlin', 'id', null],
  ] as const) {
    it(`status ${text} (${language})`, async () => {
      const { file, value } = await argument(language, text);
      assert.equal(statusValue(file, value), expected);
    });
  }

  for (const [language, text, kind, shown] of [
    ['java', '"/x"', 'path', '/x'], ['java', 'URI.create("/x")', 'path', '/x'], ['java', '"/x/" + id', 'pattern', '/x/*'], ['java', 'base + id', 'pattern', '/x/*'],
    ['java', '"https://h" + request.getRequestURI()', 'request', null], ['java', 'request.getRequestURI() + "/"', 'request', null],
    ['java', 'request.getRequestURI()', 'unknown', null], ['java', 'request.getRequestURI() + "?x"', 'unknown', null], ['java', 'request.getRequestURI() + query()', 'unknown', null],
    ['java', '"/login?back=" + request.getRequestURI()', 'pattern', '/login?back=*'],
    ['java', 'request.getHeader("Referer")', 'back', null], ['java', 'id', 'unknown', null],
    ['kotlin', '"/x/$id"', 'pattern', '/x/*'], ['kotlin', '"https://${call.request.host()}${call.request.uri}"', 'request', null], ['kotlin', '"$id"', 'unknown', null],
  ] as const) {
    it(`target ${text} (${language})`, async () => {
      const { file, value } = await argument(language, text);
      const target = targetOf(file, value);
      assert.deepEqual([target.kind, kind === 'pattern' || kind === 'path' ? target.text : null], [kind, shown]);
    });
  }

  it('texts that compute something are no strings in Kotlin', async () => {
    assert.equal(stringValue((await argument('kotlin', '"a$id"')).value), null);
    assert.equal(stringValue((await argument('kotlin', '"a\\$id"')).value), 'a\\$id');
    assert.equal(stringValue((await argument('java', '"a$id"')).value), 'a$id');
  });

  it('what an expression begins with', async () => {
    assert.equal(leadingText((await argument('java', '("redirect:" + id) + "/x"')).value), 'redirect:');
    assert.equal(leadingText((await argument('kotlin', '"redirect:$id"')).value), 'redirect:');
  });
});

describe('calls of Java and Kotlin', () => {
  for (const [language, text, name, receiver, count] of [
    ['java', 'a.b.go(1, 2);', 'go', 'a.b', 2], ['java', 'go();', 'go', null, 0], ['java', 'new go<>(1);', 'go', null, 1],
    ['kotlin', 'a.b.go(1, x = 2)', 'go', 'a.b', 2], ['kotlin', 'go("/x") { y() }', 'go', null, 2], ['kotlin', 'go { y() }', 'go', null, 1],
    ['kotlin', 'go<Login> { y() }', 'go', null, 1], ['kotlin', 'go<Login>("/x") { y() }', 'go', null, 2], ['kotlin', 'a?.go(1)', 'go', 'a', 1],
  ] as const) {
    it(`${text} (${language})`, async () => {
      const file = language === 'java' ? await java(text) : await kotlin(text);
      const call = file.callsOf('go')[0] ?? assert.fail('a call');
      assert.deepEqual([calleeName(call), receiverOf(call)?.text ?? null, argumentsOf(call).length], [name, receiver, count]);
    });
  }
});

describe('imports of Java and Kotlin', () => {
  it('tell classes of one name apart', async () => {
    const file = await java('', 'package p;\nimport a.b.One;\nimport c.*;\nimport static d.E.FOUND;');
    assert.ok(file.isNamed('One', 'a.b.One'));
    assert.ok(!file.isNamed('One', 'c.One'));
    assert.ok(file.isNamed('Two', 'c.Two'));
    assert.ok(file.isNamed('Three', 'p.Three'));
    assert.ok(!file.isNamed('A', 'c.A'), 'the file defines its own');
    assert.deepEqual(file.memberNames('FOUND'), ['d.E.FOUND']);
  });
  it('know Kotlin\'s aliases', async () => {
    const file = await kotlin('', 'import a.b.One as Two\nimport c.*');
    assert.ok(file.isNamed('Two', 'a.b.One'));
    assert.ok(file.imports('a.b') && !file.imports('a.bc'));
  });
});
