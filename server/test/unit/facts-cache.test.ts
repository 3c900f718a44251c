import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { type Statement, statementOf } from '../../src/demand.ts';
import { FactsCache } from '../../src/node/facts-cache.ts';
import { userCacheFolder } from '../../src/node/user-cache-folder.ts';
import '../check.ts';

const HOW = { extent: 'first', options: {} } as const;
const ROUTE = "require('express')().post('/a', (req, res) => res.redirect('/b'));\n";
const PLAIN = "import { value } from './b';\n";
const LONG_AGO = new Date('2026-01-02T03:04:05Z');

interface Place { readonly root: string; readonly cache: string; open(build?: string): FactsCache }

/** A project whose files have long been as they are, and an empty cache. */
function place(t: TestContext, files: Readonly<Record<string, string>>): Place {
  const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'redirect-lint-')));
  t.after(() => fs.rmSync(home, { recursive: true }));
  const root = path.join(home, 'project');
  fs.mkdirSync(root);
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(root, name), text);
  // Nothing sets the time at which a file's entry changed, and the cache does not believe what is fresh.
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 60_000 });
  const cache = path.join(home, 'cache');
  return { root, cache, open: (build = 'one') => new FactsCache(cache, root, build) };
}

/** Reads files as a run does, with a cache that it leaves behind; what was known of each without reading it. */
async function run({ root, open }: Place, names: readonly string[], { build = 'one', how = HOW as Parameters<FactsCache['ofFile']>[1], isWhole = true } = {}): Promise<(Statement | null)[]> {
  const cache = open(build);
  const known: (Statement | null)[] = [];
  for (const name of names) {
    const found = cache.ofFile(name, how);
    known.push(found && { facts: found.facts, imports: found.imports });
    if (found) continue;
    const text = fs.readFileSync(path.join(root, name), 'utf8');
    cache.note(name, text, how, await statementOf({ path: name, text }, how.options, how.extent));
  }
  cache.save(isWhole);
  return known;
}

const read = (name: string, text: string) => statementOf({ path: name, text }, {}, 'first');
const cacheFile = ({ cache }: Place) => path.join(cache, fs.readdirSync(cache).find(name => name.endsWith('.facts')) ?? '');

describe('what files said in an earlier run', () => {
  it('is known again, and is what reading them gives', async t => {
    const here = place(t, { 'a.js': ROUTE, 'b.js': PLAIN });
    assert.deepEqual(await run(here, ['a.js', 'b.js']), [null, null]);
    assert.deepEqual(await run(here, ['a.js', 'b.js']), JSON.parse(JSON.stringify([await read('a.js', ROUTE), await read('b.js', PLAIN)])));
  });

  it('gives the content that was looked at, with which a fix is compared', async t => {
    const here = place(t, { 'a.js': ROUTE });
    await run(here, ['a.js']);
    assert.equal(here.open().ofFile('a.js', HOW)?.bytes?.toString(), ROUTE);
  });

  it('is not believed where a file that said something has another content, be its size and time the same', async t => {
    const here = place(t, { 'a.js': ROUTE });
    const file = path.join(here.root, 'a.js');
    fs.utimesSync(file, LONG_AGO, LONG_AGO);
    await run(here, ['a.js']);
    fs.writeFileSync(file, ROUTE.replace("'/b'", "'/c'"));
    fs.utimesSync(file, LONG_AGO, LONG_AGO);
    assert.deepEqual(await run(here, ['a.js']), [null]);
  });

  it('is not believed where a file that said nothing was touched', async t => {
    const here = place(t, { 'b.js': PLAIN });
    await run(here, ['b.js']);
    fs.utimesSync(path.join(here.root, 'b.js'), LONG_AGO, LONG_AGO);
    assert.deepEqual(await run(here, ['b.js']), [null]);
  });

  it('is not kept of a file that said nothing and changed just now: its times may not tell when it does so again', async t => {
    const here = place(t, { 'a.js': ROUTE, 'b.js': PLAIN });
    t.mock.timers.reset();
    await run(here, ['a.js', 'b.js']);
    assert.deepEqual((await run(here, ['a.js', 'b.js'])).map(known => known !== null), [true, false]);
  });

  it('is not believed of another build, other options, another extent, another project', async t => {
    const here = place(t, { 'a.js': ROUTE, 'b.js': PLAIN });
    const names = ['a.js', 'b.js'];
    await run(here, names);
    assert.deepEqual(await run(here, names, { build: 'two' }), [null, null]);
    await run(here, names);
    assert.deepEqual(await run(here, names, { how: { extent: 'first', options: { helpers: [{ name: 'go', status: 302 }] } } }), [null, null]);
    assert.deepEqual(await run(here, names, { how: { extent: 'whole', options: {} } }), [null, null]);
    const other = path.join(here.root, '../elsewhere/project');
    fs.cpSync(here.root, other, { recursive: true });
    assert.deepEqual(await run({ ...here, root: other, open: build => new FactsCache(here.cache, other, build ?? 'one') }, names), [null, null]);
  });

  it('is forgotten of a file that a whole run did not come by, and stays where only a part was read', async t => {
    const here = place(t, { 'a.js': ROUTE, 'b.js': PLAIN });
    await run(here, ['a.js', 'b.js']);
    await run(here, ['b.js'], { isWhole: false });
    assert.ok(here.open().ofFile('a.js', HOW));
    await run(here, ['b.js']);
    assert.equal(here.open().ofFile('a.js', HOW), null);
    assert.ok(here.open().ofFile('b.js', HOW));
  });

  it('is forgotten where nothing is left of a project', async t => {
    const here = place(t, { 'a.js': ROUTE });
    await run(here, ['a.js']);
    fs.rmSync(path.join(here.root, 'a.js'));
    await run(here, []);
    fs.writeFileSync(path.join(here.root, 'a.js'), ROUTE);
    assert.equal(here.open().ofFile('a.js', HOW), null);
    assert.deepEqual(fs.readdirSync(here.cache).length, 1, 'no draft is left behind');
  });

  it('is known of a text by the text alone', async t => {
    const here = place(t, { 'a.js': ROUTE });
    await run(here, ['a.js']);
    fs.rmSync(path.join(here.root, 'a.js'));
    assert.ok(here.open().ofText('a.js', ROUTE, HOW));
    assert.equal(here.open().ofText('a.js', `${ROUTE}\n`, HOW), null);
    assert.equal(here.open().ofText('c.js', ROUTE, HOW), null);
  });

  it('stays out of reach of names that look like entries', async t => {
    const name = 'a.js" first\t["","x","",null]\n"b.js';
    const here = place(t, { [name]: ROUTE, 'b.js': PLAIN });
    await run(here, [name]);
    assert.ok(here.open().ofFile(name, HOW));
    assert.equal(here.open().ofFile('b.js', HOW), null);
  });
});

