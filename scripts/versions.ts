import fs from 'node:fs';
import path from 'node:path';

/** Files that name the version which the extension's package.json has, and where. */
const PLACES: Readonly<Record<string, RegExp>> = {
  'server/package.json': /(^ {2}"version": ")[^"]+/m,
  'client/package.json': /(^ {2}"version": ")[^"]+/m,
  'action.yml': /(description: Version of redirect-lint on npm\n {4}required: false\n {4}default: )\S+/,
  '.pre-commit-hooks.yaml': /(redirect-lint@)[\w.-]+/,
  Dockerfile: /(VERSION=)\d[\w.-]+/,
  'docs/ci/github.md': /(redirect-lint\/redirect-lint@v)[\w.-]+/g,
  'docs/ci/pre-commit.md': /((?:rev: v|redirect-lint@))\d[\w.-]*/g,
  'docs/ci/docker.md': /(VERSION=)\d[\w.-]+/g,
};

/** Those files with the version that package.json has. Texts by file. */
export function versionedFiles(root: string): Map<string, string> {
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  return new Map(Object.entries(PLACES).map(([file, pattern]) => {
    const text = fs.readFileSync(path.join(root, file), 'utf8');
    const changed = text.replace(pattern, (_, before: string) => `${before}${version}`);
    if (!changed.includes(version)) throw new Error(`${file} names no version`);
    return [file, changed];
  }));
}
