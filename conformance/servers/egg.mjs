import { cpSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeFramework } from '../lib/node-framework.mjs';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));
/** The folder of a fixed copy, which stands beside its case. */
const COPY = /fixed-[^/]+\//;

/**
 * Egg finds routes and controllers by where they stand, so that each start is one of a project of its own.
 * @param {string} file
 */
function project(file) {
  const [cases = ''] = file.split('/app/', 1);
  const folder = mkdtempSync(join(tmpdir(), 'egg-'));
  cpSync(cases, folder, { recursive: true, filter: source => !/\/(?:fixed-[^/]+|node_modules)$/.test(source) });
  cpSync(file, join(folder, relative(cases, file).replace(COPY, '')));
  symlinkSync(MODULES, join(folder, 'node_modules'));
  const listener = join(folder, 'listener.cjs');
  writeFileSync(listener, "module.exports = require('egg').start({ baseDir: __dirname, env: 'prod', mode: 'single' }).then(app => app.callback());\n");
  return listener;
}

/** Version 3, the last that runs on Node 20. */
export default nodeFramework({ name: 'egg', cases: 'egg', packages: { egg: 'egg' }, listener: project });
