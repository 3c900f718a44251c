import type { Node } from 'web-tree-sitter';
import { splitBy } from '../languages/php/conditions.ts';
import { imported, statusEdit } from '../languages/php/edits.ts';
import type { PhpFile } from '../languages/php/file.ts';
import type { PhpFramework } from '../languages/php/framework.ts';
import { guardsAt } from '../languages/php/guards.ts';
import { type RedirectCall, redirectAt, type Write } from '../languages/php/redirects.ts';
import { argumentOf, argumentsOf, attributesOf, baseOf, classAround, docblockOf, methodsOf, nameOf, nthOf, receiverOf, stringValue, valueAt } from '../languages/php/syntax.ts';
import { methodsListed, methodsNamed, VERBS } from '../languages/php/routes.ts';
import { statusValue, targetOf } from '../languages/php/values.ts';
import type { BindingAt, ConventionAt, RedirectAt } from '../languages/shared/framework.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { isRedirectStatus, REDIRECT_STATUSES, type Status } from '../model/facts.ts';
import { ANY, intersection, isAny, type MethodSet, methods, union } from '../model/methods.ts';
import { nameInFamily } from '../model/statuses.ts';
import { oneLine } from '../syntax/nodes.ts';

const FOUND: Status = { code: 302, origin: 'default' };
const named = (position: number) => ({ name: 'status', position });
const RESPONSE = 'Symfony\\Component\\HttpFoundation\\Response';
const CREATED: RedirectCall = { status: named(1), defaults: FOUND };
/** Methods of AbstractController, and of Drupal's ControllerBase and FormBase. */
const OWN: Readonly<Record<string, RedirectCall>> = {
  redirect: CREATED,
  redirectToRoute: { status: named(2), fill: ['', '[]'], defaults: FOUND, target: 'route' },
};
const OF_DRUPAL: RedirectCall = { status: named(3), fill: ['', '[]', '[]'], defaults: FOUND, target: 'route' };
const CLASSES = [
  'Symfony\\Component\\HttpFoundation\\RedirectResponse', 'Drupal\\Core\\Routing\\TrustedRedirectResponse', 'Drupal\\Core\\Routing\\LocalRedirectResponse',
  'Drupal\\Core\\Cache\\CacheableRedirectResponse',
];
/** RedirectResponse throws for others; measured with 5.4. */
const SENDABLE = [201, ...REDIRECT_STATUSES];
/** Packages whose attributes and annotations `Post`, `Delete` and so on are routes. */
const VERB_ATTRIBUTES = /^(?:FOS\\RestBundle\\Controller\\Annotations|Spatie\\RouteAttributes\\Attributes)\\(\w+)$/;
const ROUTE_ATTRIBUTES = /^(?:Symfony\\Component\\Routing\\(?:Annotation|Attribute)|Sensio\\Bundle\\FrameworkExtraBundle\\Configuration|Spatie\\RouteAttributes\\Attributes)\\Route$/;
/** Bases of authenticators that take the login form alone: their `supports` asks for POST (symfony/security-http). */
const FORM_LOGIN = /(?:AbstractLoginFormAuthenticator|AbstractFormLoginAuthenticator)$/;

