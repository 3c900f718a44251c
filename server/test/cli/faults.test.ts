import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { build, EXECUTABLE } from '../built.ts';
import { folder, json, LOGIN, run } from './run.ts';

before(build);

const FIXED = LOGIN.replace('redirect(', 'redirect(303, ');
const read = (home: string, name: string) => fs.readFileSync(path.join(home, name), 'utf8');

interface Report {
  readonly results: { file: string }[];
  readonly errors: { file: string; message: string }[];
}

/** Runs the command line below a command that limits it. */
function runBelow(command: readonly string[], cwd: string, args: readonly string[]): Report {
  const [program = '', ...rest] = [...command, process.execPath, EXECUTABLE, '--format', 'json', ...args];
  const { stdout, stderr } = spawnSync(program, rest, { cwd, encoding: 'utf8', timeout: 60_000 });
  assert.equal(stderr, '');
  return JSON.parse(stdout) as Report;
}

/** Without the capabilities by which root passes over permissions (capabilities(7)). */
const ORDINARY = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search', '--'] : [];

const MAY_MOUNT = spawnSync('unshare', ['--mount', 'sh', '-c', 'mount -t tmpfs none /mnt']).status === 0;

describe('an installation that lacks a part', () => {
  it('is a failure, and never looks like a clean run', t => {
    const home = folder(t, { 'a.js': LOGIN });
    const installed = folder(t);
    const server = path.dirname(path.dirname(EXECUTABLE));
    fs.cpSync(path.join(server, 'bin'), path.join(installed, 'server/bin'), { recursive: true });
    fs.cpSync(path.join(server, 'dist'), path.join(installed, 'server/dist'), { recursive: true, filter: file => !file.endsWith('.wasm') });
    fs.writeFileSync(path.join(installed, 'server/package.json'), '{ "type": "module" }');
    const { status, stdout } = spawnSync(process.execPath, [path.join(installed, 'server/bin/redirect-lint.js')], { cwd: home, encoding: 'utf8', timeout: 60_000 });
    assert.match(stdout, /a\.js {2}not read: could not be analysed/);
    assert.equal(status, 2);
  });
});

describe('threads that end in the middle of their work', () => {
  const MANY = Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`${at}.js`, at % 30 === 0 ? LOGIN : `exports.redirect = ${at};\n`]));

  for (const [how, ending] of Object.entries({ 'before they have begun': 'process.exit(3)', 'after a while': 'setTimeout(() => process.exit(3), 40)', 'by an exception': 'setTimeout(() => { throw new Error("out of luck"); }, 40)' })) {
    it(`leave nothing unread: ${how}`, t => {
      const fault = path.join(folder(t, { 'fault.cjs': `if (!require('node:worker_threads').isMainThread) ${ending};\n` }), 'fault.cjs');
      const home = folder(t, MANY);
      const whole = run(home, ['--format', 'json', '--no-cache', '-j', '1']);
      const failing = run(home, ['--format', 'json', '--no-cache', '-j', '3'], { env: { NODE_OPTIONS: `--require ${fault}` } });
      assert.deepEqual([failing.status, failing.out], [whole.status, whole.out]);
      assert.equal((JSON.parse(whole.out) as Report).results.length, 30);
    });
  }
});

describe('--fix that is killed', () => {
  const NAMES = Array.from({ length: 40 }, (_, at) => `${String(at).padStart(3, '0')}.js`);
  // Long, so that writing takes its time.
  const TAIL = '// what stands after it\n'.repeat(1000);

  /** Resolves when the process has ended, killed as soon as the folder has changed so many times. */
  function killedAfter(changes: number, home: string): Promise<void> {
    const child: ChildProcess = spawn(process.execPath, [EXECUTABLE, '--fix', '.'], { cwd: home, stdio: 'ignore' });
    let seen = 0;
    const watcher = fs.watch(home, () => {
      if (++seen >= changes) child.kill('SIGKILL');
    });
    return new Promise(resolve => child.once('exit', () => {
      watcher.close();
      resolve();
    }));
  }

  it('leaves each file either as it was or fixed, and nothing that troubles the next run', async t => {
    const home = folder(t, Object.fromEntries(NAMES.map(name => [name, LOGIN + TAIL])));
    for (const changes of [1, 4, 30]) {
      await killedAfter(changes, home);
      for (const name of NAMES) assert.ok([LOGIN + TAIL, FIXED + TAIL].includes(read(home, name)), `${name} after ${changes} changes`);
    }
    const report = json(home, ['--fix']);
    assert.deepEqual([report.files, report.results, report.errors, report.status], [NAMES.length, [], [], 0]);
    for (const name of NAMES) assert.equal(read(home, name), FIXED + TAIL);
    const left = fs.readdirSync(home).filter(name => !NAMES.includes(name));
    assert.deepEqual(left.filter(name => !/^\.redirect-lint-[0-9a-f]+\.tmp$/.test(name)), []);
  });
});

