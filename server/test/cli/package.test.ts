import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from '../built.ts';
import { LOGIN } from './run.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'redirect-lint-installed-'));
/** In bytes; what the readers of README.md are told. */
const LARGEST = 3_500_000;
let tarball = '';

/** Settings of an outer `npm run` would lead an inner npm to its folder. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(?!config_)|^npm_config_(local|global)_prefix$|^INIT_CWD$/i.test(name)));
const shell = (command: string, cwd = home) => spawnSync(command, { cwd, env, shell: true, encoding: 'utf8' });
const read = (...parts: string[]) => fs.readFileSync(path.join(...parts), 'utf8');

/** The commands of a Markdown text's `sh` blocks, comments cut off. */
function commandsIn(markdown: string): string[] {
  return [...markdown.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, body = '']) => body.split('\n')).map(line => line.replace(/\s+#.*$/, '')).filter(Boolean);
}

before(() => {
  build();
  tarball = path.join(ROOT, execFileSync(process.execPath, ['scripts/pack.mjs'], { cwd: ROOT, env, encoding: 'utf8' }).trim().split('\n').at(-1) as string);
  fs.writeFileSync(path.join(home, 'package.json'), '{ "private": true, "type": "module" }\n');
  const installed = shell(`npm install --offline --no-audit --no-fund "${tarball}"`);
  assert.equal(installed.status, 0, installed.stderr);
});

after(() => fs.rmSync(home, { recursive: true }));

describe('the npm package, installed in an empty folder', () => {
  it('holds what it needs and nothing else', () => {
    const files = (fs.readdirSync(path.join(home, 'node_modules/redirect-lint'), { recursive: true, withFileTypes: true }))
      .filter(entry => entry.isFile()).map(entry => path.relative(path.join(home, 'node_modules/redirect-lint'), path.join(entry.parentPath, entry.name)).split(path.sep).join('/')).sort();
    const others = files.filter(file => !/^dist\/(?:grammars\/(?:web-)?tree-sitter[\w-]*\.wasm|types\/[\w/-]+\.d\.ts)$/.test(file));
    assert.deepEqual(others, ['LICENSE', 'README.md', 'bin/redirect-lint.js', 'dist/THIRD-PARTY-NOTICES.txt', 'dist/cli.js', 'dist/facts-worker.js', 'dist/index.js', 'dist/language-server.js', 'dist/server.js', 'dist/start.js', 'package.json']);
    assert.ok(files.includes('dist/types/index.d.ts') && files.includes('dist/grammars/web-tree-sitter.wasm'));
    assert.deepEqual(fs.readdirSync(path.join(home, 'node_modules')).filter(name => !name.startsWith('.')), ['redirect-lint'], 'no dependency');
    assert.ok(fs.statSync(tarball).size < LARGEST, `${fs.statSync(tarball).size} bytes`);
  });

  it('says where it comes from, as provenance asks', () => {
    const manifest = JSON.parse(read(home, 'node_modules/redirect-lint/package.json'));
    assert.equal(manifest.repository.url, 'git+https://github.com/redirect-lint/redirect-lint.git');
    assert.deepEqual([manifest.publishConfig, manifest.dependencies, manifest.devDependencies, manifest.scripts], [{ access: 'public', provenance: true }, undefined, undefined, undefined]);
    assert.equal(manifest.version, JSON.parse(read(ROOT, 'package.json')).version, 'the version has one place');
  });

  it('has types that hold without anything else installed, and the README\'s example does what it says', () => {
    const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(read(ROOT, 'server/README.md')) ?? [];
    fs.writeFileSync(path.join(home, 'example.ts'), `${example}\n// @ts-expect-error a severity that there is not\nawait lint([], { rules: { 'ambiguous-302': 'loud' } });\n`);
    fs.writeFileSync(path.join(home, 'tsconfig.json'), JSON.stringify({ compilerOptions: { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, module: 'nodenext', target: 'es2022', lib: ['es2022', 'dom'], types: [], outDir: 'out', rootDir: '.' }, files: ['example.ts'] }));
    const tsc = shell(`node "${path.join(ROOT, 'node_modules/typescript/bin/tsc')}" -p .`);
    assert.equal(tsc.status, 0, tsc.stdout);
    const { stdout } = shell('node out/example.js');
    assert.match(stdout, /^warning 302, the default, answers a POST here\. .* \[\n {2}'Use 303 See Other: the client GETs the target',/);
    assert.match(stdout, /res\.redirect\(303, '\/account'\)/);
  });

  it('runs the commands of the READMEs and of docs/adopting.md as they are written', () => {
    for (const [at, name] of ['server/README.md', 'README.md', 'docs/adopting.md'].entries()) {
      const work = path.join(home, `work-${at}`);
      fs.mkdirSync(work);
      fs.writeFileSync(path.join(work, 'app.js'), LOGIN);
      fs.cpSync(path.join(ROOT, 'examples'), path.join(work, 'examples'), { recursive: true });
      const commands = commandsIn(read(ROOT, name)).filter(command => command.startsWith('npx redirect-lint'));
      assert.ok(commands.length >= 3, name);
      for (const command of commands) {
        const { status, stdout, stderr } = shell(command, work);
        assert.ok(status === 0 || status === 1, `${command}: ${stderr}`);
        assert.deepEqual(stderr.split('\n').filter(line => line && !line.startsWith('npm ')), [], command);
        assert.ok(stdout.length > 20 || command.includes(' > '), command);
      }
    }
    assert.match(read(home, 'work-0/app.js'), /redirect\(303, /);
  });

  it('speaks the Language Server Protocol', async () => {
    const request = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    const server = spawn(process.execPath, ['node_modules/redirect-lint/bin/redirect-lint.js', 'lsp', '--stdio'], { cwd: home, env, stdio: ['pipe', 'pipe', 'inherit'] });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(request)}\r\n\r\n${request}`);
    let said = '';
    for await (const chunk of server.stdout) {
      said += chunk;
      if (said.includes('codeActionProvider')) break;
    }
    server.kill();
    assert.match(said, /"capabilities":\{/);
  });
});

describe('the extension', () => {
  it('holds what it needs and nothing else', async () => {
    const vsix = path.join(ROOT, 'redirect-lint.vsix');
    if (!fs.existsSync(vsix)) execFileSync(process.execPath, ['scripts/package.mjs'], { cwd: ROOT, env });
    const files = (await namesIn(vsix)).flatMap(name => name.startsWith('extension/') ? name.slice('extension/'.length) : []);
    for (const needed of ['package.json', 'client/dist/extension.cjs', 'server/dist/server.js', 'server/dist/grammars/web-tree-sitter.wasm', 'images/icon.png']) assert.ok(files.includes(needed), needed);
    const known = /^(?:package(?:\.nls(?:\.\w\w)?)?\.json|l10n\/bundle\.l10n\.\w\w\.json|schemas\/[\w.-]+\.json|(?:README|readme)\.md|(?:CHANGELOG|changelog)\.md|LICENSE(?:\.txt)?|images\/[\w-]+\.(?:png|svg)|(?:client|server)\/dist\/(?:[\w-]+\.c?js|THIRD-PARTY-NOTICES\.txt)|server\/dist\/grammars\/[\w-]+\.wasm|syntaxes\/[\w.-]+\.json|client\/[\w-]+\/[\w.-]+\.(?:json|css|md))$/;
    assert.deepEqual(files.filter(file => !known.test(file)), []);
  });
});

/** Names of the files in a zip, from its central directory (APPNOTE.TXT 4.3.12). */
async function namesIn(zip: string): Promise<string[]> {
  const bytes = await fs.promises.readFile(zip);
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const names: string[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map(offset => bytes.readUInt16LE(at + offset)) as [number, number, number];
    names.push(bytes.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}
