import { type Phrase, phrase, type Said } from '../model/phrase.ts';

/** The part of JSON Schema (draft 2020-12) in which settings are described: enough for editors, small enough to check with. */
export interface Schema {
  readonly type: 'string' | 'integer' | 'boolean' | 'object' | 'array';
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number;
  readonly minLength?: number;
  /** A regular expression that the whole string fits. */
  readonly pattern?: string;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** False: `properties` names all that there can be. */
  readonly additionalProperties?: Schema | false;
}

/** What is wrong with a value, and where: keys and indices from the outermost in. `inKey`: the key is wrong, not its value. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly inKey: boolean;
  /** One line, with what would be right. */
  readonly message: Phrase;
}

/** The first problem of a value, null where it fits the schema. `whole`: what the value is called in messages. */
export function problemOf(value: unknown, schema: Schema, whole: Phrase): Problem | null {
  const found = check(value, schema, []);
  return found && { ...found, message: found.says(found.path.length === 0 ? whole : nameOf(found.path)) };
}

interface Found extends Omit<Problem, 'message'> {
  readonly says: (name: Said) => Phrase;
}

const KINDS: Readonly<Record<Schema['type'], { readonly noun: Phrase; readonly list: Phrase; is(value: unknown): boolean }>> = {
  string: { noun: phrase('a string'), list: phrase('a list of strings'), is: value => typeof value === 'string' },
  integer: { noun: phrase('a whole number'), list: phrase('a list of whole numbers'), is: Number.isInteger },
  boolean: { noun: phrase('true or false'), list: phrase('a list of true and false'), is: value => typeof value === 'boolean' },
  object: { noun: phrase('an object'), list: phrase('a list of objects'), is: value => typeof value === 'object' && value !== null && !Array.isArray(value) },
  array: { noun: phrase('a list'), list: phrase('a list of lists'), is: Array.isArray },
};

function check(value: unknown, schema: Schema, path: Problem['path']): Found | null {
  const wrong = (says: Found['says']): Found => ({ path, inKey: false, says });
  if (schema.enum) {
    const known = schema.enum.map(String).join(', ');
    return schema.enum.includes(value as string) ? null : wrong(name => phrase('{0} is {1}; it can be {2}', name, JSON.stringify(value), known));
  }
  if (!KINDS[schema.type].is(value)) return wrong(name => phrase('{0} must be {1}', name, schema.items ? KINDS[schema.items.type].list : KINDS[schema.type].noun));
  const { minimum = -Infinity, minLength = 0, minItems = 0 } = schema;
  if (schema.type === 'integer' && (value as number) < minimum) return wrong(name => phrase('{0} must be {1} or more', name, minimum));
  if ((schema.type === 'string' && (value as string).length < minLength) || (Array.isArray(value) && value.length < minItems)) return wrong(name => phrase('{0} must not be empty', name));
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value as string)) return wrong(name => phrase('{0} cannot be {1}', name, JSON.stringify(value)));
  if (Array.isArray(value)) return firstOf(value.map((item, at) => () => check(item, schema.items as Schema, [...path, at])));
  return schema.type === 'object' ? checkObject(value as Record<string, unknown>, schema, path) : null;
}

function checkObject(value: Readonly<Record<string, unknown>>, schema: Schema, path: Problem['path']): Found | null {
  const { properties = {}, required = [], additionalProperties = false } = schema;
  const known = Object.keys(properties).join(', ');
  const missing = required.find(key => !Object.hasOwn(value, key));
  return firstOf(Object.entries(value).map(([key, one]) => () => {
    const inner = Object.hasOwn(properties, key) ? properties[key] as Schema : additionalProperties;
    if (inner) return check(one, inner, [...path, key]);
    const says = () => path.length > 0 ? phrase('unknown key "{0}" in {1}; known: {2}', key, nameOf(path), known) : phrase('unknown key "{0}"; known: {1}', key, known);
    return { path: [...path, key], inKey: true, says };
  })) ?? (missing === undefined ? null : { path, inKey: false, says: name => phrase('{0} has no "{1}"', name, missing) });
}

function firstOf(checks: readonly (() => Found | null)[]): Found | null {
  for (const one of checks) {
    const found = one();
    if (found) return found;
  }
  return null;
}

function nameOf(path: Problem['path']): string {
  return `"${path.map((part, at) => typeof part === 'number' ? `[${part}]` : at > 0 ? `.${part}` : part).join('')}"`;
}
