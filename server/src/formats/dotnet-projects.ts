import type { EnvironmentFact } from '../model/facts.ts';
import type { FormatAdapter } from '../syntax/adapter.ts';

/** Which version of .NET the C# code of a folder runs on. */
export const dotnetProjects: FormatAdapter = {
  name: 'csproj',
  docs: {
    title: '.NET project files',
    url: 'https://learn.microsoft.com/en-us/dotnet/standard/frameworks',
    recognised: ['`*.csproj`', '`Directory.Build.props`'],
    constructs: [], sendable: [],
  },
  languageIds: [],
  files: ['**/*.csproj', '**/Directory.Build.props'],
  triggers: ['TargetFramework'],
  facts: ({ text }) => ({ environment: versionsIn(text.replace(/<!--[\s\S]*?-->/g, '')) }),
};

/** `net8.0`, `netcoreapp3.1`; of several targets the oldest, for the code is built for each. .NET Framework (`net48`) has no ASP.NET Core to speak of. */
function versionsIn(text: string): EnvironmentFact[] {
  const targets = /<TargetFrameworks?>([^<]*)<\/TargetFrameworks?>/.exec(text)?.[1] ?? '';
  const versions = targets.split(';').flatMap(target => /^\s*net(?:coreapp)?(\d+\.\d+)/.exec(target)?.[1] ?? []);
  const [oldest] = versions.sort((a, b) => Number.parseFloat(a) - Number.parseFloat(b));
  return oldest === undefined ? [] : [{ of: 'dotnet', value: oldest }];
}
