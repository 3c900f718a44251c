import path from 'node:path';
import { lintFile } from '../lint.ts';
import type { Finding, Site } from '../model/finding.ts';
import type { Place } from '../model/text.ts';
import { lintSettingsFor, type PlacedConfig } from '../node/config.ts';
import type { Project, Source } from '../node/project.ts';
import { judge } from '../rules/index.ts';
import { Lines, type RelatedPlace, type Result, shown, type SiteResult } from './report.ts';

/** Every finding of a project's sources, with positions for people. */
export function findingsIn(project: Project, cwd: string, config: PlacedConfig): Result[] {
  const placed = placesOf(project, cwd);
  const settingsFor = lintSettingsFor(config);
  return [...project.sources.values()].flatMap(source => {
    const { findings } = lintFile(project.index, source.path, source.text, settingsFor(source.file));
    if (findings.length === 0) return [];
    const lines = placed.lines(source.path);
    return findings.map(finding => ({
      file: shown(source.file, cwd), ...lines.range(finding.site.span), finding, source: lines,
      related: finding.related.map(placed.place),
    }));
  });
}

/** Every redirect of a project's sources, with positions for people. */
export function sitesIn(project: Project, cwd: string, config: PlacedConfig): SiteResult[] {
  const settingsFor = lintSettingsFor(config);
  return [...project.sources.values()].flatMap(source => {
    const { sites } = lintFile(project.index, source.path, source.text, settingsFor(source.file));
    if (sites.length === 0) return [];
    const lines = new Lines(source.text);
    return sites.map(site => ({ file: shown(source.file, cwd), ...lines.range(site.span), site, fixes: fixesOf(site) }));
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
  const place = ({ file, span, message }: Place): RelatedPlace =>
    ({ file: shown(path.join(project.root, file), cwd), ...lines(file).range(span), message });
  return { lines, place };
}