describe('--fix while others write', () => {
  const FILES = { 'a.js': LOGIN, 'b.js': LOGIN, 'changed.js': LOGIN, 'gone.js': LOGIN };
  /** What somebody else does when the first file is being replaced: all have been read by then. */
  const SOMEBODY_ELSE = `const fs = require('node:fs');
const { renameSync } = fs;
fs.renameSync = (from, to) => {
  fs.renameSync = renameSync;
  renameSync(from, to);
  fs.writeFileSync('changed.js', ${JSON.stringify(`// somebody else's\n${LOGIN}`)});
  fs.rmSync('gone.js');
};
`;

  it('leaves alone what changed or vanished since it was read', t => {
    const home = folder(t, FILES);
    const fault = path.join(folder(t, { 'fault.cjs': SOMEBODY_ELSE }), 'fault.cjs');
    const { errors } = json(home, ['--fix', '--no-cache'], { env: { NODE_OPTIONS: `--require ${fault}` } });
    assert.deepEqual(errors.map(({ file }) => file), ['changed.js', 'gone.js']);
    assert.equal(errors[0]?.message, 'not written: it has changed in the meantime');
    assert.match(errors[1]?.message ?? '', /^not written: /);
    assert.equal(read(home, 'changed.js'), `// somebody else's\n${LOGIN}`);
    assert.ok(!fs.existsSync(path.join(home, 'gone.js')));
    assert.deepEqual([read(home, 'a.js'), read(home, 'b.js')], [FIXED, FIXED]);
  });
});

describe('--fix where nothing can be written', () => {
  it('says that there is no room and leaves the file alone', t => {
    const text = LOGIN + '// x\n'.repeat(2000);
    const home = folder(t, { 'a.js': text });
    // Output goes into a pipe, which the limit of file sizes does not concern; in blocks of 512 bytes (POSIX, ulimit).
    const report = runBelow(['sh', '-c', 'ulimit -f 2; exec "$@"', 'sh'], home, ['--fix']);
    assert.deepEqual(report.errors, [{ file: 'a.js', message: 'not written: the file would be longer than is allowed' }]);
    assert.deepEqual(report.results.map(({ file }) => file), ['a.js'], 'what is not fixed is reported');
    assert.equal(read(home, 'a.js'), text);
    assert.deepEqual(fs.readdirSync(home), ['a.js']);
  });

  it('says that the disk is full and leaves the file alone', { skip: !MAY_MOUNT && 'no file system may be mounted here' }, t => {
    const home = folder(t);
    const text = LOGIN + '// x\n'.repeat(6000);
    const disk = path.join(home, 'disk');
    fs.mkdirSync(disk);
    fs.writeFileSync(path.join(home, 'a.js'), text);
    // A disk of 48 KiB that holds a file of 30 has no room for another one of it.
    const script = 'mount -t tmpfs -o size=48k none "$0" && cp a.js "$0" && cd "$0" && { "$@"; ls -A; cmp a.js ../a.js; } && umount -l "$0"';
    const { stdout, stderr } = spawnSync('unshare', ['--mount', 'sh', '-c', script, disk, process.execPath, EXECUTABLE, '--fix', '--format', 'compact'], { cwd: home, encoding: 'utf8', timeout: 60_000 });
    assert.equal(stderr.replace(/^.* problem.*\n/m, ''), '');
    const lines = stdout.trimEnd().split('\n');
    assert.match(lines.find(line => line.includes('not written')) ?? '', /^a\.js: not written: .*(?:no space|full|no room)/i);
    assert.equal(lines.at(-1), 'a.js', 'nothing else is left, and it is what it was');
  });

  it('does not write into a folder that may not be written, and fixes the others', t => {
    const home = folder(t, { 'closed/a.js': LOGIN, 'open/a.js': LOGIN });
    fs.chmodSync(path.join(home, 'closed'), 0o555);
    const report = runBelow(ORDINARY, home, ['--fix']);
    fs.chmodSync(path.join(home, 'closed'), 0o755);
    assert.deepEqual(report.errors, [{ file: 'closed/a.js', message: 'not written: permission denied' }]);
    assert.deepEqual([read(home, 'closed/a.js'), read(home, 'open/a.js')], [LOGIN, FIXED]);
  });

  it('does not replace a file that is read-only, not even as root', t => {
    const home = folder(t, { 'a.js': LOGIN });
    fs.chmodSync(path.join(home, 'a.js'), 0o444);
    const report = json(home, ['--fix']);
    assert.deepEqual(report.errors, [{ file: 'a.js', message: 'not written: it is read-only' }]);
    assert.equal(read(home, 'a.js'), LOGIN);
  });

  it('fixes a file whose name is as long as names can be', t => {
    const name = `${'長'.repeat(84)}.js`;
    const home = folder(t, { [name]: LOGIN });
    assert.deepEqual(json(home, ['--fix']).errors, []);
    assert.equal(read(home, name), FIXED);
  });
});

