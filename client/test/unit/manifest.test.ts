import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { formats, languages } from '../../../server/src/adapters.ts';
import { REDIRECTS_PLATFORMS } from '../../../server/src/analyse.ts';
import { UNBOUNDED_HINTS } from '../../../server/src/rules/rule.ts';
import { ACTION_NAMES, INLAY_HINTS, SECTION } from '../../../server/src/lsp/settings.ts';
import { manifestFiles } from '../../../scripts/manifest.ts';
import { documents } from '../../src/documents.ts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
const nls = JSON.parse(fs.readFileSync(path.join(root, 'package.nls.json'), 'utf8'));
const shipped = fs.readFileSync(path.join(root, '.vscodeignore'), 'utf8').split('\n').filter(line => line.startsWith('!')).map(line => line.slice(1));
const properties: Record<string, { enum?: string[]; scope: string }> = manifest.contributes.configuration.properties;

test('what the manifest takes from adapters and rules is up to date (npm run generate)', () => {
  for (const [file, text] of manifestFiles(root)) assert.equal(fs.readFileSync(path.join(root, file), 'utf8'), text, file);
});

test('the client hands over the documents of every adapter', () => {
  const covered = (filter: object) => documents().some(document => JSON.stringify(document) === JSON.stringify({ scheme: 'file', ...filter }));
  for (const language of languages.flatMap(adapter => adapter.languageIds)) assert.ok(covered({ language }), language);
  for (const { languageIds, files } of formats.filter(format => format.docs.constructs.length > 0)) {
    for (const language of languageIds) assert.ok(covered({ language }), language);
    for (const pattern of files) assert.ok(covered({ pattern }), pattern);
  }
});

/** Languages that VS Code, or the extension that people have for them, gives to files of these endings. */
const LANGUAGES: Readonly<Record<string, string>> = { yaml: 'yaml', yml: 'yaml', toml: 'toml', tf: 'terraform', tofu: 'opentofu', config: 'xml', conf: 'properties', cfg: 'properties' };

test('a file of any format activates the extension, by its language or by its name', () => {
  const endings = formats.filter(format => format.docs.constructs.length > 0).flatMap(({ files }) => files.flatMap(pattern => [...pattern.matchAll(/\b(\w+)(?=[,}]|$)/g)].map(match => match[1] ?? '')));
  const expected = new Set(endings.flatMap(ending => LANGUAGES[ending] ?? []));
  assert.ok(expected.size > 4);
  for (const language of expected) assert.ok(manifest.activationEvents.includes(`onLanguage:${language}`), language);
  // VS Code's own settings are JSON: by that language every start would activate it.
  for (const language of ['json', 'jsonc', 'plaintext', 'markdown']) assert.ok(!manifest.activationEvents.includes(`onLanguage:${language}`), language);
  for (const name of ['vercel.json', 'firebase.json', 'serve.json', 'staticwebapp.config.json']) assert.ok(manifest.activationEvents.includes(`workspaceContains:**/${name}`), name);
});

test('every setting has a place of its own among the others', () => {
  const orders = Object.values<{ order: number }>(manifest.contributes.configuration.properties).map(({ order }) => order);
  assert.deepEqual(orders, [...new Set(orders)].sort((a, b) => a - b));
});

test('the settings of the manifest are those that the server reads, for each resource', () => {
  const { trace, cache, ...read } = Object.fromEntries(Object.entries(properties).map(([name, { scope }]) => [name.split('.')[1], scope]));
  assert.deepEqual(read, { enable: 'resource', run: 'resource', rules: 'resource', severityFor: 'resource', unboundedHints: 'resource', writePaths: 'resource', formats: 'resource', redirectsFilePlatform: 'resource', inlayHints: 'resource', codeActions: 'resource' });
  assert.deepEqual([trace, cache], ['window', 'machine'], 'the client reads these');
  assert.deepEqual(properties[`${SECTION}.inlayHints`]?.enum, INLAY_HINTS);
  const actions = Object.keys(properties).filter(name => name.startsWith(`${SECTION}.codeActions.`)).map(name => name.split('.')[2]);
  assert.deepEqual(actions, ACTION_NAMES);
  assert.deepEqual(properties[`${SECTION}.redirectsFilePlatform`]?.enum, ['auto', ...REDIRECTS_PLATFORMS]);
  assert.deepEqual(properties[`${SECTION}.unboundedHints`]?.enum, ['project', ...UNBOUNDED_HINTS]);
});

test('every text that the manifest names is written, and none besides', () => {
  const named = [...JSON.stringify(manifest).matchAll(/"%([\w.-]+)%"/g)].map(match => match[1]).sort();
  assert.deepEqual([...new Set(named)], Object.keys(nls).sort());
});

test('every file that the manifest names is shipped', () => {
  const { icon, main, browser, contributes } = manifest;
  const { walkthroughs: [{ steps }], views: { explorer } } = contributes;
  const pictures: string[] = steps.flatMap((step: { media: { image: Record<string, string> } }) => Object.values(step.media.image));
  const schemas: string[] = contributes.jsonValidation.map(({ url }: { url: string }) => url.replace(/[^/]+$/, '*.json'));
  const syntaxes: string[] = [...contributes.grammars.map((grammar: { path: string }) => grammar.path), ...contributes.languages.flatMap((language: { configuration?: string }) => language.configuration ?? [])];
  const files = [icon, main, browser, ...pictures, ...schemas, ...explorer.map((view: { icon: string }) => view.icon), ...syntaxes];
  for (const file of files) assert.ok(shipped.includes(file.replace(/^\.\//, '')), `${file} is not shipped`);
});

test('what the editor loads to activate the extension is small: the client, and then the map, are loaded when they are needed (npm run build)', () => {
  const entry = fs.readFileSync(path.join(root, manifest.main), 'utf8');
  assert.ok(entry.length < 5000, `${entry.length} characters`);
  assert.match(entry, /require\("\.\/client\.cjs"\)/);
  const folder = path.dirname(path.join(root, manifest.main));
  for (const [, file] of `${entry}${fs.readFileSync(path.join(folder, 'client.cjs'), 'utf8')}`.matchAll(/require\("\.\/([\w.-]+)"\)/g)) {
    assert.ok(shipped.includes(`client/dist/${file}`), `${file} is not shipped`);
  }
});
