import type { Node } from 'web-tree-sitter';
import { addKeyword, statusEdit, symbolFor } from '../languages/ruby/edits.ts';
import {
  argumentsOf, blockOf, calleeName, classAround, fullName, hasSplat, isPublic, keywordOf, methodsOf, nameOf, pairOf, positionalsOf, type RbFile, receiverOf,
  statementsOf, superclassOf, textsOf,
} from '../languages/ruby/file.ts';
import type { RbFramework } from '../languages/ruby/framework.ts';
import type { BindingAt, CallAt, RedirectAt } from '../languages/shared/framework.ts';
import { lambdaSplit, methodsTested } from '../languages/ruby/guards.ts';
import { methodNamed, namesAbove } from '../languages/ruby/handlers.ts';
import { routeController, routeName } from '../languages/ruby/routes.ts';
import { statusValue, targetOf } from '../languages/ruby/values.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { type Handler, type HandlerRef, isRedirectStatus, type Lineage, type Target } from '../model/facts.ts';
import { allBut, GET_AND_HEAD, intersection, type MethodSet, methods, namesOf, union } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { enclosing, nodesAt, oneLine, partsOf } from '../syntax/nodes.ts';

/** ActionController::Redirecting. */
const REDIRECTS = ['redirect_to', 'redirect_back', 'redirect_back_or_to'];
/** rspec-expectations and shoulda-matchers have a matcher of the same name. */
const EXPECTS = new Set(['to', 'not_to', 'to_not', 'should', 'should_not', 'and', 'or']);
/** The actions that `resources` binds: Rails guides, "Rails Routing from the Outside In", §2.2. */
const ACTIONS: Readonly<Record<string, MethodSet>> = {
  index: GET_AND_HEAD, show: GET_AND_HEAD, new: GET_AND_HEAD, edit: GET_AND_HEAD,
  create: methods('POST'), update: methods('PATCH', 'PUT'), destroy: methods('DELETE'),
};
const SKIPS = ['skip_before_action', 'skip_before_filter', 'skip_action_callback', 'skip_around_action'];
/** AbstractController::Callbacks, with the names of Rails 4 and before. */
const FILTERS = ['before', 'prepend_before', 'append_before', 'around', 'prepend_around', 'append_around'].flatMap(kind => [`${kind}_action`, `${kind}_filter`]);

