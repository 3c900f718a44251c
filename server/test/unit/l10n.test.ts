import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { HOVER_MESSAGES } from '../../src/lsp/hover-text.ts';
import { sayIn } from '../../src/lsp/l10n.ts';
import { PROBLEMS } from '../../src/analyse.ts';
import { TARGETS } from '../../src/lsp/redirect-map.ts';
import { PLACES } from '../../src/lsp/report.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const LOCALES = ['de', 'ja'];
/** A literal handed to `say`, `phrase` or VS Code's `l10n.t`. */
const SAID = /\b(?:say|phrase|(?:l10n\.)?t)\(\s*(?:\w+(?:\.\w+)* === [\w.]+ \? )?(['"`])((?:\\.|(?!\1).)*)\1/g;

const read = (file: string) => JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8')) as Record<string, string>;
/** What adapters advise, and the like: they have no other function of a name as short as `t`. */
const PHRASED = /\bphrase\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g;

const sourcesIn = (folders: readonly string[]) => folders.flatMap(folder => fs.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts')).map(name => fs.readFileSync(path.join(ROOT, folder, name), 'utf8')));
const literalsIn = (texts: readonly string[], said: RegExp) => texts.flatMap(text => [...text.matchAll(said)].map(match => (match[2] ?? '').replaceAll("\\'", "'")));
const saying = sourcesIn(['server/src/lsp', 'server/src/rules', 'client/src']);
const stating = [
  ...sourcesIn(['server/src/formats', 'server/src/frameworks', 'server/src/languages', 'server/src/link', 'server/src/config']),
  fs.readFileSync(path.join(ROOT, 'server/src/callee-fixes.ts'), 'utf8'),
];
const messages = [...new Set([...literalsIn(saying, SAID), ...literalsIn(stating, PHRASED), ...HOVER_MESSAGES, ...PLACES, ...PROBLEMS, ...TARGETS])].sort();
const placeholders = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(String).sort().join();

for (const locale of LOCALES) {
  test(`every message has a translation, and no translation is left over: ${locale}`, () => {
    const bundle = read(`l10n/bundle.l10n.${locale}.json`);
    assert.deepEqual(Object.keys(bundle).sort(), messages);
    for (const [message, translation] of Object.entries(bundle)) {
      assert.notEqual(translation, '', message);
      assert.equal(placeholders(translation), placeholders(message), message);
    }
  });

  test(`every text of the manifest has a translation: ${locale}`, () => {
    const english = read('package.nls.json');
    const translated = read(`package.nls.${locale}.json`);
    assert.deepEqual(Object.keys(translated).sort(), Object.keys(english).sort());
    for (const [key, text] of Object.entries(translated)) {
      assert.notEqual(text, '', key);
      // Names of settings, files, rules and statuses stay as they are.
      const marked = (each: string) => [...each.matchAll(/`[^`]*`|\b30\d\b/g)].map(String).sort().join();
      assert.equal(marked(text), marked(english[key] ?? ''), key);
    }
  });
}

test('a message whose placeholder has no argument keeps it', () => {
  assert.equal(sayIn(undefined)('{0} of {1}', 1), '1 of {1}');
  assert.equal(sayIn('zz')('nobody says this {0}', 'x'), 'nobody says this x');
});

test('what is said is written where it is said, so that the tests above see it', () => {
  const calls = [...saying, ...stating].flatMap(text => [...text.matchAll(/\bphrase\((?!text: string)[^\n]{0,60}/g)].map(String));
  assert.ok(calls.length > 100);
  assert.deepEqual(calls.filter(call => !/^phrase\(\s*['"`]/.test(call)), []);
});
