import { SEVERITIES, type Severity } from '../../model/finding.ts';
import { namesOf } from '../../model/methods.ts';
import type { MapEdge } from './map.ts';

/** `POST 302`, with what else a reader has to know of the way. */
export function edgeLabel({ site, hops, loops }: MapEdge): string {
  const words = [namesOf(site.methods).join(', '), site.status.code === null ? 'computed status' : String(site.status.code)];
  if (loops) words.push('in a circle');
  else if (hops > 0) words.push(`${hops + 1} hops`);
  return words.join(' ');
}

/** The highest severity of what is found on a redirect; null where nothing is. */
export function severityOf({ findings }: MapEdge): Severity | null {
  return SEVERITIES[Math.max(...findings.map(({ severity }) => SEVERITIES.indexOf(severity)))] ?? null;
}

/** Colours that both Graphviz and CSS know by these names. */
export const COLOURS: Readonly<Record<Severity, string>> = { error: 'red', warning: 'orange', hint: 'gray' };
