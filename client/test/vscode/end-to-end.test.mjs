// The packaged extension in a real VS Code, driven by a real browser as a user drives it.
// With UPDATE_SCREENSHOT=1 the pictures in images/ are taken anew.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launchBrowser } from '../../../scripts/vscode/browser.mjs';
import { serve } from '../../../scripts/vscode/code-server.mjs';
import { installVSCode } from '../../../scripts/vscode/install.mjs';
import { FAILURES, keepLogs, processesWith, ROOT, until, VSIX, workplace } from './host.mjs';
import { keepPicture } from './picture.mjs';
import { Workbench } from './workbench.mjs';

const PICTURES = join(ROOT, process.env.UPDATE_SCREENSHOT ? 'images' : '.cache/vscode');
const SIZE = { width: 1280, height: 800 };

let place, installation, server, browser, workbench;

before(async () => {
  place = workplace();
  installation = await installVSCode();
  server = await serve(installation, { profile: place.profile, folder: place.examples, vsix: [VSIX], settings: { 'editor.minimap.enabled': false, 'window.autoDetectColorScheme': true } });
  browser = await launchBrowser(installation);
  workbench = new Workbench(await browser.newPage({ viewport: SIZE, deviceScaleFactor: 1.25 }));
  await workbench.start(server.address, 'express');
});

after(async () => {
  await browser?.close();
  await server?.stop();
  place?.remove();
});

/** A step; where it fails, the picture and the logs of that moment are kept. */
function step(name, work) {
  test(name, { timeout: 300_000 }, async () => {
    try {
      await work();
    } catch (error) {
      const file = name.replace(/\W+/g, '-');
      keepLogs(file, await server.logs());
      await workbench.screenshot(join(FAILURES, `${file}.png`)).catch(reason => console.error(`no picture: ${reason.message}`));
      throw error;
    }
  });
}

const onDisk = path => readFileSync(join(place.examples, path), 'utf8');
const lineOf = (path, text) => onDisk(path).split('\n').findIndex(line => line.includes(text)) + 1;

step('a file opened from the Explorer shows a warning and an error', async () => {
  await workbench.openFile('express', 'app.js');
  await workbench.squiggle('warning');
  await workbench.squiggle('error');
});

step('the Problems panel says what is wrong', async () => {
  // The first in the list, which shows errors first and only so many rows.
  const line = lineOf('express/app.js', "app.delete('/articles/:id/comments") + 2;
  const said = await until('the problem', async () => (await workbench.problems()).find(row => row.includes('ambiguous-302') && row.includes(`Ln ${line},`)));
  assert.match(said, /302, the default, answers a DELETE here\./);
  assert.match(said, /redirect-lint/);
});

step('the picture: the menu at the DELETE that reaches too far, in dark and light', async () => {
  for (const scheme of ['light', 'dark']) {
    await workbench.theme(scheme);
    await workbench.goTo(lineOf('express/app.js', "app.delete('/articles/:id/comments") + 2, 8);
    const [first] = await workbench.quickFixes();
    assert.match(first, /Use 303 See Other/);
    await keepPicture(installation, workbench, join(PICTURES, `finding-${scheme}.png`));
    await workbench.leaveMenu();
  }
});

step('the Explorer lists the redirects of the workspace, and leads to them', async () => {
  const rows = await workbench.view('Redirects');
  assert.ok(rows.some(row => /^\/articles\/\{\}\/comments\/\{\}, DELETE · 302 → \/articles\/\{\}, 302, the default/.test(row)), rows.join('\n'));
  await workbench.pressRow(/^\/api\/v1\/, POST/);
  await until('shop.conf', async () => await workbench.activeTab() === 'shop.conf');
});

