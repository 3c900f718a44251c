import type { Site } from '../model/finding.ts';
import { intersection, type MethodSet, provesWriting } from '../model/methods.ts';

/** What a project says of the methods that reach its redirects. */
export interface Assumption {
  /** For redirects that are declared for such a path; null: for all. */
  readonly path: ((path: string) => boolean) | null;
  readonly methods: MethodSet;
}

/** The site as the first assumption that fits leaves it. Where a route or condition says more, nothing is assumed. */
export function assumed(site: Site, assumptions: readonly Assumption[]): Site {
  if (site.evidence !== 'unbounded') return site;
  const fitting = assumptions.find(({ path }) => path === null || (site.path !== null && path(site.path)));
  if (!fitting) return site;
  const methods = intersection(site.methods, fitting.methods);
  const place = { file: site.file, span: site.span, message: 'methods assumed here by the configuration' };
  return { ...site, methods, evidence: 'proven', proofs: provesWriting(methods) ? [...site.proofs, place] : site.proofs };
}
