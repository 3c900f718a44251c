import { namedResponses, statusChains } from '../languages/java/builders.ts';
import type { JvmFramework } from '../languages/java/framework.ts';
import { annotated } from '../languages/java/routes.ts';
import { GET_AND_HEAD, methods } from '../model/methods.ts';

const RESPONSES = ['io.micronaut.http.HttpResponse'];

export const micronaut: JvmFramework = {
  name: 'micronaut',
  docs: {
    title: 'Micronaut',
    url: 'https://docs.micronaut.io/latest/api/io/micronaut/http/HttpResponse.html',
    recognised: ['`HttpResponse` of `io.micronaut.http`'],
    constructs: [
      { code: 'HttpResponse.redirect(uri)', status: '301', proved: 'documented', source: 'https://docs.micronaut.io/latest/api/io/micronaut/http/HttpResponse.html' },
      { code: 'HttpResponse.seeOther(uri)', status: '303', proved: 'documented' },
      { code: 'HttpResponse.temporaryRedirect(uri)', status: '307', proved: 'documented' },
      { code: 'HttpResponse.permanentRedirect(uri)', status: '308', proved: 'documented' },
      { code: 'HttpResponse.status(HttpStatus.FOUND).header(HttpHeaders.LOCATION, url)', status: 'as written', proved: 'documented' },
    ],
    sendable: [301, 302, 303, 307, 308],
  },
  triggers: ['io.micronaut.http'],
  applies: file => file.imports('io.micronaut.http'),
  redirects: file => [
    ...namedResponses(file, {
      classes: RESPONSES, statuses: { redirect: 301, seeOther: 303, temporaryRedirect: 307, permanentRedirect: 308 },
      names: { 303: 'seeOther', 307: 'temporaryRedirect', 308: 'permanentRedirect' },
    }),
    ...statusChains(file, RESPONSES),
  ],
  bindings: file => annotated(file, {
    names: { Get: GET_AND_HEAD, Head: methods('HEAD'), Post: methods('POST'), Put: methods('PUT'), Patch: methods('PATCH'), Delete: methods('DELETE'), Options: methods('OPTIONS') },
    packages: ['io.micronaut.http.annotation'], path: ['value', 'uri'],
  }),
};
