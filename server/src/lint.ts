import type { WorkspaceIndex } from './link/index.ts';
import { sitesOf } from './link/site.ts';
import type { FileFacts } from './model/facts.ts';
import type { Finding, Site } from './model/finding.ts';
import { judge } from './rules/index.ts';
import type { Severities } from './rules/rule.ts';
import { isSuppressed } from './rules/suppressed.ts';

/** Judges one file of the index: its redirects, and the findings that no comment switches off. `text` is the file's. */
export function lintFile(index: WorkspaceIndex, file: string, text: string, severities: Severities = {}): { sites: Site[]; findings: Finding[] } {
  const facts: FileFacts | undefined = index.get(file);
  if (!facts) return { sites: [], findings: [] };
  const sites = sitesOf(index, file);
  const findings = sites.flatMap(site => judge(site, severities));
  return { sites, findings: findings.filter(finding => !isSuppressed(finding, facts.suppressions, text)) };
}
