import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hasCommand } from '../lib/process.mjs';

/**
 * A program that sends the requests by all clients of one kind. It is given the server's address, says of each client
 * `client KEY NAME VERSION HOW`, requests `ADDRESS/KEY/METHOD/STATUS`, and says `raised KEY METHOD STATUS` where the client gave
 * its caller an error; tabs between the fields, a line each.
 * @typedef {object} Program
 * @property {string} kind heading under which its clients are shown
 * @property {readonly string[]} command
 * @property {readonly { readonly debian: string, readonly present: () => boolean }[]} needs
 * @property {Record<string, string>} [env]
 * @property {{ source: string, folder: string, command: readonly string[] }} [build] how it is made: in `folder`, from a copy of `source`
 * @property {() => readonly string[]} [args] further arguments
 */

const file = name => fileURLToPath(new URL(`programs/${name}`, import.meta.url));
const command = (name, debian = name) => ({ debian, present: () => hasCommand(name) });
const package_ = (debian, path) => ({ debian, present: () => existsSync(path) });
const python = (debian, module) => package_(debian, `/usr/lib/python3/dist-packages/${module}`);
const jars = names => names.map(name => `/usr/share/java/${name}.jar`).join(':');
const RUST = fileURLToPath(new URL('../../.cache/clients/rust', import.meta.url));

/** @type {readonly Program[]} */
export const PROGRAMS = [
  { kind: 'Browsers', command: [process.execPath, file('browsers.mjs')], args: () => ['chromium'], needs: [command('chromium')] },
  { kind: 'Browsers', command: [process.execPath, file('browsers.mjs')], args: () => ['firefox-esr'], needs: [command('firefox-esr')] },
  { kind: 'Commands', command: [process.execPath, file('commands.mjs')], needs: [command('curl'), command('wget'), command('http', 'httpie')] },
  { kind: 'JavaScript', command: [process.execPath, file('node.mjs')], needs: [] },
  {
    kind: 'Python', command: ['/usr/bin/python3', file('python.py')],
    needs: ['requests', 'httpx', 'aiohttp', 'urllib3', 'tornado', 'httplib2'].map(module => python(`python3-${module}`, module)),
  },
  {
    kind: 'Go', command: ['go', 'run', file('go.go')], env: { GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '-mod=' },
    needs: [command('go', 'golang-go'), package_('golang-github-go-resty-resty-dev', '/usr/share/gocode/src/github.com/go-resty/resty')],
  },
  {
    kind: 'Java',
    command: ['java', '-cp', jars(['httpclient', 'httpcore', 'commons-logging', 'commons-codec', 'okhttp', 'okio']), file('Clients.java')],
    needs: [command('javac', 'default-jdk-headless'), package_('libhttpclient-java', '/usr/share/java/httpclient.jar'), package_('libokhttp-java', '/usr/share/java/okhttp.jar')],
  },
  {
    kind: 'Ruby', command: ['/usr/bin/ruby', '-W0', file('ruby.rb')],
    needs: [command('ruby'), ...['httparty', 'faraday', 'faraday-middleware', 'http', 'rest-client', 'excon', 'mechanize', 'httpclient', 'typhoeus']
      .map(name => package_(`ruby-${name}`, `/usr/share/doc/ruby-${name}`))],
  },
  {
    kind: 'PHP', command: ['php', file('php.php')],
    needs: [command('php', 'php-cli'), package_('php-curl', '/usr/share/doc/php-curl'), package_('php-guzzlehttp-guzzle', '/usr/share/php/GuzzleHttp'), package_('php-symfony-http-client', '/usr/share/php/Symfony/Component/HttpClient')],
  },
  {
    kind: 'Perl', command: ['/usr/bin/perl', file('perl.pl')],
    needs: [package_('libwww-perl', '/usr/share/perl5/LWP'), package_('libmojolicious-perl', '/usr/share/perl5/Mojo')],
  },
  {
    kind: 'Rust', command: [`${RUST}/target/debug/clients`],
    build: { source: file('rust'), folder: RUST, command: ['/usr/bin/cargo', 'build', '--quiet', '--offline'] },
    needs: [package_('cargo', '/usr/bin/cargo'), package_('librust-reqwest-dev', '/usr/share/doc/librust-reqwest-dev'), package_('librust-ureq-dev', '/usr/share/doc/librust-ureq-dev')],
  },
];
