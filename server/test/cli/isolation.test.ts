import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { filesBelow, FIXTURES } from '../check.ts';
import { build, EXECUTABLE } from '../built.ts';
import { folder, LOGIN } from './run.ts';

before(build);

// https://nodejs.org/api/permissions.html; the name until Node 22.
const PERMISSION = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';
/** Files may be read; none may be written, no process, worker or addon started, and no text made into code. */
const ISOLATED = [PERMISSION, '--allow-fs-read=*', '--disallow-code-generation-from-strings', '--no-warnings'];
const SOURCE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../src');
const DIST = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist');

describe('a run', () => {
  it('needs no more than to read files, whatever it reads', t => {
    const files: Record<string, string> = {};
    for (const adapter of fs.readdirSync(FIXTURES)) {
      for (const [name, text] of filesBelow(path.join(FIXTURES, adapter))) if (/^(?:hostile|quiet|projects)\//.test(name)) files[`${adapter}/${name}`] = text;
    }
    const home = folder(t, files);
    const { status, stdout, stderr } = spawnSync(process.execPath, [...ISOLATED, EXECUTABLE, '--format', 'json', '.'], { cwd: home, encoding: 'utf8', maxBuffer: 1e9 });
    assert.deepEqual([stderr, status], ['', 1]);
    const report = JSON.parse(stdout) as { files: number; errors: { message: string }[] };
    assert.ok(report.files > 300, `${report.files} files`);
    assert.deepEqual(report.errors.filter(({ message }) => /permission|access|code generation|analysed/i.test(message)), []);
  });

  it('imports nothing of the workspace', t => {
    const trap = "import fs from 'node:fs';\nfs.writeFileSync('trapped', '');\nprocess.exit(9);\n";
    const config = Object.fromEntries(['next.config.mjs', 'astro.config.mjs', 'nuxt.config.ts', 'redirect-lint.config.js', 'redirect-lint.config.mjs', 'node_modules/express/index.js', 'svelte.config.js'].map(name => [name, trap]));
    const home = folder(t, { ...config, 'package.json': '{"type":"module","imports":{"#x":"./trap.js"}}', 'a.js': LOGIN });
    const { status } = spawnSync(process.execPath, [EXECUTABLE, '.'], { cwd: home, encoding: 'utf8' });
    assert.equal(status, 1);
    assert.ok(!fs.existsSync(path.join(home, 'trapped')));
  });
});

describe('the bundles', () => {
  const bundles = fs.readdirSync(DIST).filter(name => name.endsWith('.js')).map(name => [name, fs.readFileSync(path.join(DIST, name), 'utf8')] as const);

  it('import by fixed names only', () => {
    for (const [name, text] of bundles) assert.deepEqual(text.match(/\bimport\([A-Za-z_$`][^)]{0,40}\)/g) ?? [], [], name);
  });

  it('fetch and evaluate nothing but what the runtime of the parser could, which is given its bytes', () => {
    const runtime = fs.readFileSync(fileURLToPath(import.meta.resolve('web-tree-sitter')), 'utf8');
    // In documentation and in what is looked for, such words may occur.
    const words = fs.readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(name => /\.(?:ts|json)$/.test(name)).map(name => fs.readFileSync(path.join(SOURCE, name), 'utf8')).join('\n');
    const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
    for (const [name, text] of bundles) {
      for (const pattern of [/\beval\(/g, /(?<![.\w])fetch\(/g, /\bXMLHttpRequest\b/g, /\bnew Function\(/g, /\bnew WebSocket\(/g]) {
        assert.ok(count(text, pattern) <= count(runtime, pattern) + count(words, pattern), `${name}: ${pattern.source}`);
      }
    }
  });
});
