import { MEASURED_CLIENTS, MEASURED_METHODS, MEASURED_ON, type Outcome } from '../clients/clients.ts';
import { OUTCOME_WORDS, outcomeLines, shareOf } from '../clients/words.ts';
import { isRedirectStatus, type Suppression } from '../model/facts.ts';
import type { Site } from '../model/finding.ts';
import { has, isAny, namesOf } from '../model/methods.ts';
import { REASON_PHRASES } from '../model/statuses.ts';
import { rules } from '../rules/index.ts';
import { CLIENTS_PAGE, pageOf, summaryOf } from '../rules/rule.ts';
import type { Say } from './l10n.ts';

/** What the ambiguous statuses can be replaced by, with what clients are to do then. */
const INSTEAD: Readonly<Record<number, readonly { readonly status: number; readonly says: string; readonly outcomes: readonly Outcome[] }[]>> = {
  301: [{ status: 303, says: '{0} becomes GET with 303 in {1}', outcomes: ['get', 'get-with-body'] }, { status: 308, says: '{0} is repeated with 308 in {1}', outcomes: ['repeat'] }],
  302: [{ status: 303, says: '{0} becomes GET with 303 in {1}', outcomes: ['get', 'get-with-body'] }, { status: 307, says: '{0} is repeated with 307 in {1}', outcomes: ['repeat'] }],
};

/** What a redirect's status makes of the requests that reach it, in Markdown. */
export function siteText(site: Site, say: Say): string {
  const { code } = site.status;
  if (code === null) return say('The status of this redirect is computed.');
  const parts = [headline(site, code, say)];
  const reaching = MEASURED_METHODS.filter(method => has(site.methods, method));
  if (!isRedirectStatus(code)) return `${parts[0]} ${say('Clients do not follow a Location on it.')}`;
  if (reaching.length === 0) return `${parts[0]} ${say('Clients GET the target: no request that they could change comes here.')}`;
  const better = (INSTEAD[code] ?? []).flatMap(({ status, says, outcomes }) => reaching.slice(0, 1).map(method => {
    const { count, of } = shareOf(method, status, outcomes);
    return `- ${say(says, code_(method), say('{0} of {1} clients', count, of))}`;
  }));
  if (better.length > 0) parts.push(better.join('\n'));
  parts.push(table(reaching, code, say));
  parts.push(`[${say('{0} clients, measured on {1}', MEASURED_CLIENTS.length, MEASURED_ON)}](${CLIENTS_PAGE})`);
  return parts.join('\n\n');
}

function headline({ status, adapter, methods }: Site, code: number, say: Say): string {
  const phrase = REASON_PHRASES[code];
  const name = `**${code}${phrase ? ` ${phrase}` : ''}**`;
  const reached = isAny(methods) ? say('every method, as far as can be seen') : namesOf(methods).map(code_).join(', ');
  if (status.origin === 'overridden') return say('{0} is sent, the {1} written here is not used. It answers {2}.', name, status.written ?? '', reached);
  return status.origin === 'default' ? say('{0}, the default of {1}, answers {2} here.', name, adapter, reached) : say('{0} answers {1} here.', name, reached);
}

/** Methods with which clients do the same share their rows. */
function table(methods: readonly string[], status: number, say: Say): string {
  const groups = new Map<string, string[]>();
  for (const method of methods) {
    const rows = outcomeLines(method, status).map(({ outcome, count, names, more }) => {
      const named = escaped(names.join(', '));
      return `${say(OUTCOME_WORDS[outcome])} (${count}) | ${more > 0 ? say('{0} and {1} more', named, more) : named}`;
    });
    groups.set(rows.join('\n'), [...groups.get(rows.join('\n')) ?? [], method]);
  }
  const rows = [...groups].flatMap(([said, same]) => said.split('\n').map((row, at) => `| ${at === 0 ? same.map(code_).join(', ') : ' '} | ${row} |`));
  return ['| | | |', '|---|---|---|', ...rows].join('\n');
}

/** What a suppression comment does, or what one rule that it names finds; `rule` null: the comment as a whole. */
export function suppressionText({ kind, rules: named }: Suppression, rule: string | null, say: Say): string | null {
  if (rule !== null) return ruleText(rule, say);
  if (kind === null) return null;
  const all = named.length === 0 ? say('All rules') : named.map(({ id }) => code_(id)).join(', ');
  return [`${all}: ${say(KINDS[kind])}`, ...named.map(({ id }) => ruleText(id, say) ?? '')].filter(Boolean).join('\n\n');
}

const KINDS: Readonly<Record<NonNullable<Suppression['kind']>, string>> = {
  'disable-next-line': 'off on the next line.', 'disable-line': 'off on this line.', disable: 'off from here on.', enable: 'on again from here on.',
};

/** Every message of this file that is not written where it is said. */
export const HOVER_MESSAGES: readonly string[] = [...Object.values(OUTCOME_WORDS), ...Object.values(INSTEAD).flatMap(all => all.map(({ says }) => says)), ...Object.values(KINDS)];

/** What a rule finds, with the address of its page; null where there is no such rule. */
export function ruleText(id: string, say: Say): string | null {
  const rule = rules.find(each => each.id === id);
  return rule ? `**${id}**: ${say(summaryOf(rule))}\n\n[${say('Why, and which fix')}](${pageOf(id)})` : null;
}

function code_(text: string): string {
  return `\`${text}\``;
}

function escaped(text: string): string {
  return text.replace(/[|<>]/g, sign => `\\${sign}`);
}
