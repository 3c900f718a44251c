// The packaged extension in workspaces of other kinds: several folders, none that is trusted, and one without a redirect.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launchBrowser } from '../../../scripts/vscode/browser.mjs';
import { serve } from '../../../scripts/vscode/code-server.mjs';
import { installVSCode } from '../../../scripts/vscode/install.mjs';
import { FAILURES, keepLogs, until, VSIX, workplace } from './host.mjs';
import { Workbench } from './workbench.mjs';

const POSTED = "import express from 'express';\n\nexpress().post('/orders', (req, res) => {\n  res.redirect('/done');\n});\n";

const KINDS = [
  {
    name: 'two folders that are not trusted, one with settings of its own',
    files: {
      'both.code-workspace': JSON.stringify({ folders: [{ path: 'quiet' }, { path: 'shop' }] }),
      'quiet/quiet.js': POSTED,
      'quiet/.vscode/settings.json': JSON.stringify({ 'redirectLint.rules': { 'ambiguous-302': 'off' } }),
      'shop/shop.js': POSTED,

    },
    opened: 'both.code-workspace', asksForTrust: true, entry: 'quiet',
    steps: {
      'the workspace is not trusted, and the extension is at work all the same': async workbench => {
        assert.ok(await workbench.isRestricted());
        await workbench.openFile('shop', 'shop.js');
        await workbench.squiggle('warning');
      },
      'settings of a folder hold in it alone': async workbench => {
        await until('one warning', async () => String(await workbench.counts()) === '0,1');
        await workbench.openFile('quiet', 'quiet.js');
        assert.deepEqual((await workbench.problems()).filter(row => /ambiguous-302/.test(row)).length, 1);
      },
      'the list of redirects holds those of both folders': async workbench => {
        const rows = await workbench.view('Redirects');
        assert.equal(rows.filter(row => row.startsWith('/orders, POST')).length, 2, rows.join('\n'));
      },
    },
  },
  {
    name: 'a folder without a redirect',
    files: { 'empty/app.js': "import express from 'express';\n\nexpress().get('/', (req, res) => res.send('hello'));\n" },
    opened: 'empty', asksForTrust: false, entry: 'app.js',
    steps: {
      'the list says that there is none, and what to do': async workbench => {
        await workbench.openFile('app.js');
        assert.match(await workbench.welcome('Redirects'), /No redirects were found in this workspace\.\s*Lint Workspace\s*What is read: configuration and code\./);
      },
      'linting says that nothing was found': async workbench => {
        await workbench.command('redirect-lint: Lint Workspace');
        assert.match(await workbench.notification(/nothing found/), /redirect-lint: nothing found in 1 file$/);
      },
    },
  },
];

for (const { name: kind, files, opened, asksForTrust, entry, steps } of KINDS) {
  describe(kind, () => {
    let place, server, browser, workbench;

    before(async () => {
      place = workplace();
      const folder = join(place.profile, 'opened');
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      const installation = await installVSCode();
      const settings = asksForTrust ? { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' } : {};
      server = await serve(installation, { profile: place.profile, folder: join(folder, opened), vsix: [VSIX], asksForTrust, settings });
      browser = await launchBrowser(installation);
      workbench = new Workbench(await browser.newPage({ viewport: { width: 1280, height: 800 } }));
      await workbench.start(server.address, entry);
    });

    after(async () => {
      await browser?.close();
      await server?.stop();
      place?.remove();
    });

    for (const [name, work] of Object.entries(steps)) {
      test(name, { timeout: 300_000 }, async () => {
        try {
          await work(workbench);
        } catch (error) {
          const file = name.replace(/\W+/g, '-');
          keepLogs(file, await server.logs());
          await workbench.screenshot(join(FAILURES, `${file}.png`)).catch(reason => console.error(`no picture: ${reason.message}`));
          throw error;
        }
      });
    }
  });
}
