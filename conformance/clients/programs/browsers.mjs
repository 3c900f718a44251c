// Browsers load a page that sends the requests by fetch(), XMLHttpRequest and a form.
// usage: browsers.mjs BASE chromium|firefox-esr
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How each browser is started without a window, on a profile of its own, asking nothing of the network. */
const BROWSERS = {
  chromium: {
    name: 'Chromium',
    args: profile => [`--user-data-dir=${profile}`, '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  },
  'firefox-esr': { name: 'Firefox', args: profile => ['--headless', '--no-remote', '--profile', profile] },
};
const FIREFOX_PREFERENCES = {
  'app.update.enabled': false, 'browser.shell.checkDefaultBrowser': false, 'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false, 'network.connectivity-service.enabled': false, 'toolkit.telemetry.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false, 'services.settings.server': 'http://127.0.0.1:9', 'extensions.update.enabled': false,
};

const [base, command] = process.argv.slice(2);
const { name, args } = BROWSERS[command];
const profile = mkdtempSync(join(tmpdir(), 'redirect-lint-browser-'));
writeFileSync(join(profile, 'user.js'), Object.entries(FIREFOX_PREFERENCES).map(([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});\n`).join(''));
const version = /[\d.]+/.exec(execFileSync(command, ['--version'], { encoding: 'utf8' }))?.[0] ?? '';
for (const [key, how] of [['fetch', 'fetch()'], ['xhr', 'XMLHttpRequest'], ['form', '<form method="post">']]) console.log(['client', `${command}-${key}`, name, version, how].join('\t'));

const { origin } = new URL(base);
const child = spawn(command, [...args(profile), `${origin}/page/${command}`], { stdio: 'ignore', detached: true, env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile } });
try {
  await fetch(`${origin}/wait/${command}`);
} finally {
  process.kill(-child.pid, 'SIGKILL');
  await new Promise(resolve => child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve());
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
