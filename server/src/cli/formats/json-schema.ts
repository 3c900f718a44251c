import { NODE_KINDS } from '../../link/graph.ts';
import { SEVERITIES } from '../../model/finding.ts';
import { rules } from '../../rules/index.ts';

const integer = (description: string) => ({ type: 'integer', minimum: 1, description });
const text = (description: string) => ({ type: 'string', description });
const orNull = (type: string, description: string) => ({ type: [type, 'null'], description });
const list = (items: object, description: string) => ({ type: 'array', items, description });
const object = (properties: Readonly<Record<string, object>>, optional: readonly string[] = []) => ({
  type: 'object', additionalProperties: false, properties, required: Object.keys(properties).filter(name => !optional.includes(name)),
});

const PLACE = {
  file: text('Path relative to the working directory, with `/` between its parts.'),
  line: integer('Where it begins, counted from 1.'), column: integer('In UTF-16 units, counted from 1; a byte order mark takes none.'),
  endLine: integer('Where it ends.'), endColumn: integer('Behind its last character.'),
};
const PLACED = object({ ...PLACE, message: text('What it shows, a clause.') });
const FIX = object({
  status: orNull('integer', 'The status after it; null where a comment changes.'),
  preferred: { type: 'boolean', description: 'The one that fits; one of each finding’s at most.' },
  safe: { type: 'boolean', description: '`--fix` applies it: the methods are known, and nothing but the status changes.' },
  note: text('What to know before taking it. Only where there is something.'),
  edits: list(object({
    startOffset: { type: 'integer', minimum: 0, description: 'In UTF-16 units from the start of the file, a byte order mark included.' },
    endOffset: { type: 'integer', minimum: 0, description: 'Equal to `startOffset` for an insertion.' },
    newText: text('What stands there afterwards.'),
  }), 'They go together.'),
  file: text('The file that the edits change, as `file` of a finding. Only where it is another one: that of the function which is called here and redirects.'),
}, ['note', 'file']);
const SITE = {
  status: orNull('integer', 'The status that is sent; null where it is computed, and for findings about comments.'),
  statusOrigin: { enum: ['explicit', 'default', 'overridden', null], description: 'Whether it is written, the framework’s or server’s own, or written and not used.' },
  methods: list({ type: 'string' }, 'Methods that reach it; `["ANY"]` where nothing limits them.'),
  evidence: { enum: ['proven', 'conventional', 'unbounded', null], description: 'How well that is known.' },
  adapter: orNull('string', 'Name of the framework or format that understood it.'),
};
const RESULT = {
  ...PLACE,
  ruleId: { enum: rules.map(rule => rule.id), description: 'See `redirect-lint rules`.' },
  severity: { enum: SEVERITIES, description: 'As the configuration sets it.' },
  message: text('Sentences in plain text.'),
  ...SITE,
  related: list(PLACED, 'The places that prove it.'),
  fixes: list(FIX, 'The preferred one first.'),
};
const RUN = {
  version: { const: 1, description: 'Fields are added under it, never renamed.' },
  files: { type: 'integer', minimum: 0, description: 'How many files were looked at.' },
  errors: list(object({ file: PLACE.file, message: text('Why it, or a part of it, was not read.') }), 'Files that could not be read.'),
};
const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/** What `--format json` prints. */
export const REPORT_SCHEMA = {
  $schema: DRAFT, title: 'Report of redirect-lint --format json',
  ...object({
    ...RUN, results: list(object(RESULT), 'The findings, by file and place.'),
    fixed: list(object({ file: PLACE.file, fixes: integer('How many were applied.'), output: text('The text after them, with `--fix-dry-run` only.') }, ['output']), 'Files that `--fix` changed. Only where there are some.'),
    baseline: { ...object({ known: { type: 'integer', description: 'Findings that it keeps out.' }, gone: { type: 'integer', description: 'Findings of it that are there no more.' } }), description: 'Only with `--baseline`.' },
    suppressed: list(object({ ...RESULT, by: { enum: ['comment', 'configuration', 'baseline'], description: 'What keeps it out.' }, reason: orNull('string', 'The reason that is given there.') }), 'Only with `--report-suppressed`.'),
  }, ['fixed', 'baseline', 'suppressed']),
};

/** What `redirects --format json` prints. */
export const SITES_SCHEMA = {
  $schema: DRAFT, title: 'Report of redirect-lint redirects --format json',
  ...object({
    ...RUN,
    results: list(object({
      ...PLACE, ...SITE,
      path: orNull('string', 'The path or pattern that the redirect is declared for; null where it stands in code.'),
      target: orNull('string', 'Where it leads, as written; null where that is computed.'),
      fixes: list(FIX, 'Every status that the platform can be given here.'),
    }), 'Every redirect, also the good ones.'),
  }),
};

/** What `map --format json` prints. */
export const MAP_SCHEMA = {
  $schema: DRAFT, title: 'Report of redirect-lint map --format json',
  ...object({
    ...RUN,
    nodes: list(object({
      id: text('The same in every run over the same files.'),
      kind: { enum: NODE_KINDS, description: 'A path of this service, code whose path is not known, another server, a named route whose path is not known, the page that the request came from, the request’s own URL changed, or computed.' },
      label: text('The path in `{}` syntax, the URL, or the name of the route or function.'),
      methods: { type: ['array', 'null'], items: { type: 'string' }, description: 'What is accepted there; null where that is not known.' },
      places: list(PLACED, 'The routes there, or the function.'),
    }), 'Where redirects start or end.'),
    edges: list(object({
      from: text('`id` of the node where it answers.'), to: text('`id` of the node where it leads.'), ...PLACE, ...SITE,
      target: orNull('string', 'Where it leads, as written; null where that is computed.'),
      hops: { type: 'integer', minimum: 0, description: 'How many further declared redirects a client meets that follows it.' },
      loops: { type: 'boolean', description: 'Following it, a client comes back to where it was.' },
      findings: list(object({ ruleId: RESULT.ruleId, severity: RESULT.severity, message: RESULT.message }), 'What is found on it.'),
    }), 'One for each path or function under which a redirect answers.'),
  }),
};
