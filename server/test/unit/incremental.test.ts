import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { factsOf } from '../../src/analyse.ts';
import { WorkspaceIndex } from '../../src/link/index.ts';
import { lintFile } from '../../src/lint.ts';
import { type Files, filesBelow, FIXTURES } from '../check.ts';

/** Workspaces in which what one file says decides about others. */
const PROJECTS = ['express/projects/mounted', 'express/projects/controllers', 'rails/projects/targets', 'django/projects/urls', 'flask/projects/blueprints', 'nginx/projects/routes', 'redirects-file/projects/code'];

const textsOf = (project: string): Map<string, string> => new Map([...filesBelow(path.join(FIXTURES, project))].filter(([file]) => !file.endsWith('.expected')));

async function indexOf(files: Files, order: readonly string[] = [...files.keys()]): Promise<WorkspaceIndex> {
  const index = new WorkspaceIndex();
  for (const file of order) await put(index, file, files.get(file) as string);
  return index;
}

async function put(index: WorkspaceIndex, file: string, text: string): Promise<ReadonlySet<string>> {
  const facts = await factsOf({ path: file, text });
  return facts.format === null ? index.delete(file) : index.set(file, facts);
}

function saidOf(index: WorkspaceIndex, files: Files): Record<string, unknown> {
  return Object.fromEntries([...files].map(([file, text]) => [file, lintFile(index, file, text)]));
}

for (const project of PROJECTS) {
  const files = textsOf(project);
  const names = [...files.keys()];

  test(`${project}: the order of opening changes nothing`, async () => {
    const expected = saidOf(await indexOf(files), files);
    for (const order of [[...names].reverse(), names.map((_, at) => names[(at * 3 + 1) % names.length] as string), [...names.slice(2), ...names.slice(0, 2)]]) {
      const whole = [...new Set([...order, ...names])];
      assert.deepEqual(saidOf(await indexOf(files, whole), files), expected);
    }
  });

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
