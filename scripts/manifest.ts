import fs from 'node:fs';
import path from 'node:path';
import { formats, languages } from '../server/src/adapters.ts';
import { jsonSchema } from '../server/src/config/json-schema.ts';
import { SEVERITIES } from '../server/src/model/finding.ts';
import { rules } from '../server/src/rules/index.ts';
import { summaryOf } from '../server/src/rules/rule.ts';

/** Languages beside English that the manifest is translated to. */
const LOCALES = ['de', 'ja'];

/**
 * Languages of files that several formats are written in; which of them says something is for the server to see.
 * Not JSON: the editor opens its own settings at each start. Names of such files stand among the activation events.
 */
const DATA_LANGUAGES = ['hcl', 'ini', 'opentofu', 'properties', 'terraform', 'toml', 'xml', 'yaml'];

/** Those that people write; the others only tell of versions and platforms. */
const written = formats.filter(format => format.docs.constructs.length > 0);

/** What the extension takes from the adapters and rules: the documents it hands over, and the parts of its manifest that name them. Texts by file. */
export function manifestFiles(root: string): Map<string, string> {
  const read = (file: string) => JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));
  const manifest = read('package.json');
  const texts = read('package.nls.json');
  const languageIds = sorted([...languages, ...written].flatMap(adapter => adapter.languageIds));
  const patterns = [...languages.map(language => `**/*{${sorted(language.extensions).join(',')}}`), ...sorted(written.flatMap(format => format.files))];

  const contributed: string[] = manifest.contributes.languages.map((language: { id: string }) => language.id);
  const others = manifest.activationEvents.filter((event: string) => !event.startsWith('onLanguage:'));
  manifest.activationEvents = [...sorted([...languageIds.filter(id => !contributed.includes(id)), ...DATA_LANGUAGES]).map(id => `onLanguage:${id}`), ...others];
  const settings = manifest.contributes.configuration.properties;
  settings['redirectLint.formats'].additionalProperties.enum = written.map(format => format.name);
  settings['redirectLint.rules'].properties = Object.fromEntries(rules.map(rule => [rule.id, { type: 'string', enum: ['off', ...SEVERITIES], markdownDescription: `%rule.${rule.id}%` }]));

  for (const name of Object.keys(texts)) if (name.startsWith('rule.')) delete texts[name];
  for (const rule of rules) texts[`rule.${rule.id}`] = summaryOf(rule);

  const translated = LOCALES.map((locale): [string, string] => {
    const file = `package.nls.${locale}.json`;
    const ofRules: Record<string, string> = read(`l10n/rules.${locale}.json`);
    const others = Object.entries<string>(read(file)).filter(([name]) => !name.startsWith('rule.'));
    return [file, json(Object.fromEntries([...others, ...rules.flatMap(({ id }) => ofRules[id] ? [[`rule.${id}`, ofRules[id]]] : [])]))];
  });
  return new Map([...translated, ['schemas/redirect-lint.config.schema.json', json(jsonSchema())], ['package.json', json(manifest)], ['package.nls.json', json(texts)], ['client/src/documents.json', json({ languageIds, patterns })]]);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
