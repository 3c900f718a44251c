import fs from 'node:fs';
import path from 'node:path';
import { formats, languages } from '../server/src/adapters.ts';
import { factsOf } from '../server/src/analyse.ts';
import { applyEdits } from '../server/src/fix/apply.ts';
import { WorkspaceIndex } from '../server/src/link/index.ts';
import { lintFile } from '../server/src/lint.ts';
import { type Finding, redirectOf } from '../server/src/model/finding.ts';
import { LineIndex } from '../server/src/model/text.ts';
import { rules } from '../server/src/rules/index.ts';
import type { Rule } from '../server/src/rules/rule.ts';
import type { AdapterDocs } from '../server/src/syntax/adapter.ts';
import { measuredSection } from './clients.ts';
import { exampleOf, NOTE } from './example.ts';

/** A line that a rule finds, and what its preferred fix makes of it. */
interface Pair {
  readonly adapter: string;
  readonly rule: string;
  readonly bad: string;
  readonly good: readonly string[];
  /** Known methods before none, whole statements before parts, few lines before many. */
  readonly weight: number;
}

/** A longer line is no example for a table. */
const LONGEST_LINE = 110;

/** docs/rules/ID.md of every rule, by file. */
export async function rulePages(root: string): Promise<Map<string, string>> {
  const pairs = await pairsIn(path.join(root, 'server/test/fixtures'));
  return new Map(await Promise.all(rules.map(async rule => [`docs/rules/${rule.id}.md`, await rulePage(rule, pairs.filter(pair => pair.rule === rule.id))] as const)));
}

async function rulePage(rule: Rule, pairs: readonly Pair[]): Promise<string> {
  const { finds, why, fix, severity, examples, measured } = rule.docs;
  const parts = [NOTE, `# ${rule.id}`, `${capital(finds)}.`, `Severity: ${severity}.`, '## Why', why, ...measured ? [measuredSection(measured)] : [], '## Which fix', fix, '## Examples'];
  for (const example of examples) parts.push(await exampleOf(example, rule.id));
  const table = tableOf(pairs);
  if (table) parts.push('## In each framework and format', 'A line that is found, and the same after the preferred fix. The lines are the tests’ own.', table);
  const comment = rule.check ? `In a comment, with a reason: \`redirect-lint-disable-next-line ${rule.id} -- reason\`; for the project, in` : 'For the project, in';
  parts.push('## Switching it off', `${comment} \`redirect-lint.config.json\`:`, `\`\`\`json\n{ "rules": { "${rule.id}": "off" } }\n\`\`\``);
  return `${parts.join('\n\n')}\n`;
}

function tableOf(pairs: readonly Pair[]): string | null {
  const adapters: readonly { readonly name: string; readonly docs: AdapterDocs }[] = [...languages.flatMap(language => language.frameworks), ...formats];
  const rows = [...new Map(adapters.map(({ name, docs }) => [name, docs]))].flatMap(([name, docs]) => {
    const [best] = pairs.filter(pair => pair.adapter === name).sort((a, b) => a.weight - b.weight || a.bad.length - b.bad.length || (a.bad < b.bad ? -1 : 1));
    return best ? [`| ${docs.title} | ${code(best.bad)} | ${best.good.map(code).join('<br>')} |`] : [];
  });
  return rows.length === 0 ? null : ['| | found | fixed |', '|---|---|---|', ...rows].join('\n');
}

/** What is found in the texts before their fixes, adapter by adapter, each folder as one project. */
async function pairsIn(fixtures: string): Promise<Pair[]> {
  const folders = fs.readdirSync(fixtures).map(adapter => path.join(fixtures, adapter, 'fixes')).filter(folder => fs.existsSync(folder))
    .flatMap(folder => fs.readdirSync(folder).map(name => path.join(folder, name, 'before'))).filter(folder => fs.existsSync(folder)).sort();
  const pairs: Pair[] = [];
  for (const folder of folders) {
    const index = new WorkspaceIndex();
    const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => fs.statSync(path.join(folder, name)).isFile()).map(name => name.split(path.sep).join('/')).sort();
    const texts = new Map(names.map(name => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
    for (const [name, text] of texts) index.set(name, await factsOf({ path: name, text }));
    for (const [name, text] of texts) pairs.push(...lintFile(index, name, text).findings.flatMap(finding => pairOf(finding, text) ?? []));
  }
  return pairs;
}

function pairOf(finding: Finding, text: string): Pair | null {
  const site = redirectOf(finding);
  const fix = finding.fixes.find(each => each.preferred);
  if (!site || !fix) return null;
  const after = applyEdits(text, [fix.edits]).text;
  const bad = linesOf(text)[new LineIndex(text).position(site.span.start).line] ?? '';
  const old = new Set(linesOf(text));
  const lines = linesOf(after);
  const isNew = (at: number) => lines[at] !== undefined && !old.has(lines[at]);
  // A line that is added beside the one that is found is shown with it.
  const good = lines.filter((line, at) => isNew(at) || (line === bad && (isNew(at - 1) || isNew(at + 1))));
  const isCut = /[([{,]$/.test(bad) || !good.some(line => line.startsWith(bad.slice(0, 4)));
  if (good.length === 0 || good.length > 3 || [bad, ...good].some(line => line.length > LONGEST_LINE )) return null;
  return { adapter: site.adapter, rule: finding.rule, bad, good, weight: (site.evidence === 'unbounded' ? 10 : 0) + (isCut ? 5 : 0) + good.length };
}

/** Lines without their indentation. */
function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/).map(line => line.trim());
}

/** A code span in a table's cell. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${text.replaceAll('|', '\\|')} \`\`` : `\`${text.replaceAll('|', '\\|')}\``;
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase()}${text.slice(1)}`;
}
