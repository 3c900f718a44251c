import type { EnvironmentFact } from '../model/facts.ts';
import type { FormatAdapter } from '../syntax/adapter.ts';

/** Which versions of Go and of which modules the code of a folder is built with. */
export const goMod: FormatAdapter = {
  name: 'go.mod',
  docs: {
    title: 'go.mod',
    url: 'https://go.dev/ref/mod#go-mod-file',
    recognised: ['`go.mod`'],
    constructs: [], sendable: [],
  },
  languageIds: ['go.mod'],
  files: ['**/go.mod'],
  triggers: ['module'],
  facts: ({ text }) => ({ environment: read(text) }),
};

/** `require path version` by itself or in a block; what `replace` puts in its place is not read. */
function read(text: string): EnvironmentFact[] {
  let block = '';
  return text.split(/\r\n|\n|\r/).flatMap((line): EnvironmentFact[] => {
    const words = line.replace(/\/\/.*/, '').trim().split(/\s+/);
    if (words[0] === ')') block = '';
    else if (words[1] === '(') block = words[0] as string;
    else if (words[0] === 'go' && words[1]) return [{ of: 'go', value: words[1] }];
    const [path, version] = block === 'require' ? words : words[0] === 'require' ? words.slice(1) : [];
    return path && version && /^v\d/.test(version) ? [{ of: path.replace(/^"|"$/g, ''), value: version }] : [];
  });
}
