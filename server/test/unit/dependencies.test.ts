import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from '../built.ts';

before(build);

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');

interface Locked {
  readonly license?: string;
  readonly integrity?: string;
  readonly link?: boolean;
}

const manifests = ['package.json', 'server/package.json', 'client/package.json'].map(file => JSON.parse(read(file)) as Record<string, Record<string, string> | undefined>);
const direct = manifests.flatMap(manifest => Object.keys(manifest.devDependencies ?? {}));
const shipped = ['server', 'client'].flatMap(side => [...read(`${side}/dist/THIRD-PARTY-NOTICES.txt`).matchAll(/^(@?[\w./-]+) \d+\.\d+\.\d+\S* \(/gm)].map(match => match[1] as string));
const locked = JSON.parse(read('package-lock.json')).packages as Record<string, Locked>;

/** Package and licence of each row of the table below a heading of docs/dependencies.md. */
function rowsBelow(heading: string): [string, string][] {
  const part = read('docs/dependencies.md').split(/^## /m).find(each => each.startsWith(heading)) ?? '';
  return [...part.matchAll(/^\| (@?[\w./-]+) \| ([^|]+) \| [^|]{4,} \|$/gm)].map((match): [string, string] => [match[1] as string, match[2] as string]).filter(([name]) => name !== 'package');
}

const unique = (names: readonly string[]) => [...new Set(names)].sort();

describe('dependencies', () => {
  it('are none for who installs it', () => {
    for (const manifest of manifests) for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundledDependencies']) assert.equal(manifest[kind], undefined, kind);
  });

  it('each stand in docs/dependencies.md with their reason, and none besides', () => {
    assert.deepEqual(rowsBelow('In what ships').map(([name]) => name), unique(shipped));
    assert.deepEqual(rowsBelow('For building').map(([name]) => name), unique(direct.filter(name => !shipped.includes(name))));
  });

  it('stand there with the licence that the lock file knows', () => {
    for (const [name, licence] of [...rowsBelow('In what ships'), ...rowsBelow('For building')]) assert.equal(licence, locked[`node_modules/${name}`]?.license, name);
  });

  it('are pinned by their hash, those of dependencies too', () => {
    const loose = Object.entries(locked).filter(([name, { link, integrity }]) => name.includes('node_modules/') && !link && !integrity);
    assert.deepEqual(loose.map(([name]) => name), []);
  });
});
