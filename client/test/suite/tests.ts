import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, fileAt, findingOn, findings, hoverAt, lineOf, open, ruleOf, until, withText } from './editor.ts';
import type { HostTest } from './run.ts';
import manifest from '../../../package.json' with { type: 'json' };

const EXTENSION = `${manifest.publisher}.${manifest.name}`;
const APP = 'express/app.js';
const LOGIN = "res.redirect('/account')";

/** The extension as an editor's user meets it, in a copy of examples/. */
export const tests: readonly HostTest[] = [
  {
    name: 'activates when a file that it understands is opened',
    async run() {
      const extension = vscode.extensions.getExtension(EXTENSION);
      assert.ok(extension, `${EXTENSION} is not installed`);
      await open(APP);
      await until('activation', () => extension.isActive);
    },
  },
  {
    name: 'registers every command that its manifest promises',
    async run() {
      const registered = new Set(await vscode.commands.getCommands(true));
      const promised = manifest.contributes.commands.map(({ command }) => command);
      assert.ok(promised.length >= 2);
      assert.deepEqual(promised.filter(command => !registered.has(command)), []);
    },
  },
  {
    name: 'warns of a 302 that answers a POST, with a link to the rule and the place of the route',
    async run() {
      const { document } = await open(APP);
      const finding = await until('the finding', () => findingOn(document, LOGIN));
      assert.equal(ruleOf(finding), 'ambiguous-302');
      assert.equal(finding.severity, vscode.DiagnosticSeverity.Warning);
      assert.match(finding.message, /POST/);
      assert.match(document.getText(finding.range), /^res\.redirect\(/);
      assert.ok(typeof finding.code === 'object');
      assert.match(finding.code.target.toString(), /ambiguous-302/);
      const [related] = finding.relatedInformation ?? [];
      assert.ok(related);
      assert.equal(related.location.range.start.line, lineOf(document, "app.post('/login'"));
    },
  },
  {
    name: 'calls a 302 that answers a DELETE an error',
    async run() {
      const { document } = await open(APP);
      const finding = await until('the finding', () => findings(document.uri).find(each => /\bDELETE\b/.test(each.message)
        && each.severity === vscode.DiagnosticSeverity.Error));
      assert.equal(finding.range.start.line, lineOf(document, "app.delete('/articles/:id/comments") + 2);
    },
  },
  {
    name: 'is silent about GET routes, a 303 and a suppressed line',
    async run() {
      const { document } = await open(APP);
      await until('the findings', () => findingOn(document, LOGIN));
      for (const [route, below] of [["app.get('/old-home'", 1], ["app.delete('/articles/:id',", 2], ["app.post('/legacy/vote'", 2]] as const) {
        const line = lineOf(document, route) + below;
        assert.match(document.lineAt(line).text, /redirect\(/);
        assert.deepEqual(findings(document.uri).filter(each => each.range.start.line === line), [], route);
      }
    },
  },
  {
    name: 'knows the route that another file binds',
    async run() {
      const { document } = await open('express/session.js');
      const finding = await until('the finding', () => findings(document.uri).find(each => /POST/.test(each.message)
        && each.severity === vscode.DiagnosticSeverity.Warning));
      assert.equal(finding.range.start.line, lineOf(document, "res.redirect('/')"));
      assert.ok(finding.relatedInformation?.some(({ location }) => location.uri.toString() === fileAt(APP).toString()));
    },
  },
  {
    name: 'reads nginx and _redirects files',
    async run() {
      const nginx = (await open('nginx/shop.conf')).document;
      assert.match(nginx.languageId, /nginx/i);
      const post = await until('the finding', () => findingOn(nginx, 'return 302 https://api'));
      assert.match(post.message, /POST/);
      const redirects = (await open('cloudflare-pages/_redirects')).document;
      assert.notEqual(redirects.languageId, 'plaintext');
      assert.equal(ruleOf(await until('the finding', () => findingOn(redirects, '/subscribe '))), 'ambiguous-301');
    },
  },
  {
    name: 'offers 303 to a login, not 307 which would send the password again, and the edit removes the finding',
    run: () => withText(APP, async ({ document }) => {
      const finding = await until('the finding', () => findingOn(document, LOGIN));
      const fixes = (await actionsAt(document.uri, finding.range, vscode.CodeActionKind.QuickFix)).filter(action => /\bUse 30[378]\b/.test(action.title));
      assert.deepEqual(fixes.map(action => [/30\d/.exec(action.title)?.[0], action.isPreferred ?? false]), [['303', true]]);
      const [first] = fixes;
      assert.ok(first?.edit);
      assert.ok(await vscode.workspace.applyEdit(first.edit));
      assert.ok(document.getText().includes("res.redirect(303, '/account')"));
      await until('the finding gone', () => findingOn(document, "res.redirect(303, '/account')") === null);
    }),
  },
  {
    name: 'follows every keystroke',
    run: () => withText(APP, async ({ document }) => {
      await until('the finding', () => findingOn(document, LOGIN));
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, document.lineAt(lineOf(document, "app.post('/login'")).range, "app.get('/login', (req, res) => { // 🙂");
      await vscode.workspace.applyEdit(edit);
      await until('the finding gone', () => findingOn(document, LOGIN) === null);
      const back = new vscode.WorkspaceEdit();
      back.replace(document.uri, document.lineAt(lineOf(document, "app.get('/login'")).range, "app.put('/login', (req, res) => { // 🙂");
      await vscode.workspace.applyEdit(back);
      assert.match((await until('another finding', () => findingOn(document, LOGIN))).message, /PUT/);
    }),
  },
  {
    name: 'fixes what is safe when the file is saved, if the user asks for that',
    run: () => withText(APP, async ({ document }) => {
      await until('the finding', () => findingOn(document, LOGIN));
      const settings = vscode.workspace.getConfiguration('editor', document);
      await settings.update('codeActionsOnSave', { 'source.fixAll.redirectLint': 'explicit' }, vscode.ConfigurationTarget.Global);
      try {
        const edit = new vscode.WorkspaceEdit();
        edit.insert(document.uri, new vscode.Position(0, 0), '\n');
        await vscode.workspace.applyEdit(edit);
        await until('the finding', () => findingOn(document, LOGIN));
        assert.ok(await document.save());
        const saved = Buffer.from(await vscode.workspace.fs.readFile(document.uri)).toString();
        assert.ok(saved.includes("res.redirect(303, '/account')"), saved.slice(0, 900));
        assert.match(saved, /res\.redirect\(303, `\/articles\/\$\{req\.params\.id\}`\)/);
        // Unbounded: not safe.
        assert.match(saved, /app\.all\('\/shop'.*\n\s*res\.redirect\('\/cart'\)/);
        assert.match(saved, /disable-next-line.*\n\s*res\.redirect\('\/articles'\)/);
      } finally {
        await settings.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global);
      }
    }),
  },
  {
    name: 'Fix All in File takes what is safe, and nothing else',
    run: () => withText(APP, async ({ document }) => {
      await until('the finding', () => findingOn(document, LOGIN));
      await vscode.commands.executeCommand('redirectLint.fixFile');
      await until('the fixes', () => document.getText().includes("res.redirect(303, '/account')"));
      assert.match(document.getText(), /app\.all\('\/shop'.*\n\s*res\.redirect\('\/cart'\)/);
    }),
  },
  {
    name: 'lints when the file is saved, and not before, if the user asks for that',
    run: () => withText(APP, async ({ document }) => {
      await until('the finding', () => findingOn(document, LOGIN));
      const settings = vscode.workspace.getConfiguration('redirectLint', document);
      await settings.update('run', 'onSave', vscode.ConfigurationTarget.Global);
      try {
        const edit = new vscode.WorkspaceEdit();
        edit.replace(document.uri, document.lineAt(lineOf(document, LOGIN)).range, "  res.redirect(303, '/account');");
        await vscode.workspace.applyEdit(edit);
        await new Promise(resolve => setTimeout(resolve, 1500));
        assert.ok(findingOn(document, "res.redirect(303, '/account')"));
        assert.ok(await document.save());
        await until('the finding gone', () => findingOn(document, "res.redirect(303, '/account')") === null);
      } finally {
        await settings.update('run', undefined, vscode.ConfigurationTarget.Global);
      }
    }),
  },
  {
    name: 'a suppression comment says what it switches off, and leads to the page of the rule',
    async run() {
      const { document } = await open(APP);
      await until('the findings', () => findingOn(document, LOGIN));
      const line = lineOf(document, 'redirect-lint-disable-next-line');
      const at = new vscode.Position(line, document.lineAt(line).text.indexOf('ambiguous-302') + 3);
      const said = await until('the hover', () => hoverAt(document.uri, at));
      assert.match(said, /\*\*ambiguous-302\*\*: 302 can answer a request that is not GET or HEAD\./);
      assert.match(said, /docs\/rules\/ambiguous-302\.md/);
    },
  },
  {
    name: 'keys, rules and severities are completed in the configuration file, and rules explained',
    async run() {
      const uri = fileAt('redirect-lint.config.json');
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('{\n  "rules": { "ambiguous-302": "warning" }\n}\n'));
      try {
        const document = await vscode.workspace.openTextDocument(uri);
        await vscode.window.showTextDocument(document);
        const labels = async (line: number, character: number) => (await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, new vscode.Position(line, character)))
          .items.map(({ label }) => typeof label === 'string' ? label : label.label);
        await until('the keys', async () => (await labels(1, 2)).some(label => label.includes('ignore')));
        assert.ok((await labels(1, 13)).some(label => label.includes('ambiguous-301')));
        assert.ok((await labels(1, 33)).some(label => label.includes('error')));
        assert.match(await until('the hover', () => hoverAt(uri, new vscode.Position(1, 16))), /302 can answer a request/);
      } finally {
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
        await vscode.workspace.fs.delete(uri);
      }
    },
  },
  {
    name: 'takes the severity of a rule from the settings',
    async run() {
      const { document } = await open(APP);
      await until('the finding', () => findingOn(document, LOGIN));
      const settings = vscode.workspace.getConfiguration('redirectLint', document);
      try {
        await settings.update('rules', { 'ambiguous-302': 'error' }, vscode.ConfigurationTarget.Global);
        await until('an error', () => findingOn(document, LOGIN)?.severity === vscode.DiagnosticSeverity.Error);
        await settings.update('rules', { 'ambiguous-302': 'off' }, vscode.ConfigurationTarget.Global);
        await until('silence', () => findingOn(document, LOGIN) === null);
      } finally {
        await settings.update('rules', undefined, vscode.ConfigurationTarget.Global);
      }
      await until('the warning', () => findingOn(document, LOGIN)?.severity === vscode.DiagnosticSeverity.Warning);
    },
  },
  {
    name: 'comes back after the restart command',
    async run() {
      const { document } = await open(APP);
      await until('the finding', () => findingOn(document, LOGIN));
      let emptied = false;
      const listener = vscode.languages.onDidChangeDiagnostics(() => {
        emptied ||= findings(document.uri).length === 0;
      });
      try {
        await vscode.commands.executeCommand('redirectLint.restart');
        await until('the findings of the new server', () => emptied && findingOn(document, LOGIN));
      } finally {
        listener.dispose();
      }
    },
  },
];
