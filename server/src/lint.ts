import { type Assumption, assumed } from './link/assumed.ts';
import type { WorkspaceIndex } from './link/index.ts';
import { sitesOf } from './link/site.ts';
import type { FileFacts } from './model/facts.ts';
import type { Finding, Site } from './model/finding.ts';
import { judge } from './rules/index.ts';
import type { Severities } from './rules/rule.ts';
import { isSuppressed } from './rules/suppressed.ts';

/** What a project's configuration says of one file. */
export interface LintSettings extends Severities {
  /** Methods of redirects that nothing else limits; the first that fits decides. */
  readonly assume?: readonly Assumption[];
}

/** Judges one file of the index: its redirects, and the findings that no comment switches off. `text` is the file's. */
export function lintFile(index: WorkspaceIndex, file: string, text: string, settings: LintSettings = {}): { sites: Site[]; findings: Finding[] } {
  const facts: FileFacts | undefined = index.get(file);
  if (!facts) return { sites: [], findings: [] };
  const sites = sitesOf(index, file).map(site => assumed(site, settings.assume ?? []));
  const findings = sites.flatMap(site => judge(site, settings));
  return { sites, findings: findings.filter(finding => !isSuppressed(finding, facts.suppressions, text)) };
}
