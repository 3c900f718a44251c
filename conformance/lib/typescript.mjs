import { transformSync } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';

/** @type {import('typescript').CompilerOptions} */
const OPTIONS = {
  strict: true, noEmit: true, skipLibCheck: true, experimentalDecorators: true, allowJs: false,
  target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, moduleDetection: ts.ModuleDetectionKind.Force,
  jsx: ts.JsxEmit.ReactJSX, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'], types: ['node'], allowImportingTsExtensions: true,
};
/** Declarations, which every check reads anew else. @type {Map<string, import('typescript').SourceFile | undefined>} */
const declarations = new Map();
/** @type {import('typescript').Program | undefined} */
let last;

/** @param {string} file */
export function isTypeScript(file) {
  return /\.[cm]?tsx?$/.test(file);
}

/**
 * Has TypeScript check a file with the types that its packages bring; null where nothing is wrong.
 * @param {string} file
 * @param {string[]} [ambient] files of declarations that the framework generates
 * @returns {string | null}
 */
export function typeErrors(file, ambient = []) {
  const host = ts.createCompilerHost(OPTIONS);
  const read = host.getSourceFile;
  host.getSourceFile = (name, ...rest) => {
    if (!name.endsWith('.d.ts') && !name.endsWith('.d.mts')) return read(name, ...rest);
    if (!declarations.has(name)) declarations.set(name, read(name, ...rest));
    return declarations.get(name);
  };
  last = ts.createProgram({ rootNames: [file, ...ambient], options: OPTIONS, host, ...(last && { oldProgram: last }) });
  const source = last.getSourceFile(file);
  const wrong = [...last.getSyntacticDiagnostics(source), ...last.getSemanticDiagnostics(source)];
  if (wrong.length === 0) return null;
  return ts.formatDiagnostics(wrong, { getCanonicalFileName: name => name, getCurrentDirectory: () => '/', getNewLine: () => '\n' }).trim();
}

/**
 * TypeScript as the JavaScript that Node runs, beside the file.
 * @param {string} file
 * @returns {string} the file written
 */
export function compiled(file) {
  const output = file.replace(/\.[cm]?tsx?$/, '.compiled.mjs');
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    loader: file.endsWith('x') ? 'tsx' : 'ts', format: 'esm', target: 'node20', jsx: 'automatic', tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
  });
  writeFileSync(output, code);
  return output;
}
