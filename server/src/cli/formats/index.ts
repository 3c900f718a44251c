import { checkstyle } from './checkstyle.ts';
import { compact } from './compact.ts';
import { diff } from './diff.ts';
import type { Format } from './format.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { sarif } from './sarif.ts';
import { stylish } from './stylish.ts';

/** Every format; the first is the default. */
export const formats: readonly Format[] = [stylish, compact, json, sarif, github, gitlab, checkstyle, junit, diff];
