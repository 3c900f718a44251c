import { describe, it } from 'node:test';
import fc from 'fast-check';
import { corpus, edit, fixable, keystroke, mutated, neighbours, random, typing } from './inputs.ts';
import { factsAreSound, fixesAreSafe, incrementalEqualsFresh, movedEqualsFresh, orderSaysNothing, treeIsTheParsers, type Tried, typedEqualsFresh } from './properties.ts';

// `npm run fuzz` tries for as long as one likes, each time from another seed; here each property is tried a few times, and always the same way: a failure is
// that of the change which it is seen with.
const SEEDS = [20240611, 20261130];
const TRIES = 20;

const all = corpus();

const holding = (seed: number) => <T>(inputs: fc.Arbitrary<T>, property: (input: T) => Promise<Tried>) =>
  // Making a counterexample smaller can take many times as long as finding it: `npm run fuzz -- --seed` does that.
  fc.assert(fc.asyncProperty(inputs, async input => void await property(input)), { seed, numRuns: TRIES, endOnFailure: true });

for (const seed of SEEDS) describe(`fuzzing with seed ${seed}`, () => {
  const holds = holding(seed);
  it('reading mutated files is sound', () => holds(mutated(all), factsAreSound));
  it('reading anything at all is sound', () => holds(random(all), factsAreSound));
  it('reading after edits equals reading afresh', () => holds(fc.tuple(mutated(all), fc.array(edit, { maxLength: 6 })), ([input, edits]) => incrementalEqualsFresh(input, edits)));
  it('facts that an edit has moved are those of a fresh reading', () => holds(fc.tuple(fc.constantFrom(...all), fc.array(keystroke, { minLength: 20, maxLength: 60 })), ([input, edits]) => movedEqualsFresh(input, edits)));
  it('what is kept of files that are typed in is what fresh readings say', () => holds(fc.tuple(neighbours(all), fc.array(typing, { minLength: 5, maxLength: 30 })), ([inputs, edits]) => typedEqualsFresh(inputs, edits)));
  it('the tree after edits is the parser’s own', () => holds(fc.tuple(mutated(all), fc.array(edit, { maxLength: 6 })), ([input, edits]) => treeIsTheParsers(input, edits)));
  it('the order of files changes nothing', () => holds(fc.array(mutated(all), { minLength: 2, maxLength: 8 }), orderSaysNothing));
  it('fixes of mutated files are safe', () => holds(fixable(all), fixesAreSafe));
});
