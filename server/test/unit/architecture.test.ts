import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const SOURCE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../src');
/** What each folder may import beside itself; ARCHITECTURE.md says the same in words. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  clients: [],
  files: [],
  syntax: ['model'],
  languages: ['syntax', 'model'],
  formats: ['languages', 'syntax', 'model'],
  frameworks: ['languages', 'syntax', 'model'],
  link: ['model'],
  rules: ['model'],
  fix: ['model'],
};
/** Folders that may touch the file system, the process or a protocol. */
const SHELLS = ['cli', 'lsp', 'node'];
const OWN_ONLY: Readonly<Record<string, readonly string[]>> = { lsp: ['vscode-languageserver'] };

interface Import {
  readonly from: string;
  readonly folder: string;
  readonly to: string;
}

function importsOf(file: string): Import[] {
  const relative = path.relative(SOURCE, file).split(path.sep).join('/');
  const folder = relative.includes('/') ? relative.slice(0, relative.indexOf('/')) : '';
  const text = fs.readFileSync(file, 'utf8');
  return [...text.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm)]
    .map(match => ({ from: relative, folder, to: (match[1] ?? match[2] ?? match[3]) as string }));
}

const imports = fs.readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts')).flatMap(name => importsOf(path.join(SOURCE, name)));

function folderImported(each: Import): string | null {
  if (!each.to.startsWith('.')) return null;
  const target = path.posix.normalize(path.posix.join(path.posix.dirname(each.from), each.to));
  return target.includes('/') ? target.slice(0, target.indexOf('/')) : '';
}

describe('architecture', () => {
  it('reads imports at all', () => assert.ok(imports.length > 50));

  it('imports point one way', () => {
    const wrong = imports.filter(each => {
      const allowed = MAY_IMPORT[each.folder];
      const target = folderImported(each);
      return allowed && target !== null && target !== each.folder && !allowed.includes(target);
    });
    assert.deepEqual(wrong, []);
  });

  it('nothing below the shells imports Node', () => {
    assert.deepEqual(imports.filter(each => !SHELLS.includes(each.folder) && each.to.startsWith('node:')), []);
  });

  it('nothing but the comparison with git starts a program', () => {
    assert.deepEqual(imports.filter(each => each.to === 'node:child_process' || each.to === 'node:vm').map(each => each.from), ['cli/since.ts']);
  });

  it('what adapters of JavaScript keep, they keep in Answers', () => {
    const own = imports.filter(({ from }) => from === 'frameworks/javascript.ts').map(({ to }) => path.posix.join('frameworks', to));
    const language = fs.readdirSync(path.join(SOURCE, 'languages/javascript')).map(name => `languages/javascript/${name}`);
    assert.ok(own.includes('frameworks/express.ts') && language.includes('languages/javascript/file.ts'));
    const keeps = /new WeakMap|^(?:let |const \w+ = new (?:Map|Set)(?:<.*>)?\(\))/m;
    assert.match('let last = null;', keeps);
    assert.deepEqual([...own, ...language].filter(file => keeps.test(fs.readFileSync(path.join(SOURCE, file), 'utf8'))), []);
  });

  it('nothing but lsp knows the protocol', () => {
    for (const [folder, packages] of Object.entries(OWN_ONLY)) {
      assert.deepEqual(imports.filter(each => each.folder !== folder && packages.some(name => each.to.startsWith(name))), []);
    }
  });

  it('frameworks and formats know no rule, rules know no framework', () => {
    const crossing = imports.filter(each => (['frameworks', 'formats', 'languages'].includes(each.folder) && folderImported(each) === 'rules')
      || (each.folder === 'rules' && ['frameworks', 'formats', 'languages', 'syntax', 'link'].includes(folderImported(each) ?? '')));
    assert.deepEqual(crossing, []);
  });

  it('one framework imports no other, but for the list that registers them', () => {
    const lists = ['frameworks/javascript.ts', 'frameworks/python.ts', 'frameworks/ruby.ts', 'frameworks/php.ts', 'frameworks/go.ts', 'frameworks/java.ts', 'frameworks/csharp.ts', 'frameworks/elixir.ts', 'frameworks/rust.ts'];
    assert.deepEqual(imports.filter(each => each.folder === 'frameworks' && !lists.includes(each.from) && folderImported(each) === 'frameworks'), []);
  });
});
