// Tries the properties of this folder for as long as one likes, and prints what was tried and what failed.
//
// usage: npm run fuzz -- [--minutes N] [--seed N] [--property NAME] [folder …]
//   folder    files below it join the fixtures as a start for mutations
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { corpus, edit, fixable, keystroke, mutated, neighbours, random, typing } from './inputs.ts';
import { factsAreSound, fixesAreSafe, incrementalEqualsFresh, movedEqualsFresh, orderSaysNothing, treeIsTheParsers, type Tried, typedEqualsFresh } from './properties.ts';

/** Tries between two looks at the clock. */
const BATCH = 25;
/** So long, in milliseconds, a batch may last, making a counterexample smaller included. */
const LONGEST_BATCH = 60_000;
/** More than this for one try is a failure: the text of a try has at most 120,000 UTF-16 units. In milliseconds of the processor. */
const SLOWEST = 20_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string' }, property: { type: 'string' } },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000_007);
const all = corpus(positionals);

interface Property {
  readonly inputs: fc.Arbitrary<unknown>;
  holds(input: never): Promise<Tried>;
}

const PROPERTIES: Readonly<Record<string, Property>> = {
  'mutated files': { inputs: mutated(all), holds: factsAreSound },
  'anything at all': { inputs: random(all), holds: factsAreSound },
  'edits in sequence': { inputs: fc.tuple(mutated(all), fc.array(edit, { maxLength: 8 })), holds: ([input, edits]: Parameters<typeof incrementalEqualsFresh>) => incrementalEqualsFresh(input, edits) },
  'facts moved by edits': { inputs: fc.tuple(fc.constantFrom(...all), fc.array(keystroke, { minLength: 20, maxLength: 60 })), holds: ([input, edits]: Parameters<typeof movedEqualsFresh>) => movedEqualsFresh(input, edits) },
  'files typed in': { inputs: fc.tuple(neighbours(all), fc.array(typing, { minLength: 5, maxLength: 30 })), holds: ([inputs, edits]: Parameters<typeof typedEqualsFresh>) => typedEqualsFresh(inputs, edits) },
  'trees after edits': { inputs: fc.tuple(mutated(all), fc.array(edit, { maxLength: 8 })), holds: ([input, edits]: Parameters<typeof treeIsTheParsers>) => treeIsTheParsers(input, edits) },
  'order of files': { inputs: fc.array(mutated(all), { minLength: 2, maxLength: 8 }), holds: orderSaysNothing },
  fixes: { inputs: fixable(all), holds: fixesAreSafe },
};

const totals = new Map<string, { tries: number; files: number; edits: number; slowest: number; failures: number }>();
const until = performance.now() + Number(values.minutes) * 60_000;

console.log(`seed ${seed}, ${all.length} files to begin with`);
let stopped = false;
// Who ends a run early wants to know how far it came.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { stopped = true; });
const isOver = () => stopped || performance.now() > until;

for (let round = 0; !isOver(); round++) {
  for (const [name, { inputs, holds }] of Object.entries(PROPERTIES)) {
    if (isOver() || values.property !== undefined && values.property !== name) continue;
    const total = totals.get(name) ?? { tries: 0, files: 0, edits: 0, slowest: 0, failures: 0 };
    totals.set(name, total);
    const property = fc.asyncProperty(inputs, async input => {
      const began = process.cpuUsage();
      const { files, edits } = await holds(input as never);
      const took = process.cpuUsage(began).user / 1000;
      total.tries++;
      total.files += files;
      total.edits += edits;
      total.slowest = Math.max(total.slowest, took);
      if (took > SLOWEST) throw new Error(`took ${took.toFixed(0)} ms`);
    });
    const result = await fc.check(property, { seed: seed + round, numRuns: BATCH, interruptAfterTimeLimit: LONGEST_BATCH });
    if (!result.failed) continue;
    total.failures++;
    console.log(`\nFAILED ${name}: seed ${result.seed}, path ${result.counterexamplePath}\n${JSON.stringify(result.counterexample)}\n${String(result.errorInstance)}`);
  }
}

console.log('\nproperty            tries    files    edits  slowest  failures');
for (const [name, total] of totals) {
  console.log(`${name.padEnd(18)} ${[total.tries, total.files, total.edits, `${total.slowest.toFixed(0)} ms`, total.failures].map((value, at) => String(value).padStart(at < 3 ? 6 + at : 8)).join(' ')}`);
}
process.exitCode = [...totals.values()].some(total => total.failures > 0) ? 1 : 0;
