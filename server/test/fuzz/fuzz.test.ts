import { describe, it } from 'node:test';
import fc from 'fast-check';
import { corpus, edit, mutated, random } from './inputs.ts';
import { factsAreSound, fixesAreSafe, incrementalEqualsFresh, orderSaysNothing, treeIsTheParsers, type Tried } from './properties.ts';

// `npm run fuzz` tries for as long as one likes, with a fresh seed each time; here each property is tried a few times, and a failure is a change's own.
const SEED = 20240611;
const TRIES = 40;

const all = corpus();

const holds = <T>(inputs: fc.Arbitrary<T>, property: (input: T) => Promise<Tried>) =>
  // Making a counterexample smaller can take many times as long as finding it: `npm run fuzz -- --seed` does that.
  fc.assert(fc.asyncProperty(inputs, async input => void await property(input)), { seed: SEED, numRuns: TRIES, endOnFailure: true });

describe(`fuzzing with seed ${SEED}`, () => {
  it('reading mutated files is sound', () => holds(mutated(all), factsAreSound));
  it('reading anything at all is sound', () => holds(random(all), factsAreSound));
  it('reading after edits equals reading afresh', () => holds(fc.tuple(mutated(all), fc.array(edit, { maxLength: 6 })), ([input, edits]) => incrementalEqualsFresh(input, edits)));
  it('the tree after edits is the parser’s own', () => holds(fc.tuple(mutated(all), fc.array(edit, { maxLength: 6 })), ([input, edits]) => treeIsTheParsers(input, edits)));
  it('the order of files changes nothing', () => holds(fc.array(mutated(all), { minLength: 2, maxLength: 8 }), orderSaysNothing));
  it('fixes of mutated files are safe', () => holds(mutated(all), fixesAreSafe));
});
