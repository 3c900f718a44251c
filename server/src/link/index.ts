import { ALL_OF_FOLDER, type Binding, type Call, type Endpoint, type FileFacts, type Handler, type HandlerRef, type Lineage, type Reexport } from '../model/facts.ts';
import { declaringOf, DeclaredRedirects } from './declared.ts';
import { sharedFolders } from './folders.ts';
import { Lookup } from './lookup.ts';
import { add } from './lists.ts';
import { changedRoutes, Routes, saysOfRoutes } from './routes.ts';
import { Submissions, submittingOf } from './submissions.ts';
import { distinctData, sameData } from '../model/same.ts';

/** A binding or call with the file that states it. */
export interface In<T> {
  readonly file: string;
  readonly fact: T;
}

/** A name by which a handler is known, and the file that this name leads to. */
interface Known {
  readonly file: string;
  readonly module: string | null;
  readonly name: string;
}

/** What an answer of the index was made from, as names: a change that touches none of them leaves the answer as it is. */
export type Reads = ReadonlySet<string>;

/** Changes that touch nothing. */
const NOTHING: Reads = new Set();
/** What is handed on from file to file is followed over so many. */
const MOST_HANDS = 4;
/** The routes of all files, joined. */
const ROUTES = 'routes';
/** The declared redirects of all files. */
const DECLARED = 'declared';
/** What pages send, by who answers it. */
const SUBMITTED = 'submitted';
/** Which folders are projects of their own. */
const PROJECTS = 'projects';

/**
 * The facts of all files of one workspace folder, joined by name.
 * Holds state (the maps), so it is a class; everything that reads it is a function over it.
 * A change of one file touches the entries of that file alone, so its cost does not grow with the workspace;
 * the routes are joined anew when they are asked for after a change of some file's routes.
 */
export class WorkspaceIndex {
  readonly #files = new Map<string, FileFacts>();
  /** What has been looked up of files as they are now. No weak map: until all of its heap is looked through, V8 takes the values of one for alive, and these hold their keys. */
  readonly #lookups = new Map<string, Lookup>();
  readonly #bindings = new Names<Binding>();
  readonly #calls = new Names<Call>();
  readonly #endpoints = new Names<Endpoint>();
  /** Files by the names under which others address them: modules, or global handler names where a file has no module name. */
  readonly #addressed = new Names<null>();
  /** What files hand on of a module, by that module. */
  readonly #reexports = new Names<Reexport>();
  /** What files hand to another one, by a module of that. */
  readonly #handedTo = new Names<Reexport>();
  /** Classes by what stands above them, and by their own name. */
  readonly #below = new Names<Lineage>();
  readonly #above = new Names<Lineage>();
  readonly #environment = new Names<string>();
  /** Folders with a file that says which packages they use, by the number of such files. */
  readonly #projects = new Map<string, number>();
  /** Files that say something of routes. */
  readonly #routing = new Set<string>();
  #routes: Routes | null = null;
  /** Files that declare redirects. */
  readonly #declaring = new Set<string>();
  #declared: DeclaredRedirects | null = null;
  /** Files with forms, and scripts, which can be what a form names. */
  readonly #submitting = new Set<string>();
  #submissions: Submissions | null = null;
  #reads: Set<string> | null = null;

  /** States or replaces what a file says. Gives what is touched by that, for comparison with the `reads` of an answer. */
  set(file: string, facts: FileFacts): Reads {
    return this.#replace(file, facts);
  }

  /** Forgets a file. Gives what is touched by that. */
  delete(file: string): Reads {
    return this.#files.has(file) ? this.#replace(file, null) : NOTHING;
  }

  /** An answer with all that it was made from. Answers are made at once: `make` must not wait for anything. */
  reading<T>(make: () => T): { value: T; reads: Reads } {
    const outer = this.#reads;
    const reads = new Set<string>();
    this.#reads = reads;
    try {
      return { value: make(), reads };
    } finally {
      this.#reads = outer;
      for (const name of reads) outer?.add(name);
    }
  }

