import data from './measured.json' with { type: 'json' };

/**
 * What a client made of a redirect, as the server saw it: a GET of the target, a GET that still carries the body, the same method and
 * body there, the same method without the body, nothing more (its caller gets the 3xx), or nothing more and an error for its caller.
 */
export type Outcome = 'get' | 'get-with-body' | 'repeat' | 'repeat-without-body' | 'stop' | 'error';

/** The methods that the clients were told to send. */
export const MEASURED_METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type MeasuredMethod = (typeof MEASURED_METHODS)[number];

/** One client in one way of using it. Lists are in the order of `MEASURED_STATUSES`; null: it cannot send that. */
export interface MeasuredClient extends Partial<Record<MeasuredMethod, readonly (Outcome | null)[]>> {
  /** Unique; never shown. */
  readonly key: string;
  /** `Browsers`, or the language that it is used from. */
  readonly kind: string;
  readonly name: string;
  readonly version: string;
  /** Options that it was given; empty: none but what following a redirect takes by default. */
  readonly how: string;
}

/** Day of the measurement, `YYYY-MM-DD`. */
export const MEASURED_ON: string = data.measured;
export const MEASURED_STATUSES: readonly number[] = data.statuses;
/** Every client; `conformance/clients/run.mjs` measures them and writes the file. The best known come first. */
export const MEASURED_CLIENTS = data.clients as unknown as readonly MeasuredClient[];

/** What one client makes of a status that answers a method; null where that was not measured. */
export function outcomeOf(client: MeasuredClient, method: string, status: number): Outcome | null {
  const at = MEASURED_STATUSES.indexOf(status);
  return MEASURED_METHODS.some(known => known === method) ? client[method as MeasuredMethod]?.[at] ?? null : null;
}

/** The measured clients by what they make of a status that answers a method; only outcomes that occur, in the order of `OUTCOMES`. */
export function clientsByOutcome(method: string, status: number): { outcome: Outcome; clients: MeasuredClient[] }[] {
  return OUTCOMES.flatMap(outcome => {
    const clients = MEASURED_CLIENTS.filter(client => outcomeOf(client, method, status) === outcome);
    return clients.length > 0 ? [{ outcome, clients }] : [];
  });
}

export const OUTCOMES: readonly Outcome[] = ['get', 'get-with-body', 'repeat', 'repeat-without-body', 'stop', 'error'];

/** `curl -L -d`: the name with what it was given. */
export function labelOf({ name, how }: MeasuredClient): string {
  return how ? `${name} ${how}` : name;
}
