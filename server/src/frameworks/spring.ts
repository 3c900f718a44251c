import type { Node } from 'web-tree-sitter';
import { statusEditsOf } from '../languages/java/builders.ts';
import { addArgument, importsOf, statementOf } from '../languages/java/edits.ts';
import type { JvmFile } from '../languages/java/file.ts';
import type { JvmFramework } from '../languages/java/framework.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { annotated, type AnnotationTable, hasAnnotation, methodsByName, valuesOf } from '../languages/java/routes.ts';
import {
  annotationsOf, type Argument, argumentAt, argumentsOf, bodyOf, calleeName, classAround, isCall, isFunction, isSequence, leadingText, methodAround, operatorOf, parametersOf, partsOf,
  receiverOf, returned, supersOf, unwrap,
} from '../languages/java/syntax.ts';
import { beginningOf, statementsBefore, statusValue, targetOf } from '../languages/java/values.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { indentAt, insertion, newlineOf, replacement } from '../languages/shared/text-edits.ts';
import type { Status, StatusEdit } from '../model/facts.ts';
import type { TextEdit } from '../model/text.ts';
import { GET_AND_HEAD, methods } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { ancestorsOf, nodesAt, sameNode, spanOf } from '../syntax/nodes.ts';

const MAPPINGS: AnnotationTable = {
  names: {
    RequestMapping: { methodsIn: 'method' }, GetMapping: GET_AND_HEAD, PostMapping: methods('POST'), PutMapping: methods('PUT'),
    PatchMapping: methods('PATCH'), DeleteMapping: methods('DELETE'),
  },
  packages: ['org.springframework.web.bind.annotation'],
  path: ['value', 'path'],
  isWhole: true,
};
/** Form controllers of Spring 2, kept alive in old code bases: these methods run for a submitted form. Source: their javadoc, Spring 2.5. */
const SUBMITTED = { onSubmit: methods('POST'), processFormSubmission: methods('POST'), processFinish: methods('POST'), processCancel: methods('POST') };
const FORM_CONTROLLER = /(?:Form|Wizard)\w*Controller$/;

const MVC_VIEW = 'org.springframework.web.servlet.view.RedirectView';
const REACTIVE_VIEW = 'org.springframework.web.reactive.result.view.RedirectView';
const NAMES: Readonly<Record<number, string>> = { 303: 'SEE_OTHER', 307: 'TEMPORARY_REDIRECT', 308: 'PERMANENT_REDIRECT' };
/** WebFlux answers 303 to `redirect:` (its RedirectView's default), Spring MVC 302. */
const DEFAULT: Status = { code: 302, origin: 'default', variants: [{ when: { of: 'spring-web', is: 'webflux' }, code: 303 }] };
const INSTEAD = phrase('A view name cannot hold a status: to send 303, set the request attribute `View.RESPONSE_STATUS_ATTRIBUTE` to `HttpStatus.SEE_OTHER` before it is returned, or return a `RedirectView` with `setStatusCode`.');

