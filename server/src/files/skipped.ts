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

/** Whether lines are so long that no hand wrote them; only meant for code, since data is often one long line. */
export function isMinifiedText(name: string, text: string): boolean {
  if (text.length < 5000 || !/\.[cm]?jsx?$/i.test(name)) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > 300;
}
