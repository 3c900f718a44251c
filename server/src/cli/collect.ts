import path from 'node:path';
import { fixesIn } from '../callee-fixes.ts';
import { lintFile } from '../lint.ts';
import { canBeJudged } from '../model/facts.ts';
import { type Finding, redirectOf, type Site } from '../model/finding.ts';
import type { Place } from '../model/text.ts';
import { lintSettingsFor, type PlacedConfig } from '../node/config.ts';
import type { Project, Source } from '../node/project.ts';
import { judge, withSeverity } from '../rules/index.ts';
import { Lines, type RelatedPlace, type Result, shown, type SiteResult, type SuppressedResult } from './report.ts';

/** All that is found in a project's sources, with positions for people. */
export interface Collected {
  readonly results: readonly Result[];
  readonly suppressed: readonly SuppressedResult[];
  /** Entries of the configuration's `suppressions` that switched something off. */
  readonly used: ReadonlySet<object>;
}

export function collect(project: Project, cwd: string, config: PlacedConfig): Collected {
  const placed = placesOf(project, cwd);
  const settingsFor = lintSettingsFor(config);
  const fixesOf = fixesIn(project.index);
  const results: Result[] = [];
  const suppressed: SuppressedResult[] = [];
  const used = new Set<object>();
  for (const source of judged(project)) {
    const settings = settingsFor(source.file);
    const linted = lintFile(project.index, source.path, source.text, settings);
    const resultOf = (finding: Finding): Result => {
      const lines = placed.lines(source.path);
      const fixes = fixesOf(finding).map(fix => ({ ...fix, ...placed.file(fix.file ?? source.path) }));
      return { file: shown(source.file, cwd), ...lines.range(finding.site.span), finding, fixes, source: lines, related: finding.related.map(placed.place) };
    };
    results.push(...linted.findings.map(resultOf));
    for (const { finding, by, reason } of linted.suppressed) {
      if (by !== 'comment') used.add(by);
      const set = withSeverity(finding, settings);
      if (set) suppressed.push({ ...resultOf(set), by: by === 'comment' ? 'comment' : 'configuration', reason });
    }
  }
  const found = new Set(results.map(({ finding: { rule, site } }) => placeOf(rule, site)));
  return { results: results.map(result => withSafety(result, found)), suppressed, used };
}

function placeOf(rule: string, { file, span }: Pick<Site, 'file' | 'span'>): string {
  return JSON.stringify([rule, file, span.start]);
}

/** A fix of another file is made with the finding there: where that is not among the results, it is not made without a look. */
function withSafety(result: Result, found: ReadonlySet<string>): Result {
  const callee = redirectOf(result.finding)?.callee;
  return !callee || found.has(placeOf(result.finding.rule, callee)) ? result : { ...result, fixes: result.fixes.map(fix => ({ ...fix, safe: false })) };
}

/** Every redirect of a project's sources, with positions for people. */
export function sitesIn(project: Project, cwd: string, config: PlacedConfig): SiteResult[] {
  const settingsFor = lintSettingsFor(config);
  return judged(project).flatMap(source => {
    const { sites } = lintFile(project.index, source.path, source.text, settingsFor(source.file));
    if (sites.length === 0) return [];
    const lines = new Lines(source.text);
    return sites.map(site => ({ file: shown(source.file, cwd), ...lines.range(site.span), site, fixes: fixesOf(site) }));
  });
}

/** The sources in which anything can be found; the text of no other is asked for. */
export function judged(project: Project): Source[] {
  return [...project.sources.values()].filter(({ path: name }) => {
    const facts = project.index.get(name);
    return facts !== undefined && canBeJudged(facts);
  });
}

/** The findings of one source, without positions. */
export function findingsOf(project: Project, source: Source, config: PlacedConfig): Finding[] {
  return lintFile(project.index, source.path, source.text, lintSettingsFor(config)(source.file)).findings;
}

// A good redirect has edits too; only a rule prefers one of them or calls it safe.
function fixesOf(site: Site): SiteResult['fixes'] {
  const offered = judge(site).flatMap(finding => finding.fixes);
  const others = new Map(site.edits.map(edit => [edit.status, edit] as const).reverse());
  return [
    ...offered,
    ...[...others.values()].reverse().filter(edit => !offered.some(fix => fix.status === edit.status))
      .map(({ status, edits }) => ({ status, preferred: false, safe: false, edits })),
  ];
}

function placesOf(project: Project, cwd: string) {
  const known = new Map<string, Lines>();
  const lines = (file: string) => {
    const found = known.get(file) ?? new Lines(project.text(file) ?? '');
    known.set(file, found);
    return found;
  };
  const placedFile = (file: string) => ({ file: shown(path.join(project.root, file), cwd), source: lines(file) });
  const place = ({ file, span, message }: Place): RelatedPlace => ({ ...placedFile(file), ...lines(file).range(span), message });
  return { lines, file: placedFile, place };
}
