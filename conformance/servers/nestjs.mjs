import { transformSync } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { nodeFramework } from '../lib/node-framework.mjs';

const PACKAGES = ['@nestjs/common', '@nestjs/core', '@nestjs/platform-express', '@nestjs/platform-fastify', 'reflect-metadata'];

const framework = nodeFramework({ name: 'nestjs', cases: 'nestjs', packages: Object.fromEntries(PACKAGES.map(name => [name, name])) });

/**
 * The decorators compiled, beside the case.
 * @param {string} file
 */
function compiled(file) {
  const output = file.replace(/\.ts$/, '.compiled.mjs');
  const { code } = transformSync(readFileSync(file, 'utf8'), { loader: 'ts', format: 'esm', target: 'node20', tsconfigRaw: { compilerOptions: { experimentalDecorators: true } } });
  writeFileSync(output, code);
  return output;
}

/**
 * Controllers in TypeScript, on Express and on Fastify.
 * @type {import('../lib/server.mjs').Server}
 */
export default {
  ...framework,
  async check(file) {
    try {
      return await framework.check(compiled(file));
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  },
  start: (file, port) => framework.start(compiled(file), port),
};
