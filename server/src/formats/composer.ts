import { parse } from 'jsonc-parser';
import type { EnvironmentFact } from '../model/facts.ts';
import type { FormatAdapter } from '../syntax/adapter.ts';

/** Packages whose versions or presence say something of redirects. */
const PACKAGES = ['codeigniter4/framework', 'inertiajs/inertia-laravel'];
/** What an application runs on. Its packages require that too, and lock nothing. */
const APPLICATIONS = ['laravel/framework', 'symfony/framework-bundle'];

/** composer.json and composer.lock: which versions of which packages the PHP code of a folder runs with. */
export const composer: FormatAdapter = {
  name: 'composer',
  docs: { title: 'composer.json and composer.lock', url: 'https://getcomposer.org/doc/04-schema.md', recognised: ['`composer.json`', '`composer.lock`'], constructs: [], sendable: [] },
  languageIds: [],
  files: ['**/composer.json', '**/composer.lock'],
  triggers: [...PACKAGES, ...APPLICATIONS],
  facts: file => ({ environment: file.path.endsWith('.lock') ? locked(parse(file.text)) : required(parse(file.text)) }),
};

function required(manifest: unknown): EnvironmentFact[] {
  return ['require', 'require-dev'].flatMap(section => {
    const versions = (manifest as Record<string, unknown> | null)?.[section];
    if (typeof versions !== 'object' || versions === null) return [];
    return Object.entries(versions).flatMap(([of, value]) => typeof value === 'string' && PACKAGES.includes(of) ? [{ of, value: rangeOf(value) }] : []);
  });
}

function locked(lock: unknown): EnvironmentFact[] {
  return ['packages', 'packages-dev'].flatMap(section => {
    const packages = (lock as Record<string, unknown> | null)?.[section];
    if (!Array.isArray(packages)) return [];
    return packages.flatMap((each: { name?: unknown; version?: unknown } | null) => {
      return typeof each?.name === 'string' && typeof each.version === 'string' && [...PACKAGES, ...APPLICATIONS].includes(each.name) ? [{ of: each.name, value: each.version.replace(/^v/, '') }] : [];
    });
  });
}

/** Composer's constraints as a semver range: `^1.0|^2.0` is `^1.0 || ^2.0`, a comma is a blank, stability flags say nothing of the version. */
function rangeOf(constraint: string): string {
  return constraint.replace(/@\w+/g, '').replace(/\s*\|\|?\s*/g, ' || ').replace(/\s*,\s*/g, ' ').replace(/\bv(?=\d)/g, '').trim() || '*';
}
