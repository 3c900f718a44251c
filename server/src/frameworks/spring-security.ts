import type { Node } from 'web-tree-sitter';
import type { JvmFile } from '../languages/java/file.ts';
import type { JvmFramework } from '../languages/java/framework.ts';
import { argumentAt, bodyOf, calleeName, isCall, isFunction, nameOf, partsOf, receiverOf, returned, typeName, unwrap } from '../languages/java/syntax.ts';
import type { BindingAt } from '../languages/shared/framework.ts';
import type { HandlerRef } from '../model/facts.ts';
import { methods } from '../model/methods.ts';
import { ancestorsOf, oneLine } from '../syntax/nodes.ts';

/** What a login by form calls when it is over. Source: AbstractAuthenticationFilterConfigurer of Spring Security 3.2 to 7. */
const CALLED: Readonly<Record<string, string>> = { successHandler: 'onAuthenticationSuccess', failureHandler: 'onAuthenticationFailure' };

export const springSecurity: JvmFramework = {
  name: 'spring-security',
  docs: {
    title: 'Spring Security',
    url: 'https://docs.spring.io/spring-security/reference/servlet/authentication/passwords/form.html',
    recognised: ['`formLogin` with a `successHandler` or `failureHandler`, in files that import `org.springframework.security`'],
    constructs: [],
    sendable: [],
  },
  triggers: [/\b(?:success|failure)Handler\(/],
  applies: file => file.imports('org.springframework.security'),
  redirects: () => [],
  bindings: file => file.callsOf(...Object.keys(CALLED)).flatMap((call): BindingAt[] => {
    const given = argumentAt(call, 0);
    const called = CALLED[calleeName(call) ?? ''];
    if (!given || called === undefined || !isOfFormLogin(call)) return [];
    // FormLoginConfigurer.createLoginProcessingUrlMatcher: the login is asked for by POST alone.
    return [{ handlers: handlersIn(file, given, called), methods: methods('POST'), path: null, node: nameOfCall(call), says: `answers the POST of the login: formLogin with ${oneLine(given).slice(0, 60)}` }];
  }),
};

/** `http.formLogin().successHandler(…)`, `http.formLogin(form -> form.successHandler(…))`; other logins have these methods as well. */
function isOfFormLogin(call: Node): boolean {
  for (let at = receiverOf(call); at && isCall(at); at = receiverOf(at)) {
    if (/Login$|^and$/.test(calleeName(at) ?? '')) return calleeName(at) === 'formLogin';
  }
  const lambda = [...ancestorsOf(call)].find(isFunction);
  const configured = lambda ? [...ancestorsOf(lambda)].find(isCall) : undefined;
  return configured !== undefined && calleeName(configured) === 'formLogin';
}

/** A lambda, a method reference, an anonymous class, or an object by its type. */
function handlersIn(file: JvmFile, given: Node, called: string): (Node | HandlerRef)[] {
  const node = unwrap(given);
  if (isFunction(node) || /reference$/.test(node.type)) return [node];
  const body = node.type === 'object_creation_expression' ? partsOf(node).find(part => part.type === 'class_body') : undefined;
  if (body) return partsOf(body).filter(member => member.type === 'method_declaration' && nameOf(member) === called);
  const type = file.typeOf(node) ?? typeMade(file, node);
  return type === null ? [] : [{ module: null, name: `${type}#${called}` }];
}

/** What a method of this file makes, `@Bean AuthenticationSuccessHandler loginHandler() { return new LoginHandler(); }`, or says that it gives. */
function typeMade(file: JvmFile, call: Node): string | null {
  const method = isCall(call) ? file.methods.find(each => nameOf(each) === calleeName(call)) : undefined;
  if (!method) return null;
  const answer = partsOf(bodyOf(method) ?? method).map(returned).find(each => each !== null);
  return (answer ? file.typeOf(answer) : null) ?? typeName(method.childForFieldName('type'));
}

function nameOfCall(call: Node): Node {
  return call.childForFieldName('name') ?? call;
}
