import { patchOf } from '../patch.ts';
import type { Format } from './format.ts';

/** The fixes as a patch; nothing is written to the files. */
export const diff: Format = {
  name: 'diff',
  help: 'the fixes that are preferred and safe, as a patch for git apply; status 1 where there are any',
  severity: 'hint',
  showsFixes: true,
  findings: ({ fixed }) => fixed.map(({ file, before, after }) => patchOf(file, before, after)).join(''),
};
