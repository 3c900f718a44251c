#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applied, claimsIn } from './lib/claims.mjs';
import { installPackages } from './lib/packages.mjs';
import { collapsed, probesIn } from './lib/probes.mjs';
import { contradictions, misfixes, unclaimed } from './lib/verdict.mjs';
import { askAll, asker, freePort, isRedirect, METHODS } from './lib/wire.mjs';

/**
 * @typedef {import('./lib/server.mjs').Server} Server
 * @typedef {import('./lib/claims.mjs').Site} Site
 * @typedef {import('./lib/probes.mjs').Probe} Probe
 * @typedef {import('./lib/wire.mjs').Answers} Answers
 * @typedef {{ name: string, text: string, probes: Probe[] }} Case
 */

const USAGE = `usage: node conformance/run.mjs [options] [server…]

Requests every construct of cases/<server>/ with ${METHODS.join(', ')} on loopback and compares
the status line with what redirect-lint claims, before and after each fix that it offers.

  --install   install Debian packages that are missing (needs root)
  --observe   print what the wire says, without asking redirect-lint
  --list      print the servers
`;
const HERE = dirname(fileURLToPath(import.meta.url));

const args = process.argv.slice(2);
const options = new Set(args.filter(arg => arg.startsWith('--')));
const names = args.filter(arg => !arg.startsWith('--'));
const unknown = [...options].filter(option => !['--install', '--observe', '--list'].includes(option));
if (unknown.length) {
  process.stderr.write(`unknown option ${unknown.join(' ')}\n${USAGE}`);
  process.exit(2);
}

// Everything that servers write goes here, however the run ends.
const scratch = mkdtempSync(join(tmpdir(), 'conformance-'));
process.env.TMPDIR = scratch;
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

const count = { passed: 0, failed: 0 };
installPackages(HERE);
const servers = await loadServers();
if (options.has('--list')) {
  for (const { name } of servers) console.log(name);
} else {
  const strangers = names.filter(name => !servers.some(server => server.name === name || server.cases === name));
  if (strangers.length) {
    process.stderr.write(`no such server: ${strangers.join(' ')} (there are ${servers.map(({ name }) => name).join(' ')})\n`);
    process.exit(2);
  }
  for (const server of servers) {
    if (!names.length || names.includes(server.name) || names.includes(server.cases)) await runServer(server);
  }
  const judged = count.passed + count.failed;
  if (judged || !options.has('--observe')) console.log(`${count.passed} passed, ${count.failed} failed`);
  process.exitCode = count.failed || (!judged && !options.has('--observe')) ? 1 : 0;
}

/** @returns {Promise<Server[]>} */
async function loadServers() {
  const files = readdirSync(join(HERE, 'servers')).filter(file => file.endsWith('.mjs')).sort();
  return (await Promise.all(files.map(file => import(`./servers/${file}`)))).flatMap(module => module.default);
}