  get(file: string): FileFacts | undefined {
    this.#reads?.add(fileKey(file));
    return this.#files.get(file);
  }

  /** The routes of all files where they have been joined; they are not joined for this. */
  get joinedRoutes(): Routes | null {
    return this.#routes;
  }

  /** In the order of their paths, so that the order in which files came never shows. */
  get files(): string[] {
    return [...this.#files.keys()].sort();
  }

  /** How many files say something. */
  get size(): number {
    return this.#files.size;
  }

  handler(file: string, id: string): Handler | undefined {
    return this.#lookup(file)?.handler(id);
  }

  /** The name in `Reads` of what a file says of one of its handlers, by the place of that among them: beside that of the file, for those who know where else it is as it was. */
  handlerKey(file: string, id: string): string {
    return `${HANDLER}${file}\n${this.#lookup(file)?.order.get(id)}`;
  }

  /** Bindings of one handler, from this file and others. */
  bindingsOf(file: string, id: string): readonly In<Binding>[] {
    return this.#factsAbout(this.#bindings, BOUND, file, id, (at, own) => this.#lookup(at)?.bindings.get(own) ?? []);
  }

  /** Calls of one handler, from this file and others, and those of what it overrides. */
  callsOf(file: string, id: string): readonly In<Call>[] {
    const overridden = (this.handler(file, id)?.exports ?? []).flatMap(name => this.#overriddenBy(file, name, MOST_HANDS)).flatMap(({ file: at, module, name }) => {
      const full = nameOf({ module, name });
      this.#reads?.add(`${CALLED}${full}`);
      return this.#calls.get(full).filter(entry => entry.file === at);
    });
    return [...this.#factsAbout(this.#calls, CALLED, file, id, (at, own) => this.#lookup(at)?.calls.get(own) ?? []), ...overridden];
  }

  /** Paths that are said to be one handler's, without the methods that reach it, from this file and others. */
  endpointsOf(file: string, id: string): readonly In<Endpoint>[] {
    return this.#factsAbout(this.#endpoints, SERVED, file, id, (at, own) => this.#lookup(at)?.endpoints.get(own) ?? []);
  }

  /** The handlers of other files that a reference means, seen from a file; empty where it is ambiguous or leads out of the project. */
  handlersNamed(ref: HandlerRef, from: string): { file: string; id: string }[] {
    return leaves(ref) ? this.#handlersNamed(ref, from, MOST_HANDS, new Map()) : [];
  }

  /** Every environment fact about `of`, with the folder it holds for: '' or a path that ends in `/`. */
  environment(of: string): readonly { readonly folder: string; readonly value: string }[] {
    this.#reads?.add(`${ENVIRONMENT}${of}`);
    return this.#environment.get(of).map(({ file, fact }) => ({ folder: folderOf(file), value: fact }));
  }

  /** The deepest folder above a file that has a manifest of its own, '' or a path that ends in `/`; null where none has. */
  projectOf(file: string): string | null {
    this.#reads?.add(PROJECTS);
    for (let folder = folderOf(file); ; folder = folderOf(folder.slice(0, -1))) {
      if (this.#projects.has(folder)) return folder;
      if (folder === '') return null;
    }
  }

  /** The routes of all files, joined. */
  get routes(): Routes {
    this.#reads?.add(ROUTES);
    if (!this.#routes) {
      const outer = this.#reads;
      this.#reads = null;
      this.#routes = new Routes({ files: [...this.#routing].sort(), get: file => this.#files.get(file), handlersNamed: (ref, from) => this.handlersNamed(ref, from) });
      this.#reads = outer;
    }
    return this.#routes;
  }

  /** The redirects that are declared for one path, by that path. */
  get declared(): DeclaredRedirects {
    this.#reads?.add(DECLARED);
    this.#declared ??= new DeclaredRedirects([...this.#declaring].sort(), file => this.#files.get(file));
    return this.#declared;
  }

  /** What pages send, by the routes and scripts that get it. */
  get submissions(): Submissions {
    this.#reads?.add(SUBMITTED);
    if (!this.#submissions) {
      const outer = this.#reads;
      this.#reads = null;
      this.#submissions = new Submissions({ files: [...this.#submitting].sort(), get: file => this.#files.get(file), projectOf: file => this.projectOf(file), routes: () => this.routes });
      this.#reads = outer;
    }
    return this.#submissions;
  }

  #replace(file: string, facts: FileFacts | null): Reads {
    const before = this.#files.get(file);
    const touched = new Set<string>();
    if (!before || !facts || VISIBLE.some(what => !sameData(before[what], facts[what]))) touched.add(fileKey(file));
    const [old, now] = [outwardOf(before), outwardOf(facts)];
    for (const name of new Set([...old.keys(), ...now.keys()])) {
      if (!sameData(old.get(name), now.get(name))) touched.add(name);
    }
    const looked = before && this.#lookupOf(file, before);
    if (before) this.#forget(file, before);
    if (facts) this.#add(file, facts);
    else {
      this.#files.delete(file);
      this.#lookups.delete(file);
    }
    const changed = looked && facts ? changedRoutes(looked, this.#lookupOf(file, facts)) : null;
    if ((saysOfRoutes(before) || saysOfRoutes(facts)) && changed?.length !== 0) {
      touched.add(ROUTES);
      if (!facts || !changed || !this.#routes?.update(file, facts, changed)) this.#routes = null;
      if (saysOfRoutes(facts)) this.#routing.add(file);
      else this.#routing.delete(file);
    }
    const declaring = declaringOf(facts);
    if (declaring !== declaringOf(before)) {
      touched.add(DECLARED);
      this.#declared = null;
      if (declaring === '') this.#declaring.delete(file);
      else this.#declaring.add(file);
    }
    const submitting = submittingOf(facts);
    if (submitting !== submittingOf(before)) {
      touched.add(SUBMITTED);
      this.#submissions = null;
      if (submitting === '') this.#submitting.delete(file);
      else this.#submitting.add(file);
    }
    const isManifest = (stated: FileFacts | null | undefined) => stated?.environment.some(({ of }) => !OF_PLATFORMS.has(of)) ?? false;
    if (isManifest(before) !== isManifest(facts)) {
      const folder = folderOf(file);
      const count = (this.#projects.get(folder) ?? 0) + (isManifest(facts) ? 1 : -1);
      if (count > 0) this.#projects.set(folder, count);
      else this.#projects.delete(folder);
      touched.add(PROJECTS);
    }
    // Where no page sends anything, nothing depends on who would answer it.
    if (this.#submissions && (touched.has(ROUTES) || touched.has(PROJECTS))) {
      if (!this.#submissions.isEmpty) touched.add(SUBMITTED);
      this.#submissions = null;
    }
    return touched;
  }

  #add(file: string, facts: FileFacts): void {
    this.#files.set(file, facts);
    for (const binding of facts.bindings) if (leaves(binding.handler)) this.#bindings.add(nameOf(binding.handler), file, binding);
    for (const call of facts.calls) if (leaves(call.callee)) this.#calls.add(nameOf(call.callee), file, call);
    for (const endpoint of facts.endpoints) for (const ref of endpoint.handlers ?? []) if (leaves(ref)) this.#endpoints.add(nameOf(ref), file, endpoint);
    for (const address of addressesOf(facts)) this.#addressed.add(address, file, null);
    for (const each of facts.reexports) {
      this.#reexports.add(each.of.module, file, each);
      if (each.under !== undefined) this.#handedTo.add(each.under, file, each);
    }
    for (const each of facts.lineages) {
      this.#above.add(each.name, file, each);
      for (const name of each.above) this.#below.add(name, file, each);
    }
    for (const { of, value } of facts.environment) this.#environment.add(of, file, value);
  }

  #forget(file: string, facts: FileFacts): void {
    for (const binding of facts.bindings) if (leaves(binding.handler)) this.#bindings.delete(nameOf(binding.handler), file);
    for (const call of facts.calls) if (leaves(call.callee)) this.#calls.delete(nameOf(call.callee), file);
    for (const endpoint of facts.endpoints) for (const ref of endpoint.handlers ?? []) if (leaves(ref)) this.#endpoints.delete(nameOf(ref), file);
    for (const address of addressesOf(facts)) this.#addressed.delete(address, file);
    for (const each of facts.reexports) {
      this.#reexports.delete(each.of.module, file);
      if (each.under !== undefined) this.#handedTo.delete(each.under, file);
    }
    for (const each of facts.lineages) {
      this.#above.delete(each.name, file);
      for (const name of each.above) this.#below.delete(name, file);
    }
    for (const { of } of facts.environment) this.#environment.delete(of, file);
  }

  #lookup(file: string): Lookup | undefined {
    const facts = this.get(file);
    return facts && this.#lookupOf(file, facts);
  }

  #lookupOf(file: string, facts: FileFacts): Lookup {
    let lookup = this.#lookups.get(file);
    if (lookup?.facts !== facts) this.#lookups.set(file, lookup = new Lookup(facts));
    return lookup;
  }

  #handlersNamed({ module, name }: OutwardRef, from: string, hands: number, known: Answers<{ file: string; id: string }>): { file: string; id: string }[] {
    const file = this.#addressee(module ?? `#${name}`, from);
    const facts = file === null ? undefined : this.get(file);
    if (file === null || !facts) return module === null && hands > 0 ? once(known, [name, from, hands], () => this.#inherited(name, from, hands, known)) : [];
    return once(known, [file, module, name, hands], () => {
      const own = facts.handlers.filter(handler => handler.exports.includes(name)).map(({ id }) => ({ file, id }));
      if (own.length > 0 || hands === 0) return own;
      return this.#handedOnBy(file, facts, module).flatMap(({ file: at, fact }) => namesBehind(fact, name).flatMap(behind => this.#handlersNamed({ module: fact.of.module, name: behind }, at, hands - 1, known)));
    });
  }

  /** What is said of a handler: in its own file by its id, in others by its names; `own`: what a file says of one of its ids. */
  #factsAbout<T>(names: Names<T>, kind: string, file: string, id: string, own: (file: string, id: string) => readonly T[]): In<T>[] {
    this.#reads?.add(this.handlerKey(file, id));
    const here = own(file, id).map(fact => ({ file, fact }));
    const facts = this.get(file);
    const handler = this.handler(file, id);
    if (!facts || !handler || handler.exports.length === 0) return here;
    const modules = facts.modules.length > 0 ? facts.modules : [null];
    const gathered = [...new Set(facts.modules.flatMap(foldersOf))].flatMap(module => handler.exports.flatMap(name => {
      const full = nameOf({ module, name });
      this.#reads?.add(`${kind}${full}`);
      return names.get(full);
    }));
    const known = reached(modules.flatMap(module => handler.exports.map((name): Known => ({ file, module, name }))), MOST_HANDS, each => this.#handedOn(each));
    const inherited = facts.modules.length > 0 ? [] : reached(handler.exports, MOST_HANDS, name => this.#inheritedAs(name)).filter(name => !handler.exports.includes(name));
    return [...here, ...gathered, ...known.flatMap(each => {
      const full = nameOf(each);
      this.#reads?.add(`${kind}${full}`);
      const named = names.get(full).filter(entry => this.#addressee(each.module ?? `#${each.name}`, entry.file) === each.file);
      return handler.exports.includes(each.name) ? named : [...named, ...this.#idsOf(each, id).flatMap(other => own(each.file, other).map(fact => ({ file: each.file, fact })))];
    }), ...inherited.flatMap(name => {
      const full = nameOf({ module: null, name });
      this.#reads?.add(`${kind}${full}`);
      const found = new Map<string, boolean>();
      const isFound = (from: string) => this.handlersNamed({ module: null, name }, from).some(each => each.file === file && each.id === id);
      // A file of routes names the same middleware for each set of methods.
      const entries = names.get(full);
      for (const { file: from } of entries) if (!found.has(from)) found.set(from, isFound(from));
      return entries.filter(({ file: from }) => found.get(from));
    })];
  }

  /** The handlers that a file has under a name by which it hands on another one: a class that inherits what is asked for. */
  #idsOf({ file, name }: Known, asked: string): string[] {
    return (this.get(file)?.handlers ?? []).filter(handler => handler.id !== asked && handler.exports.includes(name)).map(handler => handler.id);
  }

  /** A method that a class has from what stands above it: `OrdersController#deny` of `ApplicationController`, or of what that mixes in. */
  #inherited(name: string, from: string, hands: number, known: Answers<{ file: string; id: string }>): { file: string; id: string }[] {
    const [owner, member] = memberOf(name);
    if (member === null) return [];
    this.#reads?.add(`${LINEAGE}${owner}`);
    const lineages = certain(this.#above.get(owner));
    const above = [...new Set(lineages.flatMap(({ fact }) => fact.above))];
    const handlersOf = (name: string) => this.#handlersNamed({ module: null, name: `${name}#${member}` }, from, hands - 1, known);
    if (lineages.some(({ fact }) => fact.each)) return above.flatMap(handlersOf);
    for (const name of above) {
      const found = handlersOf(name);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The names that a method has in the classes below its own, where none of them has its own of that name. */
  #inheritedAs(name: string): string[] {
    const [owner, member] = memberOf(name);
    if (member === null) return [];
    this.#reads?.add(`${BELOW}${owner}`);
    return this.#below.get(owner).map(({ fact }) => `${fact.name}#${member}`).filter(each => this.#addressed.get(`#${each}`).length === 0);
  }

  /** The methods above its class that a method stands instead of, by the modules that have them. */
  #overriddenBy(file: string, name: string, hands: number): Known[] {
    const at = name.lastIndexOf('.');
    if (at < 0 || hands === 0) return [];
    const [owner, member] = [name.slice(0, at), name.slice(at + 1)];
    return (this.get(file)?.reexports ?? []).filter(fact => fact.name === owner && fact.but !== undefined).flatMap(({ of: { module, name: above } }) => {
      const home = this.#addressee(module, file);
      return home === null ? [] : [{ file: home, module, name: `${above}.${member}` }, ...this.#overriddenBy(home, `${above}.${member}`, hands - 1)];
    });
  }

  /** The names under which other files hand on what goes by a name. */
  #handedOn({ file, module, name }: Known): Known[] {
    if (module === null) return [];
    this.#reads?.add(`${HANDED}${module}`);
    return this.#reexports.get(module).filter(entry => this.#addressee(module, entry.file) === file).flatMap(({ file: by, fact }) => {
      const at = fact.under === undefined ? by : this.#addressee(fact.under, by);
      const modules = fact.under === undefined ? this.#files.get(by)?.modules ?? [] : [fact.under];
      return at === null ? [] : modules.flatMap(outer => namesBefore(fact, name).map(each => ({ file: at, module: outer, name: each })));
    });
  }

  /** What a file hands on, and what others hand to it under one of its modules. */
  #handedOnBy(file: string, facts: FileFacts, module: string | null): In<Reexport>[] {
    const own = facts.reexports.filter(fact => fact.under === undefined).map(fact => ({ file, fact }));
    if (module === null) return own;
    this.#reads?.add(`${HANDED_TO}${module}`);
    return [...own, ...this.#handedTo.get(module).filter(entry => this.#addressee(module, entry.file) === file)];
  }

  /**
   * The file that a name means, seen from another one: the nearest in the tree of folders; null where two are equally near.
   * A name that is global in its language does not lead from one locked application into another.
   */
  #addressee(address: string, from: string): string | null {
    this.#reads?.add(`${ADDRESS}${address}`);
    const all = this.#addressed.get(address).map(entry => entry.file);
    const candidates = address.startsWith('#') ? all.filter(file => !this.#areApart(file, from)) : all;
    const nearness = candidates.map(file => sharedFolders(file, from));
    const nearest = Math.max(...nearness);
    const nearby = candidates.filter((_, at) => nearness[at] === nearest);
    return nearby.length === 1 ? nearby[0] as string : null;
  }

  /** Whether two files stand in two applications, each with a lock file; engines and packages of one application have none of their own. */
  #areApart(a: string, b: string): boolean {
    const folders = APPLICATIONS.flatMap(of => this.environment(of)).map(({ folder }) => folder);
    if (folders.length < 2) return false;
    const [left, right] = [deepestAbove(folders, a), deepestAbove(folders, b)];
    return left !== null && right !== null && !left.startsWith(right) && !right.startsWith(left);
  }
}

