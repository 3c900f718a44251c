// Reads texts that repeat one thing, each twice as long as the one before, with every adapter, judges what they say, and prints
// where the work grows faster than the text, and where it is slow altogether.
//
// usage: npm run fuzz:linear -- [--only ENDING] [--fixtures]
//   --fixtures  repeats each fixture, and each of its lines, instead of what this file lists
import { parseArgs } from 'node:util';
import { factsOf } from '../../src/analyse.ts';
import { WorkspaceIndex } from '../../src/link/index.ts';
import { lintFile } from '../../src/lint.ts';
import { HEADS, named } from './heads.ts';
import { corpus } from './inputs.ts';
import '../check.ts';

const { values } = parseArgs({ options: { only: { type: 'string' }, fixtures: { type: 'boolean', default: false } } });
/** UTF-16 units. What takes too long at one of them is not tried with the next. */
const LENGTHS = [4000, 8000, 16_000, 32_000, 64_000];
/** Linear work doubles; below so many milliseconds of the processor the rest of the machine says more than the text. */
const MOST_GROWTH = 2.8;
const LEAST = 150;
/** More than this for any of the texts is slow. */
const SLOW = 2000;
/** The same for a text that is given up on: the parser's clock stops it. */
const SLOWEST_REFUSAL = 10_000;

/** A text of about so many units. */
type Shape = (length: number) => string;

const times = (unit: string, length: number) => unit.repeat(Math.ceil(length / unit.length));
const repeated = (unit: string): Shape => length => times(unit, length);
/** As many ends as beginnings. */
const nested = (open: string, inner: string, close: string): Shape => length => {
  const depth = Math.ceil(length / (open.length + close.length));
  return open.repeat(depth) + inner + close.repeat(depth);
};
/** Each time another number for `№`. */
const numbered = (unit: string): Shape => length => Array.from({ length: Math.ceil(length / (unit.length + 3)) }, (_, at) => unit.replaceAll('№', String(at))).join('');
/** Each line deeper than the one before. */
const stairs = (line: string): Shape => length => Array.from({ length: Math.ceil(Math.sqrt(2 * length)) }, (_, depth) => ' '.repeat(depth) + line).join('\n');

const UNITS = [
  ' ', '\n', '\n ', '\n\n  ', '\t', '#', '/', ';', '-', '*', '_', 'a', 'a ', 'a.', 'a,', 'a\n', '(', '[', '{', '<', '"', "'", '`', '\\', '$', '@', '%', '&', '=', '=>', '--', '---\n', '/*', '<!--', '{{', '<%', '<script>', '<?php ',
  '!', '~', '^', ':', '|', '?', '.', ',', '+', '0', ')', ']', '}', '>', '\r', '\r\n', '\\\n', '\u2028', '😀', '->', '::', '..', '"""', "'''", '"a" "b" ', '"a" + ', 'a => ', 'a -> ', 'a|', '|> a ', '.a()', '.a(', '?.a', '->a()', '::a', '[0]', 'a[', 'a(', 'a{', 'a<',
  'if (a) {\n', 'if a {\n', 'if (a) ', 'if a:\n', 'else ', 'else if (a) {} ', 'elif a:\n pass\n', 'elsif a\n', 'end\n', 'do\n', 'begin\n', 'def a\n', 'def a():\n', 'function a() {\n', 'fun a ', 'fn a() {\n', 'func a() {\n', 'class A ', 'class A {\n', 'class A:\n ', 'module A\n',
  'switch (a) {\n', 'case 1:\n', 'match a {\n', 'a => {},\n', 'when a\n', 'try {\n', 'for (;;) {\n', 'while (a) ', 'return ', 'return a\n', 'return;\n', 'throw a;\n', 'await ', 'async ', 'new A(', '@a\n', '@a(', '#[a]\n', '[A]\n', '//\n', '# a\n', '/* */', '// redirect\n',
  'redirect ', 'redirect(', 'redirect("/a");\n', 'redirect("/a")\n', 'redirect_to a\n', 'return redirect("/a")\n', 'return 302 /a;\n', 'location /a { return 302 /b; }\n', '/a /b 302\n', 'res.redirect(', 'app.post("/a", ', 'app.post("/a", () => { res.redirect("/a") });\n',
  'a: b\n', 'a: [', '- a\n', '- - ', '? ', '&a *a ', '<<: *a\n', 'use A;\n', 'import a\n', 'import a.b;\n', 'using A;\n', 'from a import b\n', '{ a {\n', 'redir ', '"a", ', '"a": {}, ', '<a/>', '&amp;', '%{', '${', '#{', '302 ', '# redirect-lint-disable ', '// redirect-lint-', '# redirect-lint-disable\n', '// redirect-lint-disable-next-line\n',
  'var a = b;\n', 'a = b\n', 'a = a\n', 'let a = b;\n', 'a := b\n', '$a = $b;\n', 'a = ', 'not ', 'a and ', 'a && ', 'a || ', 'a ? b : ', 'a or ', 'a, b = ', '*a, ',
  'RewriteRule a b [R=302]\n', 'RewriteCond a b\n', 'RewriteCond a b [OR]\n', '<Directory a>\n', '<If "a">\n', 'if ($a) { ', 'rewrite ^ /a redirect;\n', 'set $a b;\n', 'map $a $b {\n', 'server {\n', 'acl a path /a\n', 'http-request redirect location /a if a\n', 'redirect location /b if a\n', ' a or ', '$HTTP["host"] == "a" {\n', 'url.redirect += ("a" => "b")\n', 'if (req.url ~ "a") {\n', 'sub a {\n', 'call a;\n', 'handle /a {\n', '@a method POST\n', 'import a {\n', "import a from './a'\n", '[[redirects]]\n', '[a]\n', '[a.b]\n', 'resource "a" "b" {\n',
];

