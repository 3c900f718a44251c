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
  readonly message: string;
}

/** The first problem of a value, null where it fits the schema. `whole`: what the value is called in messages. */
export function problemOf(value: unknown, schema: Schema, whole: string): Problem | null {
  const found = check(value, schema, []);
  return found && { ...found, message: found.says(nameOf(found.path, whole)) };
}

interface Found extends Omit<Problem, 'message'> {
  readonly says: (name: string) => string;
}

const KINDS: Readonly<Record<Schema['type'], { readonly noun: string; readonly plural: string; is(value: unknown): boolean }>> = {
  string: { noun: 'a string', plural: 'strings', is: value => typeof value === 'string' },
  integer: { noun: 'a whole number', plural: 'whole numbers', is: Number.isInteger },
  boolean: { noun: 'true or false', plural: 'true and false', is: value => typeof value === 'boolean' },
  object: { noun: 'an object', plural: 'objects', is: value => typeof value === 'object' && value !== null && !Array.isArray(value) },
  array: { noun: 'a list', plural: 'lists', is: Array.isArray },
};

function check(value: unknown, schema: Schema, path: Problem['path']): Found | null {
  const wrong = (says: Found['says']): Found => ({ path, inKey: false, says });
  if (schema.enum) {
    const known = schema.enum.map(String).join(', ');
    return schema.enum.includes(value as string) ? null : wrong(name => `${name} is ${JSON.stringify(value)}; it can be ${known}`);
  }
  if (!KINDS[schema.type].is(value)) return wrong(name => `${name} must be ${KINDS[schema.type].noun}${schema.items ? ` of ${KINDS[schema.items.type].plural}` : ''}`);
  const { minimum = -Infinity, minLength = 0, minItems = 0 } = schema;
  if (schema.type === 'integer' && (value as number) < minimum) return wrong(name => `${name} must be ${minimum} or more`);
  if ((schema.type === 'string' && (value as string).length < minLength) || (Array.isArray(value) && value.length < minItems)) return wrong(name => `${name} must not be empty`);
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value as string)) return wrong(name => `${name} cannot be ${JSON.stringify(value)}`);
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
    return { path: [...path, key], inKey: true, says: () => `unknown key "${key}"${path.length > 0 ? ` in ${nameOf(path, '')}` : ''}; known: ${known}` };
  })) ?? (missing === undefined ? null : { path, inKey: false, says: name => `${name} has no "${missing}"` });
}

function firstOf(checks: readonly (() => Found | null)[]): Found | null {
  for (const one of checks) {
    const found = one();
    if (found) return found;
  }
  return null;
}

function nameOf(path: Problem['path'], whole: string): string {
  return path.length === 0 ? whole : `"${path.map((part, at) => typeof part === 'number' ? `[${part}]` : at > 0 ? `.${part}` : part).join('')}"`;
}
