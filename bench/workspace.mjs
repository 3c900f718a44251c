// What a workspace costs: the time until all its files are read, at first and at the next start, and the memory that the server then holds, for each 10,000 files.
// An application of Express controllers, routers and plain modules, in the proportion 2 : 1 : 2; reads /proc, so Linux only.
// usage: node scripts/build.mjs && npm run bench:workspace [-- files]
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Client } from './client.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const wanted = Number(process.argv[2] ?? 10_000);

const controller = i => `const Item = require('../models/item${i}');
exports.show = async (req, res) => res.render('item', { item: await Item.find(req.params.id) });
exports.save = async (req, res, next) => {
  try {
    await Item.save(req.params.id, req.body);
    res.redirect('/group${i >> 1}/${i}/' + req.params.id);
  } catch (error) { next(error); }
};
exports.remove = async (req, res) => {
  await Item.remove(req.params.id);
  res.redirect('/group${i >> 1}');
};
`;
const router = i => `const router = require('express').Router();
${[2 * i, 2 * i + 1].map(at => `const c${at} = require('../controllers/c${at}');
router.get('/${at}/:id', c${at}.show);
router.post('/${at}/:id', c${at}.save);
router.delete('/${at}/:id', c${at}.remove);`).join('\n')}
module.exports = router;
`;
const model = i => `class Item${i} {\n  static async find(id) { return db.query('select * from item${i} where id = ?', [id]); }\n}\nmodule.exports = Item${i};\n`;

function write(folder, routers) {
  for (const name of ['controllers', 'routes', 'models']) fs.mkdirSync(path.join(folder, name), { recursive: true });
  for (let i = 0; i < routers; i++) {
    fs.writeFileSync(path.join(folder, `routes/r${i}.js`), router(i));
    for (const at of [2 * i, 2 * i + 1]) {
      fs.writeFileSync(path.join(folder, `controllers/c${at}.js`), controller(at));
      fs.writeFileSync(path.join(folder, `models/item${at}.js`), model(at));
    }
  }
  const mounts = Array.from({ length: routers }, (_, i) => `app.use('/group${i}', require('./routes/r${i}'));`);
  fs.writeFileSync(path.join(folder, 'app.js'), `const app = require('express')();\n${mounts.join('\n')}\napp.listen(3000);\n`);
}

/** Memory of a process in MB, after it had time to give back what it does not need. */
async function memoryOf(pid) {
  await new Promise(resolve => setTimeout(resolve, 3000));
  return Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

async function measure(routers) {
  const [folder, cache] = ['bench', 'cache'].map(name => fs.mkdtempSync(path.join(os.tmpdir(), `redirect-lint-${name}-`)));
  write(folder, routers);
  try {
    const first = await start(folder, cache);
    // What it kept is written at the end of the scan.
    const { seconds: again } = await start(folder, cache);
    return { files: routers * 5 + 1, ...first, again };
  } finally {
    for (const each of [folder, cache]) fs.rmSync(each, { recursive: true });
  }
}

/** The time until all files are read, and the memory then. */
async function start(folder, cache) {
  const began = performance.now();
  const client = new Client(process.execPath, [path.join(here, '../server/bin/redirect-lint.js'), 'lsp', '--stdio'], cache);
  const read = client.logged(/files read in/);
  await client.initialize(pathToFileURL(folder).href);
  await read;
  const seconds = (performance.now() - began) / 1000;
  const memory = await memoryOf(client.pid);
  await client.end();
  return { seconds, memory };
}

const small = await measure(10);
const large = await measure(Math.round(wanted / 5));
for (const { files, seconds, memory, again } of [small, large]) console.log(`${files} files: read in ${seconds.toFixed(1)} s, ${memory.toFixed(0)} MB; known again in ${again.toFixed(1)} s`);
console.log(`for each 10,000 files: ${((large.memory - small.memory) / (large.files - small.files) * 10_000).toFixed(0)} MB`);
