import type { FileFacts, Submission } from '../model/facts.ts';
import { GET_AND_HEAD, isAny, type MethodSet, provesWriting, union } from '../model/methods.ts';
import { bySpecificity, type PathPattern, pathPattern, samePath } from '../model/paths.ts';
import type { Place } from '../model/text.ts';
import { areOneProject, sharedFolders } from './folders.ts';
import { distinctPlaces } from './places.ts';
import { add } from './lists.ts';
import { type Route, routeFactAt, routeKey, type Routes } from './routes.ts';

/** So many forms are shown. */
const MOST_FORMS = 3;

/** What a file sends and what can be sent to it but not where it says so, as a text to compare; '' where there is neither. */
export function submittingOf(facts: FileFacts | null | undefined): string {
  const sent = (facts?.submissions ?? []).map(({ methods, target }) => [methods, target]);
  const isScript = isScriptIn(facts);
  return sent.length === 0 && !isScript ? '' : JSON.stringify([sent, isScript]);
}

function isScriptIn(facts: FileFacts | null | undefined): boolean {
  return facts?.handlers.some(handler => handler.isScript) ?? false;
}

/** What the joining of submissions needs to know of the workspace. */
export interface SubmissionSource {
  readonly files: readonly string[];
  get(file: string): FileFacts | undefined;
  projectOf(file: string): string | null;
  routes(): Routes;
}

/** A submission by its place among those of its file: where it stands moves with every edit. */
interface Sent {
  readonly file: string;
  readonly at: number;
}

/** The forms of a workspace, by the routes and scripts that they are sent to. */
export class Submissions {
  readonly isEmpty: boolean;
  readonly #byRoute = new Map<string, Sent[]>();
  readonly #byScript = new Map<string, Sent[]>();

