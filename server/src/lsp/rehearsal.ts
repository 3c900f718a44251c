import type { FileFacts } from '../model/facts.ts';
import type { Feature } from './feature.ts';
import type { Opened } from './opened.ts';
import { reportOf } from './report.ts';
import { Session } from './session.ts';

/** So long, in ms, nothing may have happened before somebody types in the copy of a document. */
const QUIET = 1000;

/** In so many places is something typed and removed again: in files of 4,800 lines, a keystroke hardly gets faster after some hundred. */
const PLACES = 80;

/** So long, in ms, that may take in all. */
const LONGEST = 2000;

/**
 * The first keystrokes would wait for V8 to compile what they run, which takes several times what it does once compiled. So, while nobody does anything, a copy of the
 * document is typed in, once for each language: in a session of its own, of which nobody hears.
 */
export const rehearsal: Feature = {
  start(session) {
    const known = new Set<string>();
    let quiet: ReturnType<typeof setTimeout> | undefined;
    let changes = 0;
    session.changes.event(() => {
      const change = ++changes;
      clearTimeout(quiet);
      quiet = setTimeout(() => {
        for (const opened of session.opened) {
          const said = opened.folder.index.get(opened.path);
          const { languageId, uri } = opened.document;
          if (known.has(languageId) || !said || said.redirects.length === 0) continue;
          known.add(languageId);
          rehearse(session, opened, said, () => change !== changes).catch(error => session.failed(`${uri} cannot be typed in`, error));
          return;
        }
      }, QUIET);
    });
  },
};

/** Types in a copy of a document, until something happens. */
async function rehearse({ connection, host, traits, settings, say, version }: Session, { document: { uri, languageId, text } }: Opened, said: FileFacts, isDisturbed: () => boolean): Promise<void> {
  const alone = new Session(connection, host, traits, settings, say, version);
  const copy = alone.open({ uri, languageId, version: 0, text });
  const began = Date.now();
  for (const start of placesIn(text, said)) {
    for (const [range, typed] of [[{ start, end: start }, 'x'], [{ start, end: start + 1 }, '']] as const) {
      if (isDisturbed() || Date.now() - began > LONGEST) break;
      copy.document.change([{ range: copy.document.positions.range(range), text: typed }], copy.document.version + 1);
      await alone.analyse(copy);
      await reportOf(alone, copy.folder, copy.path);
      await new Promise(resolve => setTimeout(resolve, 0));
    }
  }
  copy.isClosed = true;
  copy.document.memory.forget();
  connection.console.info(`${uri}: a copy was typed in for ${Date.now() - began} ms, so that the first keystrokes find their code compiled`);
}

/** Offsets in UTF-16 units, from all over the text: the ends of any words, and in turn with them of what stands in quotes first where something is said of. */
function placesIn(text: string, { redirects, bindings }: FileFacts): number[] {
  const words = Array.from(text.matchAll(/\w\b/g), ({ index }) => index + 1);
  const quoted = [...redirects, ...bindings.map(({ proof }) => proof)].flatMap(({ span }) => endOfQuoted(text, span.start) ?? []);
  const kinds = [words, quoted].filter(ends => ends.length > 0);
  return Array.from({ length: PLACES }, (_, nth) => {
    const ends = kinds[nth % kinds.length] ?? [0];
    return ends[Math.floor(nth / PLACES * ends.length)] as number;
  });
}

function endOfQuoted(text: string, start: number): number | null {
  const quoted = /['"`][^'"`\n]{0,80}?\w\b/.exec(text.slice(start, start + 200));
  return quoted && start + quoted.index + quoted[0].length;
}
