/**
 * The TextMate grammars in syntaxes/, run by the tokeniser and the regex engine that VS Code itself uses.
 * `UPDATE_SNAPSHOTS=1` rewrites the snapshots; read the difference before committing it.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar, type IToken } from 'vscode-textmate';

const syntaxes = fileURLToPath(new URL('../../../syntaxes/', import.meta.url));
const fixtures = join(syntaxes, 'test/fixtures');
const snapshots = join(syntaxes, 'test/snapshots');

/** Language id (and so the grammar's file name and its scope's last part) → the files that show it. */
const FIXTURES: Readonly<Record<string, readonly string[]>> = {
  redirects: ['netlify.redirects', 'cloudflare.redirects'],
  nginx: ['shop.nginx.conf', 'templates.nginx.conf'],
  apacheconf: ['vhost.apache.conf', 'site.htaccess'],
  caddyfile: ['site.Caddyfile'],
  haproxy: ['haproxy.cfg'],
  lighttpd: ['lighttpd.conf'],
  vcl: ['default.vcl'],
};
const LANGUAGES = Object.keys(FIXTURES);

/** One rule of a grammar file, as far as these tests look into it. */
interface Rule {
  name?: string;
  contentName?: string;
  include?: string;
  match?: string;
  begin?: string;
  end?: string;
  patterns?: Rule[];
  captures?: Record<string, Rule>;
  beginCaptures?: Record<string, Rule>;
  endCaptures?: Record<string, Rule>;
}
interface Grammar extends Rule {
  scopeName: string;
  repository: Record<string, Rule>;
}

await oniguruma.loadWASM(readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')));

const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async (scope) => {
    const file = grammarFile(scope.replace('source.', ''));
    return existsSync(file) ? textmate.parseRawGrammar(readFileSync(file, 'utf8'), file) : null;
  },
});

function grammarFile(language: string): string {
  return join(syntaxes, `${language}.tmLanguage.json`);
}

function readGrammar(language: string): Grammar {
  return JSON.parse(readFileSync(grammarFile(language), 'utf8')) as Grammar;
}

async function load(language: string): Promise<IGrammar> {
  const grammar = await registry.loadGrammar(`source.${language}`);
  assert.ok(grammar, `no grammar for source.${language}`);
  return grammar;
}

interface Line {
  text: string;
  tokens: readonly IToken[];
}

function tokenise(grammar: IGrammar, text: string): Line[] {
  let state = textmate.INITIAL;
  return text.split(/\r?\n/).map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return { text: line, tokens };
  });
}

/** A token's scopes without the root and without the language's name, in which all of them end (held by a test below). */
function scopes(token: IToken): string {
  return token.scopes.slice(1).map((scope) => scope.replace(/\.\w+$/, '')).join(' ') || '(none)';
}

/** Every line after `>`, and under it each token's extent (`^`) and scopes; blank tokens are left out. */
function snapshot(lines: readonly Line[]): string {
  return lines
    .flatMap(({ text, tokens }) => [
      `>${text}`,
      ...tokens
        .filter((token) => text.slice(token.startIndex, token.endIndex).trim() !== '')
        .map((token) => {
          const end = Math.min(token.endIndex, text.length);
          return ` ${' '.repeat(token.startIndex)}${'^'.repeat(end - token.startIndex)} ${scopes(token)}`;
        }),
    ])
    .join('\n');
}

function rulesOf(rule: Rule): Rule[] {
  const children = [
    ...(rule.patterns ?? []),
    ...[rule.captures, rule.beginCaptures, rule.endCaptures].flatMap((captures) => Object.values(captures ?? {})),
  ];
  return [rule, ...children.flatMap(rulesOf)];
}

function allRules(grammar: Grammar): Rule[] {
  return [...rulesOf(grammar), ...Object.values(grammar.repository).flatMap(rulesOf)];
}

