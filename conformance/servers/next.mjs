import { devServer } from '../lib/dev-server.mjs';

/**
 * Next's development server, whose redirects are those of a build. Where a page holds a form, POST submits it as a browser without
 * JavaScript does; any other body is JSON, for redirect() sends a form's POST 303 and every other 307.
 */
export default devServer({
  name: 'next',
  script: 'next/dist/bin/next',
  args: port => ['dev', '--hostname', '127.0.0.1', '--port', String(port)],
  routeOf: file => /^(?:app(\/.*)\/(?:route|page)\.[jt]sx?|pages(\/.*)\.[jt]sx?)$/.exec(file)?.slice(1).find(Boolean) ?? null,
  marker: folder => folder.startsWith('app/') ? { file: `${folder}/ready/route.js`, text: "export const GET = () => new Response('ready');\n" }
    : { file: `${folder}/ready.js`, text: folder.startsWith('pages/api') ? "export default (request, response) => response.end('ready');\n" : 'export default () => null;\n' },
  asking: (ask, port) => async (method, target) => {
    const form = method === 'POST' && /^\/form\b/.test(target) ? await formOf(`http://127.0.0.1:${port}${target}`) : null;
    return form ? submit(`http://127.0.0.1:${port}${target}`, form) : ask(method, target);
  },
});

/**
 * The hidden fields of a page's form; null where it has none.
 * @param {string} url
 */
async function formOf(url) {
  const page = await (await fetch(url)).text();
  const names = [...page.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)];
  if (names.length === 0) return null;
  const form = new FormData();
  for (const [, name, value] of names) form.append(name ?? '', (value ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
  return form;
}

/**
 * @param {string} url
 * @param {FormData} body
 */
async function submit(url, body) {
  const { status, headers } = await fetch(url, { method: 'POST', body, redirect: 'manual', headers: { Origin: new URL(url).origin } });
  return { status, location: headers.get('location') };
}