const FILE = 'file ';
const HANDLER = 'handler ';
const BOUND = 'bound ';
const SERVED = 'served ';
const CALLED = 'called ';
const ADDRESS = 'address ';
const HANDED = 'handed on ';
const HANDED_TO = 'handed to ';
const LINEAGE = 'lineage ';
const BELOW = 'below ';
const ENVIRONMENT = 'environment ';
/** Said by files that configure a platform and not a project. */
const OF_PLATFORMS: ReadonlySet<string> = new Set(['_redirects']);

/** What whole applications run on, where names are global in the language; stated by lock files alone. */
const APPLICATIONS = ['rails', 'laravel/framework', 'symfony/framework-bundle'];

/** Names that every change of a file's routes touches, whichever route is asked for. */
export function wideKeys(file: string): readonly string[] {
  return [fileKey(file), ROUTES];
}

/** The name of the last file that was asked for: one is asked for thousands of times in a row. */
let last = { file: '', key: FILE };

function fileKey(file: string): string {
  if (last.file !== file) last = { file, key: `${FILE}${file}` };
  return last.key;
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}

function deepestAbove(folders: readonly string[], file: string): string | null {
  return folders.filter(folder => file.startsWith(folder)).sort((a, b) => b.length - a.length)[0] ?? null;
}

