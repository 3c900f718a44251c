import type { Call, Redirect, Status, StatusEdit, StatusParameter } from '../model/facts.ts';
import type { Site } from '../model/finding.ts';
import { intersection } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { reachByRoutes } from './configured.ts';
import { destinationOf } from './destination.ts';
import { environmentOf } from './environment.ts';
import type { WorkspaceIndex } from './index.ts';
import { onwardOf } from './onward.ts';
import { argumentFor, isReachedWith, type Reach, reachesOf, reachOf } from './reach.ts';
import { decided } from './status.ts';
import type { Span } from '../model/text.ts';

/** The redirects of one file with all that the workspace knows of them, and its calls of helpers that redirect for it, in the order of the text. */
export function sitesOf(index: WorkspaceIndex, file: string): Site[] {
  const redirects = (index.get(file)?.redirects ?? []).map(redirect => siteOfRedirect(index, file, redirect));
  return [...redirects, ...sitesOfCalls(index, file)].sort(inText);
}

/** One redirect of a file with all that the workspace knows of it. */
export function siteOfRedirect(index: WorkspaceIndex, file: string, redirect: Redirect): Site {
  return siteOf(index, file, redirect, reachByRoutes(index, file, redirect, reachOf(index, file, redirect)));
}

/** The calls of a file of helpers that redirect for it. */
export function sitesOfCalls(index: WorkspaceIndex, file: string): Site[] {
  const { calls = [], redirects = [] } = index.get(file) ?? {};
  return distinctSites(calls.filter(call => !redirects.some(({ span }) => span.start === call.proof.span.start)).flatMap(call => helperSites(index, file, call)));
}

/** The order of the text. */
export function inText(a: { readonly span: Span }, b: { readonly span: Span }): number {
  return a.span.start - b.span.start || a.span.end - b.span.end;
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
    ...decided(redirect, reach, holds),
    fromForm: redirect.fromForm ?? reach.fromForm ?? false,
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
 * A call of a function that redirects for its callers: it answers its own requests with the redirects of that. The redirect is the first of the proofs.
 * Of this file's own functions those alone that it gives their status: all others are judged where they redirect.
 */
function helperSites(index: WorkspaceIndex, file: string, call: Call): Site[] {
  const isOwn = 'id' in call.callee;
  const helpers = 'id' in call.callee ? [{ file, id: call.callee.id }] : call.answers ? index.handlersNamed(call.callee, file) : [];
  for (const helper of helpers) {
    const redirects = index.get(helper.file)?.redirects.filter(each => each.handlers[0] === helper.id && each.by === 'handler' && isReachedWith(each.requires ?? [], helper.id, call.given)) ?? [];
    const sites = redirects.flatMap(redirect => calledSite(index, file, call, helper, redirect, isOwn) ?? []);
    if (sites.length > 0) return sites;
  }
  return [];
}

/** One redirect of a helper, as a call gets it; null where the call does not decide anything of it, or gives a status that goes nowhere known. */
function calledSite(index: WorkspaceIndex, file: string, call: Call, helper: { file: string; id: string }, redirect: Redirect, isOwn: boolean): Site | null {
  const { from } = redirect.status;
  const argument = from?.handler === helper.id ? argumentFor(call.given, from) : undefined;
  if (isOwn ? !argument?.status : !argument && call.given?.some(each => each.status)) return null;
  const reach = reachOf(index, file, { methods: intersection(call.methods, redirect.methods), proofs: [], handlers: call.callers });
  const edits = argument ? argument.status?.edits ?? [] : from?.handler === helper.id ? addingArgument(call, from) : [];
  const status: Status = argument ? { code: argument.status?.code ?? null, origin: 'explicit' } : redirect.status;
  const site = siteOf(index, helper.file, { ...redirect, status, edits }, reach);
  return {
    ...site, file, span: call.proof.span, statusSpan: argument?.status?.span ?? null, path: null,
    acted: site.acted || call.acted ? true : site.acted,
    instead: edits.length > 0 ? null : phrase('The status stands in the function that is called here.'),
    proofs: [{ file: helper.file, span: redirect.span, message: 'redirects here' }, ...site.proofs],
    pages: false, headers: [], names: namesOf(index, file, call.callers), callee: edits.length > 0 ? null : { file: helper.file, span: redirect.span },
  };
}

/** The edits that give a call the status argument which it leaves out: by its place where that is the next, else by its name. */
function addingArgument({ given = [], room }: Call, { parameter, name }: StatusParameter): StatusEdit[] {
  const isNext = given.length === parameter && given.every(each => each.name === undefined);
  if (!room || (!isNext && room.naming === undefined)) return [];
  const written = (status: number) => `${room.lead}${isNext ? '' : `${name}${room.naming}`}${status}`;
  return [303, 307, 308].map(status => ({ status, edits: [{ span: room.span, text: written(status) }], onlyStatus: true }));
}

/** Of what one call answers with, each status once: a helper can redirect in several places. */
function distinctSites(sites: readonly Site[]): Site[] {
  return [...new Map(sites.toReversed().map(site => [`${site.span.start} ${site.status.code}`, site])).values()];
}

function namesOf(index: WorkspaceIndex, file: string, handlers: readonly string[]): string[] {
  return handlers.flatMap(id => index.handler(file, id)?.exports ?? []);
}
