#!/usr/bin/env node
import { existsSync } from 'node:fs';

const bundle = new URL('../dist/cli.js', import.meta.url);
const server = new URL('../dist/language-server.js', import.meta.url);

async function start() {
  if (!existsSync(bundle)) throw new Error('not built yet: run "npm run build" in the checkout first');
  const { keepCompiledCode, keepHeapSmall } = await import('../dist/start.js');
  keepCompiledCode();
  // As editors start it; whatever else is written there is the command line's to judge.
  if (/^lsp(?: --stdio)?$/.test(process.argv.slice(2).join(' '))) return await import(server.href).then(() => undefined);
  keepHeapSmall();
  const { main } = await import(bundle.href);
  return await main(process.argv.slice(2));
}

start().then(
  status => {
    process.exitCode = status;
  },
  error => {
    process.stderr.write(`redirect-lint: ${error.message}\n`);
    process.exitCode = 2;
  },
);
