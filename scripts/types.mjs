// Writes the types of the library, server/dist/types: the declarations that server/src/index.ts leads to, and no package's.
//
// usage: node scripts/types.mjs
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const tsc = path.join(path.dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'redirect-lint-types-'));
const config = path.join(scratch, 'tsconfig.json');
fs.writeFileSync(config, JSON.stringify({
  extends: path.join(root, 'tsconfig.json'),
  compilerOptions: { noEmit: false, declaration: true, emitDeclarationOnly: true, outDir: path.join(scratch, 'out'), rootDir: path.join(root, 'server/src'), typeRoots: [path.join(root, 'node_modules/@types')] },
  include: [],
  files: [path.join(root, 'server/src/index.ts')],
}));
try {
  execFileSync(process.execPath, [tsc, '-p', config], { cwd: root, stdio: 'inherit' });
  const target = path.join(root, 'server/dist/types');
  fs.rmSync(target, { recursive: true, force: true });
  copyWithImports('index.d.ts', path.join(scratch, 'out'), target, new Set());
} finally {
  fs.rmSync(scratch, { recursive: true });
}

/** Copies a declaration file and those that it imports, not those that its comments show; specifiers name the `.js` that a resolver turns into `.d.ts`. */
function copyWithImports(file, from, to, done) {
  if (done.has(file)) return;
  done.add(file);
  const text = fs.readFileSync(path.join(from, file), 'utf8').replace(/(^(?:import|export)\b[^'`]*from\s+|\bimport\()'([^']+)'/gm, (_, before, specifier) => {
    if (!specifier.startsWith('.')) throw new Error(`${file} needs the types of ${specifier}, which whoever installs the package does not have`);
    const next = path.posix.join(path.posix.dirname(file), specifier.replace(/\.ts$/, '.d.ts'));
    copyWithImports(next, from, to, done);
    return `${before}'${specifier.replace(/\.ts$/, '.js')}'`;
  });
  fs.mkdirSync(path.dirname(path.join(to, file)), { recursive: true });
  fs.writeFileSync(path.join(to, file), text);
}
