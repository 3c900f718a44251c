import type { MapEdge, MapMethods } from '../../../server/src/lsp/redirect-map.ts';

/** Puts a message into the user's language; `{0}` and further are replaced by the arguments. */
export type Translate = (message: string, ...args: (string | number)[]) => string;

/** `POST`, `PUT, DELETE`, `all but GET, HEAD`, `any method`. */
export function methodWords(methods: MapMethods, t: Translate): string {
  if ('only' in methods) return methods.only.length === 0 ? t('no method') : methods.only.join(', ');
  return methods.except.length === 0 ? t('any method') : t('all but {0}', methods.except.join(', '));
}

/** What follows after the redirect, where that is worth a word: a chain, a loop. */
export function onwardWords({ hops, loops }: MapEdge, t: Translate): string[] {
  return [...hops > 0 ? [t('chain of {0} redirects', hops + 1)] : [], ...loops ? [t('loop')] : []];
}

/** `302`, or `?` where the status is computed. */
export function statusWords({ status }: MapEdge): string {
  return status === null ? '?' : String(status);
}
