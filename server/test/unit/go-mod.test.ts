import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { goMod } from '../../src/formats/go-mod.ts';

async function environment(text: string): Promise<string[]> {
  const facts = await goMod.facts({ path: 'go.mod', text }, () => assert.fail('needs no grammar'));
  return (facts.environment ?? []).map(fact => `${fact.of} ${fact.value}`);
}

describe('go.mod', () => {
  const cases: [string, string[]][] = [
    ['module app\n\ngo 1.22\n', ['go 1.22']],
    ['module app\n\ngo 1.22.3 // the newest\ntoolchain go1.23.1\n', ['go 1.22.3']],
    ['module app\n\nrequire github.com/gofiber/fiber/v3 v3.0.0\n', ['github.com/gofiber/fiber/v3 v3.0.0']],
    ['module app\r\nrequire (\r\n\tgithub.com/gofiber/fiber/v2 v2.52.6\r\n\tgolang.org/x/net v0.30.0 // indirect\r\n)\r\n', ['github.com/gofiber/fiber/v2 v2.52.6', 'golang.org/x/net v0.30.0']],
    ['module app\nrequire (\n\t// a v1.0.0\n\ta.b/c v1.0.0-20240101000000-abcdefabcdef\n)\nexclude a.b/c v1.1.0\nreplace a.b/c => ../c\n', ['a.b/c v1.0.0-20240101000000-abcdefabcdef']],
    ['module app\nexclude (\n\ta.b/c v1.1.0\n)\nretract v1.0.1\n', []],
    ['module app\nrequire (\n\ta.b/c', []],
    ['', []],
  ];
  for (const [text, expected] of cases) it(JSON.stringify(text), async () => assert.deepEqual(await environment(text), expected));
});
