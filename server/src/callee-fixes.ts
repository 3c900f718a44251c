import type { WorkspaceIndex } from './link/index.ts';
import { sitesByWay } from './link/site.ts';
import { type Finding, type Fix, redirectOf, type Site } from './model/finding.ts';
import { judge } from './rules/index.ts';

/**
 * A function that gives the fixes of a finding, for as long as the index stays as it is. A call of a function that redirects for its
 * callers has none of its own: the status stands in another file. Its fixes are those of the redirect there which are right in every
 * way in which that is known to be reached; where its callers need different ones, there is none.
 */
export function fixesIn(index: WorkspaceIndex): (finding: Finding) => readonly Fix[] {
  const known = new Map<string, readonly Fix[]>();
  return finding => {
    const callee = redirectOf(finding)?.callee;
    if (!callee) return finding.fixes;
    const name = JSON.stringify([callee, finding.rule]);
    const fixes = known.get(name) ?? calleeFixes(index, callee, finding.rule);
    known.set(name, fixes);
    return fixes;
  };
}

function calleeFixes(index: WorkspaceIndex, { file, span }: NonNullable<Site['callee']>, rule: string): Fix[] {
  const redirect = index.get(file)?.redirects.find(each => each.span.start === span.start && each.span.end === span.end);
  if (!redirect) return [];
  const { whole, ways } = sitesByWay(index, file, redirect);
  const fixes = judge(whole).find(finding => finding.rule === rule)?.fixes ?? [];
  const preferred = fixes.find(fix => fix.preferred);
  if (!preferred || !ways.every(way => prefers(way, preferred) && accepts(way, preferred))) return [];
  return fixes.filter(fix => ways.every(way => accepts(way, fix))).map(fix => ({ ...fix, file }));
}

/** Whether nothing is found on one way that another fix would be the first for. */
function prefers(way: Site, { status }: Fix): boolean {
  return judge(way).every(({ fixes }) => fixes.every(fix => !fix.preferred || fix.status === status));
}

/** Whether one way can be answered with this status as well: no rule says what it does not say now, and what was permanent for good reason stays so. */
function accepts(way: Site, { status }: Fix): boolean {
  const now = judge(way);
  if (now.length === 0 && way.status.code === 301 && status !== 308) return false;
  return judge({ ...way, status: { code: status, origin: 'explicit' } }).every(({ rule }) => now.some(finding => finding.rule === rule));
}
