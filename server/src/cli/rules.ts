import { rules } from '../rules/index.ts';
import { pageOf } from '../rules/rule.ts';
import { Failure } from './failure.ts';
import { type Paint, wrap } from './terminal.ts';

/** What `rules` prints. Throws a `Failure` for a format it does not have. */
export function rulesText(format: string): string {
  if (format === 'json') {
    return `${JSON.stringify({ version: 1, rules: rules.map(({ id, docs }) => ({ id, finds: docs.finds, severity: docs.severity, url: pageOf(id) })) })}\n`;
  }
  if (format !== 'stylish') throw new Failure(`rules prints text or json, not "${format}"`);
  const width = Math.max(...rules.map(rule => rule.id.length));
  return rules.map(({ id, docs }) => `${id.padEnd(width)}  ${docs.finds}\n${' '.repeat(width)}  ${docs.severity}\n`).join('');
}

/** What `explain RULE` prints. Throws a `Failure` where there is no such rule. */
export function explainText(operands: readonly string[], paint: Paint, width: number | null): string {
  const known = rules.map(rule => rule.id).join(', ');
  const [id, ...more] = operands;
  if (id === undefined || more.length > 0) throw new Failure(`explain takes the name of one rule: ${known}`);
  const rule = rules.find(one => one.id === id);
  if (!rule) throw new Failure(`no rule is called "${id}"; there are ${known}`);
  const { finds, why, fix, severity } = rule.docs;
  const prose = (markdown: string) => markdown.split(/\n(?=\*\*|- |\n)/).flatMap(paragraph =>
    wrap(paragraph.replace(/\s*\n\s*/g, ' ').replace(/\*\*(.+?)\*\*/g, (_, text: string) => paint('bold', text)), width).map(line => `  ${line}`));
  return [
    `${paint('bold', id)}: ${finds}`, '',
    paint('underline', 'Why'), ...prose(why), '',
    paint('underline', 'Which fix'), ...prose(fix), '',
    paint('underline', 'Severity'), ...prose(severity), '',
    pageOf(id), '',
  ].join('\n');
}
