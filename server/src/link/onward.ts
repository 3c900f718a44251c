import type { Redirect } from '../model/facts.ts';
import type { Hop, Site } from '../model/finding.ts';
import { has, isNone } from '../model/methods.ts';
import { declaredPath, targetPath } from './declared.ts';
import { mayMean } from './destination.ts';
import { environmentOf } from './environment.ts';
import type { WorkspaceIndex } from './index.ts';
import { statusOf } from './status.ts';

/** Browsers give up after 20 redirects (Fetch standard §4.4, HTTP-redirect fetch, step 6). */
const MOST_HOPS = 20;

/** What a client meets that follows a redirect: the declared redirects at its target, at theirs, and so on. */
export function onwardOf(index: WorkspaceIndex, file: string, redirect: Redirect): Site['onward'] {
  const start = declaredPath(redirect);
  const hops: Hop[] = [];
  const met = new Set(start === null ? [] : [start]);
  let [at, path] = [file, targetPath(redirect.target)];
  while (path !== null && hops.length < MOST_HOPS) {
    if (path === start) return { hops, loops: true };
    if (met.has(path)) break;
    met.add(path);
    const next = nextAt(index, at, path, start !== null || hops.length > 0);
    if (!next) break;
    hops.push(next.hop);
    [at, path] = [next.file, targetPath(next.redirect.target)];
  }
  return { hops, loops: false };
}

/** The one declared redirect that answers a GET of a path; rules of one file follow each other, those of two files may belong to two servers. */
function nextAt(index: WorkspaceIndex, from: string, path: string, isDeclared: boolean): { hop: Hop; file: string; redirect: Redirect } | null {
  const found = index.declared.at(path).flatMap(({ file, at }) => {
    const redirect = index.get(file)?.redirects[at];
    const isNear = isDeclared ? file === from : mayMean(index, from, file);
    return redirect && isNear && !isNone(redirect.methods) && has(redirect.methods, 'GET') ? [{ file, redirect }] : [];
  });
  const [only] = found;
  if (!only || found.length > 1) return null;
  const { code } = statusOf(only.redirect, environmentOf(index, only.file));
  const hop: Hop = {
    status: code, path, target: only.redirect.target.text ?? '',
    place: { file: only.file, span: only.redirect.span, message: `redirects on${only.redirect.target.text === null ? '' : ` to ${only.redirect.target.text}`}` },
  };
  return { hop, file: only.file, redirect: only.redirect };
}
