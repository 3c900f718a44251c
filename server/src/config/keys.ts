import { REDIRECTS_PLATFORMS } from '../analyse.ts';
import { formats } from '../formats/index.ts';
import { REDIRECT_STATUSES } from '../model/facts.ts';
import { SEVERITIES } from '../model/finding.ts';
import { KNOWN_METHODS } from '../model/methods.ts';
import { rules } from '../rules/index.ts';
import { UNBOUNDED_HINTS } from '../rules/rule.ts';
import type { Schema } from './schema.ts';

/** One key of `redirect-lint.config.json`. */
export interface ConfigKey {
  readonly name: string;
  /** A sentence or two in Markdown, for editors and for docs/config.md. */
  readonly description: string;
  /** What the key may hold, without the description; its `default` is what holds where the key is absent. */
  readonly schema: Schema;
  /** A value as one would write it. */
  readonly example: unknown;
}

/** What a severity can be set to. */
export const LEVELS = ['off', ...SEVERITIES] as const;

const LEVEL: Schema = { type: 'string', enum: LEVELS };
const level = (description: string): Schema => ({ ...LEVEL, description });
const TEXT: Schema = { type: 'string', minLength: 1 };
const text = (description: string): Schema => ({ ...TEXT, description });

/**
 * Every key of the configuration file, in the order of its page. The only list: the file is checked against it,
 * and the JSON schema and docs/config.md are made of it.
 */
export const CONFIG_KEYS: readonly ConfigKey[] = [
  {
    name: 'rules',
    description: 'Severity of each rule, in place of its own; `off` switches it off.',
    schema: { type: 'object', default: {}, additionalProperties: false, properties: Object.fromEntries(rules.map(({ id, docs }) => [id, level(`${docs.finds}. Of its own: ${docs.severity}.`)])) },
    example: { 'ambiguous-301': 'error' },
  },
  {
    name: 'severityFor',
    description: 'Severity of findings by how well it is known which methods reach the redirect. `rules` goes before it.',
    schema: {
      type: 'object', default: {}, additionalProperties: false,
      properties: {
        proven: level('A route, condition or declaration says that a method other than GET comes here.'),
        conventional: level('The documented convention of the framework says so.'),
        unbounded: level('Nothing limits the methods, as far as can be seen.'),
      },
    },
    example: { unbounded: 'off' },
  },
  {
    name: 'unboundedHints',
    description: 'How redirects in configuration are reported where nothing limits their methods: `grouped`, one hint for all of a kind in a file, or `each`. '
      + 'docs/hints.md says why.',
    schema: { type: 'string', default: 'grouped', enum: UNBOUNDED_HINTS },
    example: 'each',
  },
  {
    name: 'writePaths',
    description: 'Paths at and below which a redirect in configuration gets a warning, as they receive writing requests. Absent: those that do by their '
      + 'name, such as `/api`, `/graphql`, `/webhooks` and `/oauth/token`, where the redirect carries the request on; an empty list: none.',
    schema: { type: 'array', items: TEXT },
    example: ['/api', '/contact'],
  },
  {
    name: 'ignore',
    description: 'Files and folders to leave out: patterns as in `.gitignore`, relative to this file. They hold for paths that are named, too.',
    schema: { type: 'array', default: [], items: { type: 'string' } },
    example: ['/legacy/', '*.gen.ts'],
  },
  {
    name: 'root',
    description: 'The project begins in the folder of this file: on the command line, what stands above it is not read for links. Absent: it begins '
      + 'where the repository does.',
    schema: { type: 'boolean', default: false },
    example: true,
  },
  {
    name: 'assumeMethods',
    description: 'Methods that reach redirects where nothing else limits them. A key that begins with `/` is a glob for the path that a redirect is '
      + 'declared for; any other is a glob for files, relative to this file. The first that fits decides; GET stands for HEAD too.',
    schema: { type: 'object', default: {}, additionalProperties: { type: 'array', minItems: 1, items: { type: 'string', enum: KNOWN_METHODS } } },
    example: { 'deploy/pages/**': ['GET'], '/hooks/**': ['POST'] },
  },
  {
    name: 'helpers',
    description: 'Functions of the project, or of a package of its own, that answer with a redirect and whose code cannot be followed.',
    schema: {
      type: 'array', default: [],
      items: {
        type: 'object', required: ['name', 'status'], additionalProperties: false,
        properties: {
          name: { type: 'string', pattern: '^[\\w$]+(?:(?:\\.|::)[\\w$]+)*[!?]?$', description: 'As it is called: `redirectTo`, or with what it is called on, `http.redirectTo`.' },
          status: { type: 'integer', enum: REDIRECT_STATUSES, description: 'The status that it sends, or that it sends where the call says none.' },
          target: { type: 'integer', minimum: 1, default: 1, description: 'Place of the argument that holds the target, counted from 1.' },
          statusArgument: { type: 'integer', minimum: 1, description: 'Place of the argument that can say the status, counted from 1; absent: none can.' },
        },
      },
    },
    example: [{ name: 'redirectTo', status: 302, target: 1, statusArgument: 2 }],
  },
  {
    name: 'formats',
    description: 'Files that have a format which their names do not tell: a glob, relative to this file, with the name of the format.',
    schema: { type: 'object', default: {}, additionalProperties: { type: 'string', enum: formats.filter(format => format.docs.constructs.length > 0).map(format => format.name) } },
    example: { 'deploy/*.conf.tmpl': 'nginx' },
  },
  {
    name: 'redirectsFilePlatform',
    description: 'The host that reads `_redirects` files; `auto`: the project’s files decide.',
    schema: { type: 'string', default: 'auto', enum: ['auto', ...REDIRECTS_PLATFORMS] },
    example: 'cloudflare-pages',
  },
  {
    name: 'suppressions',
    description: 'Findings that are meant, in files whose format has no comments. One that no longer covers anything is reported as `unused-suppression`.',
    schema: {
      type: 'array', default: [],
      items: {
        type: 'object', required: ['files', 'rules', 'reason'], additionalProperties: false,
        properties: {
          files: text('Glob for the files, relative to this file.'),
          rules: { type: 'array', minItems: 1, items: { type: 'string', enum: rules.flatMap(rule => rule.check ? rule.id : []) }, description: 'The rules that are switched off there.' },
          path: text('Only redirects that are declared for this path, as it is written there.'),
          pointer: text('Only redirects at or below this JSON Pointer (RFC 6901), in JSON files.'),
          reason: text('Why the redirect is right as it is.'),
        },
      },
    },
    example: [{ files: 'vercel.json', rules: ['ambiguous-302'], pointer: '/redirects/3', reason: 'only our own client calls this, with GET' }],
  },
];

/** The whole file. */
export const CONFIG_SCHEMA: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    ...Object.fromEntries(CONFIG_KEYS.map(({ name, description, schema }) => [name, { ...schema, description }])),
    $schema: { type: 'string', description: 'Address of this schema, for editors.' },
  },
};