for (const language of LANGUAGES) {
  for (const file of FIXTURES[language] ?? []) {
    test(`${language}: ${file} is coloured as its snapshot says`, async () => {
      const actual = `${snapshot(tokenise(await load(language), readFileSync(join(fixtures, file), 'utf8').trimEnd()))}\n`;
      const path = join(snapshots, `${file}.snap`);
      if (process.env.UPDATE_SNAPSHOTS === '1') writeFileSync(path, actual);
      assert.equal(actual, readFileSync(path, 'utf8'));
    });
  }

  test(`${language}: every regex compiles in Oniguruma`, () => {
    for (const rule of allRules(readGrammar(language))) {
      for (const source of [rule.match, rule.begin, rule.end]) {
        if (source === undefined) continue;
        // In `end`, \1 stands for what `begin` captured and is filled in before the regex is compiled.
        const regex = source === rule.end ? source.replace(/\\\d/g, 'x') : source;
        assert.doesNotThrow(() => new oniguruma.OnigScanner([regex]).dispose(), `${language}: ${source}`);
      }
    }
  });

  test(`${language}: includes resolve, repository entries are used, scopes end in the language`, () => {
    const grammar = readGrammar(language);
    const rules = allRules(grammar);
    const included = new Set(rules.flatMap((rule) => (rule.include?.startsWith('#') ? [rule.include.slice(1)] : [])));
    assert.equal(grammar.scopeName, `source.${language}`);
    assert.deepEqual([...included].sort(), Object.keys(grammar.repository).sort());
    for (const rule of rules) {
      if (rule === (grammar as Rule)) continue;
      for (const scope of `${rule.name ?? ''} ${rule.contentName ?? ''}`.split(' ').filter((name) => name !== '')) {
        assert.ok(scope.endsWith(`.${language}`), scope);
        assert.ok(!scope.startsWith('invalid'), `${scope}: a half-typed line is not an error to shout about`);
      }
    }
  });

  test(`${language}: a half-typed file is tokenised to its end, wherever it stops`, async () => {
    const grammar = await load(language);
    for (const file of FIXTURES[language] ?? []) {
      const text = readFileSync(join(fixtures, file), 'utf8');
      for (let length = 0; length < text.length; length += 37) {
        const typed = text.slice(0, length);
        const lines = tokenise(grammar, typed);
        for (const { text: line, tokens } of lines) assert.ok((tokens.at(-1)?.endIndex ?? 0) >= line.length, line);
      }
    }
  });

  test(`${language}: its language configuration is usable`, () => {
    const config = JSON.parse(readFileSync(join(syntaxes, `${language}.language-configuration.json`), 'utf8')) as {
      comments: { lineComment: string };
      wordPattern?: string;
      indentationRules?: Record<string, string>;
      folding?: { markers?: Record<string, string> };
    };
    assert.ok(config.comments.lineComment);
    const patterns = [config.wordPattern, ...Object.values(config.indentationRules ?? {}), ...Object.values(config.folding?.markers ?? {})];
    for (const pattern of patterns) if (pattern !== undefined) assert.doesNotThrow(() => new RegExp(pattern, 'u'), pattern);
    if (config.wordPattern !== undefined) assert.doesNotMatch('', new RegExp(config.wordPattern), 'a word is not empty');
  });
}