const SHAPES = new Map<string, Shape>([
  ...UNITS.map(unit => [JSON.stringify(unit), repeated(unit)] as const),
  ...([['(', 'a', ')'], ['[', '1', ']'], ['{', '', '}'], ['{"a":', '1', '}'], ['a(', '', ')'], ['<a>', '', '</a>'], ['<rule>', '', '</rule>'], ['if (a) {\n', 'redirect("/a");', '}\n'], ['if a {\n', '', '}\n'], ['if a\n', 'redirect_to a\n', 'end\n'], ['function a() {\n', 'redirect()', '}\n'], ['a(() => {', 'redirect()', '})'], ['a do\n', 'redirect_to a\n', 'end\n'], ['location /a {\n', 'return 302 /a;', '}\n'], ['a {\n', 'redirect', '}\n'], ['"${', 'a', '}"'], ['`${', 'a', '}`'], ['"#{', 'a', '}"'], ['!(', 'a', ')'], ['a ? (', 'b', ') : c'], ['redirect(', '', ')']] as const)
    .map(([open, inner, close]) => [`${JSON.stringify(open)} … ${JSON.stringify(close)}`, nested(open, inner, close)] as const),
  ...['a№ = 1;\n', 'a№ = 1\n', 'a№: 1\n', 'const a№ = a№;\n', 'let a№ = redirect("/a");\n', 'import { a№ } from "a№";\n', 'import a№\n', 'import a№;\n', 'use A№;\n', 'using A№;\n', 'function a№() { redirect("/a") }\n', 'function a№() { a№() }\n', 'def a№():\n return redirect("/a")\n', 'def a№\n redirect_to a\nend\n', 'class A№ {\n', 'class A№ {}\n', 'const A№ = "/a";\n', '"a№": 1,\n', '"a№", ', '/a№ /b№ 302\n', 'location /a№ { return 302 /b; }\n', 'acl a№ path /a№\n', 'set $a№ b;\n', '&a№ ', 'resource "a" "a№" {}\n', '[a№]\n', 'sub a№ { call a№; }\n', 'RewriteRule a№ b [R=302]\n', 'fn a№() { Redirect::to("/a") }\n', 'func a№() { http.Redirect(w, r, "/a", 302) }\n', 'void a№() { response.sendRedirect("/a"); }\n', 'fun a№() { call.respondRedirect("/a") }\n', 'def a№(conn, _), do: redirect(conn, to: "/a")\n', 'if ($request_method = M№) { return 405; }\nreturn 302 /a;\n', 'if (request.method == "M№") { return; }\n', 'if request.method == "M№": return\n', 'return if request.request_method == "M№"\n', 'if (req.method === "M№") return;\nres.redirect("/a");\n', 'if ($_SERVER["REQUEST_METHOD"] === "M№") { exit; }\nheader("Location: /a");\n', 'if r.Method == "M№" { return }\nhttp.Redirect(w, r, "/a", 302)\n', 'RewriteCond %{REQUEST_METHOD} M№\nRewriteRule ^ - [F]\nRewriteRule a /b [R]\n', 'http-request deny if { method M№ }\nhttp-request redirect location /a\n', 'redir /a№ /b\n', 'map $a $b№ {\n a b;\n}\n', 'app.get("/a№", (req, res) => { res.redirect("/b") });\n', '@app.route("/a№")\ndef a№(): return redirect("/b")\n', 'get "/a№" do redirect "/b" end\n', "Route::get('/a№', fn () => redirect('/b'));\n", 'r.GET("/a№", func(c *gin.Context) { c.Redirect(302, "/b") })\n', '@GetMapping("/a№") String a№() { return "redirect:/b"; }\n', 'app.MapGet("/a№", () => Results.Redirect("/b"));\n', '.route("/a№", get(|| async { Redirect::to("/b") }))\n', 'get("/a№") { call.respondRedirect("/b") }\n']
    .map(unit => [`numbered ${JSON.stringify(unit)}`, numbered(unit)] as const),
  ...['a', 'a:', '- a', 'if a:', 'redirect'].map(line => [`stairs ${JSON.stringify(line)}`, stairs(line)] as const),
]);

