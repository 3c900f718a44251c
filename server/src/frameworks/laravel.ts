import type { Node } from 'web-tree-sitter';
import type { PhpFile } from '../languages/php/file.ts';
import type { PhpFramework } from '../languages/php/framework.ts';
import { methodName } from '../languages/php/handlers.ts';
import { chainBehind, type RedirectCall, redirectAt } from '../languages/php/redirects.ts';
import { argumentsOf, baseOf, calleeName, classAround, isPublic, methodsOf, nameOf, receiverOf } from '../languages/php/syntax.ts';
import type { CallAt, ConventionAt, RedirectAt } from '../languages/shared/framework.ts';
import type { Status } from '../model/facts.ts';
import { GET_AND_HEAD, type MethodSet, methods, namesOf } from '../model/methods.ts';
import { oneLine, partsOf } from '../syntax/nodes.ts';

/** Inertia's middleware makes 303 of a 302 that answers PUT, PATCH or DELETE (inertiajs/inertia-laravel, src/Middleware.php, changeRedirectCode). */
const INERTIA = { when: { of: 'inertiajs/inertia-laravel', is: '*' }, code: 303, methods: methods('PUT', 'PATCH', 'DELETE') };
const FOUND: Status = { code: 302, origin: 'default' };
const named = (position: number) => ({ name: 'status', position });
const SECOND: RedirectCall = { status: named(1), defaults: FOUND };
const THIRD: RedirectCall = { status: named(2), fill: ['', '[]'], defaults: FOUND, target: 'route' };
const FIRST: RedirectCall = { status: named(0), defaults: FOUND, target: 'back' };

/** Methods of Illuminate\Routing\Redirector: `redirect()->…`, `Redirect::…`. Signatures of Laravel 8 to 12. */
const REDIRECTOR: Readonly<Record<string, RedirectCall>> = {
  to: SECOND, away: SECOND, secure: SECOND, guest: SECOND, back: FIRST, route: THIRD, action: THIRD,
  intended: { status: named(1), fill: ["'/'"], defaults: FOUND, target: 'unknown' },
  refresh: { ...FIRST, target: 'unknown' }, home: { ...FIRST, target: 'unknown' },
  signedRoute: { status: named(3), fill: ['', '[]', 'null'], defaults: FOUND, target: 'route' },
  temporarySignedRoute: { status: named(3), fill: ['', '', '[]'], defaults: FOUND, target: 'route' },
};
/** Methods of Illuminate\Routing\ResponseFactory: `response()->…`. */
const RESPONSE: Readonly<Record<string, RedirectCall>> = {
  redirectTo: SECOND, redirectToRoute: THIRD, redirectToAction: THIRD, redirectGuest: SECOND, redirectToIntended: { status: named(1), fill: ["'/'"], defaults: FOUND, target: 'unknown' },
};
const HELPERS: Readonly<Record<string, RedirectCall>> = { redirect: SECOND, back: FIRST, to_route: THIRD, to_action: THIRD };
const CREATED: RedirectCall = { status: named(1), defaults: FOUND };

