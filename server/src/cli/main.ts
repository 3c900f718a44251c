import fs from 'node:fs';
import path from 'node:path';
import { ConfigError, nearestConfig, type PlacedConfig, readConfig } from '../node/config.ts';
import { grammarsIn, SHIPPED_GRAMMARS } from '../node/grammars.ts';
import { commonFolder, readProject } from '../node/project.ts';
import { decode } from '../node/text-file.ts';
import { reasonOf } from '../node/walk.ts';
import { useGrammars } from '../syntax/parser.ts';
import manifest from '../../package.json' with { type: 'json' };
import { sitesIn } from './collect.ts';
import { Failure } from './failure.ts';
import type { Format, Look } from './formats/format.ts';
import { formats } from './formats/index.ts';
import { helpText } from './help.ts';
import { lintProject } from './lint.ts';
import { type Arguments, readArguments } from './options.ts';
import { leaveErrorsToWriters, write } from './output.ts';
import { shown } from './report.ts';
import { explainText, rulesText } from './rules.ts';
import { painter, wantsColour } from './terminal.ts';

/** Runs the command line and gives the exit status; everything that goes wrong is one line on standard error and status 2. */
export async function main(argv: readonly string[]): Promise<number> {
  leaveErrorsToWriters(process.stdout, process.stderr);
  try {
    return await run(readArguments(argv));
  } catch (error) {
    const expected = error instanceof Failure || error instanceof ConfigError;
    const text = error instanceof Error ? error.message : String(error);
    await write(process.stderr, `redirect-lint: ${expected ? text : `internal failure: ${text}`}\n`);
    if (!expected && process.env.REDIRECT_LINT_DEBUG) await write(process.stderr, `${(error as Error).stack}\n`);
    return 2;
  }
}

async function run(args: Arguments): Promise<number> {
  const told = tell(args);
  if (told !== null) {
    await print(told);
    return 0;
  }
  return args.command === 'lsp' ? await serve(args) : await report(args);
}

/** What is answered without reading any file; null where files are to be read. */
function tell(args: Arguments): string | null {
  if (args.help) return helpText();
  if (args.version) return `${manifest.version}\n`;
  if (args.command === 'explain') return explainText(args.operands, painter(look().colour), look().width);
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

async function report(args: Arguments): Promise<number> {
  const format = formatNamed(args);
  const cwd = process.cwd();
  const named = args.stdin === null ? args.operands.length > 0 ? args.operands.map(operand => existing(operand, cwd)) : [cwd] : [path.resolve(cwd, args.stdin)];
  const instead = args.stdin === null ? undefined : { file: named[0] as string, ...await standardInput() };
  const config = configFor(args, named);
  useGrammars(grammarsIn(SHIPPED_GRAMMARS));
  const project = await readProject({ named, cwd, config, ...instead && { instead } });
  const failed = project.unreadable.some(({ file }) => named.includes(file)) ? 2 : null;

  if (args.command === 'redirects' && format.redirects) {
    const errors = project.unreadable.map(({ file, message }) => ({ file: shown(file, cwd), message }));
    await print(format.redirects({ version: manifest.version, files: project.files, errors, results: sitesIn(project, cwd, config) }, look()));
    return failed ?? 0;
  }
  const lowest = args.quiet ? 'error' : args.severity ?? format.severity;
  const outcome = await lintProject(project, { args, lowest, cwd, config, version: manifest.version });
  const text = format.findings(outcome.report, look());
  if (instead && args.fix === 'write') {
    await print(outcome.report.fixed[0]?.after ?? instead.bytes);
    await write(process.stderr, text);
  } else {
    await print(text);
  }
  return failed ?? outcome.status;
}

function formatNamed(args: Arguments): Format {
  const able = args.command === 'redirects' ? formats.filter(format => format.redirects) : formats;
  const format = able.find(one => one.name === args.format);
  if (!format) throw new Failure(`--format is one of ${able.map(one => one.name).join(', ')}, not "${args.format}"`);
  return format;
}

function configFor(args: Arguments, named: readonly string[]): PlacedConfig {
  return args.config === null ? nearestConfig(commonFolder(named)) : readConfig(path.resolve(args.config));
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

function look(): Look {
  const { stdout, env } = process;
  return { colour: wantsColour(env, stdout.isTTY), width: stdout.isTTY ? Math.min(stdout.columns || 80, 120) : null };
}