const cpu = async (work: () => unknown) => {
  const began = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
};

/** Problems of the file that was read last. */
let problems: readonly string[] = [];

const milliseconds = (path: string, text: string) => cpu(async () => {
  const index = new WorkspaceIndex();
  const facts = await factsOf({ path, text });
  problems = facts.problems;
  index.set(path, facts);
  lintFile(index, path, text);
});

/** A fixture, repeated, is what a long file of people may look like: that has to be read. */
const WHOLE = 'the whole';

let found = 0;

/** Prints the shape where its work grows too fast or is slow. */
async function examine(path: string, name: string, shape: Shape): Promise<void> {
  const took: number[] = [];
  const say = (what: string) => {
    found++;
    console.log(`${path.padEnd(24)} ${name.padEnd(44)} ${took.map(each => `${each.toFixed(0)} ms`).join(' → ')}: ${what}`);
  };
  for (const length of LENGTHS) {
    took.push(await milliseconds(path, shape(length)));
    if (values.fixtures && name === WHOLE && problems.length > 0) return say(`${problems.join()} at ${length}`);
    if ((took.at(-1) ?? 0) > SLOW && problems.length === 0) return say(`slow at ${length}`);
    if ((took.at(-1) ?? 0) > SLOWEST_REFUSAL) return say(`slow to be refused at ${length}`);
    if (problems.length > 0) return;
  }
  const steep = () => (took.at(-1) ?? 0) >= LEAST && (took.at(-1) ?? 0) / (took.at(-2) ?? 0) > MOST_GROWTH;
  if (!steep()) return;
  // Once more, and twice as long: the garbage collector and the machine have their moments.
  for (const [at, length] of LENGTHS.entries()) took[at] = Math.min(took[at] ?? Infinity, await milliseconds(path, shape(length)));
  if (!steep()) return;
  const twice = Math.min(await milliseconds(path, shape(128_000)), await milliseconds(path, shape(128_000)));
  took.push(twice);
  if (steep()) say(`× ${(twice / (took.at(-2) ?? 0)).toFixed(1)}`);
}

if (values.fixtures) {
  const seen = new Set<string>();
  for (const { path, text } of corpus()) {
    if (values.only !== undefined && !path.endsWith(values.only)) continue;
    await examine(path, WHOLE, repeated(text.endsWith('\n') ? text : `${text}\n`));
    const ending = path.slice(path.lastIndexOf('.'));
    for (const line of text.split('\n')) {
      // Lines that differ in names and numbers alone are read alike.
      const kind = `${ending} ${line.trim().replace(/\w+/g, word => word.slice(0, 3))}`;
      if (line.trim().length < 3 || seen.has(kind) || seen.size % 7 !== 0 && seen.add(kind)) continue;
      seen.add(kind);
      await examine(path, JSON.stringify(line), length => `${text}\n${times(`${line}\n`, length)}`);
    }
  }
} else {
  for (const [ending, head] of HEADS) {
    if (values.only !== undefined && values.only !== ending) continue;
    const path = named(ending, 'long');
    await milliseconds(path, head);
    const began = performance.now();
    for (const [name, shape] of SHAPES) await examine(path, name, length => head + shape(length));
    console.error(`${ending}: ${SHAPES.size} shapes in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
}
console.log(`${found} grow faster than ${MOST_GROWTH} times when the text doubles, or take more than ${SLOW} ms`);
process.exitCode = found > 0 ? 1 : 0;
