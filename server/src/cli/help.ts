import { formats } from './formats/index.ts';
import { mapFormats } from './map/index.ts';
import { COMMANDS, OPTIONS } from './options.ts';

/** The text of `--help`. */
export function helpText(): string {
  const options = Object.entries(OPTIONS).map(([name, option]) => {
    const short = 'short' in option ? `-${option.short}, ` : '    ';
    const value = 'value' in option ? ` ${option.value}` : '';
    return [`${short}--${name}${value}`, option.help] as const;
  });
  const commands = Object.entries(COMMANDS).map(([name, { args, help }]) => [`${name} ${args}`.trim(), help] as const);
  return [
    'Finds HTTP redirects whose status code makes the next request unpredictable, and fixes them.',
    '',
    'Usage: redirect-lint [OPTIONS] [PATHS…]',
    '       redirect-lint COMMAND [OPTIONS] …',
    '',
    'Without a path the current folder is linted. Folders are walked; what .gitignore names, installed dependencies,',
    'build output, bundles and minified files are left out unless they are named.',
    '',
    'Options:',
    ...columns(options),
    '',
    'Commands:',
    ...columns(commands),
    '',
    'Formats:',
    ...columns(formats.map(format => [format.name, format.help])),
    '',
    'Formats of map:',
    ...columns(mapFormats.map(format => [format.name, format.help])),
    '',
    'Exit status: 0 nothing at error or warning, 1 findings at warning or error, 2 unusable arguments or a failure.',
    '',
  ].join('\n');
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
