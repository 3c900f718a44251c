// The packaged extension in VS Code for the Web: no Node anywhere, the server in a worker, files of a virtual file system.
// It is the oldest VS Code that the extension supports.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { run } from '../../../scripts/processes.mjs';
import { launchBrowser } from '../../../scripts/vscode/browser.mjs';
import { installVSCode } from '../../../scripts/vscode/install.mjs';
import { installWeb } from '../../../scripts/vscode/web/install.mjs';
import { serveWeb, textsIn } from '../../../scripts/vscode/web/serve.mjs';
import { FAILURES, keepLogs, ROOT, until, VSIX, workplace } from './host.mjs';
import { Workbench } from './workbench.mjs';

let place, web, browser, workbench;
const printed = [];

before(async () => {
  place = workplace();
  const unpacked = join(place.profile, 'vsix');
  mkdirSync(unpacked, { recursive: true });
  await run('python3', ['-m', 'zipfile', '-e', VSIX, unpacked], { quiet: true });
  const files = textsIn(place.examples);
  // What an ignore file covers is not read, so its route is not known; what is read through the editor's file system is.
  files.set('.gitignore', 'generated/\n');
  files.set('generated/app.js', "import express from 'express';\nexpress().post('/x', (req, res) => res.redirect('/'));\n");
  web = await serveWeb(await installWeb(), {
    files, extensions: { 'redirect-lint': join(unpacked, 'extension'), memory: join(ROOT, 'client/test/web/memory') }, settings: { 'editor.minimap.enabled': false },
  });
  browser = await launchBrowser(await installVSCode());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on('console', message => printed.push(message.text()));
  workbench = new Workbench(page);
  await workbench.start(web.address, 'express');
}, { timeout: 900_000 });

after(async () => {
  await browser?.close();
  await web?.stop();
  place?.remove();
});

function step(name, work) {
  test(name, { timeout: 300_000 }, async () => {
    try {
      await work();
    } catch (error) {
      const file = `web-${name.replace(/\W+/g, '-')}`;
      keepLogs(file, printed.join('\n'));
      await workbench.screenshot(join(FAILURES, `${file}.png`)).catch(reason => console.error(`no picture: ${reason.message}`));
      throw error;
    }
  });
}

const lineOf = (path, text) => web.files.get(path).split('\n').findIndex(line => line.includes(text)) + 1;

step('on the web, a file of a virtual file system shows a warning and an error', async () => {
  await workbench.openFile('express', 'app.js');
  await workbench.squiggle('warning');
  await workbench.squiggle('error');
  await workbench.screenshot(join(ROOT, '.cache/vscode/web.png'));
});

step('on the web, the same is found as on the command line, in files that are not open, too', async () => {
  const said = spawnSync(process.execPath, [join(ROOT, 'server/bin/redirect-lint.js'), '--format', 'json', place.examples], { encoding: 'utf8' });
  const { results } = JSON.parse(said.stdout);
  const expected = ['error', 'warning'].map(severity => results.filter(result => result.severity === severity).length);
  assert.ok(new Set(results.filter(result => result.severity !== 'hint').map(result => result.file)).size > 1);
  await until(`${expected} problems`, async () => String(await workbench.counts()) === String(expected));
  await workbench.openFile('express', 'session.js');
  await workbench.squiggle('warning');
});

step('on the web, a quick-fix changes the file', async () => {
  const path = 'express/app.js';
  const line = lineOf(path, "res.redirect('/account')");
  await workbench.openFile('express', 'app.js');
  await workbench.goTo(line, 8);
  const entries = await workbench.quickFixes();
  assert.match(entries[0], /Use 303 See Other/);
  await workbench.choose('Use 303 See Other');
  await workbench.save();
  await until('the fix in the virtual file', () => web.files.get(path).split('\n')[line - 1] === "  res.redirect(303, '/account');");
});

step('in German, what the server says is German', async () => {
  const page = await browser.newPage({ locale: 'de-DE', viewport: { width: 1280, height: 800 } });
  const german = new Workbench(page);
  await german.start(web.address, 'express');
  await german.openFile('express', 'session.js');
  await german.squiggle('warning');
  const said = await until('the problem', async () => (await german.problems()).find(row => row.includes('ambiguous-302')));
  assert.match(said, /302, die Vorgabe, beantwortet hier ein (?:DELETE|POST)\./);
  await german.goTo(web.files.get('express/session.js').split('\n').findIndex(line => line.includes("res.redirect('/')")) + 1, 8);
  const entries = await german.quickFixes();
  assert.match(entries[0], /^303 See Other verwenden/);
  assert.deepEqual(entries.filter(entry => /^(?:Use|Fix|Disable|Show)\b/.test(entry)), []);
  await german.leaveMenu();
  // What the manifest and the client say is the host's to translate, which this one leaves to its language packs, as extensions are built in here.
  const rows = await german.view(/Redirects|Weiterleitungen/);
  assert.ok(rows.some(row => row.includes('die eigene URL, geändert')), rows.join('\n'));
  await german.screenshot(join(ROOT, '.cache/vscode/web-de.png'));
  await page.close();
});