  constructor(source: SubmissionSource) {
    const sent = source.files.flatMap(file => (source.get(file) as FileFacts).submissions.map((submission, at) => ({ file, at, submission })));
    this.isEmpty = sent.length === 0;
    const scripts = new Set(this.isEmpty ? [] : source.files.filter(file => isScriptIn(source.get(file))));
    for (const { file, at, submission } of sent) {
      const script = scriptOf(source, scripts, file, submission);
      if (script !== null) add(this.#byScript, script, { file, at });
      else for (const route of routesOf(source, file, submission)) add(this.#byRoute, routeKey(route), { file, at });
    }
  }

  toRoute(file: string, at: number): readonly Sent[] {
    return this.#byRoute.get(routeKey({ file, at })) ?? [];
  }

  toScript(file: string): readonly Sent[] {
    return this.#byScript.get(file) ?? [];
  }
}

/** What is known of those who answer some forms: the methods of these beside GET, which asks for any page, and where they stand. */
export function submittedBy(get: (file: string) => FileFacts | undefined, sent: readonly Sent[]): { methods: MethodSet; places: readonly Place[] } {
  const known = sent.flatMap(({ file, at }) => {
    const submission = get(file)?.submissions[at];
    return submission ? [{ file, submission }] : [];
  });
  return {
    methods: known.map(({ submission }) => submission.methods).reduce(union, GET_AND_HEAD),
    places: distinctPlaces(known.map(({ file, submission: { proof } }) => ({ file, span: proof.span, message: proof.says })), MOST_FORMS),
  };
}

const SCRIPT = /^[\w./-]+\.(?:php|phtml|jsp)$/i;
/** Such a name leads to a folder's first page as often as to a guard that keeps visitors out of it. */
const OF_FOLDER = /(?:^|\/)index\.\w+$/i;

/**
 * The one script that a submission names: found from the folder of the page or, where that is included from elsewhere or the path begins at
 * the root of the server, from a folder above it. Null where several could be meant, and where it is the page itself: what that redirects without
 * asking whether it was posted, as it turns away who is not signed in, is for those who come to see it.
 */
function scriptOf({ projectOf }: SubmissionSource, scripts: ReadonlySet<string>, file: string, { target }: Submission): string | null {
  if (target.kind !== 'path' || target.text === null) return null;
  if (!SCRIPT.test(target.text)) return null;
  const project = projectOf(file) ?? '';
  const found = new Set(foldersAbove(file).filter(folder => folder.startsWith(project)).flatMap(folder => within(folder, target.text as string) ?? []).filter(each => scripts.has(each)));
  const [only] = found;
  return found.size === 1 && only !== undefined && only !== file && !OF_FOLDER.test(only) ? only : null;
}

/** From its own up to the root, '' or a path that ends in `/`. */
function foldersAbove(file: string): string[] {
  const parts = file.split('/').slice(0, -1);
  return [...parts, ''].map((_, at) => parts.slice(0, parts.length - at).map(part => `${part}/`).join(''));
}

/** A path below a folder, with `.` and `..` taken away; null where it leads out of the workspace. */
function within(folder: string, path: string): string | null {
  const parts = folder.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The routes that answer at a submission's target and take any method; none where another route of that path says that it takes this one. */
function routesOf(source: SubmissionSource, file: string, submission: Submission): readonly Route[] {
  const routes = answering(source, file, submission);
  const methodsOf = (route: Route): MethodSet => {
    const facts = source.get(route.file);
    return (facts && routeFactAt(facts, route.at)?.methods) ?? GET_AND_HEAD;
  };
  return routes.some(route => provesWriting(methodsOf(route))) ? [] : routes.filter(route => isAny(methodsOf(route)));
}

function answering(source: SubmissionSource, file: string, { target: { kind, text } }: Submission): readonly Route[] {
  if (text === null) return [];
  const mayBeMeant = (route: Route) => areOneProject(source.projectOf(file), source.projectOf(route.file));
  if (kind === 'route') return ofOneFile(source.routes().named(text).filter(mayBeMeant), file);
  if (!text.startsWith('/')) return ofOneFile(endingIn(source, file, text).filter(mayBeMeant), file);
  const pattern = pathPattern(text);
  if (!pattern) return [];
  const covering = source.routes().covering(pattern).filter(mayBeMeant);
  // Nothing may stand before a router that no file mounts; a path of all of it is then the one that is meant, but for `/`, which every router has.
  const [best = null] = covering.length > 0 ? covering : source.routes().floating(pattern)
    .filter(route => mayBeMeant(route) && route.pattern?.segments.length === pattern.segments.length && route.pattern.segments.some(segment => segment.kind === 'text'))
    .sort((a, b) => bySpecificity(a.pattern as PathPattern, b.pattern as PathPattern));
  // What takes all that remains says little of one path below it.
  if (!best?.pattern || best.pattern.segments.some(segment => segment.kind === 'rest')) return [];
  // A route of the same path on a router that no file mounts may be meant as well.
  const all = [...covering, ...source.routes().floating(pattern).filter(mayBeMeant)];
  return ofOneFile(all.filter(route => route.pattern && samePath(route.pattern, best.pattern as PathPattern)), file);
}

/**
 * The routes that a relative address can mean, for it is not known where the page is served: those that end in it and begin with names of folders
 * that the page stands in, or with its own. None where these are several paths.
 */
function endingIn(source: SubmissionSource, file: string, address: string): readonly Route[] {
  const end = pathPattern(`/${address.replace(/^\.\//, '')}`);
  if (!end || end.segments.length === 0 || end.segments[0]?.kind !== 'text' || address.includes('..')) return [];
  const around = new Set(file.replace(/\.[^/]*$/, '').split('/'));
  const meant = source.routes().all.filter(({ pattern }) => {
    const before = (pattern?.segments.length ?? 0) - end.segments.length;
    return pattern !== null && before >= 0
      && pattern.segments.slice(0, before).every(segment => segment.kind === 'text' && around.has(segment.text))
      && samePath({ ...pattern, segments: pattern.segments.slice(before) }, end);
  });
  const [one] = meant;
  return meant.every(({ pattern }) => samePath(pattern as PathPattern, one?.pattern as PathPattern)) ? meant : [];
}

/** The routes of the file that is the nearest to another one; none where two are equally near: each may be a server of its own. */
function ofOneFile(routes: readonly Route[], from: string): readonly Route[] {
  const nearest = Math.max(...routes.map(route => sharedFolders(route.file, from)));
  const nearby = routes.filter(route => sharedFolders(route.file, from) === nearest);
  return new Set(nearby.map(route => route.file)).size === 1 ? nearby : [];
}
