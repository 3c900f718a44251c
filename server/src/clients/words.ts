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

/** A line for each outcome that a status has for a method: `becomes GET: Chromium, Firefox, curl and 30 more`. */
export function outcomeLines(method: string, status: number): { outcome: Outcome; count: number; names: string }[] {
  return clientsByOutcome(method, status).map(({ outcome, clients }) => ({ outcome, count: clients.length, names: namesOf(clients, method, status) }));
}

/** A client that does the same in every way it was used is named once, by its name alone. */
function namesOf(clients: readonly MeasuredClient[], method: string, status: number): string {
  const labels = new Set(clients.map(client => {
    const others = MEASURED_CLIENTS.filter(each => each.name === client.name).map(each => outcomeOf(each, method, status));
    return new Set(others.filter(outcome => outcome !== null)).size === 1 || !client.how ? client.name : `${client.name} (${client.how})`;
  }));
  const all = [...labels];
  return all.length <= NAMED + 1 ? all.join(', ') : `${all.slice(0, NAMED).join(', ')} and ${all.length - NAMED} more`;
}

/** How many of the clients that were measured do this, as `57 of 62`. */
export function shareOf(method: string, status: number, outcomes: readonly Outcome[]): { count: number; of: number } {
  const all = clientsByOutcome(method, status);
  const sum = (each: typeof all) => each.reduce((total, { clients }) => total + clients.length, 0);
  return { count: sum(all.filter(({ outcome }) => outcomes.includes(outcome))), of: sum(all) };
}
