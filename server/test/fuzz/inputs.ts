import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { filesBelow, FIXTURES } from '../check.ts';

/** A text under the name by which an adapter takes it. */
export interface Input {
  readonly path: string;
  readonly text: string;
}

/** Longer ones make each try slow and say nothing new. In UTF-16 units. */
const LONGEST = 60_000;

/** The fixtures of every adapter, and the files below `folders`, as they are. */
export function corpus(folders: readonly string[] = []): Input[] {
  const own = fs.readdirSync(FIXTURES).sort().flatMap(adapter => [...filesBelow(path.join(FIXTURES, adapter))].map(([file, text]) => ({ path: nameIn(file), text })));
  const others = folders.flatMap(folder => [...filesBelow(folder)].map(([file, text]) => ({ path: file, text })));
  return [...own, ...others].filter(({ path: file, text }) => !file.endsWith('.expected') && text.length <= LONGEST);
}

/** The name of a fixture's file in its project, which may tell the format: `projects/app/config/routes.rb` is `config/routes.rb`. */
function nameIn(file: string): string {
  const parts = file.split('/');
  const depth = { projects: 2, fixes: 3, quiet: 1, hostile: 1 }[parts[0] ?? ''] ?? 0;
  return parts.slice(depth).join('/');
}

/** One change of a text; places are shares of its length, so that it fits any text. */
export type Mutation = (text: string) => string;

/** What half-typed and broken files are full of. */
const TOKENS = [
  '(', ')', '{', '}', '[', ']', '<', '>', '"', "'", '`', '/*', '*/', '//', '#', '<!--', '-->', '\\', '\n', '\r\n', '\r', '\t', '\0', '\u2028', '\uFEFF', '😀', '\uD83D', 'é',
  ';', ':', ',', '.', '..', '...', '=', '==', '=>', '->', '|', '&&', '!', '?', '@', '$', '%', '%{', '{{', '}}', '${', '#{', '<%', '%>', '---', '- ', '  ', '0', '302', '301', '303', '307', '99999999999999999999',
  'if ', 'else ', 'end', 'do ', 'return ', 'def ', 'class ', 'function ', 'redirect', 'redirect(', 'rewrite ', 'location ', 'status', 'redirect-lint-disable ', 'redirect-lint-disable-next-line ambiguous-302 -- ',
];

const share = fc.double({ min: 0, max: 1, noNaN: true });
const placeIn = (text: string, at: number) => Math.floor(text.length * at);
const cutAt = (text: string, at: number, length: number) => [text.slice(0, placeIn(text, at)), text.slice(placeIn(text, at) + length)] as const;

const truncation = share.map((at): Mutation => text => text.slice(0, placeIn(text, at)));
const removal = fc.tuple(share, fc.integer({ min: 1, max: 60 })).map(([at, length]): Mutation => text => cutAt(text, at, length).join(''));
const insertion = fc.tuple(share, fc.array(fc.constantFrom(...TOKENS), { minLength: 1, maxLength: 4 })).map(([at, tokens]): Mutation => text => cutAt(text, at, 0).join(tokens.join('')));
const repetition = fc.tuple(share, fc.integer({ min: 1, max: 80 }), fc.integer({ min: 2, max: 40 })).map(([at, length, times]): Mutation => text => {
  const start = placeIn(text, at);
  return text.slice(0, start) + text.slice(start, start + length).repeat(times) + text.slice(start + length);
});
const lineSwap = fc.tuple(share, share).map(([a, b]): Mutation => text => {
  const lines = text.split('\n');
  const [first, second] = [Math.floor((lines.length - 1) * a), Math.floor((lines.length - 1) * b)];
  return lines.map((line, at) => (at === first ? lines[second] : at === second ? lines[first] : line) ?? '').join('\n');
});
const nesting = fc.tuple(share, fc.constantFrom('(', '[', '{', '<a>', 'if (x) {', '{ a: ', '- ', '!', '"a" + ', '\n  ', 'else if (x) ', '.a()'), fc.integer({ min: 50, max: 3000 }))
  .map(([at, opening, times]): Mutation => text => cutAt(text, at, 0).join(opening.repeat(times)));
const lineEnds = fc.constantFrom<Mutation>(text => text.replaceAll('\n', '\r\n'), text => text.replaceAll('\n', '\r'), text => `\uFEFF${text}`, text => text.trimEnd(), text => text.replaceAll('\n', ' '));
const splice = (all: readonly Input[]) => fc.tuple(fc.nat(all.length - 1), share, share).map(([other, at, from]): Mutation => text => {
  const inserted = all[other]?.text ?? '';
  return cutAt(text, at, 0).join(inserted.slice(placeIn(inserted, from), placeIn(inserted, from) + 400));
});

/** A character typed somewhere, or taken away. */
export const keystroke = fc.tuple(share, fc.constantFrom('x', ' ', '1', '.', '(', '"', '\n', '')).map(([at, typed]): Mutation => text => cutAt(text, at, typed === '' ? 1 : 0).join(typed));