/** [language, text before, token, text after, scope of the token; null: no status scope]. */
const STATUSES: ReadonlyArray<readonly [string, string, string, string, string | null]> = [
  ['redirects', '/a /b ', '302', '', 'constant.numeric.status.redirect.302.redirects'],
  ['redirects', '/a /b ', '301', '!', 'constant.numeric.status.redirect.301.redirects'],
  ['redirects', '/a /b ', '200', '', 'constant.numeric.status.redirects'],
  ['redirects', '/a /', '302', '', null],
  ['redirects', '/', '302', ' /b', null],
  ['nginx', 'return ', '302', ' https://example.com;', 'constant.numeric.status.redirect.302.nginx'],
  ['nginx', 'return ', '308', '', 'constant.numeric.status.redirect.308.nginx'],
  ['nginx', 'return ', '444', ';', 'constant.numeric.status.nginx'],
  ['nginx', 'listen ', '302', ';', null],
  ['nginx', 'error_page 404 =', '302', ' https://example.com/;', 'constant.numeric.status.redirect.302.nginx'],
  ['nginx', 'rewrite ^ /new ', 'redirect', ';', 'constant.language.status.redirect.302.nginx'],
  ['nginx', 'rewrite ^ /new ', 'permanent', ';', 'constant.language.status.redirect.301.nginx'],
  ['nginx', 'rewrite ^/permanent ', '/permanent', ' last;', null],
  ['apacheconf', 'Redirect ', '302', ' /a /b', 'constant.numeric.status.redirect.302.apacheconf'],
  ['apacheconf', 'redirectmatch ', '410', ' ^/gone', 'constant.numeric.status.apacheconf'],
  ['apacheconf', 'Redirect ', 'permanent', ' /a /b', 'constant.language.status.redirect.301.apacheconf'],
  ['apacheconf', 'RewriteRule ^ /b [L,R=', '307', ',NE]', 'constant.numeric.status.redirect.307.apacheconf'],
  ['apacheconf', 'RewriteRule ^ /b [r=', 'temp', ']', 'constant.language.status.redirect.302.apacheconf'],
  ['apacheconf', 'RewriteRule ^a$ /b [E=code:', '302', ']', null],
  ['apacheconf', 'Redirect /', '302', ' /b', null],
  ['apacheconf', 'Listen ', '302', '', null],
  ['caddyfile', '  redir https://example.com{uri} ', '301', '', 'constant.numeric.status.redirect.301.caddyfile'],
  ['caddyfile', '  redir /a /b ', 'temporary', ' # for now', 'constant.language.status.redirect.302.caddyfile'],
  ['caddyfile', '  redir /a ', '/302', ' 307', null],
  ['caddyfile', '  respond "gone" ', '410', '', 'constant.numeric.status.caddyfile'],
  ['haproxy', '  redirect scheme https code ', '301', ' if !{ ssl_fc }', 'constant.numeric.status.redirect.301.haproxy'],
  ['haproxy', '  http-request redirect code ', '303', ' location /x', 'constant.numeric.status.redirect.303.haproxy'],
  ['haproxy', '  http-request return status ', '503', ' if down', 'constant.numeric.status.haproxy'],
  ['haproxy', '  redirect location /x ', '302', '', null],
  ['haproxy', '  maxconn ', '302', '', null],
  ['lighttpd', 'url.redirect-code = ', '308', '', 'constant.numeric.status.redirect.308.lighttpd'],
  ['lighttpd', 'server.port = ', '302', '', null],
  ['vcl', 'return (synth(', '302', ', "/new"));', 'constant.numeric.status.redirect.302.vcl'],
  ['vcl', 'error ', '301', ' "/new";', 'constant.numeric.status.redirect.301.vcl'],
  ['vcl', 'return (synth(', '10302', '));', 'constant.numeric.status.redirect.302.vcl'],
  ['vcl', 'return (synth(', '750', ', req.url));', 'constant.numeric.status.vcl'],
  ['vcl', 'set resp.status = ', '307', ';', 'constant.numeric.status.redirect.307.vcl'],
  ['vcl', 'set beresp.ttl = ', '302', 's;', null],
];

for (const [language, before, token, after, scope] of STATUSES) {
  test(`${language}: "${before}${token}${after}": ${scope === null ? `${token} is no status` : `${token} is ${scope}`}`, async () => {
    const [line] = tokenise(await load(language), before + token + after);
    const found = line?.tokens.find(({ startIndex, endIndex }) => startIndex <= before.length && before.length < endIndex);
    const statusScopes = (found?.scopes ?? []).filter((name) => /^constant\..*\bstatus\b/.test(name));
    assert.deepEqual(statusScopes, scope === null ? [] : [scope]);
    if (scope !== null) assert.equal(line?.text.slice(found?.startIndex, found?.endIndex), token);
  });
}

