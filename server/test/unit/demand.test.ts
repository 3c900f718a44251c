import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { factsOf, readerOf } from '../../src/analyse.ts';
import { indexOf } from '../../src/demand.ts';
import { WorkspaceIndex } from '../../src/link/index.ts';
import { lintFile } from '../../src/lint.ts';
import { filesBelow, FIXTURES } from '../check.ts';

const PROJECTS = fs.readdirSync(FIXTURES).sort().flatMap(adapter => {
  const projects = path.join(FIXTURES, adapter, 'projects');
  return fs.existsSync(projects) ? fs.readdirSync(projects).sort().map(name => path.join(projects, name)) : [];
});

type Texts = Readonly<Record<string, string>>;

const sourcesOf = (texts: Texts) => Object.entries(texts).map(([file, text]) => ({ path: file, text }));

function findingsIn(index: WorkspaceIndex, texts: Texts) {
  return Object.entries(texts).flatMap(([file, text]) => lintFile(index, file, text).findings.map(({ rule, severity, site, fixes }) =>
    ({ file, rule, severity, span: site.span, fixes: fixes.map(fix => [fix.status, fix.preferred, fix.safe]) })));
}

/** What is found where each file is read, whatever words it holds. */
async function withoutDemand(texts: Texts) {
  const index = new WorkspaceIndex();
  for (const file of sourcesOf(texts)) index.set(file.path, await factsOf(file, {}, undefined, 'whole'));
  return findingsIn(index, texts);
}

const withDemand = async (texts: Texts) => findingsIn(await indexOf(sourcesOf(texts)), texts);
const isPassedOver = (file: string, texts: Texts) => readerOf({ path: file, text: texts[file] as string }, {}, 'first') === null;
const placesOf = (found: Awaited<ReturnType<typeof withDemand>>) => found.map(({ file, severity }) => `${file} ${severity}`);

/** A helper whose caller holds no word of a redirect or a route, reached through a folder's index. */
const EXPRESS: Texts = {
  'app.js': "const app = require('express')();\nconst { remove } = require('./controllers');\napp.post('/remove', remove);\n",
  'controllers/index.js': "exports.remove = require('./remove').remove;\n",
  'controllers/remove.js': "const { leave } = require('../lib/leave');\nexports.remove = async (req, res) => {\n  await req.orders.drop();\n  leave(res);\n};\n",
  'lib/leave.js': "exports.leave = res => {\n  res.redirect('/orders');\n};\n",
};
const FLASK: Texts = {
  'shop/app.py': "from flask import Flask\nfrom . import orders\napp = Flask(__name__)\napp.add_url_rule('/remove', view_func=orders.remove, methods=['POST'])\n",
  'shop/orders.py': 'from .leaving import leave\n\ndef remove():\n    drop()\n    return leave()\n',
  'shop/leaving.py': "from flask import redirect\n\ndef leave():\n    return redirect('/orders')\n",
};

describe('files that hold no word of a redirect or a route', () => {
  it('change nothing that is found, in any workspace of the fixtures, by being passed over', async () => {
    let passedOver = 0;
    for (const project of PROJECTS) {
      const texts = Object.fromEntries([...filesBelow(project)].filter(([file]) => !file.endsWith('.expected')));
      passedOver += Object.keys(texts).filter(file => isPassedOver(file, texts)).length;
      assert.deepEqual(await withDemand(texts), await withoutDemand(texts), project);
    }
    assert.ok(passedOver > 0, 'some of them are passed over at first');
  });

  it('are read where they call a helper that redirects, or hand one on', async () => {
    assert.ok(isPassedOver('controllers/remove.js', EXPRESS) && isPassedOver('controllers/index.js', EXPRESS));
    const found = await withDemand(EXPRESS);
    assert.ok(placesOf(found).includes('lib/leave.js warning'), JSON.stringify(found));
    assert.deepEqual(found, await withoutDemand(EXPRESS));
  });

  it('are read in Python, too', async () => {
    assert.ok(isPassedOver('shop/orders.py', FLASK));
    const found = await withDemand(FLASK);
    assert.ok(placesOf(found).includes('shop/leaving.py warning'), JSON.stringify(found));
    assert.deepEqual(found, await withoutDemand(FLASK));
  });

  it('stay unread where they import nothing that leads to a redirect', async () => {
    const texts = { ...EXPRESS, 'lib/other.js': "const { total } = require('./sum');\nexports.other = () => total();\n", 'lib/sum.js': 'exports.total = () => 1;\n' };
    const index = await indexOf(sourcesOf(texts));
    assert.equal(index.get('lib/other.js')?.format, null);
    assert.equal(index.get('lib/sum.js')?.format, null);
    assert.equal(index.get('controllers/remove.js')?.format, 'javascript');
  });
});
