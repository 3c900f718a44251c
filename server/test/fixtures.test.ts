import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { checkAnnotated, checkEveryFix, FIXTURES, filesBelow, fixAll } from './check.ts';

const APART = ['projects', 'fixes'];

function foldersIn(folder: string): string[] {
  return fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(entry => entry.name) : [];
}

for (const adapter of foldersIn(FIXTURES)) {
  const home = path.join(FIXTURES, adapter);
  describe(adapter, () => {
    const alone = [...filesBelow(home)].filter(([file]) => !APART.includes(file.split('/')[0] as string));
    for (const [file, text] of alone.filter(([name]) => !name.endsWith('.expected'))) {
      it(file, async () => {
        const beside = alone.filter(([name]) => name === `${file}.expected`);
        await checkAnnotated(new Map([[file, text], ...beside]));
        await checkEveryFix(new Map([[file, text]]));
      });
    }
    for (const project of foldersIn(path.join(home, 'projects'))) {
      it(`project ${project}`, async () => {
        const files = filesBelow(path.join(home, 'projects', project));
        await checkAnnotated(files);
        await checkEveryFix(new Map([...files].filter(([file]) => !file.endsWith('.expected'))));
      });
    }
    for (const name of foldersIn(path.join(home, 'fixes'))) {
      it(`fixes ${name}`, async () => {
        const folder = path.join(home, 'fixes', name);
        const before = filesBelow(path.join(folder, 'before'));
        const afters = foldersIn(folder).filter(each => each !== 'before');
        assert.ok(afters.length > 0, 'an after beside every before');
        for (const status of afters) {
          const after = await fixAll(before, status === '303' ? [303] : [307, 308]);
          for (const [file, text] of filesBelow(path.join(folder, status))) assert.equal(after.get(file), text, `${status}/${file}`);
        }
      });
    }
  });
}
