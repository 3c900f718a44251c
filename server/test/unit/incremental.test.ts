import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { factsOf } from '../../src/analyse.ts';
import { WorkspaceIndex } from '../../src/link/index.ts';
import { lintFile } from '../../src/lint.ts';
import type { FileFacts } from '../../src/model/facts.ts';
import { type Files, filesBelow, FIXTURES } from '../check.ts';

/** Every workspace of several files. */
const ALL = fs.readdirSync(FIXTURES).sort().flatMap(adapter => {
  const projects = path.join(FIXTURES, adapter, 'projects');
  return fs.existsSync(projects) ? fs.readdirSync(projects).sort().map(name => `${adapter}/projects/${name}`) : [];
});
/** Those in which what one file says decides about most others. */
const PROJECTS = ['express/projects/mounted', 'express/projects/controllers', 'rails/projects/targets', 'django/projects/urls', 'flask/projects/blueprints', 'nginx/projects/routes', 'redirects-file/projects/code'];

const textsOf = (project: string): Map<string, string> => new Map([...filesBelow(path.join(FIXTURES, project))].filter(([file]) => !file.endsWith('.expected')));

async function indexOf(files: Files, order: readonly string[] = [...files.keys()]): Promise<WorkspaceIndex> {
  const index = new WorkspaceIndex();
  for (const file of order) await put(index, file, files.get(file) as string);
  return index;
}

async function put(index: WorkspaceIndex, file: string, text: string): Promise<ReadonlySet<string>> {
  const facts = await readOnce(file, text);
  return facts.format === null ? index.delete(file) : index.set(file, facts);
}

const read = new Map<string, Promise<FileFacts>>();

/** Facts depend on path and text alone. */
function readOnce(file: string, text: string): Promise<FileFacts> {
  const key = `${file}\n${text}`;
  const known = read.get(key) ?? factsOf({ path: file, text });
  read.set(key, known);
  return known;
}

function saidOf(index: WorkspaceIndex, files: Files): Record<string, unknown> {
  return Object.fromEntries([...files].map(([file, text]) => [file, lintFile(index, file, text)]));
}

const SEED = 20240611;

/** What happens to a workspace, file by file: the text of a file, null where it goes. */
type Changes = readonly (readonly [file: string, text: string | null])[];

/** Edits, deletions, renames, texts that go to other files, and two branches between which all files change at once. */
function walks(files: Files): fc.Arbitrary<readonly Changes[]> {
  const names = [...files.keys()];
  const name = fc.constantFrom(...names);
  const textOf = (file: string) => files.get(file) as string;
  const one: fc.Arbitrary<Changes> = fc.oneof(
    name.map((file): Changes => [[file, `\n${textOf(file)}`]]),
    name.map((file): Changes => [[file, textOf(file).replace(/\bpost\b/gi, word => word === 'post' ? 'get' : word === 'POST' ? 'GET' : 'Get')]]),
    name.map((file): Changes => [[file, textOf(file).slice(0, textOf(file).length >> 1)]]),
    name.map((file): Changes => [[file, null]]),
    name.map((file): Changes => [[file, null], [`moved/${file}`, textOf(file)]]),
    fc.tuple(name, name).map(([file, other]): Changes => [[file, textOf(other)]]),
    fc.subarray(names).map(kept => names.map((file): Changes[number] => [file, kept.includes(file) ? textOf(file) : null])),
  );
  return fc.array(one, { minLength: 1, maxLength: 5 });
}

for (const project of ALL) {
  const files = textsOf(project);
  const names = [...files.keys()];

  test(`${project}: the order of opening changes nothing`, async () => {
    const expected = saidOf(await indexOf(files), files);
    const orders = fc.shuffledSubarray(names, { minLength: names.length });
    await fc.assert(fc.asyncProperty(orders, async order => assert.deepEqual(saidOf(await indexOf(files, order), files), expected)), { seed: SEED, numRuns: 4, examples: [[[...names].reverse()]] });
  });

  test(`${project}: whatever happens to its files, an index says what a new one says, and kept answers that nothing touched are right`, () =>
    fc.assert(fc.asyncProperty(walks(files), async walk => {
      const now = new Map(files);
      const index = await indexOf(now);
      const kept = new Map<string, { value: unknown; reads: ReadonlySet<string> }>();
      for (const changes of [[], ...walk]) {
        const touched = new Set<string>();
        for (const [file, text] of changes) {
          if (text === null) now.delete(file);
          else now.set(file, text);
          for (const name of text === null ? index.delete(file) : await put(index, file, text)) touched.add(name);
        }
        const isOutdated = (file: string, reads: ReadonlySet<string>) => !now.has(file) || changes.some(([changed]) => changed === file) || [...touched].some(name => reads.has(name));
        for (const [file, { reads }] of kept) if (isOutdated(file, reads)) kept.delete(file);
        for (const [file, text] of now) if (!kept.has(file)) kept.set(file, index.reading(() => lintFile(index, file, text)));
        const fresh = await indexOf(now);
        for (const [file, text] of now) assert.deepEqual(kept.get(file)?.value, lintFile(fresh, file, text), file);
      }
    }), { seed: SEED, numRuns: 4, endOnFailure: true }));
}

for (const project of PROJECTS) {
  const files = textsOf(project);
  const names = [...files.keys()];

  test(`${project}: after edits, deletions and renames an index says what a new one says, and kept answers that nothing touched are right`, async () => {
    const now = new Map(files);
    const index = await indexOf(now);
    const kept = new Map<string, { value: unknown; reads: ReadonlySet<string> }>();
    const settle = async (touched: ReadonlySet<string>, changed: readonly string[]) => {
      for (const [file, { reads }] of kept) if (changed.includes(file) || [...touched].some(name => reads.has(name))) kept.delete(file);
      for (const [file, text] of now) if (!kept.has(file)) kept.set(file, index.reading(() => lintFile(index, file, text)));
      for (const file of kept.keys()) if (!now.has(file)) kept.delete(file);
      const fresh = await indexOf(now);
      for (const [file, text] of now) assert.deepEqual(kept.get(file)?.value, lintFile(fresh, file, text), file);
    };
    await settle(new Set(), []);
    for (const file of names) {
      const text = now.get(file) as string;
      now.set(file, `\n${text}`);
      await settle(await put(index, file, `\n${text}`), [file]);
      now.delete(file);
      await settle(index.delete(file), [file]);
      const renamed = file.replace(/(\.\w+)?$/, '_moved$1');
      now.set(renamed, text);
      await settle(await put(index, renamed, text), [renamed]);
      now.delete(renamed);
      const gone = index.delete(renamed);
      now.set(file, text);
      await settle(new Set([...gone, ...await put(index, file, text)]), [file, renamed]);
    }
  });
}

test('an edit within a handler makes no other file anew, a changed route those that lead there', async () => {
  const files = textsOf('express/projects/mounted');
  const index = await indexOf(files);
  const answers = new Map([...files].map(([file, text]) => [file, index.reading(() => lintFile(index, file, text)).reads]));
  const outdated = (touched: ReadonlySet<string>) => [...answers].filter(([, reads]) => [...touched].some(name => reads.has(name))).map(([file]) => file);
  const shop = files.get('routes/shop.js') as string;
  assert.deepEqual(outdated(await put(index, 'routes/shop.js', shop.replace("render('cart')", "render('bag')"))), ['routes/account.js', 'routes/shop.js']);
  const api = files.get('routes/api.js') as string;
  assert.ok(outdated(await put(index, 'routes/api.js', api.replace("'/orders'", "'/purchases'"))).includes('app.js'));
});
