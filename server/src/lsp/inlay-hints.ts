import { type InlayHint, InlayHintRefreshRequest } from 'vscode-languageserver';
import type { Finding, Site } from '../model/finding.ts';
import { membersOf } from './action-edits.ts';
import type { Feature } from './feature.ts';
import { siteText } from './hover-text.ts';
import { asMarkup } from './markup.ts';
import { reportOf } from './report.ts';
import type { Session } from './session.ts';

/** Names the hint's redirect, for the tooltip that is asked for later. */
interface HintData {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

/** Shows the status behind redirects that do not say it: `res.redirect('/x')` ⟶ 302. */
export const inlayHints: Feature = {
  capabilities: ({ resolvesHints }) => ({ inlayHintProvider: { resolveProvider: resolvesHints } }),
  start(session) {
    const { connection, traits } = session;
    const { inlayHint } = connection.languages;
    inlayHint.on(async ({ textDocument, range }, token): Promise<InlayHint[]> => {
      const opened = session.document(textDocument.uri);
      if (!opened) return [];
      await session.analyse(opened);
      if (opened.settings.inlayHints === 'off') return [];
      const report = await reportOf(session, opened.folder, opened.path);
      if (token.isCancellationRequested || opened.isClosed || !opened.isAnalysed) return [];
      const { positions } = opened.document;
      const shown = positions.span(range);
      const all = opened.settings.inlayHints === 'on';
      return report.sites
        .filter(site => isImplicit(site) && site.span.end >= shown.start && site.span.end <= shown.end && (all || isFound(site, report.findings)))
        .map(site => ({
          position: positions.position(site.span.end),
          label: `⟶ ${site.status.code}`,
          paddingLeft: true,
          ...traits.resolvesHints ? { data: { uri: textDocument.uri, ...site.span } satisfies HintData } : { tooltip: tooltip(session, site) },
        }));
    });
    inlayHint.resolve(async hint => {
      const { uri, start, end } = hint.data as HintData;
      const opened = session.document(uri);
      const report = opened && await reportOf(session, opened.folder, opened.path);
      const site = report?.sites.find(({ span }) => span.start === start && span.end === end);
      return site ? { ...hint, tooltip: tooltip(session, site) } : hint;
    });
    // A version in a manifest or a setting changes what is sent, without a change of the document.
    if (traits.refreshesHints) {
      session.changes.event(({ beyond }) => {
        if (beyond) connection.sendRequest(InlayHintRefreshRequest.type).catch(error => session.failed('the client did not refresh', error));
      });
    }
  },
};

function isImplicit({ status }: Site): boolean {
  return status.code !== null && status.origin !== 'explicit';
}

function isFound(site: Site, findings: readonly Finding[]): boolean {
  return findings.flatMap(membersOf).some(finding => finding.site === site);
}

function tooltip(session: Session, site: Site) {
  return asMarkup(siteText(site, session.say), session.traits.hoverMarkup);
}
