import type { Node } from 'web-tree-sitter';
import { constructedResponses, namedResponses, statusChains } from '../languages/java/builders.ts';
import type { JvmFramework } from '../languages/java/framework.ts';
import type { BindingAt } from '../languages/shared/framework.ts';
import { routeAt, VERBS } from '../languages/java/routes.ts';
import { argumentsOf, calleeName, isCall, isFunction, stringValue } from '../languages/java/syntax.ts';
import type { MethodSet } from '../model/methods.ts';

const ENTITY = ['org.springframework.http.ResponseEntity'];
const SERVER = ['org.springframework.web.reactive.function.server.ServerResponse', 'org.springframework.web.servlet.function.ServerResponse'];
/** `RequestPredicates.POST(…)`, `RouterFunctions.route().POST(…)`. */
const ROUTES: Readonly<Record<string, MethodSet>> = Object.fromEntries(Object.entries(VERBS).map(([name, set]) => [name.toUpperCase(), set]));

export const springResponse: JvmFramework = {
  name: 'spring-response',
  docs: {
    title: 'Spring MVC and WebFlux: responses',
    url: 'https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-controller/ann-methods/responseentity.html',
    recognised: ['`ResponseEntity` and the `ServerResponse` of functional endpoints, with a `Location`'],
    constructs: [
      { code: 'ResponseEntity.status(HttpStatus.FOUND).location(uri).build()', status: 'as written', proved: 'measured', source: 'Spring 4.3.30' },
      { code: 'ResponseEntity.status(302).header(HttpHeaders.LOCATION, url).build()', status: 'as written', proved: 'measured' },
      { code: 'new ResponseEntity<>(headers, HttpStatus.FOUND)', status: 'as written', proved: 'measured' },
      { code: 'ServerResponse.seeOther(uri).build()', status: '303', proved: 'documented', source: 'https://docs.spring.io/spring-framework/docs/current/javadoc-api/' },
      { code: 'ServerResponse.temporaryRedirect(uri).build()', status: '307', proved: 'documented' },
      { code: 'ServerResponse.permanentRedirect(uri).build()', status: '308', proved: 'documented' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Functional routes are found by `route(POST("/x"), handler)` and `route().POST("/x", handler)`.'],
  },
  triggers: ['ResponseEntity', 'ServerResponse', 'RouterFunction', 'router {'],
  applies: file => file.imports('org.springframework'),
  redirects: file => [
    ...statusChains(file, [...ENTITY, ...SERVER]),
    ...constructedResponses(file, ENTITY),
    ...namedResponses(file, { classes: SERVER, statuses: { seeOther: 303, temporaryRedirect: 307, permanentRedirect: 308 }, names: { 303: 'seeOther', 307: 'temporaryRedirect', 308: 'permanentRedirect' } }),
  ],
  bindings: file => file.text.includes('RouterFunction') || file.text.includes('router {') ? file.callsOf(...Object.keys(ROUTES)).flatMap(routed) : [],
};

/** The handler beside the path, or behind the predicate that this call makes. */
function routed(call: Node): BindingAt[] {
  const limits = ROUTES[calleeName(call) ?? ''];
  const own = argumentsOf(call).map(each => each.value);
  const around = call.parent?.type === 'argument_list' ? call.parent.parent : null;
  const handlers = [...own, ...(around && isCall(around) && /^(?:route|andRoute)$/.test(calleeName(around) ?? '') ? argumentsOf(around).map(each => each.value) : [])]
    .filter(each => isFunction(each) || /reference$/.test(each.type));
  return limits && handlers.length > 0 ? [routeAt(call, handlers, limits, stringValue(own[0] ?? null))] : [];
}