/** A letter or digit typed into a word, or taken out of one that has more: code stays code. */
const inWord = fc.tuple(share, fc.constantFrom('x', 'A', '1', '')).map(([at, typed]): Mutation => text => {
  const from = text.slice(placeIn(text, at)).search(typed === '' ? /(?<=\w)\w(?=\w)/ : /(?<=\w)/);
  return from < 0 ? text : text.slice(0, placeIn(text, at) + from) + typed + text.slice(placeIn(text, at) + from + (typed === '' ? 1 : 0));
});
/** Redirects that lead to routes of the same files, so that what is said of one depends on the others. */
const SHOP: readonly Input[] = [
  {
    path: 'shop.js', text: `const express = require('express');
const { back } = require('./back');
const app = express();
const cart = express.Router();
const leave = (req, res) => res.redirect('/a');
app.get('/a', (req, res) => res.render('a'));
app.post('/b', (req, res) => res.redirect(307, '/a'));
app.put('/c', async (req, res) => {
  await save(req.body);
  res.redirect(303, '/b');
});
app.all('/d', (req, res) => res.redirect('/b'));
app.post('/e', leave);
app.get('/f', leave);
cart.post('/a', (req, res) => { back(req, res); });
cart.get('/b', (req, res) => res.redirect(301, '/c'));
app.use('/cart', cart);
module.exports = { leave };
`,
  },
  { path: 'back.js', text: `exports.back = (req, res) => {
  if (req.method === 'GET') return res.render('b');
  return res.redirect(302, '/cart/b');
};
` },
];

/** Another path, status, verb or condition in the place of one. */
const swap = fc.tuple(share, fc.constantFrom<readonly [RegExp, readonly string[]]>(
  [/'\/[\w/]*'/, ["'/a'", "'/b'", "'/c'", "'/cart'", "'/cart/a'", "'/:id'"]],
  [/\b30[1-8]\b/, ['301', '302', '303', '307', '308']],
  [/\.(?:get|post|put|all|delete)\b/, ['.get', '.post', '.put', '.all', '.delete']],
), fc.nat()).map(([at, [pattern, others], nth]): Mutation => text => {
  const from = text.slice(placeIn(text, at)).search(pattern);
  return from < 0 ? text : text.slice(0, placeIn(text, at) + from) + text.slice(placeIn(text, at) + from).replace(pattern, others[nth % others.length] as string);
});
const words = fc.constantFrom('get', 'post', 'redirect', 'res', '301', '303', '/a', "'/b'", 'router', 'app', 'if', 'async ').chain(word => share.map((at): Mutation => text => {
  const from = text.slice(placeIn(text, at)).search(/\w+/);
  return from < 0 ? text : text.slice(0, placeIn(text, at) + from) + text.slice(placeIn(text, at) + from).replace(/\w+/, word);
}));
const lineAgain = share.map((at): Mutation => text => {
  const lines = text.split('\n');
  const line = Math.floor((lines.length - 1) * at);
  return [...lines.slice(0, line), lines[line], ...lines.slice(line)].join('\n');
});

/** Edits that mostly leave the syntax alone. */
const light = fc.oneof({ weight: 6, arbitrary: inWord }, { weight: 2, arbitrary: words }, { weight: 4, arbitrary: swap }, lineAgain);
/** Edits in the files of one folder, by their place in it; most of them leave the syntax alone. */
export const typing = fc.record({ file: fc.nat(3), isAsked: fc.boolean(), change: fc.oneof({ weight: 13, arbitrary: light }, { weight: 2, arbitrary: keystroke }, insertion) });

/** Files that stand beside each other in the corpus, most of them in one project, each path once. */
export function neighbours(all: readonly Input[]): fc.Arbitrary<readonly Input[]> {
  const beside = fc.tuple(fc.nat(all.length - 1), fc.integer({ min: 1, max: 4 })).map(([at, length]) => [...new Map(all.slice(at, at + length).map(input => [input.path, input])).values()]);
  return fc.oneof({ weight: 4, arbitrary: beside }, fc.constant(SHOP));
}

/** Mutations that a person's typing could make. */
export const edit = fc.oneof(truncation, removal, insertion, lineSwap, { weight: 4, arbitrary: keystroke });

/** A text of the corpus after some mutations. */
export function mutated(all: readonly Input[]): fc.Arbitrary<Input> {
  const mutation = fc.oneof({ weight: 3, arbitrary: fc.oneof(truncation, removal, insertion, repetition, lineSwap) }, { weight: 1, arbitrary: nesting }, { weight: 1, arbitrary: lineEnds }, { weight: 2, arbitrary: splice(all) });
  return changed(all, mutation);
}

/** A text of the corpus after changes of which most leave it valid, or after mutations. */
export function fixable(all: readonly Input[]): fc.Arbitrary<Input> {
  return fc.oneof(changed(all, light), mutated(all));
}

function changed(all: readonly Input[], change: fc.Arbitrary<Mutation>): fc.Arbitrary<Input> {
  return fc.tuple(fc.nat(all.length - 1), fc.array(change, { maxLength: 4 })).map(([at, changes]) => {
    const { path: file, text } = all[at] as Input;
    return { path: file, text: changes.reduce((before, each) => each(before), text).slice(0, LONGEST * 2) };
  });
}

/** Nothing of any format: bytes, tokens, one long line. */
export function random(all: readonly Input[]): fc.Arbitrary<Input> {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 2000 }), fc.array(fc.constantFrom(...TOKENS), { maxLength: 400 }).map(tokens => tokens.join(' ')));
  return fc.tuple(fc.nat(all.length - 1), text).map(([at, made]) => ({ path: (all[at] as Input).path, text: made }));
}