describe('a cache that cannot be used', () => {
  it('cut off or spoilt anywhere, says nothing wrong', async t => {
    const here = place(t, { 'a.js': ROUTE, 'b.js': PLAIN });
    const names = ['a.js', 'b.js'];
    await run(here, names);
    const right = await run(here, names);
    const whole = fs.readFileSync(cacheFile(here));
    for (let at = 0; at < whole.length; at += 7) {
      const spoilt = Buffer.from(whole);
      spoilt[at] = 0;
      for (const content of [whole.subarray(0, at), spoilt]) {
        fs.writeFileSync(cacheFile(here), content);
        const cache = here.open();
        for (const [i, name] of names.entries()) {
          const found = cache.ofFile(name, HOW);
          if (found) assert.deepEqual({ facts: found.facts, imports: found.imports }, right[i], `${at}`);
        }
      }
    }
  });

  it('that is a folder, or cannot be written, changes nothing', async t => {
    const here = place(t, { 'a.js': ROUTE });
    await run(here, ['a.js']);
    const file = cacheFile(here);
    fs.rmSync(file);
    fs.mkdirSync(file);
    assert.deepEqual(await run(here, ['a.js']), [null]);
    assert.deepEqual(fs.readdirSync(here.cache), [path.basename(file)], 'nothing is left behind');
    const inFile = new FactsCache(path.join(here.root, 'a.js'), here.root, 'one');
    inFile.note('a.js', ROUTE, HOW, await read('a.js', ROUTE));
    inFile.save(true);
    assert.equal(fs.readFileSync(path.join(here.root, 'a.js'), 'utf8'), ROUTE);
  });

  it('is read by its owner alone, and goes when nobody has used it for two months', async t => {
    const here = place(t, { 'a.js': ROUTE });
    fs.mkdirSync(here.cache);
    for (const name of ['gone.facts', 'other.txt']) {
      fs.writeFileSync(path.join(here.cache, name), '');
      fs.utimesSync(path.join(here.cache, name), LONG_AGO, LONG_AGO);
    }
    await run(here, ['a.js']);
    assert.deepEqual(fs.readdirSync(here.cache).sort(), [path.basename(cacheFile(here)), 'other.txt'].sort());
    if (process.platform !== 'win32') assert.equal(fs.statSync(cacheFile(here)).mode & 0o777, 0o600);
  });
});

describe('the cache folder of the user', () => {
  it('is where the system has it', () => {
    const home = os.homedir();
    assert.equal(userCacheFolder({}, 'linux'), path.join(home, '.cache/redirect-lint'));
    assert.equal(userCacheFolder({ XDG_CACHE_HOME: '/var/tmp/me' }, 'linux'), '/var/tmp/me/redirect-lint');
    assert.equal(userCacheFolder({ XDG_CACHE_HOME: 'relative' }, 'linux'), path.join(home, '.cache/redirect-lint'));
    assert.equal(userCacheFolder({ XDG_CACHE_HOME: '/var/tmp/me' }, 'darwin'), path.join(home, 'Library/Caches/redirect-lint'));
    assert.equal(userCacheFolder({}, 'win32'), path.join(home, 'AppData/Local/redirect-lint'));
  });
});
