import type { Evidence, Finding, Severity, Site } from '../model/finding.ts';

/** Everything that pages, tables, schemas and reports say of a rule. */
export interface RuleDocs {
  /** One line: what it finds. */
  readonly finds: string;
  /** Why that is a problem, in Markdown paragraphs with RFC and Fetch sections. */
  readonly why: string;
  /** Which fix when, in Markdown. */
  readonly fix: string;
  /** Severities in words, one clause. */
  readonly severity: string;
  /** Statuses of which the page shows what measured clients do with them; absent: none. */
  readonly measured?: readonly number[];
  /** Small files in which the rule finds something; the pages show what it says of them and what its fixes make of them. */
  readonly examples: readonly { readonly file: string; readonly text: string }[];
}

export interface Rule {
  readonly id: string;
  readonly docs: RuleDocs;
  /** Judges one site; null where it is fine. Absent for rules that judge comments. */
  check?(site: Site): Finding | null;
}

/** What a rule finds and how severe that is, in two sentences. */
export function summaryOf({ docs }: Rule): string {
  return `${docs.finds}. Of its own: ${docs.severity}.`;
}

/** Home of the rule pages; the page of a rule is `${RULE_PAGES}/ID.md`. */
export const RULE_PAGES = 'https://github.com/redirect-lint/redirect-lint/blob/main/docs/rules';

/** Address of the page that shows what each measured client does. */
export const CLIENTS_PAGE = 'https://github.com/redirect-lint/redirect-lint/blob/main/docs/clients.md';

/** Address of the page that explains a rule. */
export function pageOf(rule: string): string {
  return `${RULE_PAGES}/${rule}.md`;
}

/** How hints are shown that nothing but missing limits speaks for: those of a kind as one for each file, or each for itself. */
export const UNBOUNDED_HINTS = ['grouped', 'each'] as const;
export type UnboundedHints = (typeof UNBOUNDED_HINTS)[number];

/** Everything by which settings change what is said of a file whose facts are known. */
export interface Judging extends Severities {
  /** `grouped` where it is absent. */
  readonly unboundedHints?: UnboundedHints;
  /** Paths that receive writing requests, with all below them; absent: those that do by their name. */
  readonly writePaths?: readonly string[];
}

/** Severities by rule, and by evidence, that replace a rule's own; `off` drops the finding. */
export interface Severities {
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  readonly severityFor?: Readonly<Partial<Record<Evidence, Severity | 'off'>>>;
}
