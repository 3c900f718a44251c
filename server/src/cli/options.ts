import { parseArgs } from 'node:util';
import { SEVERITIES, type Severity } from '../model/finding.ts';
import { Failure } from './failure.ts';
import { formats } from './formats/index.ts';
import { mapFormats } from './map/index.ts';
import { SHELLS } from './shells.ts';

interface OptionDocs {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  readonly short?: string;
  /** Name of the value in the help. */
  readonly value?: string;
  /** What the value can be, for completions; `file` and `folder` stand for names of such. */
  readonly choices?: readonly string[] | 'file';
  readonly help: string;
  /** Commands that it goes with. */
  readonly with: readonly Command[];
}

/** Every subcommand with its arguments and what it does. */
export const COMMANDS = {
  redirects: { args: '[PATHS…]', help: 'list every redirect found, also the good ones' },
  map: { args: '[PATHS…]', help: 'draw where every redirect answers and where it leads' },
  explain: { args: 'RULE', help: 'say what a rule finds, why, and which fix is right when' },
  rules: { args: '', help: 'list the rules' },
  facts: { args: '--out F [PATHS…]', help: 'write what a part of the project says, to be linked and judged with --facts' },
  completions: { args: SHELLS.join('|'), help: 'print completions for a shell' },
  lsp: { args: '--stdio', help: 'run the language server' },
} as const;

export type Command = 'lint' | keyof typeof COMMANDS;

const EVERY: readonly Command[] = ['lint', ...Object.keys(COMMANDS) as Command[]];
const READING: readonly Command[] = ['lint', 'redirects', 'map', 'facts'];
const SHOWING: readonly Command[] = ['lint', 'redirects', 'map'];

/** Every option, in the order of the help. */
export const OPTIONS = {
  format: { type: 'string', short: 'f', value: 'NAME', choices: [...new Set([...formats, ...mapFormats].map(format => format.name))], with: [...SHOWING, 'rules'], help: 'how to report: stylish (default; map: dot), json, or another of the formats below' },
  severity: { type: 'string', value: 'LEVEL', choices: SEVERITIES, with: ['lint'], help: 'lowest severity to report: hint, warning or error (default: the format decides)' },
  quiet: { type: 'boolean', short: 'q', with: ['lint'], help: 'report errors only' },
  'max-warnings': { type: 'string', value: 'N', with: ['lint'], help: 'status 1 only where there is an error or more than N warnings' },
  fix: { type: 'boolean', with: ['lint'], help: 'write the fixes that are preferred and safe; with --stdin print the fixed text' },
  'fix-dry-run': { type: 'boolean', with: ['lint'], help: 'like --fix, but show what it would do and write nothing' },
  since: { type: 'string', value: 'REV', with: ['lint'], help: 'only findings on lines changed since the branch left this git revision' },
  baseline: { type: 'string', value: 'FILE', choices: 'file', with: ['lint'], help: 'leave out the findings that this file lists' },
  'update-baseline': { type: 'boolean', with: ['lint'], help: 'write what is found now to the --baseline file' },
  'report-suppressed': { type: 'boolean', with: ['lint'], help: 'with json and sarif: also what is switched off or in the baseline, marked so' },
  stdin: { type: 'boolean', with: SHOWING, help: 'lint the standard input in place of the file named by --stdin-filename' },
  'stdin-filename': { type: 'string', value: 'FILE', choices: 'file', with: SHOWING, help: 'name of that file; it decides how the text is read' },
  config: { type: 'string', short: 'c', value: 'FILE', choices: 'file', with: READING, help: 'configuration file (default: the nearest redirect-lint.config.json, going up)' },
  'print-config': { type: 'string', value: 'FILE', choices: 'file', with: ['lint'], help: 'print what the configuration says of a file, as JSON' },
  threads: { type: 'string', short: 'j', value: 'N', with: READING, help: 'read files in so many threads (default: one for each processor, at most 8)' },
  'no-cache': { type: 'boolean', with: [...READING, 'lsp'], help: 'read every file, and keep nothing of it in the cache folder of the user' },
  facts: { type: 'string', multiple: true, value: 'FILES…', choices: 'file', with: SHOWING, help: 'link and judge what `redirect-lint facts` wrote, instead of reading sources' },
  out: { type: 'string', short: 'o', value: 'FILE', choices: 'file', with: ['facts'], help: 'file to write the facts to' },
  stdio: { type: 'boolean', with: ['lsp'], help: 'with lsp: speak over standard input and output' },
  help: { type: 'boolean', short: 'h', with: EVERY, help: 'show this help' },
  version: { type: 'boolean', short: 'v', with: EVERY, help: 'show the version' },
} as const satisfies Record<string, OptionDocs>;