export const rails: RbFramework = {
  name: 'rails',
  docs: {
    title: 'Ruby on Rails',
    url: 'https://api.rubyonrails.org/classes/ActionController/Redirecting.html',
    recognised: ['`redirect_to`, `redirect_back`, `redirect_back_or_to`, and `head` and `render` with `location:`, in controllers, concerns and helpers'],
    constructs: [
      { code: "redirect_to '/x'", status: '302', proved: 'measured', source: 'Rails 6.1.7' },
      { code: "redirect_to '/x', status: :see_other", status: 'as written', proved: 'measured' },
      { code: 'redirect_to action: :index, status: 303', status: 'as written: `status` does not go to the URL', proved: 'measured' },
      { code: "redirect_back fallback_location: '/x'", status: '302', proved: 'measured' },
      { code: "redirect_back_or_to '/x'", status: '302', proved: 'documented', source: 'https://api.rubyonrails.org/classes/ActionController/Redirecting.html' },
      { code: "head :found, location: '/x'", status: 'as written', proved: 'measured' },
      { code: "self.status = 303; redirect_to '/x'", status: '302: the 303 is not used', proved: 'measured' },
      { code: "redirect_to '/x'; self.status = 303", status: 'as written behind the call', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: [
      'An action gets its methods from `config/routes.rb`; without a route, `create` is taken to answer POST, `update` PATCH and PUT, `destroy` DELETE, and `index`, `show`, `new` and `edit` GET.',
      'Filters (`before_action`) and private methods get the methods of the actions that they run for.',
      '`rescue_from` of an error that any action raises (access denied) answers for the actions of the controller and those below it, that of `ActiveRecord::RecordNotFound` for all but `index`, `new` and `create`, that of what saving a record raises (`ActiveRecord::RecordInvalid`) for all but `index`, `show`, `new` and `edit`.',
      '`rescue_from ActionController::InvalidAuthenticityToken` and `handle_unverified_request` answer all methods but GET and HEAD.',
    ],
  },
  triggers: ['redirect_to', 'redirect_back', 'location', 'Controller'],
  applies: file => !/\bHanami\b/.test(file.text),
  redirects: file => [
    ...file.callsOf(...REDIRECTS).filter(call => isRedirect(file, call) && !isOwn(file, call)).flatMap(call => redirectOf(file, call)),
    ...[...nodesAt(file.root, file.text, /(?<![\w.:@])super(?=\()/g)].flatMap(({ node }) => node.parent?.type === 'call' ? superOf(node.parent) : []),
    ...file.callsOf('head', 'render').flatMap(call => responseOf(file, call)),
  ],
  bindings: unverified,
  calls: file => [
    ...file.classes.filter(isController).flatMap(each => [...filtersOf(file, each), ...filtersAbove(each)]),
    ...file.classes.filter(each => isController(each) || each.type === 'module').flatMap(each => filtersHandedDown(file, each)),
  ],
  convention: conventionOf,
  lineages: file => file.classes.filter(isController).flatMap(actionsAbove),
  exports: (_file, method) => {
    const definition = classAround(method);
    if (definition && isFilter(method)) return namesHandedDown(definition, method);
    return definition && isController(definition) && isPublic(method) ? [routeName(fullName(definition), nameOf(method))] : [];
  },
};

/**
 * What answers a request whose token is wrong, which is looked for in all but GET and HEAD: `rescue_from ActionController::InvalidAuthenticityToken`
 * and a controller's own `handle_unverified_request`. ActionController::RequestForgeryProtection.
 */
function unverified(file: RbFile): BindingAt[] {
  const bound = (handler: Node, node: Node): BindingAt => ({
    handlers: [handler], methods: allBut('GET', 'HEAD'), path: null, evidence: 'conventional', node, says: `answers requests whose token is wrong, and GET needs none: ${oneLine(node)}`,
  });
  const rescued = file.callsOf('rescue_from').filter(call => positionalsOf(call).every(argument => /(?:^|::)InvalidAuthenticityToken$/.test(argument.text))).flatMap(call => {
    const definition = classAround(call);
    const method = definition ? (textsOf(keywordOf(call, 'with')) ?? []).flatMap(name => methodNamed(file, definition, name) ?? []) : [];
    return [...method, ...[blockOf(call)].flatMap(block => block ?? [])].map(handler => bound(handler, call));
  });
  const own = file.classes.filter(isController).flatMap(methodsOf).filter(method => nameOf(method) === 'handle_unverified_request');
  return [...rescued, ...own.map(method => bound(method, method.childForFieldName('name') ?? method))];
}

/** What routes know as a controller has the actions of its bases and of the modules that it includes. */
function actionsAbove(definition: Node): Lineage[] {
  const above = namesAbove(definition);
  return above.length === 0 ? [] : [{ name: routeController(fullName(definition)), above }];
}

function isController(definition: Node): boolean {
  return definition.type === 'class' && /Controller$/.test(fullName(definition)) && !/^(?:Hanami|Lotus)\b/.test(superclassOf(definition) ?? '');
}

function conventionOf(file: RbFile, method: Node): Handler['convention'] | null {
  const definition = classAround(method);
  if (definition && isFilter(method)) return conventionOfFilter(file, definition, method);
  if (!definition || !isController(definition) || !isPublic(method)) return null;
  const name = nameOf(method);
  const usual = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  const tested = methodsTested(file, method);
  if (!tested) return usual ? { methods: usual, says: `Rails routes ${namesOf(usual).join(' and ')} to the action ${name}` } : null;
  return { methods: union(usual ?? GET_AND_HEAD, tested.methods), says: `the action asks for its method: ${oneLine(tested.at)}` };
}

function isRedirect(file: RbFile, call: Node): boolean {
  const receiver = receiverOf(call);
  if (receiver && !['self', 'controller', '@controller'].includes(receiver.text)) return false;
  const outer = call.parent?.type === 'argument_list' ? call.parent.parent : call.parent;
  const isMatcher = outer?.type === 'call' && EXPECTS.has(calleeName(outer) ?? '');
  return !isMatcher && (!/_(?:spec|test)\.rb$/.test(file.path) || enclosing(call, 'method') !== null);
}

/** A method that the application has under that name; `redirect_back` of Rails takes keywords alone. */
function isOwn(file: RbFile, call: Node): boolean {
  const name = calleeName(call) ?? '';
  if (name === 'redirect_to') return false;
  const definition = classAround(call);
  return (name === 'redirect_back' && positionalsOf(call).length > 0) || (definition !== null && methodNamed(file, definition, name) !== null);
}

/** `super(fallback_location: …)` in a controller's own `redirect_back`, which its subclasses call in another way than Rails'. */
function superOf(call: Node): RedirectAt[] {
  const method = enclosing(call, 'method');
  const definition = method ? classAround(method) : null;
  if (!method || !definition || !isController(definition) || nameOf(method) !== 'redirect_back' || pairOf(call, 'status')) return [];
  const edits = editsBy(code => addKeyword(call, 'status', symbolFor(code)));
  return [{ node: call, target: { kind: 'back', text: null }, statusNode: null, status: { code: 302, origin: 'default' }, edits, ...edits.length === 0 && { instead: phrase('Hand `super` a `status`, `:see_other` or `:temporary_redirect`.') } }];
}

function redirectOf(file: RbFile, call: Node): RedirectAt[] {
  const name = calleeName(call) ?? '';
  const args = argumentsOf(call);
  if (args.length === 0) return [];
  const common = { node: call, target: targetOfCall(file, call, name) };
  const later = statusLater(call);
  if (later) return [{ ...common, ...written(file, later) }];
  const [first, second] = positionalsOf(call);
  const hashes = [first, second].filter((each): each is Node => each?.type === 'hash');
  const status = [call, ...hashes].map(each => pairOf(each, 'status')).find(Boolean);
  const value = status?.childForFieldName('value') ?? null;
  if (value) return [{ ...common, ...written(file, value) }];
  // Options that are kept under a name or handed on can hold a status as well.
  if (status || hasSplat(call) || (second && second.type !== 'hash')) return [{ ...common, statusNode: null, status: { code: null, origin: 'explicit' }, edits: [] }];
  const options = second;
  const edits = editsBy(code => options ? inHash(options, code) : addKeyword(call, 'status', symbolFor(code)));
  return [{ ...common, statusNode: null, status: { code: 302, origin: 'default' }, edits }];
}

function written(file: RbFile, value: Node): Pick<RedirectAt, 'statusNode' | 'status' | 'edits'> {
  const code = statusValue(file, value);
  return { statusNode: value, status: { code, origin: 'explicit' }, edits: code === null ? [] : editsBy(status => statusEdit(value, status)) };
}

function inHash(hash: Node, code: number) {
  const last = partsOf(hash).at(-1);
  const at = last?.endIndex ?? hash.startIndex + 1;
  return [{ span: { start: at, end: at }, text: `${last ? ', ' : ''}status: ${symbolFor(code)}` }];
}

function targetOfCall(file: RbFile, call: Node, name: string): Target {
  if (name !== 'redirect_to') return { kind: 'back', text: null };
  return targetOf(file, argumentsOf(call)[0] ?? null);
}

/** `self.status = 303` behind the redirect in the same block; before it, it is not used. */
function statusLater(call: Node): Node | null {
  const statement = call.parent?.type === 'binary' ? call.parent : call;
  for (const later of partsOf(statement.parent ?? statement).filter(part => part.startIndex > statement.endIndex)) {
    const left = later.type === 'assignment' ? later.childForFieldName('left')?.text : '';
    if (left === 'self.status' || left === 'response.status' || left === 'self.response.status') return later.childForFieldName('right');
  }
  return null;
}

/** `head :found, location: x` and `render status: 302, location: x`. Beside any other status, Location names something else (RFC 9110 §10.2.2). */
function responseOf(file: RbFile, call: Node): RedirectAt[] {
  const location = keywordOf(call, 'location', 'Location');
  const status = calleeName(call) === 'head' ? positionalsOf(call)[0] : keywordOf(call, 'status');
  const code = status ? statusValue(file, status) : null;
  if (!location || !status || receiverOf(call) || !isRedirectStatus(code)) return [];
  return [{ node: call, target: targetOf(file, location), ...written(file, status) }];
}

/** The method that a filter names, or the names under which one of the classes above can have it. */
function filterNamed(file: RbFile, definition: Node, name: string): (Node | HandlerRef)[] {
  const own = methodNamed(file, definition, name);
  return own ? [own] : namesAbove(definition).map(owner => ({ module: null, name: `${owner}#${name}` }));
}

/** A filter that says for which actions it runs, or none; null where that is computed. */
interface Filter {
  readonly call: Node;
  readonly only: readonly string[] | null;
  readonly except: readonly string[] | null;
}

function isFilter(node: Node): boolean {
  return node.type === 'call' && !receiverOf(node) && (FILTERS.includes(calleeName(node) ?? '') || isRescue(node));
}

/** What any action raises where access is denied: CanCanCan, Pundit, Action Policy, and classes of an application that are named so. */
const DENIED = /(?:AccessDenied|NotAuthorized|Unauthorized|NotAuthenticated|Unauthenticated|Forbidden)(?:Error)?['"]?$/;
const MISSING = /RecordNotFound['"]?$/;
/** What saving or deleting a record raises (ActiveRecord errors), and `params.require` of a form. */
const UNWRITTEN = /(?:RecordInvalid|RecordNotSaved|RecordNotDestroyed|RecordNotUnique|InvalidForeignKey|DeleteRestrictionError|StaleObjectError|ParameterMissing)['"]?$/;
const READING = ['index', 'show', 'new', 'edit'];
/** Actions that are asked for no one record (Rails Guides, "Rails Routing from the Outside In", §2.2). */
const WITHOUT_RECORD = ['index', 'new', 'create'];

/** `rescue_from`, for errors of any action: it answers for all of them, as a filter does (ActiveSupport::Rescuable). */
function isRescue(call: Node): boolean {
  return calleeName(call) === 'rescue_from' && positionalsOf(call).some(error => [DENIED, MISSING, UNWRITTEN].some(kind => kind.test(error.text)));
}

/** The actions that none of the errors comes from that are rescued; null where there may be none. */
function raisedOutside(call: Node): readonly string[] | null {
  const errors = positionalsOf(call);
  if (errors.every(error => MISSING.test(error.text))) return WITHOUT_RECORD;
  return errors.every(error => UNWRITTEN.test(error.text)) ? READING : null;
}

function limitsOf(call: Node): Filter | null {
  if (isRescue(call)) return { call, only: null, except: raisedOutside(call) };
  const [only, except] = [textsOf(keywordOf(call, 'only')), textsOf(keywordOf(call, 'except'))];
  return (pairOf(call, 'only') && !only) || (pairOf(call, 'except') && !except) ? null : { call, only, except };
}

function runsFor({ only, except }: Filter, action: string): boolean {
  return (!only || only.includes(action)) && !except?.includes(action);
}

/** Filters in the body of a class; of a module, in what it does to the class that includes it. */
function filtersIn(definition: Node): Filter[] {
  const body = statementsOf(definition.childForFieldName('body'));
  const own = definition.type === 'module' ? body.filter(part => part.type === 'call' && calleeName(part) === 'included').flatMap(part => statementsOf(blockOf(part))) : body;
  return own.filter(isFilter).flatMap(call => limitsOf(call) ?? []);
}

/** What a filter runs, each by the names that it can have, and for which methods. */
function runBy(file: RbFile, definition: Node, { call }: Filter): { readonly callees: readonly (Node | HandlerRef)[]; readonly methods: MethodSet }[] {
  const limits = intersection(lambdaSplit(file, keywordOf(call, 'if')).yes, lambdaSplit(file, keywordOf(call, 'unless')).no);
  const block = blockOf(call);
  const given = isRescue(call) ? [keywordOf(call, 'with')].filter(each => each !== null) : positionalsOf(call);
  const names = given.flatMap(argument => textsOf(argument) ?? []);
  const lambdas = given.filter(argument => argument.type === 'lambda');
  return [...names.map(name => filterNamed(file, definition, name)), ...[...lambdas, ...(block ? [block] : [])].map(each => [each])].map(callees => ({ callees, methods: limits }));
}

/** Filters of one controller's own actions. */
function filtersOf(file: RbFile, definition: Node): CallAt[] {
  const actions = methodsOf(definition).filter(isPublic);
  return filtersIn(definition).flatMap(filter => {
    const guarded = actions.filter(action => runsFor(filter, nameOf(action)));
    const says = isRescue(filter.call) ? `answers for the actions: ${oneLine(filter.call)}` : `runs before ${filter.only ? filter.only.join(', ') : 'the actions'}: ${oneLine(filter.call)}`;
    return guarded.length === 0 ? [] : runBy(file, definition, filter).map(run => ({ ...run, node: filter.call, says, callers: guarded.filter(action => run.callees[0] !== action) }));
  });
}

/** What the filters of a controller or concern run for the actions of those below it, each under its own node. */
function filtersHandedDown(file: RbFile, definition: Node): CallAt[] {
  return filtersIn(definition).flatMap(filter => runBy(file, definition, filter)
    .map(run => ({ ...run, node: filter.call, says: `${isRescue(filter.call) ? 'answers for' : 'runs before'} the actions of classes below: ${oneLine(filter.call)}`, callers: [filter.call], relayed: true })));
}

/** A filter that names actions which its class has from above: what Rails routes to these names. */
function conventionOfFilter(file: RbFile, definition: Node, call: Node): Handler['convention'] | null {
  const names = (limitsOf(call)?.only ?? []).filter(name => Object.hasOwn(ACTIONS, name) && !methodNamed(file, definition, name));
  const [first, ...rest] = names.map(name => ACTIONS[name] as MethodSet);
  if (!first) return null;
  const usual = rest.reduce(union, first);
  return { methods: usual, says: `Rails routes ${namesOf(usual).join(', ')} to ${names.join(', ')}` };
}

/** Names under which the actions of classes below call a filter: for all of them, or for those of one name. */
function namesHandedDown(definition: Node, call: Node): string[] {
  const filter = limitsOf(call);
  const name = filtersRunBefore(fullName(definition));
  if (!filter) return [];
  if (!filter.only && !filter.except) return [name];
  return (filter.only ?? Object.keys(ACTIONS)).filter(action => runsFor(filter, action)).map(action => `${name} ${action}`);
}

function filtersRunBefore(owner: string): string {
  return `${owner}#before_action`;
}

/** Filters that a controller has from its bases and concerns, but for actions for which it skips some. */
function filtersAbove(definition: Node): CallAt[] {
  const above = namesAbove(definition).map(filtersRunBefore);
  const node = definition.childForFieldName('name');
  if (above.length === 0 || !node) return [];
  const skips = statementsOf(definition.childForFieldName('body')).filter(part => part.type === 'call' && SKIPS.includes(calleeName(part) ?? '')).map(limitsOf);
  const actions = methodsOf(definition).filter(action => isPublic(action) && !skips.some(skip => !skip || runsFor(skip, nameOf(action))));
  const says = `filters of its bases run before the actions of ${fullName(definition)}`;
  return actions.map(action => ({ callees: above.flatMap(name => [name, `${name} ${nameOf(action)}`]).map(name => ({ module: null, name })), callers: [action], node, says }));
}
