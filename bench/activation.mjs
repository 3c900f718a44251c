// What activating the extension costs in a real VS Code, by the extension host's own measure: the columns of "Developer: Startup Performance".
// Beside it stand extensions that VS Code brings along, of the same start.
// usage: npm run bench:activation [-- [--rounds N]]
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { VSIX, workplace } from '../client/test/vscode/host.mjs';
import { Workbench } from '../client/test/vscode/workbench.mjs';
import { launchBrowser } from '../scripts/vscode/browser.mjs';
import { serve } from '../scripts/vscode/code-server.mjs';
import { installVSCode } from '../scripts/vscode/install.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);
/** In ms: the start of the workbench is over by then, so that it is not measured, too. */
const SETTLED = 8000;
const OURS = 'redirect-lint.redirect-lint';
const SHOWN = [OURS, 'vscode.merge-conflict', 'vscode.emmet', 'vscode.git', 'vscode.markdown-language-features'];

const place = workplace();
const installation = await installVSCode();
const folder = join(place.profile, 'folder');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'app.py'), "import flask\n\napp = flask.Flask(__name__)\n\n\n@app.post('/orders')\ndef order():\n    return flask.redirect('/done')\n");
const server = await serve(installation, { profile: place.profile, folder, vsix: [VSIX] });
const browser = await launchBrowser(installation);
const measured = new Map(SHOWN.map(name => [name, []]));
try {
  for (let round = 0; round < rounds; round++) {
    for (const [name, times] of await activations()) measured.get(name)?.push(times);
  }
} finally {
  await browser.close();
  await server.stop();
  place.remove();
}

console.log(`code-server ${installation.version}, ${cpus().length} cores (${cpus()[0].model}), medians of ${rounds} starts, ms\n`);
console.log('| extension | loading its code | calling activate | until that is done |\n|---|---|---|---|');
for (const [name, times] of measured) if (times.length > 0) console.log(`| ${name} | ${[0, 1, 2].map(column => median(times.map(row => row[column]))).join(' | ')} |`);

/** Opens the folder anew, which starts an extension host, and a file that activates the extension; then reads the host's table. */
async function activations() {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  const workbench = new Workbench(page);
  await workbench.start(server.address, 'app.py');
  await page.waitForTimeout(SETTLED);
  await workbench.openFile('app.py');
  await workbench.squiggle('warning');
  await workbench.command('Developer: Startup Performance');
  const rows = await workbench.foundLines(OURS);
  await page.close();
  return rows.flatMap(line => {
    const [, name, , ...columns] = line.split('|').map(cell => cell.trim());
    return SHOWN.includes(name) ? [[name, columns.slice(0, 3).map(Number)]] : [];
  });
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
