import type { WorkspaceIndex } from './link/index.ts';
import { sitesByWay } from './link/site.ts';
import type { Redirect } from './model/facts.ts';
import { type Finding, type Fix, redirectOf, type Site } from './model/finding.ts';
import { type Phrase, phrase, spoken } from './model/phrase.ts';
import { judge } from './rules/index.ts';
import { titled } from './rules/words.ts';

/**
 * A function that gives the fixes of a finding, for as long as the index stays as it is. A call of a function that redirects for its
 * callers has none of its own: the status stands in another file. Its fixes are those of the redirect there which are right in every
 * way in which that is known to be reached; where its callers need different ones, there is none. Where the redirect itself is found,
 * its fixes say what they would do to some of its callers, and are not made without a look.
 */
export function fixesIn(index: WorkspaceIndex): (finding: Finding) => readonly Fix[] {
  const known = new Map<string, readonly Fix[]>();
  return finding => {
    const site = redirectOf(finding);
    if (!site?.callee) return site ? sharedFixes(index, site, finding.fixes) : finding.fixes;
    const name = JSON.stringify([site.callee, finding.rule]);
    const fixes = known.get(name) ?? calleeFixes(index, site.callee, finding.rule);
    known.set(name, fixes);
    return fixes;
  };
}

/** What stands behind the title of a fix that some callers are worse off with. */
const DIFFERING = phrase('its callers need different ones');
const LASTING = phrase('callers with GET lose the permanent redirect');

/** The fixes of a redirect where it stands, by what they mean for each of the ways in which it is reached. */
function sharedFixes(index: WorkspaceIndex, site: Site, fixes: readonly Fix[]): readonly Fix[] {
  const preferred = fixes.find(fix => fix.preferred);
  const redirect = preferred && site.by === 'handler' ? redirectAt(index, site) : undefined;
  if (!preferred || !redirect) return fixes;
  const { ways } = sitesByWay(index, site.file, redirect);
  if (ways.length < 2) return fixes;
  if (!ways.every(way => prefers(way, preferred))) return fixes.map(fix => noted(fix, DIFFERING));
  return fixes.map(fix => ways.some(way => losesPermanence(way, fix)) ? noted(fix, LASTING) : fix);
}

function noted(fix: Fix, note: Phrase): Fix {
  return fix.note === undefined ? { ...fix, ...titled(phrase('{0} ({1})', fix.phrase, note)), safe: false, note: spoken(note) } : { ...fix, safe: false };
}

function redirectAt(index: WorkspaceIndex, { file, span }: Pick<Site, 'file' | 'span'>): Redirect | undefined {
  return index.get(file)?.redirects.find(each => each.span.start === span.start && each.span.end === span.end);
}

function calleeFixes(index: WorkspaceIndex, { file, span }: NonNullable<Site['callee']>, rule: string): Fix[] {
  const redirect = redirectAt(index, { file, span });
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
function accepts(way: Site, fix: Fix): boolean {
  const { status } = fix;
  const now = judge(way);
  if (losesPermanence(way, fix)) return false;
  return judge({ ...way, status: { code: status, origin: 'explicit' } }).every(({ rule }) => now.some(finding => finding.rule === rule));
}

/** Whether a way that is right with a permanent redirect would get one that no cache keeps. */
function losesPermanence(way: Site, { status }: Fix): boolean {
  return way.status.code === 301 && status !== 308 && judge(way).length === 0;
}