/** Where each language writes a redirect's status: the text before it. */
const BEFORE_STATUS: Readonly<Record<string, string>> = {
  redirects: '/a /b ',
  nginx: 'return ',
  apacheconf: 'RedirectMatch ',
  caddyfile: 'redir /a /b ',
  haproxy: 'redirect location /b code ',
  lighttpd: 'url.redirect-code = ',
  vcl: 'set resp.status = ',
};

for (const language of LANGUAGES) {
  test(`${language}: the five redirect statuses stand out, 300 and 304 do not`, async () => {
    const grammar = await load(language);
    const redirects = [300, 301, 302, 303, 304, 307, 308].filter((code) => {
      const [line] = tokenise(grammar, `${BEFORE_STATUS[language]}${code}`);
      return line?.tokens.some(({ scopes }) => scopes.includes(`constant.numeric.status.redirect.${code}.${language}`));
    });
    assert.deepEqual(redirects, [301, 302, 303, 307, 308]);
  });
}

/** [language, an unfinished line, the next line, its status]: what is broken stays on its own line. */
const UNFINISHED: ReadonlyArray<readonly [string, string, string, string]> = [
  ['redirects', '/a /b 30', '/c /d 301', '301'],
  ['nginx', 'location /a { return 302 /b', '} location /c { return 301 /d; }', '301'],
  ['nginx', 'if ($request_method = POST', '{ return 303 /d; }', '303'],
  ['nginx', 'if ($uri ~ ^/(a|b', ') { return 303 /d; }', '303'],
  ['nginx', 'location ~ ^/(a|[b', '{ return 303 /d; }', '303'],
  ['nginx', 'map $uri $new { /a /b', '} server { return 307 /c; }', '307'],
  ['apacheconf', '<VirtualHost "*:80', 'Redirect 302 /a /b', '302'],
  ['apacheconf', 'RewriteRule "^/a', 'Redirect 302 /a /b', '302'],
  ['apacheconf', 'RewriteRule ^a /b [R=30', 'RewriteRule ^c /d [R=307]', '307'],
  ['apacheconf', 'RewriteCond %{REQUEST_METHOD', 'RewriteRule ^c /d [R=307]', '307'],
  ['caddyfile', '  redir /a /b 30', '  redir /c /d 308', '308'],
  ['caddyfile', '  @m path_regexp ^/(a|[b', '  redir /c /d 308', '308'],
  ['haproxy', '  redirect location "/a', '  redirect location /b code 303', '303'],
  ['haproxy', '  redirect location /a if { path /b', '  redirect location /b code 303', '303'],
  ['lighttpd', '$HTTP["host"] =~ "^(a|[b', 'url.redirect-code = 302', '302'],
  ['lighttpd', 'url.redirect = ( "^/a" => "/b', 'url.redirect-code = 302', '302'],
  ['vcl', 'set req.url = "/a', 'return (synth(302, "/b"));', '302'],
  ['vcl', 'if (req.url ~ "^/(a|[b', 'return (synth(302, "/b"));', '302'],
];

for (const [language, broken, next, status] of UNFINISHED) {
  test(`${language}: "${broken}" leaves the next line alone`, async () => {
    const [, line] = tokenise(await load(language), `${broken}\n${next}`);
    const token = line?.tokens.find(({ scopes }) => scopes.includes(`constant.numeric.status.redirect.${status}.${language}`));
    assert.equal(line?.text.slice(token?.startIndex, token?.endIndex), status);
  });
}

test('every grammar, fixture and snapshot in syntaxes/ is tested here', () => {
  const listed = Object.values(FIXTURES).flat();
  const grammars = readdirSync(syntaxes).filter((name) => name.endsWith('.tmLanguage.json'));
  assert.deepEqual(grammars.map((name) => basename(name, '.tmLanguage.json')).sort(), [...LANGUAGES].sort());
  assert.deepEqual(readdirSync(fixtures).sort(), [...listed].sort());
  assert.deepEqual(readdirSync(snapshots).sort(), listed.map((name) => `${name}.snap`).sort());
});