/** Facts of many files by name; a file's entries can be taken out again. */
class Names<T> {
  readonly #entries = new Map<string, Map<string, T[]>>();

  add(name: string, file: string, fact: T): void {
    let files = this.#entries.get(name);
    if (!files) this.#entries.set(name, files = new Map());
    const facts = files.get(file);
    if (facts) facts.push(fact);
    else files.set(file, [fact]);
  }

  delete(name: string, file: string): void {
    const files = this.#entries.get(name);
    files?.delete(file);
    if (files?.size === 0) this.#entries.delete(name);
  }

  /** In the order of the files' paths. */
  get(name: string): In<T>[] {
    const entries = this.#entries.get(name);
    if (!entries) return [];
    // Most names are in one file.
    const files = entries.size === 1 ? [...entries] : [...entries].sort(([a], [b]) => a < b ? -1 : 1);
    return files.flatMap(([file, facts]) => facts.map(fact => ({ file, fact })));
  }
}

/** What one question has found out already: between files that all hand on each other there are as many ways as one likes. */
type Answers<T> = Map<string, T[]>;

/** The answer to a part of a question, worked out once. */
function once<T>(known: Answers<T>, asked: readonly unknown[], answer: () => T[]): T[] {
  const name = JSON.stringify(asked);
  let items = known.get(name);
  if (!items) known.set(name, items = distinctData(answer()));
  return items;
}

