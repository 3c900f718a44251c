import { clientsByOutcome, type MeasuredClient, MEASURED_CLIENTS, type Outcome, outcomeOf } from './clients.ts';

/** So many clients are named before the rest is counted. */
const NAMED = 6;

/** Headings of outcomes, as in "DELETE answered with 302 …". */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  get: 'becomes GET',
  'get-with-body': 'becomes GET, with the body',
  repeat: 'is repeated there',
  'repeat-without-body': 'is repeated there without its body',
  stop: 'is not followed',
  error: 'fails',
};

/** What a status makes of a method in `count` clients, the best known by their names, `more` of them unnamed. */
export interface OutcomeLine {
  readonly outcome: Outcome;
  readonly count: number;
  readonly names: readonly string[];
  readonly more: number;
}

export function outcomeLines(method: string, status: number): OutcomeLine[] {
  return clientsByOutcome(method, status).map(({ outcome, clients }) => {
    const all = namesOf(clients, method, status);
    const names = all.length <= NAMED + 1 ? all : all.slice(0, NAMED);
    return { outcome, count: clients.length, names, more: all.length - names.length };
  });
}

/** A client that does the same in every way it was used is named once, by its name alone; browsers and the best known of each kind come first. */
function namesOf(clients: readonly MeasuredClient[], method: string, status: number): string[] {
  const place = (client: MeasuredClient) => client.kind === 'Browsers' ? -1 : clients.filter(({ kind }) => kind === client.kind).indexOf(client);
  const labels = new Set([...clients].sort((a, b) => place(a) - place(b)).map(client => {
    const others = MEASURED_CLIENTS.filter(each => each.name === client.name).map(each => outcomeOf(each, method, status));
    return new Set(others.filter(outcome => outcome !== null)).size === 1 || !client.how ? client.name : `${client.name} (${client.how})`;
  }));
  return [...labels];
}

/** How many of the clients that were measured do this, as `57 of 62`. */
export function shareOf(method: string, status: number, outcomes: readonly Outcome[]): { count: number; of: number } {
  const all = clientsByOutcome(method, status);
  const sum = (each: typeof all) => each.reduce((total, { clients }) => total + clients.length, 0);
  return { count: sum(all.filter(({ outcome }) => outcomes.includes(outcome))), of: sum(all) };
}
