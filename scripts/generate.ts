// Writes what is made from the code: pages of rules, formats and frameworks, the README's marked parts, the extension's manifest.
// usage: npm run generate [-- --check]     with --check nothing is written, and a stale file is an error
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { formats, languages } from '../server/src/adapters.ts';
import { grammarsIn } from '../server/src/node/grammars.ts';
import { rules } from '../server/src/rules/index.ts';
import { useGrammars } from '../server/src/syntax/parser.ts';
import { formatsPage, frameworkPages } from './adapter-pages.ts';
import { clientsPage } from './clients.ts';
import { NOTE } from './example.ts';
import { manifestFiles } from './manifest.ts';
import { configPage, jsonPage, jsonSchemas } from './reference-pages.ts';
import { rulePages } from './rule-pages.ts';
import { versionedFiles } from './versions.ts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
useGrammars(grammarsIn(pathToFileURL(path.join(root, 'server/dist/grammars/'))));

/** Languages that share their frameworks are one, as are pages with the language that they are written in. */
const groups = languages.filter((language, at) => !languages.slice(0, at).some(other => language.frameworks.every(framework => other.frameworks.includes(framework))))
  .map(language => ({ title: title(language.name), frameworks: language.frameworks }));

/** Parts of the README, by the name of their marks. */
const README_PARTS: Readonly<Record<string, () => string>> = {
  rules: () => ['| rule | finds | severity |', '|---|---|---|', ...rules.map(({ id, docs }) => `| [${id}](docs/rules/${id}.md) | ${docs.finds} | ${docs.severity} |`)].join('\n'),
  understood: () => [
    `**Configuration**: ${formats.filter(format => format.docs.constructs.length > 0).map(format => format.docs.title).join(', ')}.`,
    ...groups.map(group => `**${group.title}**: ${group.frameworks.map(({ docs }) => docs.title).join(', ')}.`),
  ].join('\n\n'),
  help: () => `\`\`\`\n${execFileSync(process.execPath, [path.join(root, 'server/bin/redirect-lint.js'), '--help'], { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } }).trimEnd()}\n\`\`\``,
};

function title(name: string): string {
  return ({ javascript: 'JavaScript and TypeScript', php: 'PHP', java: 'Java and Kotlin', csharp: 'C#' } as Record<string, string>)[name] ?? `${name[0]?.toUpperCase()}${name.slice(1)}`;
}

function readme(): string {
  return fs.readFileSync(path.join(root, 'README.md'), 'utf8').replace(/(<!-- (\w+): generated -->)[\s\S]*?(<!-- end -->)/g, (whole, start: string, name: string, end: string) => {
    const make = README_PARTS[name];
    return make ? `${start}\n${make()}\n${end}` : whole;
  });
}

const files = new Map<string, string>([
  ['docs/formats.md', formatsPage(formats.map(format => format.docs))],
  ...await frameworkPages(groups),
  ...await rulePages(root),
  ['docs/config.md', configPage()],
  ['docs/json.md', jsonPage()],
  ...jsonSchemas(),
  ['docs/clients.md', `${NOTE}\n\n${clientsPage()}\n`],
  ['README.md', readme()],
  ...versionedFiles(root),
  ...manifestFiles(root),
]);

/** Pages of what is no more. */
const left = ['docs/rules', 'docs/frameworks'].flatMap(folder => fs.existsSync(path.join(root, folder)) ? fs.readdirSync(path.join(root, folder)).map(name => `${folder}/${name}`) : [])
  .filter(file => !files.has(file));
const stale = [...files].filter(([file, text]) => !fs.existsSync(path.join(root, file)) || fs.readFileSync(path.join(root, file), 'utf8') !== text).map(([file]) => file);
if (process.argv.includes('--check')) {
  const wrong = [...stale, ...left];
  if (wrong.length > 0) console.error(`stale: ${wrong.join(', ')}; run npm run generate`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
} else {
  for (const file of stale) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), files.get(file) as string);
    console.log(`wrote ${file}`);
  }
  for (const file of left) {
    fs.rmSync(path.join(root, file));
    console.log(`removed ${file}`);
  }
}
