import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { build } from '../built.ts';
import { folder } from '../cli/run.ts';

build();

const START = new URL('../../dist/start.js', import.meta.url).href;

/** The most that the first thread or one beside it took for young objects, in MiB; half of what each made was in use whenever V8 looked. */
function youngOf(t: TestContext, isSaid: boolean): number {
  const script = `
    import { isMainThread, Worker } from 'node:worker_threads';
    import v8 from 'node:v8';
    import { keepHeapSmall } from ${JSON.stringify(START)};
    if (${isSaid}) keepHeapSmall();
    if (isMainThread) await new Promise(resolve => new Worker(new URL(import.meta.url)).once('exit', resolve));
    const kept = [];
    for (let at = 0; at < 3_000_000; at++) kept[at % 100_000] = { at };
    console.log(v8.getHeapSpaceStatistics().find(space => space.space_name === 'new_space').space_size / 2 ** 20);`;
  const home = folder(t, { 'busy.mjs': script });
  const { stdout, stderr } = spawnSync(process.execPath, [path.join(home, 'busy.mjs')], { encoding: 'utf8' });
  assert.equal(stderr, '');
  const sizes = stdout.trim().split('\n').map(Number);
  assert.equal(sizes.length, 2);
  return Math.max(...sizes);
}

test('V8 makes no more room for young objects where each thread says so', t => {
  const [usual, small] = [youngOf(t, false), youngOf(t, true)];
  assert.ok(usual > 12, `${usual} MiB`);
  assert.ok(small < 6, `${small} MiB`);
});
