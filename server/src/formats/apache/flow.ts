import type { Proof } from '../../model/facts.ts';
import { ANY, intersection, isAny, type MethodSet, sameMethods } from '../../model/methods.ts';
import { ALWAYS, both, EVERYTHING, limitedTo, type Split, type Stream, UNDECIDED } from '../shared/splits.ts';
import { splitOfConditions } from './conditions.ts';
import { splitOfExpression } from './expression.ts';
import { type Flags, flagsOf } from './rewrite-flags.ts';
import type { ApacheDirective, ApacheItem, Section } from './tree.ts';

/** A directive that may redirect, with the requests that come to it. */
export interface Stop {
  readonly directive: ApacheDirective;
  readonly stream: Stream;
  /** Path of the innermost `<Location>`, or that a condition of the rule looks for, as written. */
  readonly path: string | null;
  /** `Redirect` needs no path here. */
  readonly pathless: boolean;
  /** Of a RewriteRule. */
  readonly flags: Flags;
}

interface Context {
  readonly stream: Stream;
  readonly path: string | null;
  readonly pathless: boolean;
}

/** What mod_rewrite has come to in one scope: a virtual host, a directory, a file. */
interface Rules {
  readonly conditions: ApacheDirective[];
  /** By pattern, the requests that no rule with this pattern has answered; `ALL` for rules that every URL matches. */
  readonly left: Map<string, Stream>;
  /** What `[C]` of the rule before, and `[S=n]` of rules before, let through. */
  chained: Split;
  skips: { readonly methods: MethodSet; readonly proofs: readonly Proof[]; readonly rules: number }[];
  /** `RewriteEngine off`, and nothing later that says otherwise. */
  readonly off: boolean;
}

const ALL = '';
/** Flags after which no rule is looked at; `P`, `F` and `G` imply `L`. */
const ENDING = ['l', 'end', 'f', 'g', 'p'];
/** Patterns that every URL matches, with and without the leading slash that it lacks in a .htaccess. */
const MATCHES_ALL = /^\^$|^\^?(?:\/\?)?\(?\.\*\)?\$?$/;
/** Sections whose directives are those of the section around them. `<Limit>` restricts access alone: it leaves redirects to every method. */
const TRANSPARENT = /^(?:if(?:module|define|version|file|directive|section)|limit|limitexcept|require(?:any|all|none)|macro)$/;
const NO_FLAGS: Flags = { all: [], start: null };

/** Every directive of a file that may redirect, with the methods that can reach it. */
export function stopsIn(items: readonly ApacheItem[], text: string): Stop[] {
  const stops: Stop[] = [];
  walk(items, { stream: EVERYTHING, path: null, pathless: false }, rulesFor(items), { stops, text });
  return stops;
}

interface Output {
  readonly stops: Stop[];
  readonly text: string;
}

function rulesFor(items: readonly ApacheItem[]): Rules {
  return { conditions: [], left: new Map(), chained: ALWAYS, skips: [], off: lastEngine(items) === 'off' };
}