describe('a hostile tree', () => {
  it('lists unreadable folders and files and reads the rest', t => {
    const home = folder(t, { 'a.js': LOGIN, 'closed/a.js': LOGIN, 'closed.js': LOGIN });
    fs.chmodSync(path.join(home, 'closed'), 0);
    fs.chmodSync(path.join(home, 'closed.js'), 0);
    const { results, errors } = runBelow(ORDINARY, home, []);
    fs.chmodSync(path.join(home, 'closed'), 0o755);
    assert.deepEqual(errors, [{ file: 'closed', message: 'permission denied' }, { file: 'closed.js', message: 'permission denied' }]);
    assert.deepEqual(results.map(({ file }) => file), ['a.js']);
  });

  it('does not read a file of two gigabytes', t => {
    const home = folder(t, { 'a.js': LOGIN, 'huge.js': LOGIN });
    fs.truncateSync(path.join(home, 'huge.js'), 2 ** 31 + 7);
    const report = json(home, []);
    assert.deepEqual(report.errors, [{ file: 'huge.js', message: 'longer than 4000000 characters: not read' }]);
    assert.deepEqual(report.results.map(({ file }) => file), ['a.js']);
  });

  it('goes on after names that are not valid UTF-8', t => {
    const home = folder(t, { 'a.js': LOGIN });
    fs.writeFileSync(Buffer.concat([Buffer.from(`${home}/caf`), Buffer.from([0xe9]), Buffer.from('.js')]), LOGIN);
    fs.mkdirSync(Buffer.concat([Buffer.from(`${home}/d`), Buffer.from([0xff])]));
    const report = json(home, ['--fix']);
    assert.deepEqual(report.errors.map(({ file }) => file), ['caf\uFFFD.js', 'd\uFFFD']);
    assert.equal(read(home, 'a.js'), FIXED);
  });

  it('opens no device that is named', t => {
    const named = json(folder(t), ['/dev/zero', '/dev/tty']);
    assert.equal(named.status, 2);
    assert.deepEqual(named.errors.map(({ message }) => message), ['not a regular file', 'not a regular file']);
  });

  it('steers no terminal with the names of files', t => {
    const home = folder(t, { 'a\u001b]0;owned\u0007\u202e.js': LOGIN });
    const { out } = run(home, []);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is there is the point
    assert.doesNotMatch(out, /[\u0000-\u0008\u000b-\u001f\u007f\u202e]/);
    assert.match(out, /ambiguous-302/);
  });

  it('breaks no report with the names of files', t => {
    const hostile = '"><script>x</script>&amp;]]>\'\n::error::%0A\u001b[31m\u202e\u2028.js';
    const home = folder(t, { [hostile]: LOGIN, 'b.js': LOGIN });
    const { length } = json(home, []).results;
    assert.equal(length, 2);
    for (const format of ['json', 'sarif', 'gitlab']) assert.doesNotThrow(() => JSON.parse(run(home, ['--format', format]).out), format);
    const sarif = run(home, ['--format', 'sarif']).out;
    for (const [, uri] of sarif.matchAll(/"uri": ?"([^"]*)"/g)) assert.match(uri ?? '', /^[\w%./:~@!$&'()*+,;=?#-]*$/, 'a reference as RFC 3986 has it');
    for (const format of ['checkstyle', 'junit']) {
      const { out } = run(home, ['--format', format]);
      assert.doesNotMatch(out, /<script|]]>(?!$)|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i, format);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is there is the point
      assert.doesNotMatch(out, /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/, format);
    }
    const commands = run(home, ['--format', 'github']).out.trimEnd().split('\n');
    assert.equal(commands.length, 2, 'a line feed in a name begins no command of its own');
    for (const command of commands) assert.match(command, /^::warning file=[^,:]*,line=3,/);
    assert.equal(run(home, ['--format', 'compact']).out.trimEnd().split('\n').length, 2);
  });

  it('is not held up by patterns of ignore files and configuration that take for ever', t => {
    const long = `${'a'.repeat(200)}.js`;
    const wild = `${'*a'.repeat(20)}*b`;
    const deep = `${'**/*/'.repeat(12)}b`;
    const home = folder(t, {
      [long]: LOGIN, [`${'a/'.repeat(80)}c.js`]: LOGIN, '.gitignore': `${wild}\n${deep}\nhidden.js\n`, 'hidden.js': LOGIN,
    });
    assert.deepEqual(json(home, []).results.map(({ file }) => file), [`${'a/'.repeat(80)}c.js`, long]);
    for (const config of [{ ignore: [wild] }, { formats: { [wild]: 'nginx' } }, { assumeMethods: { [deep]: ['GET'] } }, { suppressions: [{ files: wild, rules: ['ambiguous-302'], reason: 'x' }] }]) {
      fs.writeFileSync(path.join(home, 'redirect-lint.config.json'), JSON.stringify(config));
      const { status, err } = run(home, []);
      assert.equal(status, 2);
      assert.match(err, /too many wildcards/);
    }
  });

  it('is not led out of the project by its configuration', t => {
    const outside = folder(t, { 'a.js': LOGIN, 'secret.conf': 'server { return 302 /x; }' });
    const home = folder(t, { 'a.js': LOGIN });
    const up = path.relative(home, outside);
    const config = { ignore: [`${up}/**`], formats: { [`${up}/*.conf`]: 'nginx', [`${outside}/*.conf`]: 'nginx' }, assumeMethods: { [`${up}/**`]: ['POST'] } };
    fs.writeFileSync(path.join(home, 'redirect-lint.config.json'), JSON.stringify(config));
    const report = json(home, ['--fix']);
    assert.deepEqual([report.errors, report.fixed?.map(({ file }) => file)], [[], ['a.js']]);
    assert.equal(read(outside, 'a.js'), LOGIN);
  });
});

describe('the tree while it is read', () => {
  it('holds FIFOs and sockets without waiting for them', t => {
    const home = folder(t, { 'a.js': LOGIN });
    execFileSync('mkfifo', [path.join(home, 'pipe.js'), path.join(home, '_redirects'), path.join(home, '.gitignore'), path.join(home, 'redirect-lint.config.json')]);
    const { status, err } = run(home, []);
    assert.equal(status, 2);
    assert.match(err, /redirect-lint\.config\.json: not a regular file/);
    fs.rmSync(path.join(home, 'redirect-lint.config.json'));
    assert.deepEqual(json(home, []).results.map(({ file }) => file), ['a.js']);
  });
});
