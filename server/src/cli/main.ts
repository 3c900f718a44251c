import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConfigError, nearestConfig, type PlacedConfig, readConfig } from '../node/config.ts';
import { grammarsIn, SHIPPED_GRAMMARS } from '../node/grammars.ts';
import { commonFolder, type Project, type ProjectOptions, readProject } from '../node/project.ts';
import { serveReaders } from '../node/reader-thread.ts';
import { userCacheFor } from '../node/user-cache.ts';
import { readShards, ShardError, writeShard } from '../node/shards.ts';
import { decode, isOutside } from '../node/text-file.ts';
import { reasonOf } from '../node/reason.ts';
import { keepHeapSmall } from '../node/small-heap.ts';
import { useGrammars } from '../syntax/parser.ts';
import manifest from '../../package.json' with { type: 'json' };
import { sitesIn } from './collect.ts';
import { completionsText } from './completions.ts';
import { Failure } from './failure.ts';
import type { Look } from './formats/format.ts';
import { formats } from './formats/index.ts';
import { helpText } from './help.ts';
import { lintProject } from './lint.ts';
import { type Arguments, readArguments } from './options.ts';
import { mapFormats } from './map/index.ts';
import { mapOf } from './map/map.ts';
import { leaveErrorsToWriters, write } from './output.ts';
import { configText } from './print-config.ts';
import { Progress } from './progress.ts';
import { type FileError, shown } from './report.ts';
import { explainText, rulesText } from './rules.ts';
import { harmless, painter, wantsColour } from './terminal.ts';

/** More cost more memory than they save time. */
const MOST_THREADS = 8;

/** Runs the command line and gives the exit status; everything that goes wrong is one line on standard error and status 2. */
export async function main(argv: readonly string[]): Promise<number> {
  leaveErrorsToWriters(process.stdout, process.stderr);
  try {
    return await run(readArguments(argv));
  } catch (error) {
    const expected = [Failure, ConfigError, ShardError].some(kind => error instanceof kind);
    const text = error instanceof Error ? error.message : String(error);
    await write(process.stderr, `${harmless(`redirect-lint: ${expected ? text : `internal failure: ${text}`}`)}\n`);
    if (!expected && process.env.REDIRECT_LINT_DEBUG) await write(process.stderr, `${(error as Error).stack}\n`);
    return 2;
  }
}

/** Reads files for the thread that started this one. */
export function serveThread(): void {
  keepHeapSmall();
  serveReaders();
}

async function run(args: Arguments): Promise<number> {
  const told = tell(args);
  if (told !== null) {
    await print(told);
    return 0;
  }
  if (args.command === 'lsp') return await serve(args);
  return args.command === 'map' ? await draw(args) : await report(args);
}

/** What is answered without reading any file; null where files are to be read. */
function tell(args: Arguments): string | null {
  if (args.help) return helpText();
  if (args.version) return `${manifest.version}\n`;
  if (args.command === 'explain') return explainText(args.operands, painter(look().colour), look().width);
  if (args.command === 'completions') return completionsText(args.operands);
  if (args.command !== 'rules') return null;
  if (args.operands.length > 0) throw new Failure('rules takes no arguments; explain RULE says more of one');
  return rulesText(args.format);
}

// Loaded only here, so that linting does not pay for the protocol.
async function serve({ operands }: Arguments): Promise<number> {
  if (operands.length > 0) throw new Failure('lsp takes no paths: the editor sends them');
  await import('./language-server.ts');
  return await new Promise<never>(() => {});
}

async function draw(args: Arguments): Promise<number> {
  const format = formatNamed(mapFormats, args);
  const { cwd, config, project, failed } = await readFor(args);
  const map = mapOf(project, cwd, config);
  await print(format.print(map));
  if (!format.showsErrors) await printErrors(map.errors);
  return failed ?? 0;
}

async function report(args: Arguments): Promise<number> {
  const format = formatNamed(args.command === 'redirects' ? formats.filter(one => one.redirects) : formats, args);
  if (args.printConfig !== null) {
    const cwd = process.cwd();
    const named = namedBy(args, cwd);
    await print(configText(named[0] as string, configFor(args, named), cwd));
    return 0;
  }
  const { cwd, named, instead, config, project, failed } = await readFor(args);
  if (args.command === 'facts') {
    writeShard(path.resolve(cwd, args.out as string), project, manifest.version);
    return failed ?? 0;
  }
  if (args.command === 'redirects' && format.redirects) {
    const errors = project.unreadable.map(({ file, message }) => ({ file: shown(file, cwd), message }));
    await print(format.redirects({ version: manifest.version, files: project.files, errors, results: sitesIn(project, cwd, config) }, look()));
    return failed ?? 0;
  }
  const lowest = args.quiet ? 'error' : args.severity ?? format.severity;
  const fix = format.showsFixes ? 'show' : args.fix;
  const outcome = await lintProject(project, { args: { ...args, fix }, lowest, named, cwd, config, version: manifest.version });
  const text = format.findings(outcome.report, look());
  if (instead && args.fix === 'write') {
    await print(outcome.report.fixed[0]?.after ?? instead.bytes);
    await write(process.stderr, text);
  } else {
    await print(text);
  }
  if (!format.showsFixes) return failed ?? outcome.status;
  await printErrors(outcome.report.errors);
  return failed ?? (text === '' ? 0 : 1);
}