export const spring: JvmFramework = {
  name: 'spring',
  docs: {
    title: 'Spring MVC and WebFlux: views',
    url: 'https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-servlet/viewresolver.html',
    recognised: ['`"redirect:…"` returned by methods of controllers, `ModelAndView("redirect:…")` and `setViewName`, `RedirectView`, in files that import `org.springframework`'],
    constructs: [
      { code: 'return "redirect:/x";', status: '302 (WebFlux: 303)', proved: 'measured', source: 'Spring 4.3.30; WebFlux: its RedirectView' },
      { code: 'return UrlBasedViewResolver.REDIRECT_URL_PREFIX + "/x";', status: '302 (WebFlux: 303)', proved: 'measured', source: 'the same text; REDIRECT and REDIRECT_PREFIX of another file count too, and whole names as REDIRECT_ORDERS and ORDERS_REDIRECT' },
      { code: 'new ModelAndView("redirect:/x")', status: '302', proved: 'measured' },
      { code: 'new RedirectView("/x")', status: '302 (WebFlux: 303)', proved: 'measured' },
      { code: 'new RedirectView("/x", true, false)', status: '303: not HTTP/1.0 compatible', proved: 'measured' },
      { code: 'view.setStatusCode(HttpStatus.SEE_OTHER)', status: 'as written', proved: 'measured' },
      { code: '@ResponseStatus(HttpStatus.SEE_OTHER) … return "redirect:/x";', status: 'as written', proved: 'measured' },
      { code: 'request.setAttribute(View.RESPONSE_STATUS_ATTRIBUTE, HttpStatus.SEE_OTHER); return "redirect:/x";', status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Methods come from `@PostMapping` and its kind and from `@RequestMapping(method = …)`, those of the class included; `@RequestMapping` without methods answers every one.'],
    notes: [
      'In a `@RestController` and under `@ResponseBody` the text is the body, and no redirect.',
      'A view resolver with `redirectHttp10Compatible` switched off sends 303 for every `redirect:`; that is not seen from the controller.',
      'Where each answer of a method is a redirect, the fix adds `@ResponseStatus`, with 307 and 308 only where there is one answer; elsewhere it sets `View.RESPONSE_STATUS_ATTRIBUTE` for this request alone.',
    ],
  },
  triggers: ['redirect:', 'REDIRECT', 'RedirectView', 'Mapping(', 'onSubmit('],
  applies: file => file.imports('org.springframework'),
  redirects: file => [
    ...viewNames(file), ...constantNames(file), ...prefixedNames(file), ...namedConstants(file),
    ...file.callsOf('RedirectView').flatMap(call => redirectView(file, call)),
    ...file.callsOf('redirectTo').flatMap(call => rendering(file, call)),
    ...file.callsOf('addRedirectViewController').map(call => viewController(file, call)),
  ],
  bindings: file => [...annotated(file, MAPPINGS), ...formControllers(file)],
};

function formControllers(file: JvmFile): BindingAt[] {
  return methodsByName(file, SUBMITTED, classNode => supersOf(classNode).some(name => FORM_CONTROLLER.test(name)) ? 'conventional' : null);
}

/** Texts that begin with `redirect:`, each as far as it goes together with what is added to it. */
function viewNames(file: JvmFile): RedirectAt[] {
  return [...nodesAt(file.root, file.text, /(?<=")redirect:/g)].flatMap(({ node }): RedirectAt[] => {
    let text: Node | null = node;
    while (text && !text.type.endsWith('string_literal')) text = text.parent;
    // A text that is still being typed goes on to the next quotes, wherever they are.
    return text && /^(?:""|[^\n]*$)/.test(text.text) ? viewName(file, wholeText(text)) : [];
  });
}

/** Uses of constants that hold such a text, or begin with one: `REDIRECT_ORDERS = REDIRECT_PREFIX + "/orders"`. */
function constantNames(file: JvmFile): RedirectAt[] {
  const names = constantsIn(file.text);
  if (names.length === 0) return [];
  return [...nodesAt(file.root, file.text, new RegExp(`(?<![\\w"])(?:${names.join('|')})(?!\\w|\\s*=[^=])`, 'g'))].flatMap(({ node }): RedirectAt[] => {
    const definition = node.type === 'identifier' ? file.define(node) : null;
    // A local variable is shown where it is written.
    if (definition?.kind !== 'variable' || !definition.value || isLocal(definition.scope) || !beginsWithRedirect(file, definition.value)) return [];
    const name = node.parent?.type === 'field_access' || node.parent?.type === 'navigation_expression' ? node.parent : node;
    return viewName(file, wholeText(name));
  });
}

/** Names that are given a text that begins with `redirect:`, with the prefix of another file, or with one of these. */
function constantsIn(text: string): string[] {
  const given = (what: string) => [...text.matchAll(new RegExp(`(?<!\\w)(\\w+)(?:\\s*:\\s*String)?\\s*=\\s*${what}`, 'g'))].map(match => match[1] as string);
  const names = new Set([...given('"redirect:'), ...given(`(?:[\\w.]+\\.)?${PREFIX}\\s*\\+`)]);
  return [...new Set([...names, ...names.size === 0 ? [] : given(`(?:[\\w.]+\\.)?(?:${[...names].join('|')})\\s*\\+`)])];
}

/** Whether a text begins with `redirect:`, as it is written or by the name of a constant. */
function beginsWithRedirect(file: JvmFile, expression: Node): boolean {
  const first = beginningOf(file, expression);
  return leadingText(first).startsWith('redirect:') || IS_PREFIX.test(first.text);
}

/** Names of the prefix where it stands in another file: `UrlBasedViewResolver`'s own, and what projects call theirs. */
const PREFIX = '(?:REDIRECT|REDIRECT_PREFIX|REDIRECT_URL_PREFIX)';
const PREFIXES = new RegExp(`(?<![\\w"])${PREFIX}(?=\\s*\\+)`, 'g');
const IS_PREFIX = new RegExp(`^(?:[\\w.]+\\.)?${PREFIX}$`);

/** Whole view names in a file of constants, by what they are called after: `REDIRECT_ORDERS`, `ORDER_LIST_REDIRECT`. `REDIRECT_VIEW` and `REDIRECT_URI` name other things. */
const CONSTANT = '(?:REDIRECT_(?!(?:\\w+_)?(?:PREFIX|UR[IL]S?|PATH|ATTRIBUTE|PARAM(?:ETER)?|KEY|COOKIE)\\b|(?:VIEW|PAGE|TEMPLATE)\\b)[A-Z\\d_]+|[A-Z\\d_]+_REDIRECT)';
const CONSTANTS = new RegExp(`(?<![\\w"])${CONSTANT}(?![\\w(.])`, 'g');
const IS_CONSTANT = new RegExp(`^(?:[\\w.]+\\.)?${CONSTANT}$`);

/** `return Views.REDIRECT_ORDERS;`, `new ModelAndView(REDIRECT_ORDERS)` in what a route is bound to. */
function namedConstants(file: JvmFile): RedirectAt[] {
  return [...nodesAt(file.root, file.text, CONSTANTS)].flatMap(({ node }): RedirectAt[] => {
    const method = node.type === 'identifier' && file.define(node) === null ? methodAround(node) : null;
    if (!method || !hasAnnotation(method, ...Object.keys(MAPPINGS.names))) return [];
    const name = node.parent?.type === 'field_access' || node.parent?.type === 'navigation_expression' ? node.parent : node;
    return viewName(file, wholeText(name));
  });
}

/** `return REDIRECT_PREFIX + "/orders"`, `return UrlBasedViewResolver.REDIRECT_URL_PREFIX + path`. */
function prefixedNames(file: JvmFile): RedirectAt[] {
  return [...nodesAt(file.root, file.text, PREFIXES)].flatMap(({ node }): RedirectAt[] => {
    if (node.type !== 'identifier' || file.define(node) !== null) return [];
    const name = node.parent?.type === 'field_access' || node.parent?.type === 'navigation_expression' ? node.parent : node;
    return viewName(file, wholeText(name));
  });
}

function isLocal(scope: Node): boolean {
  return isSequence(scope) && scope.type !== 'source_file';
}

/** The expression that a text is the beginning of: `"redirect:/x" + id`, `String.format("redirect:/x/%s", id)`. */
function wholeText(text: Node): Node {
  let whole = text;
  for (let parent = whole.parent; parent; parent = whole.parent) {
    const isFirst = sameNode(partsOf(parent)[0] ?? null, whole);
    if (parent.type === 'parenthesized_expression' && !/statement$|_expression$/.test(parent.parent?.type ?? '')) whole = parent;
    else if (parent.type === 'binary_expression' && operatorOf(parent) === '+' && isFirst) whole = parent;
    else if (isCall(parent) && ['formatted', 'concat', 'format', 'toString', 'plus', 'trim'].includes(calleeName(parent) ?? '') && sameNode(receiverOf(parent), whole)) whole = parent;
    else if ((parent.type === 'argument_list' || parent.type === 'value_argument') && isFormat(parent, whole)) whole = (parent.type === 'argument_list' ? parent.parent : parent.parent?.parent) ?? whole;
    else if (parent.type === 'navigation_expression' && isFirst && parent.parent?.type === 'call_expression' && ['format', 'plus', 'trim'].includes(calleeName(parent.parent) ?? '')) whole = parent.parent;
    else break;
  }
  return whole;
}

function isFormat(list: Node, first: Node): boolean {
  const call = list.type === 'argument_list' ? list.parent : list.parent?.parent;
  return call !== null && call !== undefined && isCall(call) && calleeName(call) === 'format' && /^(?:java\.lang\.)?String$/.test(receiverOf(call)?.text ?? '') && sameNode(argumentAt(call, 0), first);
}

function viewName(file: JvmFile, text: Node): RedirectAt[] {
  const used = useOf(text);
  if (!used || (used.kind === 'returned' && isBody(text))) return [];
  const node = used.kind === 'made' ? used.call : text;
  const common = { node, target: targetOf(file, text, 'redirect:') };
  if (isReactive(file)) return [{ ...common, statusNode: null, status: { code: 303, origin: 'default' }, edits: [] }];
  if (used.kind === 'made' && hasOwnStatus(file, used.call)) return [{ ...common, statusNode: null, status: { code: null, origin: 'explicit' }, edits: [] }];
  const method = methodAround(text);
  const written = statusSet(method ? answerOf(file, text, method) ?? node : node);
  if (written) return [{ ...common, statusNode: written, status: { code: statusValue(file, written), origin: 'explicit' }, edits: writtenEdits(file, written) }];
  return [{ ...common, statusNode: null, status: DEFAULT, edits: viewEdits(file, node), instead: INSTEAD, ...(used.kind === 'made' && used.isController ? { methods: GET_AND_HEAD } : {}) }];
}

type Use =
  /** Returned, or kept in a variable that is. */
  | { readonly kind: 'returned' }
  /** `new ModelAndView(text)`, `view.setViewName(text)`. */
  | { readonly kind: 'made'; readonly call: Node; readonly isController: boolean };

/** What a view name is used for; null where it is no answer: compared, asserted, put into a constant. */
function useOf(text: Node): Use | null {
  if (isReturned(text)) return { kind: 'returned' };
  const holder = text.parent;
  const call = holder?.type === 'argument_list' ? holder.parent : holder?.type === 'value_argument' ? holder.parent?.parent : null;
  if (call && isCall(call) && sameNode(argumentAt(call, 0), text)) {
    const name = calleeName(call) ?? '';
    if (name === 'ModelAndView') return { kind: 'made', call, isController: false };
    if (name === 'setViewName' || name === 'setView') return { kind: 'made', call, isController: /addViewController/.test(call.text) };
    return null;
  }
  const variable = holder?.type === 'variable_declarator' || holder?.type === 'assignment_expression' || holder?.type === 'property_declaration' || holder?.type === 'assignment' ? nameIn(holder) : null;
  const method = variable ? methodAround(text) : null;
  return variable && method && isAnswered(method, variable) ? { kind: 'returned' } : null;
}

function nameIn(holder: Node): string | null {
  const left = holder.childForFieldName('name') ?? holder.childForFieldName('left') ?? partsOf(holder).find(part => part.type === 'variable_declaration' || part.type === 'identifier');
  return left ? /^\w+/.exec(left.text)?.[0] ?? null : null;
}

/** Whether a method answers what a variable holds. */
function isAnswered(method: Node, variable: string): boolean {
  return new RegExp(String.raw`\breturn\s+(?:[^;\n]*[?:]\s*)?${variable}\b|ModelAndView\(\s*${variable}\b|setViewName\(\s*${variable}\b`).test(bodyOf(method)?.text ?? '');
}

/** Whether an expression is what its method answers, by itself or as one branch of a conditional. */
function isReturned(expression: Node): boolean {
  let child = expression;
  for (const parent of ancestorsOf(expression)) {
    if (returned(parent) && sameNode(returned(parent), child)) return true;
    if (parent.type === 'function_body') return !child.type.startsWith('block');
    const isLast = parent.type === 'block' && sameNode(partsOf(parent).at(-1) ?? null, child) && /^(?:if_expression|when_entry|try_expression|catch_block)$/.test(parent.parent?.type ?? '');
    const isBranch = ['ternary_expression', 'if_expression'].includes(parent.type) && !sameNode(parent.childForFieldName('condition'), child);
    const isCase = ['when_entry', 'when_expression', 'switch_rule', 'switch_expression', 'switch_block', 'expression_statement', 'yield_statement', 'try_expression', 'catch_block', 'parenthesized_expression'].includes(parent.type);
    const isElvis = parent.type === 'binary_expression' && operatorOf(parent) === '?:';
    if (!isLast && !isBranch && !isCase && !isElvis) return false;
    if (parent.type === 'expression_statement' && parent.parent?.type !== 'switch_rule') return false;
    child = parent;
  }
  return false;
}

/** The text is sent as it is: in a `@RestController`, under `@ResponseBody`. */
function isBody(text: Node): boolean {
  const [method, owner] = [methodAround(text), classAround(text)];
  return (method !== null && hasAnnotation(method, 'ResponseBody')) || (owner !== null && hasAnnotation(owner, 'RestController', 'ResponseBody', 'RestControllerAdvice'));
}

/** A status that a `ModelAndView` is given; whether the redirect takes it depends on the version of Spring. */
function hasOwnStatus(file: JvmFile, call: Node): boolean {
  return argumentsOf(call).slice(1).some(each => statusValue(file, each.value) !== null) || /\.setStatus\(/.test(bodyOf(methodAround(call) ?? call)?.text ?? '');
}

function isReactive(file: JvmFile): boolean {
  return file.imports('org.springframework.web.reactive', 'org.springframework.web.server.ServerWebExchange', 'org.springframework.http.server.reactive');
}

/** The status that an annotation or a request attribute gives the redirect at a place. */
function statusSet(node: Node): Node | null {
  for (const declaration of [methodAround(node), classAround(node)]) {
    const found = declaration ? annotationsOf(declaration).find(({ name }) => name === 'ResponseStatus') : undefined;
    const value = found?.arguments.find(each => each.name === null || each.name === 'value' || each.name === 'code')?.value;
    if (value) return value;
  }
  for (const statement of statementsBefore(node, isFunction, isSequence)) {
    const call = isCall(statement) ? statement : partsOf(statement)[0];
    if (call && isCall(call) && calleeName(call) === 'setAttribute' && /RESPONSE_STATUS_ATTRIBUTE$/.test(argumentAt(call, 0)?.text ?? '')) return argumentAt(call, 1);
  }
  return null;
}

/** Another status where one is written; that of an annotation is shared. */
function writtenEdits(file: JvmFile, written: Node): StatusEdit[] {
  if (statusValue(file, written) === null) return [];
  const edits = [...statusEditsOf(file, written)];
  const annotated = [...ancestorsOf(written)].some(node => /annotation/.test(node.type)) ? declarationAround(written) : null;
  return annotated ? edits.filter(each => sharedStatuses(file, annotated).includes(each.status)) : edits;
}

/** What an annotation stands on. */
function declarationAround(node: Node): Node | null {
  return [...ancestorsOf(node)].find(each => isFunction(each) || /^(?:class|object)_declaration$/.test(each.type)) ?? null;
}

function viewEdits(file: JvmFile, node: Node): StatusEdit[] {
  const method = methodAround(node);
  if (!method || methodAround(node)?.id !== innermostFunction(node)?.id) return [];
  const own = editsBy(status => setAttribute(file, node, method, status));
  if (!hasAnnotation(method, ...Object.keys(MAPPINGS.names), 'ExceptionHandler') || !answersOf(file, method).every(each => isRedirect(file, each))) return own;
  const shared = sharedStatuses(file, method);
  return [...editsBy(status => shared.includes(status) ? annotate(file, method, status) : null), ...own.filter(each => !shared.includes(each.status))];
}

/** The statuses that an annotation may give all that a method or class answers: several redirects can be told to lead to pages, but not to repeat their requests. */
function sharedStatuses(file: JvmFile, declaration: Node): readonly number[] {
  const answers = answersOf(file, declaration);
  if (answers.length === 1) return [303, 307, 308];
  return answers.some(each => targetOf(file, viewOf(file, each), 'redirect:').kind === 'request') ? [] : [303];
}

function innermostFunction(node: Node): Node | null {
  return [...ancestorsOf(node)].find(isFunction) ?? null;
}

/** Everything that a method can answer. */
function answersOf(file: JvmFile, method: Node): Node[] {
  const body = bodyOf(method);
  if (!body) return [];
  if (body.type === 'function_body' && partsOf(body)[0]?.type !== 'block') return valuesOf(partsOf(body)[0] ?? body);
  return returnsOf(file, method).flatMap(statement => valuesOf(returned(statement) ?? statement));
}

/** The statements with which a method answers; those of functions inside it are not its own. */
function returnsOf(file: JvmFile, method: Node): Node[] {
  return [...nodesAt(file.root, file.text, /\breturn\b/g)].flatMap(({ node }) => {
    const statement = node.parent;
    const isOwn = statement && returned(statement) && innermostFunction(statement)?.id === method.id;
    return isOwn ? [statement] : [];
  });
}

/** The name of a view, or what it is made of. */
function viewOf(file: JvmFile, expression: Node): Node {
  const node = file.follow(expression);
  const text = isCall(node) && ['ModelAndView', 'format', 'formatted', 'concat'].includes(calleeName(node) ?? '') ? argumentAt(node, 0) ?? receiverOf(node) : node;
  return text ? file.follow(text) : node;
}

function isRedirect(file: JvmFile, expression: Node): boolean {
  const first = beginningOf(file, viewOf(file, expression));
  return beginsWithRedirect(file, first) || IS_CONSTANT.test(first.text);
}

function annotate(file: JvmFile, method: Node, status: number): TextEdit[] {
  const first = annotationsOf(method)[0]?.node ?? method;
  return [
    insertion(first.startIndex, `@ResponseStatus(HttpStatus.${NAMES[status]})${newlineOf(file.text)}${indentAt(file.text, first.startIndex)}`),
    ...importsOf(file, ['org.springframework.http.HttpStatus', 'org.springframework.web.bind.annotation.ResponseStatus']),
  ];
}

/** Sets the attribute by which a view is told its status, in a statement of its own before the answer. */
function setAttribute(file: JvmFile, node: Node, method: Node, status: number): TextEdit[] | null {
  const at = statementOf(answerOf(file, node, method) ?? node);
  if (!at) return null;
  const value = returned(at.statement) ?? (at.statement.type === 'expression_statement' ? partsOf(at.statement)[0] ?? null : at.statement);
  const isDirect = value !== null && (sameNode(unwrap(value), node) || value.type === 'identifier' || (isCall(value) && calleeName(value) === 'ModelAndView'));
  const isLastOfBlock = file.isKotlin && sameNode(at.statement, node) && sameNode(partsOf(at.block).at(-1) ?? null, node) && isReturned(node);
  if (!isDirect && !isLastOfBlock) return null;
  const request = parametersOf(method).find(each => each.type === 'HttpServletRequest');
  const end = file.isKotlin ? '' : ';';
  const text = request ? `${request.name}.setAttribute(View.RESPONSE_STATUS_ATTRIBUTE, HttpStatus.${NAMES[status]})${end}`
    : `RequestContextHolder.currentRequestAttributes().setAttribute(View.RESPONSE_STATUS_ATTRIBUTE, HttpStatus.${NAMES[status]}, RequestAttributes.SCOPE_REQUEST)${end}`;
  const names = ['org.springframework.http.HttpStatus', 'org.springframework.web.servlet.View'];
  const holder = ['org.springframework.web.context.request.RequestAttributes', 'org.springframework.web.context.request.RequestContextHolder'];
  return [insertion(at.statement.startIndex, text + newlineOf(file.text) + indentAt(file.text, at.statement.startIndex)), ...importsOf(file, request ? names : [...names, ...holder])];
}

/** The one answer of a variable that holds nothing but this text and what is added to it. */
function answerOf(file: JvmFile, text: Node, method: Node): Node | null {
  const holder = text.parent;
  const name = holder?.type === 'variable_declarator' || holder?.type === 'property_declaration' ? nameIn(holder) : null;
  const block = name ? statementOf(text)?.block : null;
  if (!name || !block || block.text.match(new RegExp(`(?<!\\w)${name}\\s*=(?!=)`, 'g'))?.length !== 1) return null;
  const answers = returnsOf(file, method).filter(statement => returned(statement)?.text === name && statement.startIndex >= block.startIndex && statement.endIndex <= block.endIndex);
  return answers.length === 1 ? returned(answers[0] as Node) : null;
}

/** `new RedirectView(url, contextRelative, http10Compatible)`; without HTTP/1.0 compatibility it sends 303. */
function redirectView(file: JvmFile, call: Node): RedirectAt[] {
  const isReactiveView = file.isNamed('RedirectView', REACTIVE_VIEW);
  if (receiverOf(call) || (!isReactiveView && !file.isNamed('RedirectView', MVC_VIEW))) return [];
  const args = argumentsOf(call);
  const variable = variableOf(call);
  const url = args[0]?.value ?? (variable ? setOn(call, variable, 'setUrl') : null);
  const common = { node: call, target: targetOf(file, url) };
  const written = (isReactiveView ? args[1]?.value : null) ?? (variable ? setOn(call, variable, 'setStatusCode') : null) ?? statusSet(call);
  if (written) return [{ ...common, statusNode: written, status: { code: statusValue(file, written), origin: 'explicit' }, edits: writtenEdits(file, written) }];
  if (isReactiveView) return [{ ...common, statusNode: null, status: { code: 303, origin: 'default' }, edits: [] }];
  const compatible = args[2]?.value ?? (variable ? setOn(call, variable, 'setHttp10Compatible') : null);
  if (compatible && compatible.text !== 'true') return [{ ...common, statusNode: compatible, status: { code: compatible.text === 'false' ? 303 : null, origin: 'explicit' }, edits: [] }];
  return [{ ...common, statusNode: null, status: { code: 302, origin: 'default' }, edits: redirectViewEdits(file, call, args, variable), instead: phrase('Call `setStatusCode(HttpStatus.SEE_OTHER)` on the `RedirectView` to send 303.') }];
}

function redirectViewEdits(file: JvmFile, call: Node, args: readonly Argument[], variable: string | null): StatusEdit[] {
  const at = statementOf(call);
  const end = file.isKotlin ? '' : ';';
  if (variable && at) {
    return editsBy(status => [
      insertion(at.statement.endIndex, `${newlineOf(file.text)}${indentAt(file.text, at.statement.startIndex)}${variable}.setStatusCode(HttpStatus.${NAMES[status]})${end}`),
      ...importsOf(file, ['org.springframework.http.HttpStatus']),
    ]);
  }
  const third = args[2]?.value;
  const missing = ['', 'false, false', 'false'][args.length];
  const edits = third ? [replacement(spanOf(third), 'false')] : missing ? addArgument(call, missing) : null;
  return [...edits ? [{ status: 303, edits, onlyStatus: true }] : [], ...viewEdits(file, call).filter(each => each.status !== 303)];
}

/** The variable that a new object is kept in, where that is a statement of a block. */
function variableOf(call: Node): string | null {
  const holder = call.parent;
  const statement = holder?.type === 'variable_declarator' || holder?.type === 'assignment_expression' ? holder.parent : holder?.type === 'property_declaration' ? holder : null;
  return holder && statement?.parent && isSequence(statement.parent) ? nameIn(holder) : null;
}

/** The argument of `variable.setter(…)` further down the block. */
function setOn(call: Node, variable: string, setter: string): Node | null {
  const at = statementOf(call);
  for (const later of at ? partsOf(at.block).filter(part => part.startIndex > at.statement.startIndex) : []) {
    const each = isCall(later) ? later : partsOf(later)[0];
    if (each && isCall(each) && calleeName(each) === setter && receiverOf(each)?.text === variable) return argumentAt(each, 0);
  }
  return null;
}

/** WebFlux: `Rendering.redirectTo("/x")`. */
function rendering(file: JvmFile, call: Node): RedirectAt[] {
  if (receiverOf(call)?.text !== 'Rendering' || !file.isNamed('Rendering', 'org.springframework.web.reactive.result.view.Rendering')) return [];
  return [{ node: call, statusNode: null, status: { code: 303, origin: 'default' }, target: targetOf(file, argumentAt(call, 0)), edits: [] }];
}

/** `registry.addRedirectViewController(from, to)` answers GET and HEAD alone. Source: ParameterizableViewController. */
function viewController(file: JvmFile, call: Node): RedirectAt {
  return { node: call, statusNode: null, status: { code: 302, origin: 'default' }, target: targetOf(file, argumentAt(call, 1)), edits: [], by: 'configuration', methods: GET_AND_HEAD };
}