step('the picture of the redirects: drawn, reached by keyboard, leading to the source, in dark and light', async () => {
  await workbench.command('Show Redirect Map as a Picture');
  const page = await workbench.webview('svg .edge.error');
  const policy = await page.locator('meta[http-equiv]').getAttribute('content');
  assert.match(policy, /^default-src 'none'; style-src 'nonce-[0-9a-f]{32}'; script-src 'nonce-[0-9a-f]{32}'$/);
  // The page's script makes one of them the way in.
  await page.locator('svg [tabindex="0"]').first().waitFor();
  assert.equal(await page.locator('svg [tabindex="0"]').count(), 1);
  await page.locator('svg [tabindex="0"]').focus();
  const first = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await workbench.press('ArrowDown');
  const second = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  assert.notEqual(first, second);
  assert.ok(second);
  const width = async () => Number(await page.locator('svg').getAttribute('width'));
  const drawn = await width();
  await workbench.press('+');
  assert.equal(Math.round(await width()), Math.round(drawn * 1.25));
  await workbench.press('0');
  assert.equal(await width(), drawn);
  for (const scheme of ['dark', 'light']) {
    await workbench.theme(scheme);
    await (await workbench.webview('svg')).locator(`body.vscode-${scheme} svg`).waitFor();
    await keepPicture(installation, workbench, join(PICTURES, `map-${scheme}.png`));
  }
  const edge = (await workbench.webview('svg .edge.error')).locator('[role=button][aria-label*="DELETE: 302"] text').first();
  await edge.click();
  await until('app.js', async () => await workbench.activeTab() === 'app.js');
});

step('Ctrl+. offers 303, and choosing it changes the file', async () => {
  const path = 'express/app.js';
  const line = lineOf(path, "res.redirect('/account')");
  await workbench.goTo(line, 8);
  const entries = await workbench.quickFixes();
  assert.match(entries[0], /Use 303 See Other/);
  await workbench.choose('Use 303 See Other');
  await workbench.save();
  await until('the fix on disk', () => onDisk(path).split('\n')[line - 1] === "  res.redirect(303, '/account');");
});

step('the same for an nginx file', async () => {
  const path = 'nginx/shop.conf';
  const line = lineOf(path, 'return 302 https://api');
  await workbench.openFile('nginx', 'shop.conf');
  await workbench.goTo(line, 22);
  await workbench.squiggle('warning');
  const entries = await workbench.quickFixes();
  assert.ok(entries.some(entry => entry.includes('Use 303 See Other')), entries.join('\n'));
  await workbench.choose('Use 307 Temporary Redirect');
  await workbench.save();
  await until('the fix on disk', () => onDisk(path).split('\n')[line - 1] === '            return 307 https://api.shop.example$request_uri;');
});

step('a server that is killed is started again; killed for the fifth time it is left, which the user is told, until the user restarts it', async () => {
  const servers = () => processesWith(join(place.profile, 'extensions'), 'server.js');
  const kill = async () => {
    const [pid] = await until('a server', () => servers().length === 1 && servers());
    process.kill(pid, 'SIGKILL');
    return until(`the end of ${pid}`, () => !servers().includes(pid));
  };
  await kill();
  await until('another server', () => servers().length === 1);
  await workbench.openFile('express', 'session.js');
  await workbench.squiggle('warning');
  for (let times = 2; times <= 5; times++) await kill();
  await workbench.notification('redirect-lint crashed 5 times in three minutes and is not started again.');
  await until('no problem', async () => (await workbench.counts()).join() === '0,0');
  assert.deepEqual(servers(), []);
  await workbench.command('redirect-lint: Restart Server');
  await workbench.squiggle('warning');
  assert.equal(servers().length, 1);
});

step('with redirectLint.cache off, the server that is started then keeps nothing', async () => {
  const keeping = (...parts) => processesWith(join(place.profile, 'extensions'), 'server.js', ...parts).length;
  assert.deepEqual([keeping(), keeping('--no-cache')], [1, 0]);
  // A setting of the machine that the server runs on, not of the browser's.
  writeFileSync(join(place.profile, 'data/Machine/settings.json'), JSON.stringify({ 'redirectLint.cache': false }));
  // The editor hears of the file by itself, some time later.
  await until('a server without a cache', async () => {
    await workbench.command('redirect-lint: Restart Server');
    return keeping('--no-cache') === 1;
  });
  await workbench.squiggle('warning');
});
