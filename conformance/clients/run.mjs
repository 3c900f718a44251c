#!/usr/bin/env node
import { execFile, spawn, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installPackages } from '../lib/packages.mjs';
import { PROGRAMS } from './programs.mjs';
import { outcomeOf, startServer } from './server.mjs';

const USAGE = `usage: node conformance/clients/run.mjs [options]

Has real HTTP clients follow each redirect status that answers POST, PUT, PATCH or DELETE, from a server on loopback,
and writes what they did to server/src/clients/measured.json.

  --check     write nothing; fail where a client does something else than that file says
  --install   install Debian packages that are missing (needs root)
`;
const DATA = fileURLToPath(new URL('../../server/src/clients/measured.json', import.meta.url));
const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'];
const STATUSES = [301, 302, 303, 307, 308];
/** So long, in ms, all clients of one kind may take. */
const PATIENCE = 120_000;

const options = new Set(process.argv.slice(2));
if ([...options].some(option => !['--check', '--install'].includes(option))) {
  process.stdout.write(USAGE);
  process.exit(2);
}

installPackages(dirname(fileURLToPath(import.meta.url)));
requirePackages();
const server = await startServer();
const clients = [];
try {
  for (const program of PROGRAMS) {
    const measured = await measure(program);
    clients.push(...measured);
    console.log(`${program.kind}: ${measured.map(({ name, version, how }) => `${name} ${version} ${how}`.trim()).join(', ')}`);
  }
} finally {
  await server.close();
}
const data = { measured: new Date().toISOString().slice(0, 10), statuses: STATUSES, clients };
if (options.has('--check')) check(JSON.parse(readFileSync(DATA, 'utf8')).clients);
else {
  writeFileSync(DATA, `${lines(data)}\n`);
  console.log(`${clients.length} clients measured`);
}

function requirePackages() {
  const missing = () => [...new Set(PROGRAMS.flatMap(program => program.needs).filter(need => !need.present()).map(need => need.debian))];
  if (missing().length && options.has('--install')) {
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...missing()], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  if (!missing().length) return;
  console.error(`not installed, Debian packages ${missing().join(' ')} (or run with --install as root)`);
  process.exit(1);
}

/** @param {import('./programs.mjs').Program} program */
async function measure({ kind, command, args, env, build }) {
  if (build) {
    cpSync(build.source, build.folder, { recursive: true });
    const [tool = '', ...rest] = build.command;
    await promisify(execFile)(tool, rest, { cwd: build.folder });
  }
  const [tool = '', ...rest] = [...command, server.base, ...args?.() ?? []];
  const child = spawn(tool, rest, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE });
  let said = '';
  child.stderr.on('data', chunk => { said = `${said}${chunk}`.slice(-4000); });
  const ended = new Promise(resolve => child.once('close', resolve));
  const met = [];
  for await (const line of createInterface(child.stdout)) {
    const [what, key = '', ...fields] = line.split('\t');
    if (what === 'raised') server.raised.add([key, ...fields].join('/'));
    else if (what === 'client') met.push({ key, fields });
  }
  const status = await ended;
  if (status !== 0 || met.length === 0) throw new Error(`${command.join(' ')} ended with ${status}: ${said}`);
  return met.map(({ key, fields: [name, version, how] }) => ({ key, kind, name, version, how, ...outcomes(key) }));
}

/** @param {string} key */
function outcomes(key) {
  return Object.fromEntries(METHODS.map(method => [method, STATUSES.map(status => {
    const name = `${key}/${method}/${status}`;
    return outcomeOf(method, server.arrived(name), server.raised.has(name));
  })]).filter(([, each]) => each.some(outcome => outcome !== null)));
}

/** Versions may differ, what they do may not. */
function check(stated) {
  const behaviour = ({ key, POST, PUT, PATCH, DELETE }) => `${key} ${JSON.stringify({ POST, PUT, PATCH, DELETE })}`;
  const known = new Set(stated.map(behaviour));
  const seen = new Set(clients.map(behaviour));
  const wrong = [...[...known].filter(each => !seen.has(each)).map(each => `- ${each}`), ...[...seen].filter(each => !known.has(each)).map(each => `+ ${each}`)];
  for (const line of wrong) console.error(line);
  console.log(wrong.length ? 'measured.json says something else' : `${clients.length} clients do what measured.json says`);
  process.exitCode = wrong.length ? 1 : 0;
}

/** JSON with one line for each list, so that a difference can be read. */
function lines(value) {
  return JSON.stringify(value, null, 2).replace(/\[\n\s+((?:"[^"]*"|null|\d+)(?:,\n\s+(?:"[^"]*"|null|\d+))*)\n\s+\]/g, (_, inner) => `[${inner.replace(/,\n\s+/g, ', ')}]`);
}