/** Arguments as the commands use them. */
export interface Arguments {
  readonly command: Command;
  /** What follows the subcommand. */
  readonly operands: readonly string[];
  readonly format: string;
  /** Null where it was not given, as with all that can be. */
  readonly severity: Severity | null;
  readonly quiet: boolean;
  readonly maxWarnings: number | null;
  readonly fix: 'no' | 'write' | 'show';
  readonly since: string | null;
  readonly baseline: string | null;
  readonly updateBaseline: boolean;
  readonly reportSuppressed: boolean;
  /** Name of the file that standard input stands for, null where files are read from disk. */
  readonly stdin: string | null;
  readonly config: string | null;
  readonly printConfig: string | null;
  /** At least 1. */
  readonly threads: number | null;
  /** What files said may be kept for the next run. */
  readonly cache: boolean;
  /** Files of facts to link, null where sources are read. */
  readonly facts: readonly string[] | null;
  readonly out: string | null;
  readonly help: boolean;
  readonly version: boolean;
}

/** Throws a `Failure` with one line where the arguments make no sense. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals, literal } = parsed(argv);
  const first = positionals[0];
  const command = first !== undefined && !literal && Object.hasOwn(COMMANDS, first) ? first as keyof typeof COMMANDS : 'lint';
  const operands = command === 'lint' ? positionals : positionals.slice(1);
  const given = Object.keys(values) as (keyof typeof OPTIONS)[];
  const misplaced = given.find(name => !(OPTIONS[name].with as readonly Command[]).includes(command));
  if (misplaced) throw new Failure(command === 'lint' ? `--${misplaced} goes with ${OPTIONS[misplaced].with.join(' and ')}` : `--${misplaced} does not go with ${command}`);
  for (const [one, other] of EXCLUSIVE) if (values[one] !== undefined && values[other] !== undefined) throw new Failure(`--${one} and --${other} exclude each other`);
  if (values['update-baseline'] && values.baseline === undefined) throw new Failure('--update-baseline needs --baseline FILE');
  // `--facts out/*.json`: the shell's other names follow as operands.
  const facts = values.facts ? [...values.facts, ...operands] : null;
  return {
    command, operands: facts ? [] : operands, facts,
    fix: values['fix-dry-run'] ? 'show' : values.fix ? 'write' : 'no',
    format: values.format ?? (command === 'map' ? 'dot' : 'stylish'),
    severity: values.severity === undefined ? null : severity(values.severity),
    quiet: values.quiet ?? false,
    maxWarnings: values['max-warnings'] === undefined ? null : count(values['max-warnings']),
    since: values.since ?? null,
    baseline: values.baseline ?? null,
    updateBaseline: values['update-baseline'] ?? false,
    reportSuppressed: values['report-suppressed'] ?? false,
    stdin: stdinName(values.stdin ?? false, values['stdin-filename'], operands),
    config: values.config ?? null,
    printConfig: values['print-config'] ?? null,
    threads: values.threads === undefined ? null : threads(values.threads),
    cache: !(values['no-cache'] ?? false),
    out: values.out ?? null,
    help: values.help ?? false,
    version: values.version ?? false,
  };
}

const EXCLUSIVE: readonly (readonly [keyof typeof OPTIONS, keyof typeof OPTIONS])[] = [
  ['fix', 'fix-dry-run'], ['quiet', 'severity'], ['facts', 'fix'], ['facts', 'fix-dry-run'], ['facts', 'stdin'], ['facts', 'since'],
  ['since', 'update-baseline'], ['stdin', 'since'], ['stdin', 'update-baseline'],
];

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

function threads(value: string): number {
  if (!/^[1-9]\d{0,2}$/.test(value)) throw new Failure(`--threads takes a whole number from 1 to 999, not "${value}"`);
  return Number(value);
}

function stdinName(stdin: boolean, name: string | undefined, operands: readonly string[]): string | null {
  if (!stdin && name === undefined) return null;
  if (!stdin) throw new Failure('--stdin-filename goes with --stdin');
  if (!name) throw new Failure('--stdin needs --stdin-filename: the name decides how the text is read');
  if (operands.length > 0) throw new Failure('--stdin takes no paths: the text comes from the standard input');
  return name;
}
