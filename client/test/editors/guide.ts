import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const GUIDES = path.join(ROOT, 'docs/editors');

/** The configuration that a guide prints: the fenced block whose info string ends in this name. */
export function configuration(guide: string, name: string): string {
  const text = fs.readFileSync(path.join(GUIDES, guide), 'utf8');
  const blocks = [...text.matchAll(/^```\S+ (\S+)\n(.*?)^```$/gms)];
  const found = blocks.find(block => block[1] === name)?.[2];
  if (found === undefined) throw new Error(`docs/editors/${guide} prints no ${name}`);
  return found;
}

/** The guides there are, without their list. */
export function guides(): string[] {
  return fs.readdirSync(GUIDES).filter(name => name.endsWith('.md') && name !== 'README.md').sort();
}