export const symfony: PhpFramework = {
  name: 'symfony',
  docs: {
    title: 'Symfony',
    url: 'https://symfony.com/doc/current/controller.html#redirecting',
    recognised: ['`redirectToRoute()` and `redirect()` of controllers, `new RedirectResponse`, in files that name Symfony’s or Drupal’s classes'],
    constructs: [
      { code: "new RedirectResponse('/x')", status: '302', proved: 'measured', source: 'symfony/http-foundation 5.4' },
      { code: "new RedirectResponse('/x', Response::HTTP_SEE_OTHER)", status: 'as written', proved: 'measured' },
      { code: "(new RedirectResponse('/x'))->setStatusCode(303)", status: 'as written', proved: 'measured' },
      { code: "$this->redirectToRoute('x')", status: '302', proved: 'measured' },
      { code: "$this->redirectToRoute('x', [], 303)", status: 'as written', proved: 'measured' },
      { code: "$this->redirect('/x')", status: '302', proved: 'measured' },
      { code: "new Response('', 302, ['Location' => '/x'])", status: 'as written', proved: 'measured' },
      { code: "$this->redirect('route') in Drupal", status: '302', proved: 'documented', source: 'Drupal\\Core\\Controller\\ControllerBase' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: [
      'Routes are found by `#[Route(methods: …)]` and `@Route(methods={…})` of methods and classes, `@Method`, FOSRestBundle’s and Spatie’s `Post`, `Delete` and so on, and in routing YAML.',
      '`$form->isSubmitted()` and `$form->isValid()` are taken to be true for POST alone, unless the file gives its form another method.',
      'An authenticator’s `onAuthenticationSuccess` and `onAuthenticationFailure` get the methods that its `supports` asks for; those of Symfony’s login form authenticators get POST.',
    ],
  },
  triggers: ['redirect', 'Redirect', 'Route', 'Annotations'],
  applies: file => file.knows('Symfony', 'Drupal', 'Sensio', 'Spatie', 'FOS', 'Sulu', 'Shopware', 'Sylius') || /\bextends\s+AbstractController\b/.test(file.text),
  redirects: file => [...own(file), ...created(file), ...responses(file)],
  // Without methods a route answers what its own conditions leave: that it has a path adds nothing to how its method is reached.
  bindings: file => [...routesIn(file).filter(route => !isAny(route.methods)), ...file.classes.flatMap(each => supportedBy(file, each))],
  endpoints: file => routesIn(file).filter(route => isAny(route.methods)),
  conventions: file => file.classes.filter(each => FORM_LOGIN.test(baseOf(each)?.text ?? '')).flatMap(conventionsOf),
};

/** `Response::HTTP_SEE_OTHER` where the file has the class, or can import it. */
function constant(file: PhpFile): Write {
  return status => {
    const known = imported(file, RESPONSE);
    return known ? { text: `${known.name}::${nameInFamily('HTTP_FOUND', status)}`, edits: known.edits } : { text: String(status), edits: [] };
  };
}

function own(file: PhpFile): RedirectAt[] {
  return file.callsOf(...Object.keys(OWN)).flatMap(call => {
    const around = classAround(call);
    const base = around ? baseOf(around) : null;
    if (receiverOf(call)?.text !== '$this' || !around || !base || file.methodOf(around, nameOfCall(call))) return [];
    const full = file.classNamed(base);
    if (/^Drupal\\/.test(full)) return nameOfCall(call) === 'redirect' ? [redirectAt(file, call, OF_DRUPAL)] : [];
    const isController = /Controller$/.test(full) && !/^(?:yii|app|backend|frontend|common|Cake|App\\Controller\\AppController|Laminas|Zend)\\/.test(full) && !/\buse yii\\|\bCake\\|\bIlluminate\\/.test(file.text);
    if (!isController && !(nameOfCall(call) === 'redirectToRoute')) return [];
    return [redirectAt(file, call, OWN[nameOfCall(call)] as RedirectCall, constant(file))];
  });
}

function nameOfCall(call: Node): string {
  return call.childForFieldName('name')?.text ?? '';
}

function created(file: PhpFile): RedirectAt[] {
  return file.creationsOf(...CLASSES).map(call => ({ ...redirectAt(file, call, CREATED, constant(file)), sendable: SENDABLE }));
}

/** `new Response('', 302, ['Location' => '/x'])`. Beside any status but a redirect's, Location names something else (RFC 9110 §10.2.2). */
function responses(file: PhpFile): RedirectAt[] {
  return file.creationsOf(RESPONSE, 'Illuminate\\Http\\Response').flatMap((call): RedirectAt[] => {
    const headers = argumentOf(call, { name: 'headers', position: 2 });
    const location = valueAt(headers, 'Location', 'location');
    const written = argumentOf(call, named(1));
    const code = statusValue(file, written);
    if (!location || !written || !isRedirectStatus(code)) return [];
    return [{ node: call, statusNode: written, status: { code, origin: 'explicit' }, target: targetOf(file, location), edits: editsBy(status => statusEdit(written, status)) }];
  });
}

/** What a definition's own routes allow. */
interface Declared {
  readonly methods: MethodSet;
  readonly path: string | null;
  /** By which the router knows it; of a class, what stands before the names of its methods' routes. */
  readonly name: string | null;
  readonly node: Node;
}

function routesIn(file: PhpFile): BindingAt[] {
  return file.classes.flatMap(definition => routes(file, definition));
}

function routes(file: PhpFile, definition: Node): BindingAt[] {
  const above = declared(file, definition);
  const whole = above.filter(each => !isAny(each.methods));
  return methodsOf(definition).flatMap((method): BindingAt[] => {
    const routesOfMethod = declared(file, method);
    if (routesOfMethod.length === 0 && nameOf(method) !== '__invoke') return [];
    // A class's methods are added to those of each method (symfony/routing, AttributeClassLoader).
    const all = routesOfMethod.length > 0 ? routesOfMethod : above;
    return all.flatMap((each): BindingAt[] => {
      const isLimited = !isAny(each.methods);
      const limits = whole.reduce((set, one) => union(set, one.methods), isLimited ? each.methods : whole.length > 0 ? whole[0]?.methods as MethodSet : ANY);
      const path = each.path === null ? null : `${routesOfMethod.length > 0 ? above[0]?.path ?? '' : ''}${each.path}`;
      const name = each.name === null ? {} : { name: `${routesOfMethod.length > 0 ? above[0]?.name ?? '' : ''}${each.name}` };
      return [{ handlers: [method], methods: limits, path, ...name, node: each.node, says: `bound here: ${saysOf(each.node)}` }];
    });
  });
}

function saysOf(node: Node): string {
  if (node.type !== 'comment') return `#[${oneLine(node)}]`;
  return node.text.split('\n').find(line => /@\w*\\?(?:Route|Method|Post|Put|Patch|Delete)\b/.test(line))?.replace(/^[\s/*]+/, '').trim() ?? '@Route';
}

function declared(file: PhpFile, definition: Node): Declared[] {
  const comment = docblockOf(definition);
  return [...attributesOf(definition).flatMap(attribute => ofAttribute(file, attribute)), ...(comment ? annotations(file, comment) : [])];
}

function ofAttribute(file: PhpFile, attribute: Node): Declared[] {
  const own = attribute.firstNamedChild;
  const full = own ? file.classNamed(own) : '';
  const name = stringValue(argumentsOf(attribute).find(argument => argument.name === 'name')?.value ?? null);
  const path = stringValue(argumentOf(attribute, { name: 'path', position: 0 }) ?? nthOf(attribute, 0));
  if (ROUTE_ATTRIBUTES.test(full)) {
    const listed = argumentsOf(attribute).find(argument => argument.name === 'methods')?.value ?? null;
    // Spatie's takes the methods first.
    if (full.startsWith('Spatie')) return [{ methods: methodsListed(file, nthOf(attribute, 0)), path: null, name, node: attribute }];
    return [{ methods: methodsListed(file, listed), path, name, node: attribute }];
  }
  const verb = VERB_ATTRIBUTES.exec(full)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(VERBS, verb) ? [{ methods: VERBS[verb] as MethodSet, path, name, node: attribute }] : [];
}

const ANNOTATION = /@((?:\w+\\)*)(Route|Method|Get|Post|Put|Patch|Delete)\b\s*(\((?:[^()"']|"[^"]*"|'[^']*'|\((?:[^()"']|"[^"]*"|'[^']*')*\))*\))?/g;

/** `@Route("/x", methods={"POST"})`, `@Method("POST")`, `@Rest\Post("/x")` in a comment; the file imports their classes. */
function annotations(file: PhpFile, comment: Node): Declared[] {
  const found = [...comment.text.matchAll(ANNOTATION)].map(([, qualifier = '', name = '', args = '']) => ({ full: file.resolve(`${qualifier}${name}`), name, args }));
  const limits = found.find(({ name, full }) => name === 'Method' && /^Sensio\\/.test(full));
  const limited = limits ? methodsNamed([...limits.args.matchAll(/["'](\w+)["']/g)].map(match => match[1] as string)) : ANY;
  return found.flatMap(({ full, name, args }): Declared[] => {
    const path = /^\(\s*(?:path\s*=\s*)?["']([^"']*)["']/.exec(args)?.[1] ?? null;
    const routeName = /\bname\s*=\s*["']([^"']*)["']/.exec(args)?.[1] ?? null;
    if (name === 'Route' && ROUTE_ATTRIBUTES.test(full)) {
      const listed = /\bmethods\s*=\s*(?:\{([^}]*)\}|["'](\w+)["'])/.exec(args);
      const names = listed ? [...(listed[1] ?? `"${listed[2]}"`).matchAll(/["'](\w+)["']/g)].map(match => match[1] as string) : [];
      return [{ methods: names.length > 0 ? methodsNamed(names) : limited, path, name: routeName, node: comment }];
    }
    return VERB_ATTRIBUTES.test(full) ? [{ methods: VERBS[name.toLowerCase()] ?? ANY, path, name: routeName, node: comment }] : [];
  });
}

const OUTCOMES = /^onAuthentication(?:Success|Failure)$/;

/**
 * An authenticator answers what its own `supports` lets through: `return $request->isMethod('POST') && …`.
 * Source: https://symfony.com/doc/current/security/custom_authenticator.html (the method `supports`).
 */
function supportedBy(file: PhpFile, definition: Node): BindingAt[] {
  const supports = methodsOf(definition).find(method => nameOf(method) === 'supports');
  const outcomes = methodsOf(definition).filter(method => OUTCOMES.test(nameOf(method)));
  if (!supports || outcomes.length === 0) return [];
  const answers = supports.descendantsOfType('return_statement').flatMap(each => each?.firstNamedChild ?? []).filter(value => value.text.toLowerCase() !== 'false');
  const [first, ...rest] = answers.map(value => intersection(guardsAt(file, value).methods, splitBy(file, value).yes));
  const limits = first && rest.reduce(union, first);
  const node = answers[0];
  if (!limits || !node || isAny(limits)) return [];
  return [{ handlers: outcomes, methods: limits, path: null, node, says: `\`supports\` asks for it: ${oneLine(node)}` }];
}

function conventionsOf(definition: Node): ConventionAt[] {
  return methodsOf(definition).filter(method => OUTCOMES.test(nameOf(method)))
    .map(handler => ({ handler, methods: methods('POST'), says: `${baseOf(definition)?.text} takes the POST of the login form alone` }));
}
