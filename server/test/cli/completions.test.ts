import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { COMMANDS, OPTIONS } from '../../src/cli/options.ts';
import { SHELLS } from '../../src/cli/shells.ts';
import { build } from '../built.ts';
import { folder, run } from './run.ts';

before(build);

describe('completions', () => {
  for (const shell of SHELLS) {
    it(`${shell}: every option and every command`, t => {
      const { status, out } = run(folder(t), ['completions', shell]);
      assert.equal(status, 0);
      for (const name of Object.keys(OPTIONS)) assert.ok(out.includes(shell === 'fish' ? `-l ${name} ` : `--${name}`), name);
      for (const name of Object.keys(COMMANDS)) assert.ok(out.includes(name), name);
    });
  }

  it('bash: completes as bash asks for it', t => {
    const home = folder(t, { 'a b.json': '', 'ab.json': '', 'script.sh': run(folder(t), ['completions', 'bash']).out });
    const complete = (...words: string[]) => {
      const script = `source ./script.sh; COMP_WORDS=(${words.map(word => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _redirect_lint; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return execFileSync('bash', ['--norc', '-c', script], { cwd: path.resolve(home), encoding: 'utf8' }).split('\n').filter(Boolean);
    };
    assert.deepEqual(complete('redirect-lint', '--format', 's'), ['stylish', 'sarif']);
    assert.deepEqual(complete('redirect-lint', '--base'), ['--baseline']);
    assert.deepEqual(complete('redirect-lint', 'expl'), ['explain']);
    assert.deepEqual(complete('redirect-lint', 'explain', 'ambiguous-301'), ['ambiguous-301']);
    assert.deepEqual(complete('redirect-lint', '--config', 'a').sort(), ['a b.json', 'ab.json']);
    assert.deepEqual(complete('redirect-lint', 'redirects', 'a').sort(), ['a b.json', 'ab.json']);
  });
});