/** Reads what the arguments name. `failed`: the exit status where something of that could not be read, or the analysis failed, else null. */
async function readFor(args: Arguments) {
  const cwd = process.cwd();
  const named = namedBy(args, cwd);
  const instead = args.stdin === null ? undefined : { file: named[0] as string, ...await standardInput() };
  const config = configFor(args, named);
  const project = await readNamed(args, { named, cwd, config, ...instead && { instead } });
  project.keep();
  return { cwd, named, instead, config, project, failed: project.hasFailed || project.unreadable.some(({ file }) => named.includes(file)) ? 2 : null };
}

/** Absolute paths of what the arguments name; the current folder where they name nothing. */
function namedBy(args: Arguments, cwd: string): string[] {
  if (args.printConfig !== null) return [path.resolve(cwd, args.printConfig)];
  if (args.stdin !== null) return [path.resolve(cwd, args.stdin)];
  const named = args.operands.length > 0 ? args.operands.map(operand => existing(operand, cwd)) : [cwd];
  if (args.command !== 'facts') return named;
  const outside = args.operands.find((_, at) => isOutside(cwd, named[at] as string));
  if (outside !== undefined) throw new Failure(`${outside}: facts are relative to the current folder, and this stands outside`);
  if (args.out === null) throw new Failure('facts needs --out FILE');
  return named;
}

async function readNamed(args: Arguments, options: ProjectOptions): Promise<Project> {
  if (args.facts) return readShards(args.facts.map(file => path.resolve(options.cwd, file)), options.cwd, manifest.version);
  useGrammars(grammarsIn(SHIPPED_GRAMMARS));
  const progress = new Progress(process.stderr, process.env);
  try {
    const threads = { count: args.threads ?? Math.min(os.availableParallelism(), MOST_THREADS), entry: new URL('./facts-worker.js', import.meta.url) };
    return await readProject({ ...options, threads, onRead: files => progress.read(files), ...args.cache && { cacheFor: userCacheFor }, ...args.command === 'facts' && { root: options.cwd } });
  } finally {
    progress.done();
  }
}

function formatNamed<T extends { readonly name: string }>(able: readonly T[], args: Arguments): T {
  const format = able.find(one => one.name === args.format);
  if (!format) throw new Failure(`--format is one of ${able.map(one => one.name).join(', ')}, not "${args.format}"`);
  return format;
}

function configFor(args: Arguments, named: readonly string[]): PlacedConfig {
  if (args.config !== null) return readConfig(path.resolve(args.config));
  // What is judged as one has one configuration, wherever its parts stand.
  return nearestConfig(args.command === 'facts' ? process.cwd() : commonFolder(named));
}

/** The absolute path of what is named, links in its folder resolved. */
function existing(operand: string, cwd: string): string {
  if (operand === '') throw new Failure('"": a path cannot be empty');
  const file = path.resolve(cwd, operand);
  try {
    return fs.statSync(file).isDirectory() ? fs.realpathSync(file) : path.join(fs.realpathSync(path.dirname(file)), path.basename(file));
  } catch (error) {
    throw new Failure(`${operand}: ${reasonOf(error)}`);
  }
}

async function standardInput(): Promise<{ text: string; bytes: Buffer }> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const read = decode(Buffer.concat(chunks));
  if ('problem' in read) throw new Failure(`standard input: ${read.problem}`);
  return read;
}

function print(text: string | Buffer): Promise<void> {
  return write(process.stdout, text);
}

function printErrors(errors: readonly FileError[]): Promise<void> {
  return write(process.stderr, errors.map(({ file, message }) => `${harmless(`redirect-lint: ${file}: ${message}`)}\n`).join(''));
}

function look(): Look {
  const { stdout, env } = process;
  return { colour: wantsColour(env, stdout.isTTY), width: stdout.isTTY ? Math.min(stdout.columns || 80, 120) : null };
}
