import type { Hover } from 'vscode-languageserver';
import type { Suppression } from '../model/facts.ts';
import type { Site } from '../model/finding.ts';
import type { Span } from '../model/text.ts';
import { isConfigFile } from '../config/text.ts';
import { configHover } from './config-hover.ts';
import type { Feature } from './feature.ts';
import { siteText, suppressionText } from './hover-text.ts';
import { asMarkup } from './markup.ts';
import { reportOf } from './report.ts';

/** What a redirect's status makes of the requests that reach it, what a suppression comment switches off, what a key of the configuration means. */
export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  start(session) {
    session.connection.onHover(async ({ textDocument, position }, token): Promise<Hover | null> => {
      const opened = session.document(textDocument.uri);
      if (!opened) return null;
      const { positions, text } = opened.document;
      const offset = positions.offset(position);
      const at = (span: Span, markdown: string): Hover => ({ contents: asMarkup(markdown, session.traits.hoverMarkup), range: positions.range(span) });
      if (isConfigFile(textDocument.uri) && !session.traits.knowsConfigSchema) {
        const found = configHover(text, offset, session.say);
        return found && at(found.span, found.markdown);
      }
      await session.analyse(opened);
      const report = await reportOf(session, opened.folder, opened.path);
      if (token.isCancellationRequested || opened.isClosed || !opened.isAnalysed) return null;
      const suppression = opened.folder.index.get(opened.path)?.suppressions.find(each => holds(each.span, offset));
      if (suppression) {
        const rule = ruleAt(suppression, offset);
        const markdown = suppressionText(suppression, rule?.id ?? null, session.say);
        return markdown === null ? null : at(rule?.span ?? suppression.span, markdown);
      }
      const site = innermost(report.sites, offset);
      return site && at(site.statusSpan && holds(site.statusSpan, offset) ? site.statusSpan : site.span, siteText(site, session.say));
    });
  },
};

/** The end counts, as the cursor may stand there. */
function holds(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

function ruleAt({ rules }: Suppression, offset: number) {
  return rules.find(({ span }) => holds(span, offset));
}

/** A redirect's status can stand apart from it. */
function innermost(sites: readonly Site[], offset: number): Site | null {
  const length = ({ span }: Site) => span.end - span.start;
  return sites.filter(site => holds(site.span, offset) || (site.statusSpan && holds(site.statusSpan, offset))).sort((a, b) => length(a) - length(b))[0] ?? null;
}
