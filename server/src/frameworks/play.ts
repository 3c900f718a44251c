import { namedResponses } from '../languages/java/builders.ts';
import type { JvmFramework } from '../languages/java/framework.ts';

export const play: JvmFramework = {
  name: 'play',
  docs: {
    title: 'Play (Java)',
    url: 'https://www.playframework.com/documentation/latest/JavaActions',
    recognised: ['results of `play.mvc.Results`, also inherited from `Controller`'],
    constructs: [
      { code: 'redirect("/x")', status: '303', proved: 'documented', source: 'https://www.playframework.com/documentation/latest/api/java/play/mvc/Results.html' },
      { code: 'found("/x")', status: '302', proved: 'documented' },
      { code: 'movedPermanently("/x")', status: '301', proved: 'documented' },
      { code: 'seeOther("/x")', status: '303', proved: 'documented' },
      { code: 'temporaryRedirect("/x")', status: '307', proved: 'documented' },
      { code: 'permanentRedirect("/x")', status: '308', proved: 'documented' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Methods come from `conf/routes`.'],
  },
  triggers: ['play.mvc'],
  applies: file => file.imports('play.mvc'),
  redirects: file => namedResponses(file, {
    classes: ['play.mvc.Results'], inheritedFrom: /^(?:Controller|Results)$/,
    statuses: { redirect: 303, found: 302, movedPermanently: 301, seeOther: 303, temporaryRedirect: 307, permanentRedirect: 308 },
    names: { 303: 'seeOther', 307: 'temporaryRedirect', 308: 'permanentRedirect' },
  }),
  // An action is public and answers a Result; conf/routes says which.
  bindings: () => [],
};
