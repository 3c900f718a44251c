import type { EnvironmentFact } from '../model/facts.ts';
import type { FormatAdapter } from '../syntax/adapter.ts';

/** Which versions of which packages the Python code of a folder runs with. Names are normalised as PEP 503 says: `Flask_Login` is `flask-login`. */
export const pythonManifests: FormatAdapter = {
  name: 'python-manifest',
  docs: {
    title: 'Python requirements, pyproject.toml and lock files',
    url: 'https://packaging.python.org/en/latest/specifications/',
    recognised: ['`requirements*.txt`', '`requirements/*.txt`', '`pyproject.toml`', '`setup.cfg`', '`Pipfile`', '`poetry.lock`', '`uv.lock`', '`pdm.lock`'],
    constructs: [], sendable: [],
  },
  languageIds: ['pip-requirements'],
  files: ['**/*requirements*.txt', '**/requirements/*.txt', '**/constraints.txt', '**/pyproject.toml', '**/setup.cfg', '**/Pipfile', '**/poetry.lock', '**/uv.lock', '**/pdm.lock'],
  // The frameworks whose versions decide a status.
  triggers: ['flask', 'quart', 'werkzeug', 'django'],
  ignoreCase: true,
  facts: file => ({ environment: distinct(read(file.path.slice(file.path.lastIndexOf('/') + 1), file.text)) }),
};

// name, extras, specifiers; a marker behind `;`, a comment behind ` #` and pip's options are left out.
const REQUIREMENT = /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*\(?\s*((?:(?:===?|~=|!=|<=?|>=?)\s*[\w.*+!-]+\s*,?\s*)*)\)?\s*(?:;.*|\s#.*|--.*|\\)?$/;

function read(name: string, text: string): EnvironmentFact[] {
  if (name.endsWith('.lock')) return locked(text);
  if (name === 'pyproject.toml') return [...listed(text), ...assigned(text, /^tool\.poetry(?:\.group\.[\w-]+)?\.(?:dev-)?dependencies$/)];
  if (name === 'Pipfile') return assigned(text, /^(?:dev-)?packages$/);
  return text.split(/\r\n|\n|\r/).flatMap(line => requirement(line.trim()));
}

function requirement(line: string): EnvironmentFact[] {
  const match = REQUIREMENT.exec(line);
  return match ? [{ of: normalised(match[1] as string), value: rangeOf(match[2] ?? '') }] : [];
}

/** Strings in the arrays of pyproject.toml that are requirements: `dependencies = ["flask>=3"]`, optional and grouped ones alike. */
function listed(text: string): EnvironmentFact[] {
  return [...text.matchAll(/^[ \t]*(?:["']?[\w-]+["']?)[ \t]*=[ \t]*\[((?:"[^"\n]*"|'[^'\n]*'|#[^\n]*$|[^\]"'#])*)\]/gm)]
    .flatMap(array => [...(array[1] as string).matchAll(/"([^"\n]+)"|'([^'\n]+)'/g)])
    .flatMap(item => requirement((item[1] ?? item[2] ?? '').trim()));
}

/** `flask = "^3.0"` and `flask = { version = "^3.0", … }` in the tables of these names. */
function assigned(text: string, tables: RegExp): EnvironmentFact[] {
  let table = '';
  return text.split(/\r\n|\n|\r/).flatMap((line): EnvironmentFact[] => {
    const head = /^\s*\[+([^\]]+)\]+/.exec(line);
    if (head) table = (head[1] as string).trim();
    const entry = tables.test(table) ? /^\s*["']?([\w.-]+)["']?\s*=\s*(?:\{.*?\bversion\s*=\s*)?["']([^"']*)["']/.exec(line) : null;
    return entry ? [{ of: normalised(entry[1] as string), value: rangeOf(entry[2] as string) }] : [];
  });
}

/** `[[package]]` with its name and version: Poetry, uv and PDM write them alike. */
function locked(text: string): EnvironmentFact[] {
  return [...text.matchAll(/^\[\[package\]\]\r?\n((?:(?!\[).*\r?\n?)*)/gm)].flatMap(match => {
    const name = /^name = "([^"]+)"/m.exec(match[1] as string)?.[1];
    const version = /^version = "([^"]+)"/m.exec(match[1] as string)?.[1];
    return name && version ? [{ of: normalised(name), value: rangeOf(`==${version}`) }] : [];
  });
}

/** PEP 503. */
function normalised(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** PEP 440 specifiers, or Poetry's carets and tildes, as a semver range: `~=3.1` is `>=3.1 <4`; `!=` says nothing of what is used. */
export function rangeOf(specifiers: string): string {
  const parts = specifiers.split(',').map(part => part.trim()).filter(Boolean).flatMap(part => {
    const match = /^(===?|~=|!=|<=?|>=?|\^|~)?\s*v?(?:\d+!)?([\d.]+?)(\.\*)?((?:a|b|rc|\.?dev|\.?post)\d*)?(?:\+.*)?$/.exec(part);
    if (!match || match[1] === '!=') return [];
    const [, operator = '==', version = ''] = match;
    if (match[3] || part === '*') return [`${version}.x`];
    if (operator === '~=') return [`>=${full(version)}`, `<${next(version)}`];
    if (operator === '^' || operator === '~') return [`${operator}${version}`];
    return [operator.startsWith('==') ? full(version) : `${operator}${full(version)}`];
  });
  return parts.join(' ') || '*';
}

function full(version: string): string {
  return [...version.split('.').map(part => String(Number(part))), '0', '0'].slice(0, 3).join('.');
}

/** The first version that a compatible release (`~=`, PEP 440) leaves out. */
function next(version: string): string {
  const parts = version.split('.').slice(0, -1).map(Number);
  const last = (parts.pop() ?? 0) + 1;
  return full([...parts, last].join('.'));
}

function distinct(facts: readonly EnvironmentFact[]): EnvironmentFact[] {
  return [...new Map(facts.map(fact => [`${fact.of} ${fact.value}`, fact])).values()];
}
