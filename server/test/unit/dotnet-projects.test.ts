import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dotnetProjects } from '../../src/formats/dotnet-projects.ts';

const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['<TargetFramework>net8.0</TargetFramework>', ['dotnet 8.0']],
  ['<TargetFramework> netcoreapp3.1 </TargetFramework>', ['dotnet 3.1']],
  ['<TargetFrameworks>net10.0;net6.0;netstandard2.0</TargetFrameworks>', ['dotnet 6.0']],
  ['<TargetFramework>net8.0-windows</TargetFramework>', ['dotnet 8.0']],
  ['<TargetFrameworkVersion>v4.8</TargetFrameworkVersion>', []],
  ['<TargetFramework>net48</TargetFramework>', []],
  ['<TargetFramework>$(Target)</TargetFramework>', []],
  ['<!-- <TargetFramework>net8.0</TargetFramework> -->', []],
  ['<TargetFramework>', []],
];

describe('csproj', () => {
  for (const [text, expected] of CASES) {
    it(text, async () => {
      const facts = await dotnetProjects.facts({ path: 'src/App.csproj', text: `<Project>${text}</Project>` }, () => assert.fail('needs no grammar'));
      assert.deepEqual((facts.environment ?? []).map(fact => `${fact.of} ${fact.value}`), expected);
    });
  }
});
