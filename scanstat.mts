import { walk } from './server/src/node/walk.ts';
import { readText } from './server/src/node/text-file.ts';
import { readerOf, factsOf, mayRead } from './server/src/analyse.ts';
import { grammarsIn } from './server/src/node/grammars.ts'; import { useGrammars } from './server/src/syntax/parser.ts';
import path from 'node:path';
const root = process.argv[2];
useGrammars(grammarsIn(new URL('./server/dist/grammars/', import.meta.url)));
const by = {};
const words = {};
for (const file of walk(root, { root, wanted: (f, d) => d || mayRead(path.relative(root, f)), unreadable() {} })) {
  const r = readText(file); if ('problem' in r) continue;
  const rel = path.relative(root, file);
  const reader = readerOf({ path: rel, text: r.text });
  const ext = path.extname(rel);
  const all = (by['all ' + ext] ??= { files: 0, bytes: 0 }); all.files++; all.bytes += r.text.length;
  if (!reader) continue;
  const b = (by[reader.name] ??= { files: 0, bytes: 0, facts: 0, red: 0, bind: 0, ms: 0, none: 0 });
  b.files++; b.bytes += r.text.length;
  const t = performance.now();
  try { const f = await factsOf({ path: rel, text: r.text });
  const took = performance.now() - t; b.ms += took; if (took > 150) console.log("SLOW", took.toFixed(0), r.text.length, f.redirects.length, f.bindings.length, f.calls.length, rel);
  if (f.redirects.length) b.red++; if (f.bindings.length) b.bind++;
  if (!f.redirects.length && !f.bindings.length && !f.calls.length && !f.environment.length && !f.endpoints.length) { b.none++;
    if ('frameworks' in reader) for (const w of new Set(reader.triggers)) if ((typeof w === "string" ? r.text.includes(w) : w.test(r.text))) { const k = reader.name + ' ' + w; (words[k] ??= 0); words[k]++; } }
  } catch (e) { console.log('ERR', rel, e.message); }
}
for (const [k, b] of Object.entries(by).sort((a, b) => (b[1].ms ?? 0) - (a[1].ms ?? 0)).slice(0, 30)) console.log(k.padEnd(20), JSON.stringify(b));
console.log(Object.entries(words).sort((a, b) => b[1] - a[1]).slice(0, 40).map(([k, v]) => v + ' ' + k).join('\n'));
