// What the packaged extension shows in a real VS Code, in a dark and a light theme, driven as a user drives it.
// With UPDATE_SCREENSHOT=1 the pictures in images/ are taken anew.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launchBrowser } from '../../../scripts/vscode/browser.mjs';
import { serve } from '../../../scripts/vscode/code-server.mjs';
import { installVSCode } from '../../../scripts/vscode/install.mjs';
import { FAILURES, keepLogs, ROOT, until, VSIX, workplace } from './host.mjs';
import { keepPicture } from './picture.mjs';
import { Workbench } from './workbench.mjs';

const PICTURES = join(ROOT, '.cache/vscode');
/** Those that the documentation shows. */
const SHOWN = new Set(process.env.UPDATE_SCREENSHOT ? ['hover-dark', 'hover-light', 'fix-workspace-light'] : []);
const SIZE = { width: 1280, height: 800 };

for (const [theme, name] of [['dark', 'Default Dark Modern'], ['light', 'Default Light Modern']]) {
  describe(`in a ${theme} theme`, () => {
    let place, installation, server, browser, workbench;

    before(async () => {
      place = workplace();
      installation = await installVSCode();
      const settings = { 'workbench.colorTheme': name, 'editor.minimap.enabled': false, 'editor.hover.delay': 100 };
      server = await serve(installation, { profile: place.profile, folder: place.examples, vsix: [VSIX], settings });
      browser = await launchBrowser(installation);
      workbench = new Workbench(await browser.newPage({ viewport: SIZE, deviceScaleFactor: 1.5 }));
      await workbench.start(server.address, 'express');
      await workbench.openFile('express', 'app.js');
      await workbench.squiggle('error');
    });

    after(async () => {
      await browser?.close();
      await server?.stop();
      place?.remove();
    });

    /** A step; where it fails, the picture and the logs of that moment are kept. */
    const step = (title, work) => test(title, { timeout: 300_000 }, async () => {
      try {
        await work();
      } catch (error) {
        const file = `${theme}-${title.replace(/\W+/g, '-')}`;
        keepLogs(file, await server.logs());
        await workbench.screenshot(join(FAILURES, `${file}.png`)).catch(reason => console.error(`no picture: ${reason.message}`));
        throw error;
      }
    });
    const onDisk = path => readFileSync(join(place.examples, path), 'utf8');
    const lineOf = (path, text) => onDisk(path).split('\n').findIndex(line => line.includes(text)) + 1;
    const picture = async what => {
      const title = `${what}-${theme}`;
      await keepPicture(installation, workbench, join(SHOWN.has(title) ? join(ROOT, 'images') : PICTURES, `${title}.png`));
    };

    step('a hover tells what measured clients make of a DELETE that is answered with 302', async () => {
      await workbench.goTo(lineOf('express/app.js', "app.delete('/articles/:id/comments") + 2, 8);
      const said = await workbench.hover();
      assert.match(said, /302 Found, the default of express, answers DELETE here\./);
      assert.match(said, /is repeated there \(\d+\)\s*Chromium, Firefox/);
      await picture('hover');
      await workbench.leave();
    });

    step('the status that is not written is shown behind the redirect', async () => {
      assert.deepEqual(new Set(await workbench.inlayHints()), new Set(['⟶ 302']));
    });

    step('the Quick Fix menu offers what each status means, and ways to disable the rule', async () => {
      await workbench.goTo(lineOf('express/app.js', "res.redirect('/account')"), 8);
      const entries = await workbench.quickFixes();
      for (const expected of [/^Use 303 See Other: the client GETs the target/, /^Fix all ambiguous-302/, /^Disable ambiguous-302 for this line/,
        /^Disable ambiguous-302 for this file/, /^Disable ambiguous-302 in redirect-lint\.config\.json/, /^Show the page of ambiguous-302/]) {
        assert.ok(entries.some(entry => expected.test(entry)), `${expected}: ${entries.join('\n')}`);
      }
      assert.ok(!entries.some(entry => entry.startsWith('Use 307')), 'a login is not repeated');
      await picture('quick-fix');
      await workbench.choose('for this line');
      await workbench.save();
      await until('the comment on disk', () => /\n {2}\/\/ redirect-lint-disable-next-line ambiguous-302\n {2}res\.redirect\('\/account'\)/.test(onDisk('express/app.js')));
    });

    step('rules are completed in a suppression comment', async () => {
      const line = lineOf('express/app.js', 'disable-next-line ambiguous-302');
      await workbench.goTo(line, onDisk('express/app.js').split('\n')[line - 1].length + 1);
      await workbench.type(', ');
      const entries = await workbench.suggestions();
      assert.ok(entries.some(entry => entry.startsWith('ambiguous-301')), entries.join('\n'));
      assert.ok(!entries.some(entry => entry.startsWith('ambiguous-302')), entries.join('\n'));
      await workbench.leave();
      await workbench.undo(2);
      await workbench.save();
    });

    step('the language status says what the file was taken for, its redirects and the routes known', async () => {
      const said = await workbench.languageStatus();
      assert.match(said, /\d+ redirects/);
      assert.match(said, /read as javascript · \d+ routes known/);
      await picture('status');
      await workbench.leave();
    });

    step('Explain This File opens a report', async () => {
      await workbench.command('redirect-lint: Explain This File');
      const text = await until('the report', async () => /redirect-lint: express\/app\.js/.test(await workbench.activeText()) && workbench.activeText());
      assert.match(text, /read as: javascript/);
      await workbench.closeEditor();
    });

    step('Lint Workspace says what it found', async () => {
      await workbench.command('redirect-lint: Lint Workspace');
      assert.match(await workbench.notification(/errors, \d+ warnings and/), /redirect-lint: \d+ errors, \d+ warnings and \d+ hints in \d+ files/);
      await workbench.closeNotifications();
    });

    step('the walkthrough leads through what there is', async () => {
      await workbench.command('Welcome: Open Walkthrough');
      const said = await workbench.walkthrough('Make redirects predictable');
      assert.match(said, /See what is wrong, and fix it.*Show the problems.*See where redirects lead.*Make it yours/s);
      await picture('walkthrough');
      await workbench.closeEditor();
    });

    step('the output says what was read', async () => {
      await workbench.command('redirect-lint: Show Output');
      assert.match(await workbench.output(), /examples: \d+ files read in \d+ ms/);
    });

    step('the picture of the redirects is written to a file', async () => {
      await workbench.command('Save Redirect Map as SVG');
      await workbench.acceptFile(/redirect-map\.svg$/);
      await until('the file', () => existsSync(join(place.examples, 'redirect-map.svg')));
      const svg = onDisk('redirect-map.svg');
      assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox=/);
      assert.match(svg, /DELETE 302/);
      assert.doesNotMatch(svg, /tabindex|<script/);
    });

    step('Fix All in Workspace shows its edits before it makes them', async () => {
      const before = onDisk('express/app.js');
      await workbench.command('redirect-lint: Fix All in Workspace');
      await workbench.answer('Show Changes');
      await workbench.refactorPreview();
      await picture('fix-workspace');
      assert.equal(onDisk('express/app.js'), before);
      await workbench.discardRefactoring();
      await workbench.command('redirect-lint: Fix All in Workspace');
      await workbench.answer('Make All');
      await until('the fixes on disk', async () => {
        await workbench.saveAll();
        return /res\.redirect\(303, `\/articles/.test(onDisk('express/app.js')) && /res\.redirect\(303, '\/'\)/.test(onDisk('express/session.js'));
      });
    });

    step('the configuration file: made by a command, completed, and a wrong key is a problem', async () => {
      await workbench.command('redirect-lint: Create Configuration File');
      await until('the file', () => existsSync(join(place.examples, 'redirect-lint.config.json')));
      await until('its editor', async () => await workbench.activeTab() === 'redirect-lint.config.json');
      await workbench.goTo(2, 4);
      await workbench.type('sever');
      await workbench.save();
      const said = await until('the problem', async () => (await workbench.problems()).find(row => /unknown key "sever/.test(row)));
      assert.match(said, /Nothing in this file holds/);
      await picture('configuration');
    });
  });
}
