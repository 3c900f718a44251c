import { methods } from '../../model/methods.ts';
import type { Word } from '../../syntax/directives.ts';
import { ALWAYS, among, both, either, matching, negated, type Split, tested, UNDECIDED } from '../shared/splits.ts';

/** Named conditions that can be used in a section. */
export type Acls = ReadonlyMap<string, Acl>;

export interface Acl {
  readonly split: Split;
  /** The path that it looks for, where it looks for one. */
  readonly path: string | null;
}

/** ACLs that every configuration has (https://docs.haproxy.org/2.6/configuration.html#7.4); METH_GET includes HEAD. */
const PREDEFINED: Acls = new Map(Object.entries({
  METH_CONNECT: ['CONNECT'], METH_DELETE: ['DELETE'], METH_GET: ['GET', 'HEAD'], METH_HEAD: ['HEAD'], METH_OPTIONS: ['OPTIONS'],
  METH_POST: ['POST'], METH_PUT: ['PUT'], METH_TRACE: ['TRACE'],
}).map(([name, names]) => [name, { split: among(methods(...names)), path: null }]));
const UNKNOWN: Acl = { split: UNDECIDED, path: null };

/** Adds what an `acl NAME …` says; several lines of one name are alternatives. */
export function addAcl(acls: Map<string, Acl>, words: readonly Word[]): void {
  const [, name, ...test] = words;
  if (!name) return;
  const own = aclOf(test);
  const before = acls.get(name.text);
  acls.set(name.text, before ? { split: either(before.split, own.split), path: null } : own);
}

/** What the words behind `if` or `unless` say: terms side by side all hold, `||` or `or` between them begins an alternative. */
export function conditionOf(words: readonly Word[], acls: Acls): Acl {
  if (words.some(word => word.templated)) return UNKNOWN;
  const alternatives: Acl[][] = [[]];
  let at = 0;
  while (at < words.length) {
    const text = words[at]?.text ?? '';
    if (text === '||' || text.toLowerCase() === 'or') {
      alternatives.push([]);
      at++;
      continue;
    }
    const isNegative = text.startsWith('!');
    let name = isNegative ? text.slice(1) : text;
    if (isNegative && name === '') name = words[++at]?.text ?? '';
    let acl = acls.get(name) ?? PREDEFINED.get(name) ?? UNKNOWN;
    at++;
    if (name === '{') {
      const end = words.findIndex((word, index) => index >= at && word.text === '}' && word.quote === '');
      acl = aclOf(words.slice(at, end < 0 ? words.length : end));
      at = end < 0 ? words.length : end + 1;
    }
    alternatives.at(-1)?.push(isNegative ? { split: negated(acl.split), path: null } : acl);
  }
  const terms = alternatives.map(all => all.map(({ split }) => split).reduce(both, ALWAYS));
  const paths = alternatives.length === 1 ? (alternatives[0] ?? []).flatMap(({ path }) => path ?? []) : [];
  return { split: terms.reduce(either), path: paths.length === 1 ? paths[0] as string : null };
}

/** `method POST PUT`, `method -m reg ^P`, `path_beg /api`. */
function aclOf(words: readonly Word[]): Acl {
  const [fetch, ...rest] = words.map(word => word.text);
  if (!fetch || words.some(word => word.templated)) return UNKNOWN;
  let how = /^path_(\w+)$/.exec(fetch)?.[1] ?? 'str';
  let ignoreCase = false;
  let at = 0;
  for (; /^-/.test(rest[at] ?? ''); at++) {
    const flag = rest[at];
    if (flag === '--') {
      at++;
      break;
    }
    if (flag === '-i') ignoreCase = true;
    else if (flag === '-m') how = rest[++at] ?? '';
    else return UNKNOWN;
  }
  const values = rest.slice(at);
  if (values.length === 0) return UNKNOWN;
  if (fetch === 'method' || fetch === 'meth') return { split: splitOfMethods(values, how, ignoreCase), path: null };
  const isPath = /^path(?:_beg|_dir|_str)?$|^pathq$/.test(fetch) && ['str', 'beg', 'dir'].includes(how);
  return { split: UNDECIDED, path: isPath && values.length === 1 ? `${values[0]}${how === 'beg' ? '*' : ''}` : null };
}

// Known methods are compared as they are written, `-i` or not.
function splitOfMethods(values: readonly string[], how: string, ignoreCase: boolean): Split {
  if (how === 'reg') return values.map(value => tested(matching(value, ignoreCase))).reduce(either);
  return how === 'str' ? tested(method => values.includes(method)) : UNDECIDED;
}
