import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { factsOf } from '../../src/analyse.ts';
import { applyEdits } from '../../src/fix/apply.ts';
import { disableFile, disableLine } from '../../src/lsp/suppression-edits.ts';
import { commentSyntaxOf } from '../../src/lsp/comment-syntax.ts';
import { redirectOf } from '../../src/model/finding.ts';
import { FIXTURES, filesBelow, lint } from '../check.ts';

type Found = readonly { rule: string; site: { span: { start: number } } }[];

/** Each finding by its line, counted without the lines that disable rules. */
function said(findings: Found, text: string): string[] {
  return findings.map(({ rule, site }) => `${lineOf(text, site.span.start)} ${rule}`);
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').filter(line => !PUT_IN.test(line)).length;
}

const PUT_IN = /^\W*redirect-lint-disable(?:-next-line)? [\w-]+\W*$/;

const files = fs.readdirSync(FIXTURES).flatMap(adapter => [...filesBelow(path.join(FIXTURES, adapter))]
  .filter(([file]) => /^(?:warn|loud|[^/]+$)/.test(file) || !/^(?:projects|fixes|quiet)\//.test(file))
  .map(([file, text]) => ({ adapter, file, text })));

describe('the comments that code actions write', () => {
  let tried = 0;
  for (const { adapter, file, text } of files.filter(({ file }) => !file.endsWith('.expected'))) {
    it(`${adapter} ${file}`, async () => {
      const linted = (await lint(new Map([[file, text]]))).get(file);
      const reader = (await factsOf({ path: file, text })).format;
      const findings = (linted?.findings ?? []).filter(finding => redirectOf(finding));
      if (findings.length === 0) return;
      const before = said(linted?.findings ?? [], text);
      const [first] = findings;
      for (const finding of [...new Set([first, findings.at(-1)])]) {
        if (!finding) continue;
        const edit = disableLine(file, reader, text, finding.site.span, finding.rule);
        if (!edit) continue;
        tried++;
        const disabled = applyEdits(text, [[edit]]).text;
        const after = said((await lint(new Map([[file, disabled]]))).get(file)?.findings ?? [], disabled);
        const [gone] = said([finding], text);
        assert.deepEqual(after, before.filter(each => each !== gone), disabled.slice(Math.max(0, finding.site.span.start - 200), finding.site.span.end + 200));
      }
      const whole = first && disableFile(file, reader, text, first.rule);
      assert.equal(whole === null, commentSyntaxOf(file, reader) === null);
      if (!whole || !first) return;
      const disabled = applyEdits(text, [[whole]]).text;
      const left = (await lint(new Map([[file, disabled]]))).get(file)?.findings ?? [];
      assert.deepEqual(said(left, disabled), before.filter(each => !each.endsWith(` ${first.rule}`)));
    });
  }
  it('were tried', () => assert.ok(tried > 100, String(tried)));
});