/** Actions of resource controllers: Laravel documentation, "Controllers", "Actions Handled by Resource Controllers". */
const ACTIONS: Readonly<Record<string, MethodSet>> = {
  index: GET_AND_HEAD, create: GET_AND_HEAD, show: GET_AND_HEAD, edit: GET_AND_HEAD,
  store: methods('POST'), update: methods('PUT', 'PATCH'), destroy: methods('DELETE'),
};
const OTHERS = /\bCI_Controller\b|\bCodeIgniter\\|\bBASEPATH\b|\bextends\s+(?:AbstractController|MY_Controller)\b|\bSymfony\\Bundle\\/;
/** A controller that names none of Laravel's classes calls its functions all the same. */
const HELPERS_OF_OURS = /^(?=[\s\S]*\bextends\s+\\?[\w\\]*Controller\b)(?=[\s\S]*\breturn\s+redirect\((?!\)))(?=[\s\S]*(?<![\w>:$])(?:view|trans|__|route|config|request|session|auth|abort_if|abort_unless)\()/;
const OURS = /\bIlluminate\\|\bnamespace\s+[\w\\]*Http\\(?:Controllers|Middleware|Requests)\b|\bRoute::|\bRedirect::|\bredirect\(\)\s*->\s*(?:route|back|to|intended|away|action|guest)\b|\bto_route\(|\bInertia\\/;

export const laravel: PhpFramework = {
  name: 'laravel',
  docs: {
    title: 'Laravel',
    url: 'https://laravel.com/docs/responses#redirects',
    recognised: ['`redirect()`, `back()`, `to_route()`, `Redirect::…`, `response()->redirectTo()` and `new RedirectResponse` in files that name Laravel’s classes or stand in its namespaces'],
    constructs: [
      { code: "redirect('/x')", status: '302', proved: 'measured', source: 'Laravel 8.83' },
      { code: "redirect('/x', 303)", status: 'as written', proved: 'measured' },
      { code: "redirect()->route('x', [], 303)", status: 'as written', proved: 'measured' },
      { code: 'back(303)', status: 'as written', proved: 'measured' },
      { code: "to_route('x', status: 303)", status: 'as written', proved: 'documented', source: 'Laravel 9 and later, Illuminate/Foundation/helpers.php' },
      { code: "Redirect::to('/x')->with('a', 'b')->setStatusCode(303)", status: 'as written', proved: 'measured' },
      { code: "response()->redirectTo('/x')", status: '302', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: [
      'Actions get their methods from the files in `routes/`; without a route, `store` is taken to answer POST, `update` PUT and PATCH, `destroy` DELETE, and `index`, `create`, `show` and `edit` GET.',
      'Livewire and Filament components redirect in the browser, not by HTTP, and are left alone.',
      'Inertia’s middleware turns a 302 that answers PUT, PATCH or DELETE into 303; where `composer.json` or `composer.lock` has `inertiajs/inertia-laravel`, such a 302 is left alone.',
      'What a form request redirects to in `failedValidation` or `failedAuthorization` gets the methods of the actions that ask for it by their parameters.',
      'Classes that implement one of Fortify’s response contracts answer the request that it is for: `LoginResponse` POST, `PasswordUpdateResponse` PUT.',
    ],
  },
  triggers: ['redirect', 'Redirect', 'back(', 'to_route(', 'Controller'],
  applies: file => !file.path.endsWith('.blade.php') && (OURS.test(file.text) || HELPERS_OF_OURS.test(file.text)) && !OTHERS.test(file.text),
  redirects: file => [...helpers(file), ...chained(file), ...created(file)].filter(at => !isComponent(file, at.node) && !isAskedForUrl(at.node))
    .map(at => at.status.code === 302 ? { ...at, status: { ...at.status, variants: [INERTIA] } } : at),
  bindings: () => [],
  calls: formRequests,
  conventions: file => [...file.classes.filter(each => nameOf(each).endsWith('Controller')).flatMap(conventionsOf), ...ofFortify(file)],
};

/** `redirect('/x')`, `back()`, `to_route('x')`; `redirect()` alone gives the redirector. */
function helpers(file: PhpFile): RedirectAt[] {
  return file.globalCallsOf(...Object.keys(HELPERS)).flatMap(call => {
    const name = (calleeName(call) ?? '').toLowerCase();
    const spec = Object.hasOwn(HELPERS, name) ? HELPERS[name] : undefined;
    if (!spec || (name !== 'back' && argumentsOf(call).length === 0)) return [];
    return [redirectAt(file, call, spec)];
  });
}

/** `redirect()->to('/x')`, `Redirect::to('/x')`, `response()->redirectTo('/x')`. */
function chained(file: PhpFile): RedirectAt[] {
  return file.callsOf(...Object.keys(REDIRECTOR), ...Object.keys(RESPONSE)).flatMap(call => {
    const receiver = receiverOf(call);
    const name = calleeName(call) ?? '';
    const table = receiver ? tableOf(file, receiver) : null;
    const spec = table && Object.hasOwn(table, name) ? table[name] : undefined;
    return spec ? [redirectAt(file, call, spec)] : [];
  });
}

function tableOf(file: PhpFile, receiver: Node): Readonly<Record<string, RedirectCall>> | null {
  const node = file.follow(receiver);
  if (node.type === 'function_call_expression' && argumentsOf(node).length === 0) {
    const name = calleeName(node);
    return name === 'redirect' ? REDIRECTOR : name === 'response' ? RESPONSE : null;
  }
  // Form requests have the redirector as a property; elsewhere it is injected.
  if (/^app\(['"]redirect['"]\)$|^\$(?:this->)?redirector$/.test(node.text)) return REDIRECTOR;
  const facade = node.type === 'name' || node.type === 'qualified_name' ? file.classNamed(node) : '';
  if (isFacade(facade, 'Redirect')) return REDIRECTOR;
  return isFacade(facade, 'Response') ? RESPONSE : null;
}

/** Facades are aliases without a namespace too. */
export function isFacade(className: string, name: string): boolean {
  return className === name || className === `Illuminate\\Support\\Facades\\${name}`;
}

function created(file: PhpFile): RedirectAt[] {
  return file.creationsOf('Illuminate\\Http\\RedirectResponse').map(call => redirectAt(file, call, CREATED));
}

/** `redirect()->intended()->getTargetUrl()` answers nothing: its URL goes elsewhere. */
function isAskedForUrl(node: Node): boolean {
  return chainBehind(node).some(link => calleeName(link) === 'getTargetUrl');
}

/** Livewire hands redirects on to its script in the answer's JSON (Livewire documentation, "Redirecting"). */
function isComponent(file: PhpFile, node: Node): boolean {
  const around = classAround(node);
  if (!around) return /\bLivewire\\Volt\b/.test(file.text);
  const base = baseOf(around);
  const name = base ? file.classNamed(base) : '';
  const isController = /Controller$|Middleware$|Response$/.test(nameOf(around));
  return /^(?:Livewire|Filament)\\/.test(name) || (!isController && /\\(?:Livewire|Filament)(?:\\|$)/.test(file.namespace));
}

/** What a form request does instead of the action that asks for it: https://laravel.com/docs/12.x/validation#form-request-validation */
const REFUSALS = ['failedValidation', 'failedAuthorization'];

/** `public function store(SaveNoteRequest $request)`: the request is looked at before the action, and may redirect. */
function formRequests(file: PhpFile): CallAt[] {
  return file.classes.flatMap(methodsOf).filter(isPublic).flatMap(method => partsOf(method.childForFieldName('parameters') ?? method).flatMap((parameter): CallAt[] => {
    const type = parameter.childForFieldName('type');
    const written = type?.type === 'named_type' ? type.firstNamedChild : null;
    const name = written ? file.classNamed(written) : '';
    if (!name.endsWith('Request') || PACKAGES.test(name)) return [];
    return [{ callees: REFUSALS.map(refusal => ({ module: null, name: methodName(name, refusal) })), callers: [method], relayed: true, node: parameter, says: `asked for here: ${oneLine(parameter)}` }];
  }));
}

/** Whose requests are no form requests. */
const PACKAGES = /^(?:Illuminate|Symfony|Psr|GuzzleHttp)\\/;

/** What Fortify asks for its answers, by the requests that they answer: laravel/fortify, src/Contracts and routes/routes.php. */
const FORTIFY: Readonly<Record<string, MethodSet>> = {
  ...Object.fromEntries(['Login', 'TwoFactorLogin', 'FailedTwoFactorLogin', 'Logout', 'Register', 'Lockout', 'PasswordReset', 'FailedPasswordReset', 'SuccessfulPasswordResetLinkRequest',
    'FailedPasswordResetLinkRequest', 'PasswordConfirmed', 'FailedPasswordConfirmation', 'TwoFactorEnabled', 'TwoFactorConfirmed', 'RecoveryCodesGenerated', 'EmailVerificationNotificationSent',
  ].map(name => [name, methods('POST')])),
  PasswordUpdate: methods('PUT'), ProfileInformationUpdated: methods('PUT'), TwoFactorDisabled: methods('DELETE'), VerifyEmail: GET_AND_HEAD,
};

/** `class Greeting implements LoginResponse` of Fortify answers the login. */
function ofFortify(file: PhpFile): ConventionAt[] {
  if (!file.knows('Laravel\\Fortify\\Contracts')) return [];
  return file.classes.flatMap(definition => partsOf(definition).filter(part => part.type === 'class_interface_clause').flatMap(partsOf).flatMap(name => {
    const contract = /^Laravel\\Fortify\\Contracts\\(\w+)Response$/.exec(file.classNamed(name))?.[1] ?? '';
    const answered = Object.hasOwn(FORTIFY, contract) ? FORTIFY[contract] : undefined;
    return answered ? methodsOf(definition).filter(method => nameOf(method) === 'toResponse')
      .map(handler => ({ handler, methods: answered, says: `Fortify answers ${namesOf(answered).join(' and ')} with ${contract}Response` })) : [];
  }));
}

function conventionsOf(definition: Node): ConventionAt[] {
  return methodsOf(definition).filter(isPublic).flatMap(method => {
    const usual = Object.hasOwn(ACTIONS, nameOf(method)) ? ACTIONS[nameOf(method)] : undefined;
    return usual ? [{ handler: method, methods: usual, says: `Laravel’s resource routes bind ${namesOf(usual).join(' and ')} to ${nameOf(method)}` }] : [];
  });
}
