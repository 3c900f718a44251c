import { CONFIG_SCHEMA } from './keys.ts';
import type { Schema } from './schema.ts';

/** The schema of the configuration file as editors take it (JSON Schema draft-07), with Markdown that they show in hovers. */
export function jsonSchema(): Record<string, unknown> {
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: 'redirect-lint', allowComments: true, allowTrailingCommas: true, ...forEditors(CONFIG_SCHEMA) };
}

function forEditors({ properties, items, additionalProperties, description, ...rest }: Schema): Record<string, unknown> {
  return {
    ...rest,
    ...description !== undefined && { description: description.replace(/`|\*\*/g, ''), markdownDescription: description },
    ...items && { items: forEditors(items) },
    ...properties && { properties: Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, forEditors(schema)])) },
    ...additionalProperties !== undefined && { additionalProperties: additionalProperties && forEditors(additionalProperties) },
  };
}