/** The first ones and all that these lead to in so many steps, the nearest first, each once. */
function reached<T>(first: readonly T[], steps: number, next: (item: T) => readonly T[]): T[] {
  const known = new Map(first.map(item => [JSON.stringify(item), item]));
  let newest: readonly T[] = first;
  for (let step = 0; step < steps && newest.length > 0; step++) {
    newest = distinctData(newest.flatMap(next)).filter(item => !known.has(JSON.stringify(item)));
    for (const item of newest) known.set(JSON.stringify(item), item);
  }
  return [...known.values()];
}

/** What is said of a name, or what is guessed of it where one guess is all there is. */
function certain(lineages: readonly In<Lineage>[]): readonly In<Lineage>[] {
  const said = lineages.filter(({ fact }) => !fact.guessed);
  if (said.length > 0) return said;
  return lineages.length === 1 ? lineages : [];
}

/** `Orders` and `create` of `Orders#create`. */
function memberOf(name: string): [owner: string, member: string | null] {
  const at = name.indexOf('#');
  return at < 0 ? [name, null] : [name.slice(0, at), name.slice(at + 1)];
}

/** What a name of the file that hands on is called in the file that it is from: `auth.login` of `auth: require('./auth')` is `login` there. */
function namesBehind({ name, of, but = [] }: Reexport, asked: string): string[] {
  if (name === '*') return [asked];
  if (asked === name) return [of.name === '*' ? 'default' : of.name];
  if (!asked.startsWith(`${name}.`)) return [];
  const rest = asked.slice(name.length + 1);
  if (but.includes(rest)) return [];
  return of.name === 'default' || of.name === '*' ? [rest, `default.${rest}`] : [`${of.name}.${rest}`];
}

