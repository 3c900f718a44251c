import type { Call, Redirect } from '../model/facts.ts';
import type { Site } from '../model/finding.ts';
import { intersection } from '../model/methods.ts';
import { reachByRoutes } from './configured.ts';
import { destinationOf } from './destination.ts';
import { environmentOf } from './environment.ts';
import type { WorkspaceIndex } from './index.ts';
import { onwardOf } from './onward.ts';
import { isReachedWith, type Reach, reachesOf, reachOf } from './reach.ts';
import { decided } from './status.ts';

/** The redirects of one file with all that the workspace knows of them, and its calls of other files' helpers, in the order of the text. */
export function sitesOf(index: WorkspaceIndex, file: string): Site[] {
  const facts = index.get(file);
  const redirects = (facts?.redirects ?? []).map(redirect => siteOf(index, file, redirect, reachByRoutes(index, file, redirect, reachOf(index, file, redirect))));
  const calls = (facts?.calls ?? []).filter(call => call.answers && !redirects.some(({ span }) => span.start === call.proof.span.start)).flatMap(call => helperSite(index, file, call) ?? []);
  return [...redirects, ...calls].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** A redirect for all who get it, and for each way by itself in which it is known to be reached. */
export function sitesByWay(index: WorkspaceIndex, file: string, redirect: Redirect): { whole: Site; ways: Site[] } {
  return {
    whole: siteOf(index, file, redirect, reachOf(index, file, redirect)),
    ways: reachesOf(index, file, redirect).map(reach => siteOf(index, file, redirect, reach)),
  };
}

function siteOf(index: WorkspaceIndex, file: string, redirect: Redirect, reach: Reach): Site {
  const holds = environmentOf(index, file);
  return {
    file,
    adapter: redirect.adapter,
    span: redirect.span,
    statusSpan: redirect.statusSpan,
    target: redirect.target,
    path: redirect.path,
    by: redirect.by,
    acted: redirect.acted ?? null,
    fromForm: redirect.fromForm ?? false,
    ...decided(redirect, reach, holds),
    edits: redirect.edits.filter(edit => !edit.when || holds(edit.when)),
    instead: redirect.instead ?? null,
    sendable: redirect.sendable ?? null,
    pages: redirect.pages ?? false,
    headers: redirect.headers ?? [],
    names: namesOf(index, file, redirect.handlers),
    destination: destinationOf(index, file, redirect.target),
    onward: onwardOf(index, file, redirect),
    callee: null,
  };
}

/**
 * A call of another file's function that redirects for its callers: it answers its own requests with that redirect.
 * The status stands in the helper, so there are no edits of this file; the redirect is the first of the proofs.
 */
function helperSite(index: WorkspaceIndex, file: string, call: Call): Site | null {
  for (const helper of index.handlersNamed(call.callee, file)) {
    const redirect = index.get(helper.file)?.redirects.find(each => each.handlers[0] === helper.id && each.by === 'handler' && isReachedWith(each.requires ?? [], helper.id, call.given));
    if (!redirect) continue;
    const reach = reachOf(index, file, { methods: intersection(call.methods, redirect.methods), proofs: [], handlers: call.callers });
    const site = siteOf(index, helper.file, redirect, reach);
    return {
      ...site, file, span: call.proof.span, statusSpan: null, path: null, edits: [], instead: 'The status stands in the function that is called here.',
      proofs: [{ file: helper.file, span: redirect.span, message: 'redirects here' }, ...site.proofs],
      pages: false, headers: [], names: namesOf(index, file, call.callers), callee: { file: helper.file, span: redirect.span },
    };
  }
  return null;
}

function namesOf(index: WorkspaceIndex, file: string, handlers: readonly string[]): string[] {
  return handlers.flatMap(id => index.handler(file, id)?.exports ?? []);
}
