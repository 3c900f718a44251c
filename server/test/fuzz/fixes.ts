// Takes every offered fix of every finding in folders of real code, each as one project, and checks what `fixesAreSafe` checks for one file.
//
// usage: npm run fuzz:fixes -- FOLDER …
//   FOLDER    a project; its files are read, and never written
import fs from 'node:fs';
import path from 'node:path';
import { factsOf, mayRead } from '../../src/analyse.ts';
import { applyEdits } from '../../src/fix/apply.ts';
import { WorkspaceIndex } from '../../src/link/index.ts';
import { lintFile } from '../../src/lint.ts';
import { FIXTURES } from '../check.ts';
import { fixesKeepBytes, isFewer, syntaxOf } from './properties.ts';

const SETTINGS = { unboundedHints: 'each' } as const;
/** Installed code is nobody's to fix. */
const INSTALLED = new Set(['node_modules', 'vendor', 'venv', '.git', 'site-packages', 'bower_components']);

const totals = { projects: 0, files: 0, findings: 0, fixes: 0, together: 0, failures: 0 };

function* filesBelow(folder: string): Generator<string> {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory() && !INSTALLED.has(entry.name)) yield* filesBelow(name);
    else if (entry.isFile()) yield name;
  }
}

async function check(project: string): Promise<void> {
  totals.projects++;
  const index = new WorkspaceIndex();
  const texts = new Map<string, string>();
  for (const file of filesBelow(project)) {
    const name = path.relative(project, file).split(path.sep).join('/');
    if (!mayRead(name) || fs.statSync(file).size > 1_000_000) continue;
    const text = fs.readFileSync(file, 'utf8');
    const facts = await factsOf({ path: name, text });
    index.set(name, facts);
    if (facts.redirects.length > 0) texts.set(name, text);
  }
  for (const [name, text] of texts) await checkFile(project, index, name, text);
}

async function checkFile(project: string, index: WorkspaceIndex, name: string, text: string): Promise<void> {
  const facts = await factsOf({ path: name, text });
  const judge = async (changed: string) => {
    index.set(name, await factsOf({ path: name, text: changed }));
    const { findings } = lintFile(index, name, changed, SETTINGS);
    index.set(name, facts);
    return findings;
  };
  const fail = (why: string) => {
    totals.failures++;
    console.log(`FAILED ${path.join(project, name)}: ${why}`);
  };
  const before = await judge(text);
  if (before.length === 0) return;
  const { errors } = await syntaxOf({ path: name, text });
  totals.files++;
  totals.findings += before.length;
  for (const finding of before) {
    for (const fix of finding.fixes) {
      totals.fixes++;
      const line = text.slice(0, finding.site.span.start).split('\n').length;
      const what = `${finding.rule}, fix ${fix.status ?? fix.title}, line ${line}`;
      const { text: fixed, applied } = applyEdits(text, [fix.edits]);
      if (applied !== 1 || fixed === text) fail(`does not apply: ${what}`);
      if ((await syntaxOf({ path: name, text: fixed })).errors > errors) fail(`new syntax error: ${what}`);
      if (!isFewer(await judge(fixed), before, finding)) fail(`finding stays or another comes: ${what}`);
    }
  }
  // What the command line does: all preferred fixes that fit together, until none is left.
  let current = text;
  let rounds = 0;
  for (let left = before; rounds < 10; rounds++) {
    const sets = left.flatMap(finding => finding.fixes.filter(fix => fix.preferred).map(fix => fix.edits));
    if (sets.length === 0) break;
    totals.together += sets.length;
    current = applyEdits(current, sets).text;
    left = await judge(current);
  }
  if (rounds === 10) fail('fixing comes to no end');
  if ((await syntaxOf({ path: name, text: current })).errors > errors) fail('all preferred fixes together bring a syntax error');
  try {
    index.set(name, facts);
    await fixesKeepBytes(text, before, judge);
  } catch (error) {
    fail(String(error).split('\n').slice(0, 12).join('\n  '));
  }
}

if (!fs.existsSync(FIXTURES) || process.argv.length < 3) throw new Error('usage: npm run fuzz:fixes -- FOLDER …');
for (const project of process.argv.slice(2)) {
  await check(project);
  console.log(`${project}: ${Object.entries(totals).map(([what, count]) => `${count} ${what}`).join(', ')}`);
}

process.exitCode = totals.failures > 0 ? 1 : 0;
