import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { environment, hasCommand, serve } from './process.mjs';

const LIBRARIES = '/usr/share/gocode/src';
/** A first build compiles the framework too. */
const BUILD_MS = 300_000;

/**
 * A Go framework from Debian, or the standard library. A case is a whole program that listens on the loopback port given as its argument;
 * it is compiled by Debian's Go against Debian's libraries, without modules and without the network.
 * @param {object} given
 * @param {string} given.name as given on the command line, and the folder below cases/
 * @param {Record<string, string>} [given.packages] import path → Debian package
 * @returns {import('./server.mjs').Server}
 */
export function goFramework({ name, packages = {} }) {
  return {
    name,
    cases: name,
    needs: [
      { debian: 'golang-go', present: () => hasCommand('go') },
      ...Object.entries(packages).map(([path, debian]) => ({ debian, present: () => existsSync(`${LIBRARIES}/${path}`) })),
    ],
    check: compiled,
    start: (file, port) => serve(programOf(file), [String(port)], { port }),
  };
}

/** @param {string} file */
function programOf(file) {
  return file.replace(/\.go$/, '');
}

/**
 * Null where it compiles; the program stands beside the source then.
 * @param {string} file
 * @returns {Promise<string | null>}
 */
function compiled(file) {
  const env = { ...environment(), GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '', GOPROXY: 'off', CGO_ENABLED: '0' };
  return new Promise(resolve => {
    execFile('go', ['build', '-ldflags=-s -w', '-o', programOf(file), file], { env, timeout: BUILD_MS }, (error, stdout, stderr) => {
      resolve(error ? `${stderr}${stdout}`.trim() || error.message : null);
    });
  });
}
