import { parseArgs } from 'node:util';
import { SEVERITIES, type Severity } from '../model/finding.ts';
import { Failure } from './failure.ts';

interface OptionDocs {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** Name of the value in the help. */
  readonly value?: string;
  readonly help: string;
}

/** Every option, in the order of the help. */
export const OPTIONS = {
  format: { type: 'string', short: 'f', value: 'NAME', help: 'how to report: stylish (default), json, or another of the formats below' },
  severity: { type: 'string', value: 'LEVEL', help: 'lowest severity to report: hint, warning or error (default: the format decides)' },
  quiet: { type: 'boolean', short: 'q', help: 'report errors only' },
  'max-warnings': { type: 'string', value: 'N', help: 'status 1 only where there is an error or more than N warnings' },
  fix: { type: 'boolean', help: 'write the fixes that are preferred and safe; with --stdin print the fixed text' },
  'fix-dry-run': { type: 'boolean', help: 'like --fix, but show what it would do and write nothing' },
  stdin: { type: 'boolean', help: 'lint the standard input in place of the file named by --stdin-filename' },
  'stdin-filename': { type: 'string', value: 'FILE', help: 'name of that file; it decides how the text is read' },
  config: { type: 'string', short: 'c', value: 'FILE', help: 'configuration file (default: the nearest redirect-lint.config.json, going up)' },
  stdio: { type: 'boolean', help: 'with lsp: speak over standard input and output' },
  help: { type: 'boolean', short: 'h', help: 'show this help' },
  version: { type: 'boolean', short: 'v', help: 'show the version' },
} as const satisfies Record<string, OptionDocs>;

/** Every subcommand with its arguments and what it does. */
export const COMMANDS = {
  redirects: { args: '[PATHS…]', help: 'list every redirect found, also the good ones' },
  explain: { args: 'RULE', help: 'say what a rule finds, why, and which fix is right when' },
  rules: { args: '', help: 'list the rules' },
  lsp: { args: '--stdio', help: 'run the language server' },
} as const;

export type Command = 'lint' | keyof typeof COMMANDS;

/** Arguments as the commands use them. */
export interface Arguments {
  readonly command: Command;
  /** What follows the subcommand. */
  readonly operands: readonly string[];
  readonly format: string;
  /** Null where it was not given. */
  readonly severity: Severity | null;
  readonly quiet: boolean;
  readonly maxWarnings: number | null;
  readonly fix: 'no' | 'write' | 'show';
  /** Name of the file that standard input stands for, null where files are read from disk. */
  readonly stdin: string | null;
  readonly config: string | null;
  readonly help: boolean;
  readonly version: boolean;
}

/** Throws a `Failure` with one line where the arguments make no sense. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals, literal } = parsed(argv);
  const first = positionals[0];
  const command = first !== undefined && !literal && Object.hasOwn(COMMANDS, first) ? first as keyof typeof COMMANDS : 'lint';
  const operands = command === 'lint' ? positionals : positionals.slice(1);
  if (values.fix && values['fix-dry-run']) throw new Failure('--fix and --fix-dry-run exclude each other');
  if (values.quiet && values.severity !== undefined) throw new Failure('--quiet and --severity exclude each other');
  const fix = values['fix-dry-run'] ? 'show' : values.fix ? 'write' : 'no';
  if (values.stdio && command !== 'lsp') throw new Failure('--stdio goes with lsp');
  if (command === 'redirects' && fix !== 'no') throw new Failure('redirects changes nothing: leave out --fix and --fix-dry-run');
  return {
    command, operands, fix,
    format: values.format ?? 'stylish',
    severity: values.severity === undefined ? null : severity(values.severity),
    quiet: values.quiet ?? false,
    maxWarnings: values['max-warnings'] === undefined ? null : count(values['max-warnings']),
    stdin: stdinName(values.stdin ?? false, values['stdin-filename'], operands),
    config: values.config ?? null,
    help: values.help ?? false,
    version: values.version ?? false,
  };
}

function parsed(argv: readonly string[]) {
  try {
    const { values, positionals, tokens } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, tokens: true });
    const terminator = tokens.find(token => token.kind === 'option-terminator');
    const positional = tokens.find(token => token.kind === 'positional');
    // After `--` a name is always a path, so that a folder called "rules" can be linted.
    return { values, positionals, literal: terminator !== undefined && (positional?.index ?? 0) > terminator.index };
  } catch (error) {
    throw new Failure(oneLine(error as Error));
  }
}

// Node explains at length how a positional argument could begin with a dash; the first sentence says what is wrong.
function oneLine({ message }: Error): string {
  return (message.split(/\.\s|\n/)[0] ?? message).replace(/\.$/, '').replace(/ <value>/g, '');
}

function severity(level: string): Severity {
  const known = SEVERITIES.find(one => one === level);
  if (!known) throw new Failure(`--severity is hint, warning or error, not "${level}"`);
  return known;
}

function count(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new Failure(`--max-warnings takes a whole number, not "${value}"`);
  return Number(value);
}

function stdinName(stdin: boolean, name: string | undefined, operands: readonly string[]): string | null {
  if (!stdin && name === undefined) return null;
  if (!stdin) throw new Failure('--stdin-filename goes with --stdin');
  if (!name) throw new Failure('--stdin needs --stdin-filename: the name decides how the text is read');
  if (operands.length > 0) throw new Failure('--stdin takes no paths: the text comes from the standard input');
  return name;
}
