import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../../src/analyse.ts';
import { rangeOf } from '../../src/formats/python-manifests.ts';

async function environment(path: string, text: string): Promise<Record<string, string>> {
  const { environment } = await factsOf({ path, text });
  return Object.fromEntries(environment.map(({ of, value }) => [of, value]));
}

describe('PEP 440 and Poetry versions as semver ranges', () => {
  const cases: [string, string][] = [
    ['==3.1.3', '3.1.3'], ['===3.1', '3.1.0'], ['>=2,<4', '>=2.0.0 <4.0.0'], ['~=3.1', '>=3.1.0 <4.0.0'], ['~=3.1.2', '>=3.1.2 <3.2.0'],
    ['==3.*', '3.x'], ['!=3.0.1', '*'], ['>=3.0,!=3.0.1', '>=3.0.0'], ['', '*'], ['^3.0', '^3.0'], ['~3.1', '~3.1'],
    ['== 4.0rc1', '4.0.0'], ['>=1!2.0', '>=2.0.0'], ['2.3+local', '2.3.0'], ['>=2024.01.2', '>=2024.1.2'], ['nonsense', '*'],
  ];
  for (const [written, range] of cases) it(`${written || '(none)'} is ${range}`, () => assert.equal(rangeOf(written), range));
});

describe('Python manifests', () => {
  it('reads requirements files', async () => {
    const text = '\uFEFF-r base.txt\n--index-url https://example.org\nFlask==3.1.0  # the web\nflask_Login>=0.6 ; python_version > "3"\nDjango[argon2] (>=4,<5)\n'
      + 'werkzeug==3.1.3 \\\n    --hash=sha256:aa\nquart\ngit+https://example.org/x.git\nsanic @ https://example.org/s.zip\n';
    assert.deepEqual(await environment('app/requirements-dev.txt', text.slice(1)), {
      flask: '3.1.0', 'flask-login': '>=0.6.0', django: '>=4.0.0 <5.0.0', werkzeug: '3.1.3', quart: '*',
    });
  });
  it('reads the arrays and Poetry tables of pyproject.toml', async () => {
    const text = `[project]\nname = "flask-shop"\ndependencies = [\n  "Flask[async]>=3.2",  # web\n  'django ~= 5.2',\n]\n[project.optional-dependencies]\nx = ["quart==0.18"]\n`
      + '[tool.poetry.dependencies]\npython = "^3.10"\nWerkzeug = { version = "^3.0", extras = ["watchdog"] }\n[tool.other]\nflask = "9"\n';
    assert.deepEqual(await environment('pyproject.toml', text), { flask: '>=3.2.0', django: '>=5.2.0 <6.0.0', quart: '0.18.0', python: '^3.10', werkzeug: '^3.0' });
  });
  it('reads Pipfile and setup.cfg', async () => {
    assert.deepEqual(await environment('Pipfile', '[packages]\nflask = "*"\ndjango = {version = "==4.2"}\n[requires]\npython_version = "3.11"\n'), { flask: '*', django: '4.2.0' });
    assert.deepEqual(await environment('setup.cfg', '[options]\ninstall_requires =\n    Flask>=2.3\n'), { flask: '>=2.3.0' });
  });
  it('reads lock files', async () => {
    const text = '[[package]]\nname = "flask"\nversion = "3.1.0"\n\n[package.dependencies]\nWerkzeug = ">=3.1"\n\n[[package]]\nname = "Zope.Interface"\nversion = "6.0"\n';
    assert.deepEqual(await environment('poetry.lock', text), { flask: '3.1.0', 'zope-interface': '6.0.0' });
    assert.deepEqual(await environment('uv.lock', text.replaceAll('\n', '\r\n')), { flask: '3.1.0', 'zope-interface': '6.0.0' });
  });
  it('says nothing of broken files', async () => {
    assert.deepEqual(await environment('pyproject.toml', 'dependencies = ["flask\n[[[[ "django'), {});
    assert.deepEqual(await environment('poetry.lock', '[[package]]\nname = "flask'), {});
  });
});
