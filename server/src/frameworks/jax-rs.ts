import type { Node } from 'web-tree-sitter';
import { isRedirectStatus } from '../model/facts.ts';
import { namedResponses, statusChains, statusEditsOf } from '../languages/java/builders.ts';
import type { JvmFile } from '../languages/java/file.ts';
import type { JvmFramework } from '../languages/java/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { annotated } from '../languages/java/routes.ts';
import { argumentAt } from '../languages/java/syntax.ts';
import { statusValue, targetOf } from '../languages/java/values.ts';
import { GET_AND_HEAD, methods } from '../model/methods.ts';

const PACKAGES = ['javax.ws.rs', 'jakarta.ws.rs'];
const inPackages = (name: string) => PACKAGES.map(each => `${each}.${name}`);
const RESPONSES = [...inPackages('core.Response'), 'org.jboss.resteasy.reactive.RestResponse', 'org.jboss.resteasy.reactive.RestResponse.ResponseBuilder'];
/** `Response.Status` has no PERMANENT_REDIRECT before Jakarta REST 4. */
const UNNAMED = [308];

export const jaxRs: JvmFramework = {
  name: 'jax-rs',
  docs: {
    title: 'JAX-RS: Jersey, RESTEasy, Quarkus, Dropwizard',
    url: 'https://jakarta.ee/specifications/restful-ws/',
    recognised: ['`Response` of `javax.ws.rs.core` or `jakarta.ws.rs.core`; `RestResponse` of RESTEasy Reactive'],
    constructs: [
      { code: 'Response.seeOther(uri).build()', status: '303', proved: 'measured', source: 'RESTEasy 3.0.26' },
      { code: 'Response.temporaryRedirect(uri).build()', status: '307', proved: 'measured' },
      { code: 'Response.status(Response.Status.FOUND).location(uri).build()', status: 'as written', proved: 'measured' },
      { code: 'throw new RedirectionException(302, uri)', status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Methods come from `@GET`, `@POST`, `@PUT`, `@PATCH`, `@DELETE`, also from those of an interface that the class implements.'],
  },
  triggers: ['ws.rs'],
  applies: file => file.imports(...PACKAGES),
  redirects: file => [
    ...namedResponses(file, { classes: RESPONSES, statuses: { seeOther: 303, temporaryRedirect: 307 }, names: { 303: 'seeOther', 307: 'temporaryRedirect' } }),
    ...statusChains(file, RESPONSES, UNNAMED),
    ...file.callsOf('RedirectionException').flatMap(call => thrown(file, call)),
  ],
  bindings: file => annotated(file, {
    names: { GET: GET_AND_HEAD, HEAD: methods('HEAD'), POST: methods('POST'), PUT: methods('PUT'), PATCH: methods('PATCH'), DELETE: methods('DELETE'), OPTIONS: methods('OPTIONS') },
    packages: PACKAGES, path: [],
  }),
};

/** `new RedirectionException(status, uri)`, `new RedirectionException(message, status, uri)`. */
function thrown(file: JvmFile, call: Node): RedirectAt[] {
  if (!file.isNamed('RedirectionException', ...inPackages('RedirectionException'))) return [];
  const position = isRedirectStatus(statusValue(file, argumentAt(call, 0))) ? 0 : 1;
  const written = argumentAt(call, position);
  const code = statusValue(file, written);
  if (!written || !isRedirectStatus(code)) return [];
  return [{ node: call, statusNode: written, status: { code, origin: 'explicit' }, target: targetOf(file, argumentAt(call, position + 1)), edits: statusEditsOf(file, written, UNNAMED) }];
}
