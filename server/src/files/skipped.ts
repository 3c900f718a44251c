/** Folders that hold no source of the project itself, whatever stands beside them. */
const ALWAYS = new Set([
  // version control
  '.git', '.hg', '.svn', '.jj',
  // installed dependencies
  'node_modules', 'bower_components', 'jspm_packages', 'vendor', 'site-packages', '.venv', '.tox', '.nox', '.eggs', '.bundle', '.yarn', 'Pods', '.pub-cache',
  // output and caches whose names nothing else bears
  '.next', '.nuxt', '.output', '.svelte-kit', '.astro', '.vercel', '.netlify', '.angular', '.docusaurus', '.parcel-cache', '.turbo', '.nx',
  '.serverless', '.aws-sam', 'cdk.out', '.terraform', '.gradle', '__pycache__', '.mypy_cache', '.pytest_cache', '.ruff_cache', '.nyc_output', '.cache', '.idea',
]);

const JAVASCRIPT = ['package.json', 'tsconfig.json'];
const PYTHON = ['setup.py', 'setup.cfg', 'pyproject.toml'];
const JVM = ['pom.xml', 'build.gradle', 'build.gradle.kts', 'build.sbt'];

/** Folders whose names are common words: they are output only beside the manifest of a tool that writes there. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  dist: [...JAVASCRIPT, ...PYTHON],
  build: [...JAVASCRIPT, ...PYTHON, ...JVM],
  out: [...JAVASCRIPT, ...JVM],
  target: ['Cargo.toml', ...JVM],
  coverage: JAVASCRIPT,
  venv: [...PYTHON, 'requirements.txt', 'manage.py'],
  env: [...PYTHON, 'requirements.txt', 'manage.py'],
  deps: ['mix.exs'],
  _build: ['mix.exs'],
};

/** Whether a walk leaves this folder out; `siblings` are the names that stand beside it. */
export function isSkippedFolder(name: string, siblings: Pick<ReadonlySet<string>, 'has'>): boolean {
  return ALWAYS.has(name) || (Object.hasOwn(BESIDE, name) && (BESIDE[name] ?? []).some(manifest => siblings.has(manifest)));
}

/** Whether the name says that a tool wrote the file for machines. */
export function isMinifiedName(name: string): boolean {
  return /[.-]min\.[cm]?js$|\.bundle\.js$/i.test(name);
}

/** Longer code is no source: Biome and Semgrep leave out what exceeds 1 MiB or 1 MB, too. In UTF-16 units. */
const LONGEST_SOURCE = 1_000_000;
const SCRIPT = /\.[cm]?jsx?$/i;
/** How bundles begin: webpack's and Parcel's runtimes, and the prelude that browserify writes. */
const BUNDLE = /^\s*(?:\/\*{6}\/ ?\(|\(\(\) => \{ \/\/ webpackBootstrap|\((?:self|this|window|globalThis)(?:\.|\[["'])webpack(?:Chunk|Jsonp)|webpackJsonp\(|parcelRequire=|(?:require=)?\(function\s*\w*\((?:\w,\w,\w)?\)\{function \w\(\w)/;

/**
 * Whether a tool wrote the script for machines: it is minified, bundled, or compiled from another file, whose source is there to be read.
 * Only meant for code, since data is often one long line.
 */
export function isMadeByTool(name: string, text: string): boolean {
  if (!SCRIPT.test(name)) return false;
  return text.length > LONGEST_SOURCE || hasSourceMap(text) || BUNDLE.test(text) || isMinified(text);
}

/** Its last line leads to a source map (ECMA-426, §"Linking generated code to source maps"). */
function hasSourceMap(text: string): boolean {
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) <= 32)) end--;
  const start = text.lastIndexOf('\n', end - 1) + 1;
  return text.startsWith('//# sourceMappingURL=', start) || text.startsWith('//@ sourceMappingURL=', start);
}

/** Its lines are so long that no hand wrote them. */
function isMinified(text: string): boolean {
  if (text.length < 5000) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > 300;
}
