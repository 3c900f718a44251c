import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The command that users run. */
export const COMMAND = fileURLToPath(new URL('../../server/bin/redirect-lint.js', import.meta.url));
const BUNDLE = fileURLToPath(new URL('../../server/dist', import.meta.url));

/**
 * One redirect site as `redirect-lint redirects --format json` prints it; lines and columns 1-based, offsets in UTF-16 units.
 * @typedef {object} Site
 * @property {string} file
 * @property {number} line
 * @property {number} column
 * @property {number} endLine
 * @property {number} endColumn
 * @property {number | null} status
 * @property {string} statusOrigin
 * @property {string[]} methods `['ANY']` where nothing limits them
 * @property {string} adapter
 * @property {string | null} path
 * @property {Fix[]} fixes
 *
 * @typedef {object} Fix
 * @property {number} status
 * @property {boolean} preferred
 * @property {boolean} safe
 * @property {{ startOffset: number, endOffset: number, newText: string }[]} edits
 */

/**
 * What the product claims of every file below a folder, by file name relative to it.
 * @param {string} folder
 * @returns {Promise<Map<string, Site[]>>}
 */
export async function claimsIn(folder) {
  if (!existsSync(COMMAND) || !existsSync(BUNDLE)) throw new Error('redirect-lint is not built: run `npm run build` first');
  const output = await run([COMMAND, 'redirects', '--format', 'json', '.'], folder);
  const { version, results, errors } = JSON.parse(output);
  if (version !== 1) throw new Error(`redirect-lint printed version ${version} of its JSON, not 1`);
  if (errors?.length) throw new Error(`redirect-lint could not read its input: ${JSON.stringify(errors)}`);
  /** @type {Map<string, Site[]>} */
  const byFile = new Map();
  for (const site of /** @type {Site[]} */ (results)) {
    const sites = byFile.get(site.file);
    if (sites) sites.push(site);
    else byFile.set(site.file, [site]);
  }
  return byFile;
}

/**
 * @param {Site} site
 * @param {string} method
 */
export function claims(site, method) {
  return site.methods.includes('ANY') || site.methods.includes(method);
}

/**
 * @param {string} text
 * @param {Fix} fix
 * @throws {Error} where its edits overlap or leave the text
 */
export function applied(text, fix) {
  const edits = [...fix.edits].sort((a, b) => b.startOffset - a.startOffset || b.endOffset - a.endOffset);
  let limit = text.length;
  for (const { startOffset, endOffset, newText } of edits) {
    if (startOffset < 0 || startOffset > endOffset || endOffset > limit) throw new Error(`edits overlap or leave the text: ${JSON.stringify(fix.edits)}`);
    text = text.slice(0, startOffset) + newText + text.slice(endOffset);
    limit = startOffset;
  }
  return text;
}

/**
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<string>}
 */
function run(args, cwd) {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      // 1 says that there are findings, which is what the cases are for.
      if (error && error.code !== 1) reject(new Error(`redirect-lint ended with ${error.code}: ${stderr || stdout}`));
      else resolve(stdout);
    });
  });
}
