import { parse } from 'jsonc-parser';
import type { EnvironmentFact } from '../model/facts.ts';
import type { FormatAdapter } from '../syntax/adapter.ts';

const SECTIONS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/** package.json: which versions of which packages the code of its folder runs with. */
export const packageManifest: FormatAdapter = {
  name: 'package.json',
  docs: { title: 'package.json', url: 'https://docs.npmjs.com/cli/configuring-npm/package-json', recognised: ['`package.json`'], constructs: [], sendable: [] },
  languageIds: [],
  files: ['**/package.json'],
  triggers: ['ependencies"'],
  facts: file => ({ environment: dependencies(parse(file.text)) }),
};

function dependencies(manifest: unknown): EnvironmentFact[] {
  return SECTIONS.flatMap(section => {
    const versions = (manifest as Record<string, unknown> | null)?.[section];
    if (typeof versions !== 'object' || versions === null) return [];
    return Object.entries(versions).flatMap(([of, value]) => typeof value === 'string' ? [{ of, value }] : []);
  });
}
