import fs from 'node:fs';
import path from 'node:path';
import { readText } from '../node/text-file.ts';
import { reasonOf } from '../node/reason.ts';
import { Failure } from './failure.ts';
import { codeOf, type Result, shown } from './report.ts';

/** Findings of one rule on lines that read the same, in one file. Line numbers are left out, so that moved lines change nothing. */
interface Entry {
  /** Relative to the baseline's folder, with `/` between its parts. */
  readonly file: string;
  readonly rule: string;
  /** Text of the line on which the finding begins, blanks squeezed. */
  readonly code: string;
  readonly count: number;
}

/** What a baseline leaves of a run. */
export interface Compared {
  readonly fresh: readonly Result[];
  readonly known: readonly Result[];
  /** How many findings of the baseline, in files that were read or are gone, are there no more. */
  readonly gone: number;
}

/** Parts the findings into those that the baseline lists and those that it does not. Throws a `Failure` where it cannot be read. */
export function compare(results: readonly Result[], baseline: string, cwd: string, wasRead: (file: string) => boolean): Compared {
  const left = new Map(entriesOf(baseline).map(entry => [nameOf(entry), { ...entry }]));
  const fresh: Result[] = [];
  const known: Result[] = [];
  for (const result of results) {
    const entry = left.get(nameOf(entryOf(result, baseline, cwd)));
    if (entry && entry.count > 0) {
      entry.count--;
      known.push(result);
    } else {
      fresh.push(result);
    }
  }
  const isDecided = (file: string) => wasRead(file) || !fs.existsSync(file);
  const gone = [...left.values()].filter(entry => isDecided(path.resolve(path.dirname(baseline), entry.file))).reduce((sum, entry) => sum + entry.count, 0);
  return { fresh, known, gone };
}

/** Writes a baseline that lists these findings and nothing else, one to a line. Throws a `Failure` where that cannot be done. */
export function writeBaseline(results: readonly Result[], baseline: string, cwd: string): void {
  const counts = new Map<string, Entry>();
  for (const result of results) {
    const entry = entryOf(result, baseline, cwd);
    counts.set(nameOf(entry), { ...entry, count: (counts.get(nameOf(entry))?.count ?? 0) + 1 });
  }
  const names = [...counts.keys()].sort();
  const lines = names.map(name => `    ${JSON.stringify(counts.get(name))}`);
  try {
    fs.writeFileSync(baseline, `{\n  "version": 1,\n  "findings": [\n${lines.join(',\n')}\n  ]\n}\n`);
  } catch (error) {
    throw new Failure(`${baseline}: ${reasonOf(error)}`);
  }
}

function entriesOf(baseline: string): Entry[] {
  const read = readText(baseline);
  if ('problem' in read) throw new Failure(`${baseline}: ${read.problem}; --update-baseline writes it`);
  try {
    const { version, findings } = JSON.parse(read.text) as { version: unknown; findings: Entry[] };
    if (version === 1 && findings.every(each => [each.file, each.rule, each.code].every(text => typeof text === 'string') && Number.isInteger(each.count))) return findings;
  } catch {
    // Said below.
  }
  throw new Failure(`${baseline}: not a baseline of redirect-lint; --update-baseline writes one`);
}

function entryOf(result: Result, baseline: string, cwd: string): Entry {
  return { file: shown(path.resolve(cwd, result.file), path.dirname(baseline)), rule: result.finding.rule, code: codeOf(result), count: 1 };
}

function nameOf({ file, rule, code }: Entry): string {
  return JSON.stringify([file, rule, code]);
}
