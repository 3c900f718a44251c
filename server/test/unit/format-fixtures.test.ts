import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { formats } from '../../src/adapters.ts';
import { FIXTURES } from '../check.ts';

/** Folders whose name is not the format's own. */
const FOLDERS: Readonly<Record<string, string>> = { _redirects: 'redirects-file', 'netlify.toml': 'netlify-toml', 'serve.json': 'serve-json' };

for (const { name, docs } of formats.filter(format => format.docs.constructs.length > 0)) {
  test(`${docs.title} has files that give nothing and files that are broken`, () => {
    const home = path.join(FIXTURES, FOLDERS[name] ?? name);
    for (const kind of ['quiet', 'hostile']) assert.ok(fs.existsSync(path.join(home, kind)), `${home}/${kind}`);
  });
}
