import type { Suppression } from '../model/facts.ts';
import type { Finding, Fix } from '../model/finding.ts';
import { type Phrase, phrase, type Said } from '../model/phrase.ts';
import type { Rule } from './rule.ts';
import type { Use } from './suppressed.ts';
import { listed, says, titled } from './words.ts';

export const unusedSuppression: Rule = {
  id: 'unused-suppression',
  docs: {
    finds: 'a comment or an entry of the configuration that switches nothing off',
    why: `A redirect that was fixed or removed leaves its comment behind, and the comment then hides the next mistake on that line.
The same goes for entries of \`suppressions\` in the configuration file.`,
    fix: 'Remove what is named. It is offered, and never done unseen: a linter that sees a part of the project only may not see what the comment is for.',
    severity: 'warning',
    examples: [{ file: 'app.js', text: "app.get('/old', (req, res) => {\n  // redirect-lint-disable-next-line ambiguous-302 -- only our own client posts here\n  res.redirect('/new');\n});\n" }],
  },
};

/** What a comment says that no finding needs; `known` are the rules that there are. Null where all of it is used. */
export function unusedIn(file: string, suppression: Suppression, uses: readonly Use[], known: readonly string[]): Finding | null {
  const { kind } = suppression;
  if (kind === null) return null;
  const own = uses.filter(use => use.suppression === suppression);
  const unused = suppression.rules.filter(({ id }) => known.includes(id) && !own.some(use => use.rule === id));
  if (suppression.rules.length === 0 ? own.length > 0 : unused.length === 0) return null;
  const all = suppression.rules.length === unused.length;
  return {
    rule: 'unused-suppression', severity: 'warning', related: [], isUnnecessary: true,
    site: { file, span: all ? suppression.span : (unused[0] as { span: Suppression['span'] }).span },
    ...says(kind === 'enable' ? nothingToEnable(unused) : nothingFound(kind, unused)),
    fixes: all ? removal(suppression) : [{ status: null, ...titled(phrase('Remove {0}', idsOf(unused))), preferred: true, safe: false, edits: unused.map(({ span }) => ({ span: withSeparator(suppression, span), text: '' })) }],
  };
}

type Named = Suppression['rules'];

function idsOf(named: Named): Said {
  return listed(named.map(({ id }) => id));
}

function nothingToEnable(unused: Named): Phrase {
  return unused.length === 0 ? phrase('Nothing is switched off here, so there is nothing to switch on.')
    : phrase('{0} is not switched off here, so there is nothing to switch on.', idsOf(unused));
}

function nothingFound(kind: 'disable-next-line' | 'disable-line' | 'disable', unused: Named): Phrase {
  const what = unused.length === 0 ? phrase('nothing') : phrase('no {0}', idsOf(unused));
  if (kind === 'disable-next-line') return phrase('This switches nothing off: {0} is found on the next line.', what);
  return kind === 'disable-line' ? phrase('This switches nothing off: {0} is found on this line.', what) : phrase('This switches nothing off: {0} is found below.', what);
}

/** The fix that takes the comment out. */
export function removal({ whole }: Suppression): Fix[] {
  return whole ? [{ status: null, ...titled(phrase('Remove the comment')), preferred: true, safe: false, edits: [{ span: whole, text: '' }] }] : [];
}

/** A name with what parts it from the one before, or from the one behind where it is the first. */
function withSeparator({ rules }: Suppression, span: Suppression['span']): Suppression['span'] {
  const at = rules.findIndex(rule => rule.span === span);
  const before = rules[at - 1];
  const behind = rules[at + 1];
  return before ? { start: before.span.end, end: span.end } : { start: span.start, end: behind?.span.start ?? span.end };
}