function walk(items: readonly ApacheItem[], context: Context, rules: Rules, output: Output): void {
  let otherwise = context.stream;
  for (const item of items) {
    if (item.kind === 'tag') {
      // What stands between tags may not be there when Apache reads the file.
      rules.conditions.length = 0;
      rules.left.clear();
    } else if (item.kind === 'directive') {
      visit(item, context, rules, output);
    } else if (['if', 'elseif', 'else'].includes(item.name)) {
      otherwise = branch(item, item.name === 'if' ? context.stream : otherwise, context, output);
    } else if (TRANSPARENT.test(item.name)) {
      // What stands in `<IfDefine>` may be left out when Apache reads the file; modules are taken to be there.
      walk(item.items, context, item.name === 'ifmodule' || !item.name.startsWith('if') ? rules : { ...rules, left: new Map(rules.left) }, output);
    } else {
      const isLocation = item.name === 'location' || item.name === 'locationmatch';
      const argument = item.argument.replace(/^~\s*/, '').replace(/^(["'])([\s\S]*)\1$/, '$2');
      const path = isLocation && !/<%|\{\{|\{%/.test(argument) ? argument : context.path;
      walk(item.items, { ...context, path, pathless: isLocation || context.pathless }, rulesFor(item.items), output);
    }
  }
}

/** Walks `<If>`, `<ElseIf>` or `<Else>`; returns the requests that go on to the next of them. */
function branch(section: Section, stream: Stream, context: Context, output: Output): Stream {
  const expression = section.argument.replace(/^"([\s\S]*)"$/, (_, inner: string) => inner.replace(/\\"/g, '"'));
  const split = section.name === 'else' ? UNDECIDED : splitOfExpression(expression);
  const inside = limitedTo(stream, split.yes, section.span, `limited here: ${output.text.slice(section.span.start, section.span.end)}`);
  walk(section.items, { ...context, stream: inside, pathless: true }, rulesFor(section.items), output);
  return limitedTo(stream, split.no, section.span, `the rest of: ${output.text.slice(section.span.start, section.span.end)}`);
}

function visit(directive: ApacheDirective, context: Context, rules: Rules, output: Output): void {
  const { name } = directive;
  if (name === 'rewritecond') {
    rules.conditions.push(directive);
  } else if (name === 'rewriterule') {
    if (rules.off) rules.conditions.length = 0;
    else rule(directive, context, rules, output);
  } else if (name.startsWith('redirect') || name === 'errordocument') {
    output.stops.push({ directive, stream: context.stream, path: context.path, pathless: context.pathless, flags: NO_FLAGS });
  }
}

/** One RewriteRule under its conditions, which are its alone. */
function rule(directive: ApacheDirective, context: Context, rules: Rules, output: Output): void {
  const conditions = rules.conditions.splice(0);
  const [pattern, substitution, ...rest] = directive.words;
  if (!pattern || !substitution) return;
  const flags = flagsOf(rest, output.text);
  const split = splitOfConditions(conditions);
  const all = MATCHES_ALL.test(pattern.text);
  let stream = rules.left.get(ALL) ?? context.stream;
  const same = all ? undefined : rules.left.get(pattern.text);
  if (same) stream = narrowed(stream, same.methods, same.proofs);
  for (const skip of rules.skips) stream = narrowed(stream, skip.methods, skip.proofs);
  stream = narrowed(stream, rules.chained.yes, []);
  stream = narrowed(stream, split.yes, proofsOf(conditions, output.text));
  output.stops.push({ directive, stream, path: pathOf(conditions) ?? context.path, pathless: false, flags });
  after({ directive, conditions, flags, split, pattern: all ? ALL : pattern.text }, rules, context, output.text);
}

/** The requests of a stream that are in a set too, with what shows it where the set limits them. */
function narrowed(stream: Stream, set: MethodSet, proofs: readonly Proof[]): Stream {
  const methods = intersection(stream.methods, set);
  return sameMethods(methods, stream.methods) ? stream : { methods, proofs: [...stream.proofs, ...proofs] };
}

/** The conditions that say something of methods. */
function proofsOf(conditions: readonly ApacheDirective[], text: string): Proof[] {
  return conditions.filter(condition => !isAny(splitOfConditions([condition]).yes))
    .map(({ span }) => ({ span, says: `limited here: ${text.slice(span.start, span.end)}` }));
}

interface Applied {
  readonly directive: ApacheDirective;
  readonly conditions: readonly ApacheDirective[];
  readonly flags: Flags;
  readonly split: Split;
  /** `ALL`, or the pattern as written. */
  readonly pattern: string;
}

/** What a rule leaves for those below it. */
function after({ directive, conditions, flags, split, pattern }: Applied, rules: Rules, context: Context, text: string): void {
  const flag = (name: string) => flags.all.find(one => one.name === name);
  const proofs = proofsOf(conditions, text).map(({ span, says }) => ({ span, says: says.replace('limited', 'answered before') }));
  rules.skips = rules.skips.map(skip => ({ ...skip, rules: skip.rules - 1 })).filter(skip => skip.rules > 0);
  const skipped = Number(flag('s')?.value ?? 0);
  if (skipped > 0 && pattern === ALL) rules.skips.push({ methods: split.no, proofs, rules: skipped });
  const isChained = rules.chained !== ALWAYS;
  rules.chained = flag('c') ? both(rules.chained, { yes: split.yes, no: ANY }) : ALWAYS;
  const ends = ENDING.some(flag) || /^[1245]\d\d$/.test(flag('r')?.value ?? '');
  if (ends && !isChained) {
    const before = rules.left.get(pattern) ?? context.stream;
    rules.left.set(pattern, narrowed(before, split.no, proofs));
  } else if (directive.words[1]?.text !== '-' && !flag('r')) {
    for (const key of [...rules.left.keys()]) if (key !== ALL) rules.left.delete(key);
  }
}

/** The path that a condition on the URL looks for. */
function pathOf(conditions: readonly ApacheDirective[]): string | null {
  const looks = conditions.filter(({ words: [subject, pattern] }) => /^%\{REQUEST_URI\}$/i.test(subject?.text ?? '') && !/^[!<>]|^-/.test(pattern?.text ?? '!'));
  const pattern = looks.length === 1 ? looks[0]?.words[1] : undefined;
  return pattern && !pattern.templated ? pattern.text.replace(/^=/, '') : null;
}

function lastEngine(items: readonly ApacheItem[]): string | null {
  let last: string | null = null;
  for (const item of items) {
    if (item.kind === 'directive' && item.name === 'rewriteengine') last = item.words[0]?.text.toLowerCase() ?? null;
    if (item.kind === 'section' && TRANSPARENT.test(item.name)) last = lastEngine(item.items) ?? last;
  }
  return last;
}