/** The other way round. */
function namesBefore({ name, of, but = [] }: Reexport, known: string): string[] {
  if (name === '*') return known === 'default' ? [] : [known];
  if (known === of.name || (of.name === '*' && known === 'default')) return [name];
  if (of.name === 'default' || of.name === '*') return [`${name}.${known.replace(/^default\./, '')}`];
  return known.startsWith(`${of.name}.`) && !but.includes(known.slice(of.name.length + 1)) ? [`${name}${known.slice(of.name.length)}`] : [];
}

/** The name by which all modules of the folder are named, of which one is meant. */
function foldersOf(module: string): string[] {
  const end = module.lastIndexOf('/');
  return end < 0 || module.startsWith('*') ? [] : [`${module.slice(0, end)}${ALL_OF_FOLDER}`];
}

type OutwardRef = Extract<HandlerRef, { name: string }>;

function leaves(ref: HandlerRef): ref is OutwardRef {
  return !('id' in ref);
}

function nameOf(ref: HandlerRef): string {
  return leaves(ref) ? `${ref.module ?? ''}\n${ref.name}` : ref.id;
}

/** Names that lead to a file: its modules, or the names of its handlers in languages where these are global. */
function addressesOf(facts: FileFacts): string[] {
  if (facts.modules.length > 0) return [...facts.modules];
  return [...new Set(facts.handlers.flatMap(handler => handler.exports.map(name => `#${name}`)))];
}

