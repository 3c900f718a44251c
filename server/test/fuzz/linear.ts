// Reads texts that repeat one thing, each twice as long as the one before, with every adapter, and prints where the work grows faster than the text.
//
// usage: npm run fuzz:linear -- [--only ENDING]
import { parseArgs } from 'node:util';
import { factsOf } from '../../src/analyse.ts';
import { HEADS, named } from './heads.ts';
import '../check.ts';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
/** UTF-16 units. */
const LENGTHS = [16_000, 32_000, 64_000];
/** Linear work doubles; below so many milliseconds of the processor the rest of the machine says more than the text. */
const MOST_GROWTH = 3;
const LEAST = 150;

const UNITS = [
  ' ', '\n', '\n ', '\n\n  ', '\t', '#', '/', ';', '-', '*', '_', 'a', 'a ', 'a.', 'a,', 'a\n', '(', '[', '{', '<', '"', "'", '`', '\\', '$', '@', '%', '&', '=', '=>', '--', '---\n', '/*', '<!--', '{{', '<%', '<script>', '<?php ',
  'if (a) {\n', 'else ', 'end\n', 'do\n', 'def a\n', 'function a() {\n', 'fun a ', 'class A ', 'class A {\n', 'redirect ', 'redirect(', 'redirect("/a");\n', 'redirect_to a\n', 'return 302 /a;\n', 'location /a { return 302 /b; }\n', '/a /b 302\n',
  'a: b\n', 'a: [', '- a\n', '&a *a ', 'use A;\n', 'import a\n', 'import a.b;\n', 'using A;\n', 'from a import b\n', '{ a {\n', 'redir ', '"a", ', '"a": {}, ', '<a/>', '&amp;', '%{', '${', '#{', '302 ', '# redirect-lint-disable ', '// redirect-lint-',
];

const milliseconds = async (path: string, text: string) => {
  const began = process.cpuUsage();
  await factsOf({ path, text });
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
};

let steep = 0;
for (const [ending, head] of HEADS) {
  if (values.only !== undefined && values.only !== ending) continue;
  const path = named(ending, 'long');
  await milliseconds(path, head);
  for (const unit of UNITS) {
    const took: number[] = [];
    for (const length of LENGTHS) took.push(await milliseconds(path, head + unit.repeat(Math.ceil(length / unit.length))));
    const [, half = 0, whole = 0] = took;
    if (whole < LEAST || whole / half < MOST_GROWTH) continue;
    steep++;
    console.log(`${ending.padEnd(13)} ${JSON.stringify(unit).padEnd(36)} ${took.map(each => `${each.toFixed(0)} ms`).join(' → ')}: × ${(whole / half).toFixed(1)}`);
  }
  console.error(`${ending}: ${UNITS.length} units`);
}
console.log(`${steep} grow faster than ${MOST_GROWTH} times when the text doubles`);
process.exitCode = steep > 0 ? 1 : 0;
