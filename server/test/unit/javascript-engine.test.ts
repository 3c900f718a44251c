import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../../src/analyse.ts';
import { serverCode } from '../../src/languages/javascript/embedded.ts';
import { modulesNamed } from '../../src/languages/javascript/handlers.ts';
import { fileRoute } from '../../src/languages/javascript/routes.ts';
import '../check.ts';

describe('server code in other files', () => {
  const astro = '---\r\nconst a = "😀";\r\nreturn Astro.redirect("/x");\r\n---\r\n<p>Astro.redirect("/y") é</p>\r\n';

  it('keeps every offset and line of an Astro file and blanks its template', () => {
    const code = serverCode('.astro', astro);
    assert.equal(code.length, astro.length);
    assert.equal(code.indexOf('Astro.redirect("/x")'), astro.indexOf('Astro.redirect("/x")'));
    assert.ok(!code.includes('/y'));
    assert.deepEqual([...code.matchAll(/\r\n/g)].map(match => match.index), [...astro.matchAll(/\r\n/g)].map(match => match.index));
  });
  it('takes no dashes further down for frontmatter', () => {
    assert.equal(serverCode('.astro', '<p>\n---\nredirect()\n---\n').trim(), '');
    assert.equal(serverCode('.astro', '---\nredirect()\n').trim(), '');
  });
  it('keeps all scripts of a Vue file', () => {
    const code = serverCode('.vue', '<template>a()</template><script>b()</script>\n<script setup lang="ts">c()</script>');
    assert.equal(code.trim().replace(/\s+/g, ' '), 'b() c()');
  });
  it('leaves code files alone', () => assert.equal(serverCode('.ts', '---\nx'), '---\nx'));
});

describe('routes by file name', () => {
  const app = /(?:^|\/)app(?=\/)/;
  const route = /\/route\.ts$/;
  for (const [file, expected] of [
    ['app/route.ts', '/'], ['src/app/cart/route.ts', '/cart'], ['app/(shop)/cart/[id]/route.ts', '/cart/:id'],
    ['app/@modal/x/[...rest]/route.ts', '/x/*'], ['app/[[...all]]/route.ts', '/*'], ['lib/route.ts', null], ['app/page.ts', null],
  ] as const) {
    it(file, () => assert.equal(fileRoute(file, app, route), expected));
  }
});

describe('modules that a specifier can stand for', () => {
  it('is one for a relative path and none for a package', () => {
    assert.deepEqual(modulesNamed('app/routes/a.ts', '../auth.server.js'), ['app/auth.server']);
    assert.deepEqual(modulesNamed('app/routes/a.ts', 'express'), []);
    assert.deepEqual(modulesNamed('app/routes/a.ts', '@scope/name'), []);
  });
  it('holds the folder that an alias usually means', () => {
    assert.ok(modulesNamed('app/routes/a.ts', '~/auth.server').includes('app/auth.server'));
    assert.ok(modulesNamed('web/src/app/a/route.ts', '@/lib/auth').includes('web/src/lib/auth'));
    assert.ok(modulesNamed('src/routes/a/+page.server.ts', '$lib/auth').includes('src/lib/auth'));
    assert.ok(modulesNamed('start/routes.ts', '#controllers/users').includes('app/controllers/users'));
  });
});

describe('any text', () => {
  const texts = [
    'redirect(', 'export default redirect(,', "import { redirect } from '@sveltejs/kit'; redirect(302", "export const POST = ({ redirect }) => redirect(...a);",
    "router.post('/x', ['a', ", '@Redirect(', 'class A { @Post() @Redirect(', "h.redirect().code().permanent(", 'ctx.status = ; ctx.redirect(', 'new Response(null, { status: 302, headers: ',
    "'use server'", 'export {', 'export { a as POST } from', 'const { redirect = 1 } = context; redirect()', 'serve({ routes: { "/": { POST } } })',
  ];
  const paths = ['app/x/route.ts', 'pages/api/x.js', 'src/routes/x/+page.server.ts', 'src/pages/x.astro', 'server/api/x.post.ts', 'start/routes.ts', 'app/controllers/x.ts', 'x.vue', 'next.config.mjs'];
  for (const path of paths) {
    it(`is read without a throw as ${path}`, async () => {
      for (const text of texts) {
        const whole = path.endsWith('.astro') ? `---\n${text}\n---\n` : path.endsWith('.vue') ? `<script>${text}</script>` : text;
        const facts = await factsOf({ path, text: `${whole}\n// import x from 'hono'; redirect; Response; ocation` });
        for (const { span } of facts.redirects) assert.ok(span.start >= 0 && span.end <= whole.length + 60);
      }
    });
  }
});