/** What of a file is said to whoever asks for that file. */
const VISIBLE = ['bindings', 'calls', 'handlers', 'redirects', 'endpoints', 'submissions', 'reexports'] as const;

/** What a file says under names that other files ask for. */
function outwardOf(facts: FileFacts | null | undefined): Map<string, unknown[]> {
  const named = new Map<string, unknown[]>();
  const state = (name: string, said: unknown) => add(named, name, said);
  for (const binding of facts?.bindings ?? []) if (leaves(binding.handler)) state(`${BOUND}${nameOf(binding.handler)}`, binding);
  for (const call of facts?.calls ?? []) if (leaves(call.callee)) state(`${CALLED}${nameOf(call.callee)}`, call);
  for (const endpoint of facts?.endpoints ?? []) for (const ref of endpoint.handlers ?? []) if (leaves(ref)) state(`${SERVED}${nameOf(ref)}`, endpoint);
  for (const address of facts ? addressesOf(facts) : []) state(`${ADDRESS}${address}`, null);
  for (const each of facts?.lineages ?? []) {
    state(`${LINEAGE}${each.name}`, each);
    for (const name of each.above) state(`${BELOW}${name}`, each.name);
  }
  for (const each of facts?.reexports ?? []) {
    state(`${HANDED}${each.of.module}`, each);
    if (each.under !== undefined) state(`${HANDED_TO}${each.under}`, each);
  }
  for (const { of, value } of facts?.environment ?? []) state(`${ENVIRONMENT}${of}`, value);
  return named;
}
