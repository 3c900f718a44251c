import type { EnvironmentFact } from '../model/facts.ts';
import type { FormatAdapter } from '../syntax/adapter.ts';

/** Gems whose versions or presence say something of redirects. */
const GEMS = ['rails', 'actionpack', 'sinatra', 'roda', 'hanami', 'hanami-controller', 'grape', 'turbo-rails', 'responders', 'devise'];

/** Gemfile.lock: which versions of which gems the code of its folder runs with. */
export const gemfileLock: FormatAdapter = {
  name: 'Gemfile.lock',
  docs: { title: 'Gemfile.lock', url: 'https://bundler.io/guides/gemfile_lock.html', recognised: ['`Gemfile.lock`', '`gems.locked`'], constructs: [], sendable: [] },
  languageIds: [],
  files: ['**/Gemfile.lock', '**/gems.locked'],
  triggers: GEMS.map(gem => `    ${gem} (`),
  facts: file => ({ environment: locked(file.text) }),
};

/** Resolved gems stand four blanks deep, `    rails (7.1.2)`; what they depend on stands six deep. A platform behind the version is left out. */
function locked(text: string): EnvironmentFact[] {
  const found = [...text.matchAll(/^ {4}([\w.-]+) \((\d[\w.]*)(?:-[\w.-]+)?\)\r?$/gm)].filter(match => GEMS.includes(match[1] as string));
  return [...new Map(found.map(match => [match[1], { of: match[1] as string, value: match[2] as string }])).values()];
}