/** @param {Server} server */
async function runServer(server) {
  const missing = (server.needs ?? []).filter(need => !need.present());
  if (missing.length && options.has('--install')) {
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...missing.map(need => need.debian)], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  for (const need of missing) {
    if (!need.present()) return report(`${server.name}: not installed, Debian package ${need.debian} (or run with --install as root)`, ['cannot be shown']);
  }
  const folder = mkdtempSync(join(tmpdir(), 'cases-'));
  try {
    cpSync(join(HERE, 'cases', server.cases), folder, { recursive: true });
    server.prepare?.(folder);
    const cases = casesIn(folder);
    if (!cases.length) return report(`${server.name}: no cases`, [`cases/${server.cases}/ holds no file with a probe`]);
    const claims = options.has('--observe') ? null : await claimsIn(folder);
    for (const one of cases) await runCase(server, folder, one, claims && (claims.get(one.name) ?? []));
  } catch (error) {
    report(server.name, [error instanceof Error ? error.message : String(error)]);
  } finally {
    await server.close?.();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @returns {Case[]}
 */
function casesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .filter(name => !name.startsWith('node_modules/'))
    .sort()
    .map(name => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
    .map(one => ({ ...one, probes: probesIn(one.text) }))
    .filter(one => one.probes.length);
}

/**
 * @param {Server} server
 * @param {string} folder
 * @param {Case} one
 * @param {Site[] | null} sites null: print what is seen
 */
async function runCase(server, folder, one, sites) {
  const label = `${server.name} ${one.name}`;
  let answers;
  try {
    answers = await observe(server, join(folder, one.name), one.probes);
  } catch (error) {
    return report(label, [error instanceof Error ? error.message : String(error)]);
  }
  if (!sites) {
    for (const probe of one.probes) console.log(`${label}:${probe.line} ${probe.text}: ${probe.targets.map(target => seen(answers, [target])).join('; ')}`);
    return;
  }
  for (const stray of sites.filter(site => !probeOf(one.probes, site))) {
    report(`${label}:${stray.line} ${sourceOf(one.text, stray)}`, ['claimed, but no probe stands above it']);
  }
  for (const probe of one.probes) {
    const its = sites.filter(site => probeOf(one.probes, site) === probe);
    const others = sites.filter(site => probeOf(one.probes, site)?.targets.some(target => probe.targets.includes(target)));
    if (!its.length && !others.length) report(`${label}:${probe.line} ${probe.text}: ${seen(answers, probe.targets)}`, unclaimed(probe, answers));
    for (const site of its) await runSite(server, folder, one, probe, site, others, answers, label);
  }
}

/**
 * @param {Server} server
 * @param {string} folder
 * @param {Case} one
 * @param {Probe} probe
 * @param {Site} site
 * @param {Site[]} others
 * @param {Answers} answers
 * @param {string} label
 */
async function runSite(server, folder, one, probe, site, others, answers, label) {
  const wrong = contradictions(site, probe, answers, others);
  const said = [];
  for (const [index, fix] of site.fixes.entries()) {
    const complaints = await tryFix(server, folder, one, probe, site, fix, answers, `${site.line}-${site.column}-${index}`);
    said.push(`${fix.status} ${complaints.length ? '✗' : '✓'}`);
    wrong.push(...complaints.map(complaint => `fix ${fix.status}: ${complaint}`));
  }
  const line = `${label}:${site.line} ${sourceOf(one.text, site)}: ${seen(answers, probe.targets)}`;
  report(line, wrong, said.length ? `; fix ${said.join(' ')}` : '');
}

/**
 * Applies one fix to a copy and compares; empty where all is as it should be.
 * @param {Server} server
 * @param {string} folder
 * @param {Case} one
 * @param {Probe} probe
 * @param {Site} site
 * @param {import('./lib/claims.mjs').Fix} fix
 * @param {Answers} before
 * @param {string} id
 * @returns {Promise<string[]>}
 */
async function tryFix(server, folder, one, probe, site, fix, before, id) {
  // The copy stands beside the case, so that whatever it names is found, and keeps its extension.
  const copy = join(folder, dirname(one.name), `fixed-${id}`, one.name.slice(one.name.lastIndexOf('/') + 1));
  try {
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, applied(one.text, fix));
    const after = await observe(server, copy, one.probes);
    return misfixes(site, probe, fix, before, after);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    rmSync(dirname(copy), { recursive: true, force: true });
  }
}

/**
 * Has the server's own check accept the file, starts it and requests every probe.
 * @param {Server} server
 * @param {string} file
 * @param {Probe[]} probes
 * @returns {Promise<Answers>}
 */
async function observe(server, file, probes) {
  const complaint = await server.check(file);
  if (complaint) throw new Error(`not accepted: ${complaint}`);
  const port = await freePort();
  const { stop, ask = asker(port) } = await server.start(file, port);
  try {
    return await askAll(ask, probes.flatMap(probe => probe.targets));
  } finally {
    await stop();
  }
}

/**
 * @param {Probe[]} probes
 * @param {Site} site
 */
function probeOf(probes, site) {
  return probes.find(probe => probe.line < site.line && site.line <= probe.lastLine);
}

/**
 * @param {string} text
 * @param {Site} site
 */
function sourceOf(text, { line, column, endLine, endColumn }) {
  const lines = text.split(/\r?\n/).slice(line - 1, endLine);
  if (line === endLine) return collapsed((lines[0] ?? '').slice(column - 1, endColumn - 1));
  lines[0] = (lines[0] ?? '').slice(column - 1);
  lines.push((lines.pop() ?? '').slice(0, endColumn - 1));
  return collapsed(lines.join('\n'));
}

/**
 * The statuses seen, redirects first: `302 on GET HEAD POST, 403 on PUT PATCH DELETE`.
 * @param {Answers} answers
 * @param {string[]} targets
 */
function seen(answers, targets) {
  /** @type {Map<string, Set<string>>} */
  const methods = new Map();
  for (const redirects of [true, false]) {
    for (const method of METHODS) {
      for (const target of targets) {
        const answer = answers.get(`${method} ${target}`);
        if (!answer || isRedirect(answer) !== redirects) continue;
        const status = `${answer.status}${answer.status >= 300 && answer.status < 400 && answer.location === null ? ' without Location' : ''}`;
        methods.set(status, (methods.get(status) ?? new Set()).add(method));
      }
    }
  }
  return [...methods].map(([status, its]) => `${status} on ${its.size === METHODS.length ? 'all' : [...its].join(' ')}`).join(', ');
}

/**
 * One line for one construct, and what is wrong with it below.
 * @param {string} line
 * @param {string[]} wrong
 * @param {string} [tail]
 */
function report(line, wrong, tail = '') {
  count[wrong.length ? 'failed' : 'passed']++;
  console.log(`${line} ${wrong.length ? '✗' : '✓'}${tail}`);
  for (const one of wrong) console.log(`    ${one.replace(/\n/g, '\n    ')}`);
}
