import { labelOf, MEASURED_CLIENTS, MEASURED_METHODS, MEASURED_ON, MEASURED_STATUSES, type Outcome, outcomeOf, OUTCOMES } from '../server/src/clients/clients.ts';
import { OUTCOME_WORDS, outcomeLines } from '../server/src/clients/words.ts';

const SIGNS: Readonly<Record<Outcome, string>> = { get: 'G', 'get-with-body': 'Gb', repeat: 'R', 'repeat-without-body': 'r', stop: '·', error: '✗' };

/** Body of docs/clients.md. */
export function clientsPage(): string {
  const kinds = [...new Set(MEASURED_CLIENTS.map(client => client.kind))];
  return [
    '# What clients do with a redirect',
    `Measured on ${MEASURED_ON} with ${MEASURED_CLIENTS.length} clients by \`node conformance/clients/run.mjs\`: each sends POST, PUT, PATCH and DELETE with a small body`
    + ' to a server on loopback, which answers with the status and a Location on the same origin, and notes what arrives at the target.'
    + ' Nothing between origins was measured: there, clients drop credentials as well.',
    '## In short', 'How many of them do what with a request that is answered with each status:', countTable(MEASURED_METHODS, MEASURED_STATUSES),
    '## Each client', `The four signs of a cell are those of POST, PUT, PATCH and DELETE: ${OUTCOMES.map(outcome => `\`${SIGNS[outcome]}\` ${OUTCOME_WORDS[outcome]}`).join(', ')},`
    + ' `-` cannot be sent this way.',
    ...kinds.map(kind => [`### ${kind}`, clientTable(kind)].join('\n\n')),
  ].join('\n\n');
}

/** What clients do with some statuses, by method: the part of a rule's page that shows why it exists. */
export function measuredSection(statuses: readonly number[]): string {
  return ['## What clients do', countTable(MEASURED_METHODS, statuses),
    `Measured with ${MEASURED_CLIENTS.length} clients on ${MEASURED_ON}; [each of them](../clients.md).`].join('\n\n');
}

function countTable(methods: readonly string[], statuses: readonly number[]): string {
  const cell = (method: string, status: number) => outcomeLines(method, status).map(({ outcome, count }) => `${OUTCOME_WORDS[outcome]}: ${count}`).join('<br>');
  return [
    `| | ${statuses.join(' | ')} |`, `|---|${statuses.map(() => '---|').join('')}`,
    ...methods.map(method => `| ${method} | ${statuses.map(status => cell(method, status)).join(' | ')} |`),
  ].join('\n');
}

function clientTable(kind: string): string {
  const signs = (client: (typeof MEASURED_CLIENTS)[number], status: number) => MEASURED_METHODS.map(method => {
    const outcome = outcomeOf(client, method, status);
    return outcome ? SIGNS[outcome] : '-';
  }).join(' ');
  const rows = MEASURED_CLIENTS.filter(client => client.kind === kind)
    .map(client => `| ${escaped(labelOf(client))} | ${client.version} | ${MEASURED_STATUSES.map(status => `\`${signs(client, status)}\``).join(' | ')} |`);
  return [`| client | version | ${MEASURED_STATUSES.join(' | ')} |`, `|---|---|${MEASURED_STATUSES.map(() => '---|').join('')}`, ...rows].join('\n');
}

function escaped(text: string): string {
  return text.replace(/[|<>]/g, sign => `\\${sign}`);
}
