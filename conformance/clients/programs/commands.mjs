// Clients that are commands. usage: commands.mjs BASE
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const base = process.argv[2];
const ALL = ['POST', 'PUT', 'PATCH', 'DELETE'];
const STATUSES = [301, 302, 303, 307, 308];

const folder = mkdtempSync(join(tmpdir(), 'redirect-lint-upload-'));
const file = join(folder, 'body');
writeFileSync(file, 'a=1');

const CLIENTS = [
  { key: 'curl-d', command: 'curl', how: '-L -d', methods: ['POST'], args: () => ['-sL', '-d', 'a=1'] },
  { key: 'curl-xd', command: 'curl', how: '-L -X METHOD -d', args: method => ['-sL', '-X', method, '-d', 'a=1'] },
  { key: 'curl-x', command: 'curl', how: '-L -X METHOD, no body', args: method => ['-sL', '-X', method] },
  { key: 'curl-t', command: 'curl', how: '-L -T', methods: ['PUT'], args: () => ['-sL', '-T', file] },
  { key: 'curl-keep', command: 'curl', how: '-L -d --post301 --post302 --post303', methods: ['POST'], args: () => ['-sL', '-d', 'a=1', '--post301', '--post302', '--post303'] },
  { key: 'wget-post', command: 'wget', how: '--post-data', methods: ['POST'], args: () => ['-qO-', '--tries=1', '--post-data=a=1'] },
  { key: 'wget-method', command: 'wget', how: '--method --body-data', args: method => ['-qO-', '--tries=1', `--method=${method}`, '--body-data=a=1'] },
  { key: 'httpie', command: 'http', name: 'HTTPie', how: '--follow', args: method => ['--ignore-stdin', '--follow', '--form', method], after: ['a=1'] },
];

for (const { key, command, name = command, how, methods = ALL, args, after = [] } of CLIENTS) {
  const version = /\d+(?:\.\d+)+/.exec(execFileSync(command, ['--version'], { encoding: 'utf8' }))?.[0] ?? '';
  console.log(['client', key, name, version, how].join('\t'));
  for (const method of methods) {
    for (const status of STATUSES) {
      const { status: exit } = spawnSync(command, [...args(method), `${base}/${key}/${method}/${status}`, ...after], { input: '', env: { ...process.env, HOME: '/nonexistent' } });
      if (exit !== 0) console.log(['raised', key, method, status].join('\t'));
    }
  }
}
rmSync(folder, { recursive: true });
