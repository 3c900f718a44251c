import { SUPPRESSION_KINDS, type Suppression } from '../model/facts.ts';
import type { Finding, Fix } from '../model/finding.ts';
import { type Phrase, phrase } from '../model/phrase.ts';
import type { Rule } from './rule.ts';
import { removal } from './unused-suppression.ts';
import { listed, nearest, says, titled } from './words.ts';

export const malformedSuppression: Rule = {
  id: 'malformed-suppression',
  docs: {
    finds: 'a comment that is meant to switch a rule off and cannot: a word or a rule that there is not, a reason without `--`',
    why: 'Its author believes the finding to be settled, and it is reported all the same; or worse, a misspelt name switches off less than was meant.',
    fix: 'Write what was meant: the fix takes the nearest word or rule, or sets off the reason. Where nothing is near, it removes the comment.',
    severity: 'warning',
    examples: [
      { file: 'nginx.conf', text: 'server {\n  # redirect-lint-disable-next-line ambiguous-301 the old clients only GET\n  location /old { return 301 /new; }\n}\n' },
      { file: 'app.js', text: "app.post('/login', (req, res) => {\n  // redirect-lint-disable-nextline ambiguous-302 -- our own client\n  res.redirect('/account');\n});\n" },
    ],
  },
};

const BEHIND = phrase('A reason stands behind " -- ".');

/** What is wrong with the form of a comment, null where it is sound; `known` are the rules that there are. */
export function malformedIn(file: string, suppression: Suppression, known: readonly string[]): Finding | null {
  const { kind, word, rules } = suppression;
  const unknown = rules.find(({ id }) => !known.includes(id));
  if (kind === null) {
    const meant = nearest(word.text, SUPPRESSION_KINDS);
    return finding(file, word.span, [phrase('"redirect-lint-{0}" says nothing: it is one of {1}.', word.text, listed(SUPPRESSION_KINDS.map(each => `-${each}`)))], meant ? [replacement(word.span, meant)] : removal(suppression));
  }
  if (!unknown) return null;
  const meant = nearest(unknown.id, known);
  if (meant) return finding(file, unknown.span, [phrase('No rule is called "{0}"; {1} is.', unknown.id, meant)], [replacement(unknown.span, meant)]);
  if (unknown !== rules[0]) {
    const insertion = { span: { start: unknown.span.start, end: unknown.span.start }, text: '-- ' };
    return finding(file, unknown.span, [BEHIND], [{ status: null, ...titled(phrase('Set off the reason with --')), preferred: true, safe: false, edits: [insertion] }]);
  }
  return finding(file, unknown.span, [phrase('No rule is called "{0}"; there are {1}.', unknown.id, listed(known)), BEHIND], removal(suppression));
}

function finding(file: string, span: Suppression['span'], sentences: readonly Phrase[], fixes: readonly Fix[]): Finding {
  return { rule: 'malformed-suppression', severity: 'warning', ...says(...sentences), site: { file, span }, related: [], fixes };
}

function replacement(span: Suppression['span'], text: string): Fix {
  return { status: null, ...titled(phrase('Change it to {0}', text)), preferred: true, safe: false, edits: [{ span, text }] };
}
