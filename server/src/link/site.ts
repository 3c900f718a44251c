import type { Redirect, Status } from '../model/facts.ts';
import type { Site } from '../model/finding.ts';
import { environmentOf } from './environment.ts';
import type { WorkspaceIndex } from './index.ts';
import { reachOf } from './reach.ts';

/** The redirects of one file with all that the workspace knows of them, in the order of the text. */
export function sitesOf(index: WorkspaceIndex, file: string): Site[] {
  const holds = environmentOf(index, file);
  const redirects = [...(index.get(file)?.redirects ?? [])].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return redirects.map(redirect => ({
    file,
    adapter: redirect.adapter,
    span: redirect.span,
    statusSpan: redirect.statusSpan,
    status: statusOf(redirect, holds),
    target: redirect.target,
    path: redirect.path,
    by: redirect.by,
    ...reachOf(index, file, redirect),
    edits: redirect.edits.filter(edit => !edit.when || holds(edit.when)),
    instead: redirect.instead ?? null,
    sendable: redirect.sendable ?? null,
  }));
}

function statusOf(redirect: Redirect, holds: ReturnType<typeof environmentOf>): Status {
  const { variants, ...status } = redirect.status;
  const variant = variants?.find(({ when }) => holds(when));
  return variant ? { ...status, code: variant.code } : status;
}
