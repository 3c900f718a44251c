import { rules } from '../rules/index.ts';
import { Failure } from './failure.ts';
import { COMMANDS, OPTIONS } from './options.ts';
import { SHELLS } from './shells.ts';

type Option = (typeof OPTIONS)[keyof typeof OPTIONS];

/** What the subcommands that take words, and no files, take. */
const WORDS: Readonly<Record<string, readonly string[]>> = { explain: rules.map(rule => rule.id), completions: SHELLS, rules: [], lsp: [] };

/** What `completions SHELL` prints: a script made of the tables of options and commands. Throws a `Failure` for a shell it does not know. */
export function completionsText(operands: readonly string[]): string {
  const [shell, ...more] = operands;
  const made = shell !== undefined && more.length === 0 ? { bash, zsh, fish }[shell] : undefined;
  if (!made) throw new Failure(`completions takes the name of a shell: ${SHELLS.join(', ')}`);
  return made();
}

function bash(): string {
  const valued = entries().filter(([, option]) => 'value' in option);
  const cases = valued.map(([name, option]) => `    ${flags(name, option).join('|')}) ${wordsOrFiles(choicesOf(option))}; return ;;`);
  return `# redirect-lint completions bash > /etc/bash_completion.d/redirect-lint, or: eval "$(redirect-lint completions bash)"
_redirect_lint() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
  # Names of files may hold blanks.
  local IFS=$'\\n'
  COMPREPLY=()
  case "$previous" in
${cases.join('\n')}
  esac
  if [[ "$current" == -* ]]; then
    COMPREPLY=( $(compgen -W ${list(entries().flatMap(([name, option]) => flags(name, option)))} -- "$current") )
    return
  fi
  if (( COMP_CWORD > 1 )); then
    case "$command" in
${Object.entries(WORDS).map(([name, words]) => `      ${name}) ${wordsOrFiles(words)}; return ;;`).join('\n')}
    esac
  fi
  COMPREPLY=( $(compgen -f -- "$current") )
  if (( COMP_CWORD == 1 )); then COMPREPLY+=( $(compgen -W ${list(Object.keys(COMMANDS))} -- "$current") ); fi
}
complete -o filenames -F _redirect_lint redirect-lint
`;
}

function wordsOrFiles(choices: readonly string[] | 'file' | null): string {
  if (choices === null) return ':';
  return choices === 'file' ? 'COMPREPLY=( $(compgen -f -- "$current") )' : `COMPREPLY=( $(compgen -W ${list(choices)} -- "$current") )`;
}

function list(words: readonly string[]): string {
  return `$'${words.join('\\n')}'`;
}

function zsh(): string {
  const options = entries().map(([name, option]) => {
    const choices = choicesOf(option);
    const value = !('value' in option) ? '' : `:${option.value}:${choices === null ? ' ' : choices === 'file' ? '_files' : `(${choices.join(' ')})`}`;
    const all = flags(name, option);
    const head = all.length > 1 ? `'(${all.join(' ')})'{${all.map(flag => flag.startsWith('--') && value ? `${flag}=` : flag).join(',')}}` : `'${all[0]}${value ? '=' : ''}'`;
    return `    ${head}'[${quoted(option.help).replace(/[[\]:]/g, '\\$&')}]${value}'`;
  });
  const commands = Object.entries(COMMANDS).map(([name, { help }]) => `    '${name}:${quoted(help)}'`);
  return `#compdef redirect-lint
# redirect-lint completions zsh > "\${fpath[1]}/_redirect-lint"
_redirect_lint() {
  local -a commands
  commands=(
${commands.join('\n')}
  )
  _arguments -s \\
${options.map(option => `${option} \\`).join('\n')}
    '1: :{ _describe command commands; _files }' \\
    '*: :{ case $words[2] in
${Object.entries(WORDS).map(([name, words]) => `      ${name}) ${words.length > 0 ? `compadd ${words.join(' ')}` : ':'} ;;`).join('\n')}
      *) _files ;; esac }'
}
if [ "$funcstack[1]" = "_redirect_lint" ]; then _redirect_lint "$@"; else compdef _redirect_lint redirect-lint; fi
`;
}

function fish(): string {
  const options = entries().map(([name, option]) => {
    const choices = choicesOf(option);
    const value = !('value' in option) ? '' : choices === 'file' ? ' -r -F' : ` -x${choices ? ` -a '${choices.join(' ')}'` : ''}`;
    return `complete -c redirect-lint -l ${name}${'short' in option ? ` -s ${option.short}` : ''}${value} -d '${quoted(option.help)}'`;
  });
  const commands = Object.entries(COMMANDS).map(([name, { help }]) => `complete -c redirect-lint -n __fish_use_subcommand -a ${name} -d '${quoted(help)}'`);
  const words = Object.entries(WORDS).map(([name, all]) => `complete -c redirect-lint -n '__fish_seen_subcommand_from ${name}' -f${all.length > 0 ? ` -a '${all.join(' ')}'` : ''}`);
  return `# redirect-lint completions fish > ~/.config/fish/completions/redirect-lint.fish\n${[...options, ...commands, ...words].join('\n')}\n`;
}

function entries(): [string, Option][] {
  return Object.entries(OPTIONS);
}

function flags(name: string, option: Option): string[] {
  return [...'short' in option ? [`-${option.short}`] : [], `--${name}`];
}

function choicesOf(option: Option): readonly string[] | 'file' | null {
  return 'choices' in option ? option.choices : null;
}

/** For single quotes of all three shells; no help text holds a quote or backslash of its own. */
function quoted(text: string): string {
  return text.replace(/['\\`]/g, '');
}
