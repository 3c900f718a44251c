import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import net from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const START_MS = 15_000;
const STOP_MS = 5000;

/**
 * Whether a command is on the PATH or in Debian's folders for daemons.
 * @param {string} name
 */
export function hasCommand(name) {
  return [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'].some(folder => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** This process's environment, its PATH with Debian's folders for daemons, which ordinary users lack. */
export function environment() {
  return { ...process.env, PATH: `${process.env.PATH ?? ''}${delimiter}/usr/sbin${delimiter}/sbin` };
}

/**
 * Runs a command to its end; null where it succeeds, else what it said.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<string | null>}
 */
export function complaint(command, args) {
  return new Promise(resolve => {
    execFile(command, args, { env: environment() }, (error, stdout, stderr) => {
      resolve(error ? `${stderr}${stdout}`.trim() || error.message : null);
    });
  });
}

/**
 * Starts a server in the foreground and waits until its port answers.
 * @param {string} command
 * @param {string[]} args
 * @param {{ port: number, cwd?: string, env?: NodeJS.ProcessEnv, patience?: number }} options `patience` in ms
 * @returns {Promise<{ stop: () => Promise<void> }>}
 * @throws {Error} with the server's own words where it ends or stays silent
 */
export async function serve(command, args, { port, cwd, env = environment(), patience = START_MS }) {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => { said = (said + chunk).slice(-4000); });
  const ended = once(child, 'exit');
  ended.catch(() => {});
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(late);
  };
  const forget = () => child.kill('SIGTERM');
  process.once('exit', forget);
  ended.finally(() => process.off('exit', forget)).catch(() => {});
  const deadline = Date.now() + patience;
  while (!await answers(port)) {
    if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}: ${said.trim()}`);
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`${command} does not listen after ${patience} ms: ${said.trim()}`);
    }
    await pause(10);
  }
  return { stop };
}

/** @param {number} port */
function answers(port) {
  return new Promise(resolve => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => { socket.destroy(); resolve(true); });
    socket.once('error', () => resolve(false));
  });
}
