import type { PyFramework } from '../languages/python/framework.ts';
import { classRedirects, headerRedirects } from '../languages/python/redirects.ts';
import { statusAndLocation } from '../languages/python/response-fields.ts';
import { verbMethods, VERBS } from '../languages/python/routes.ts';
import { methods } from '../model/methods.ts';

const MODULES = ['falcon', 'falcon.redirects'];
const STATUS = { status: { keyword: 'status', position: 0 }, headers: { keyword: 'headers', position: 1 } };
/** HEAD has a responder of its own, `on_head`. */
const RESPONDERS = Object.fromEntries(Object.entries({ ...VERBS, get: methods('GET') }).map(([verb, set]) => [`on_${verb}`, set]));

export const falcon: PyFramework = {
  name: 'falcon',
  docs: {
    title: 'Falcon',
    url: 'https://falcon.readthedocs.io',
    recognised: ['`falcon.HTTPFound` and its siblings', '`resp.status` beside `resp.location` in a responder'],
    constructs: [
      { code: "raise falcon.HTTPFound('/x')", status: '302', proved: 'measured', source: 'Falcon 3.1.1' },
      { code: "raise falcon.HTTPMovedPermanently('/x')", status: '301', proved: 'measured' },
      { code: "resp.status = falcon.HTTP_302; resp.location = '/x'", status: 'as written', proved: 'measured' },
      { code: "raise falcon.HTTPStatus(302, headers={'Location': '/x'})", status: 'as written', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Methods are those of the responders: `on_post`, `on_put_item` and so on.'],
    measuredWith: [{ server: 'falcon', version: 'Falcon 3.1.1' }],
    example: {
      file: 'app.py',
      text: [
        'import falcon',
        '',
        '',
        'class Login:',
        '    def on_post(self, req, resp):',
        "        raise falcon.HTTPFound('/account')",
        '',
      ].join('\n'),
    },
  },
  triggers: ['HTTPFound', 'HTTPMovedPermanently', 'HTTPSeeOther', 'HTTPTemporaryRedirect', 'HTTPPermanentRedirect', 'location', 'Location'],
  applies: file => file.imports('falcon') || file.text.has(/def on_(?:get|post|put|patch|delete)\b/),
  redirects: file => [
    ...classRedirects(file, MODULES, { keyword: 'location', position: 0 }),
    ...headerRedirects(file, { 'falcon.HTTPStatus': STATUS, 'falcon.http_status.HTTPStatus': STATUS }),
    ...statusAndLocation(file, /^(?:resp|response|res)$/),
  ],
  // A responder may carry a suffix, `on_post_item`, that the route names.
  bindings: file => verbMethods(file, /^$/, RESPONDERS, /./).concat(suffixed(file)),
};

function suffixed(file: Parameters<PyFramework['bindings']>[0]): ReturnType<PyFramework['bindings']> {
  const names = file.functions.map(fn => fn.childForFieldName('name')?.text ?? '').filter(name => /^on_[a-z]+_\w+$/.test(name));
  const verbs = Object.fromEntries(names.flatMap(name => {
    const set = RESPONDERS[name.split('_').slice(0, 2).join('_')];
    return set ? [[name, set]] : [];
  }));
  return verbMethods(file, /^$/, verbs, /./);
}
