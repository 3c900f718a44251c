import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { languages } from '../../src/adapters.ts';

const conformance = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../conformance');
const sources = fs.readdirSync(path.join(conformance, 'servers')).map(name => fs.readFileSync(path.join(conformance, 'servers', name), 'utf8')).join('\n');
const servers = new Set([...sources.matchAll(/\bname: '([\w-]+)'/g)].map(match => match[1] as string));
const frameworks = [...new Set(languages.flatMap(language => language.frameworks))].filter(({ docs }) => docs.constructs.length > 0);
/** Languages whose frameworks state all of it; each page then has every part. */
const WHOLE = ['javascript', 'python'];
/** Configuration that is written as code: it binds no handlers. */
const CONFIGURATION = ['astro-config', 'gatsby', 'nitro-rules'];

describe('what frameworks say of themselves', () => {
  for (const { name, docs } of frameworks) {
    it(`${name}: measured by servers that exist`, () => {
      const strangers = (docs.measuredWith ?? []).map(({ server }) => server).filter(server => !servers.has(server));
      assert.deepEqual(strangers, []);
    });
  }
  for (const { name, docs } of languages.filter(language => WHOLE.includes(language.name)).flatMap(language => language.frameworks).filter(({ name, docs }) => docs.constructs.length > 0 && !CONFIGURATION.includes(name))) {
    it(`${name}: methods, an example, and the server of what is measured`, () => {
      assert.ok(docs.methods && docs.methods.length > 0, 'no word on methods');
      assert.ok(docs.example, 'no example');
      const measured = docs.constructs.some(row => row.proved === 'measured');
      assert.equal((docs.measuredWith ?? []).length > 0, measured, 'measuredWith does not fit the rows');
    });
  }
});
