import { CONFIG_KEYS } from '../server/src/config/keys.ts';
import type { Schema } from '../server/src/config/schema.ts';
import { MAP_SCHEMA, REPORT_SCHEMA, SITES_SCHEMA } from '../server/src/cli/formats/json-schema.ts';
import { NOTE } from './example.ts';

interface Json {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly items?: Json;
  readonly required?: readonly string[];
}

/** docs/config.md: every key of the configuration file. */
export function configPage(): string {
  const sections = CONFIG_KEYS.flatMap(({ name, description, schema, example }) => [
    `## ${name}`, description,
    `Holds: ${typeOf(schema)}. Without it: \`${JSON.stringify(schema.default)}\`.`,
    ...fieldTable(schema.items ?? schema),
    fenced({ [name]: example }),
  ]);
  return page([
    '# The configuration file',
    '`redirect-lint.config.json` stands in the root of a project. The nearest one holds, going up from what is linted; `--config FILE` names another. '
      + 'The editor and the command line read the same file; the editor’s settings go before it. Comments and trailing commas are allowed. '
      + '`redirect-lint --print-config FILE` says what holds for a file.',
    fenced(Object.assign({}, ...CONFIG_KEYS.map(({ name, example }) => ({ [name]: example })))),
    ...sections,
  ]);
}

/** docs/json.md: the fields of the JSON reports. */
export function jsonPage(): string {
  return page([
    '# JSON reports',
    '`redirect-lint --format json` prints one object on one line, whatever is found. As JSON schemas: '
      + '[report.schema.json](report.schema.json), for `redirect-lint redirects --format json` [redirects.schema.json](redirects.schema.json), '
      + 'and for `redirect-lint map --format json` [map.schema.json](map.schema.json).',
    '## Findings', rows(REPORT_SCHEMA as Json), '## Redirects', rows(SITES_SCHEMA as Json), '## Map', rows(MAP_SCHEMA as Json),
  ]);
}

/** The schemas, by file. */
export function jsonSchemas(): Map<string, string> {
  return new Map([['docs/report.schema.json', REPORT_SCHEMA], ['docs/redirects.schema.json', SITES_SCHEMA], ['docs/map.schema.json', MAP_SCHEMA]].map(([file, schema]) => [file as string, `${JSON.stringify(schema, null, 2)}\n`]));
}

function page(parts: readonly string[]): string {
  return `${[NOTE, ...parts].join('\n\n')}\n`;
}

function fenced(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}

function fieldTable({ properties, required }: Schema): string[] {
  if (!properties) return [];
  const all = Object.entries(properties).map(([name, schema]) => `| \`${name}\`${!required || required.includes(name) ? '' : ' (optional)'} | ${typeOf(schema)} | ${cell(schema.description ?? '')} |`);
  return [['| field | holds | meaning |', '|---|---|---|', ...all].join('\n')];
}

function rows(schema: Json): string {
  return ['| field | holds | meaning |', '|---|---|---|', ...fieldsOf(schema, '')].join('\n');
}

function fieldsOf({ properties = {}, required = [] }: Json, prefix: string): string[] {
  return Object.entries(properties).flatMap(([name, field]) => [
    `| \`${prefix}${name}\`${required.includes(name) ? '' : ' (optional)'} | ${typeOf(field)} | ${cell(field.description ?? '')} |`,
    // What a list of suppressed findings holds is said above.
    ...name === 'suppressed' ? [] : fieldsOf(field.items?.properties ? field.items : field, `${prefix}${name}${field.items?.properties ? '[].' : '.'}`),
  ]);
}

function typeOf(schema: Json): string {
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum) return schema.enum.map(value => `\`${value}\``).join(', ');
  if (schema.items) return `list${schema.items.properties ? '' : ` of ${typeOf(schema.items)}`}`;
  return [schema.type ?? ''].flat().join(' or ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
