import type { RsFramework } from '../languages/rust/framework.ts';
import { namedRedirects } from '../languages/rust/redirects.ts';
import { attributed, methodsNamed, VERBS } from '../languages/rust/routes.ts';
import { ANY } from '../model/methods.ts';

const SOURCE = 'https://docs.rs/rocket/0.5/rocket/response/struct.Redirect.html';

export const rocket: RsFramework = {
  name: 'rocket',
  docs: {
    title: 'Rocket',
    url: SOURCE,
    recognised: ['`Redirect` of `rocket::response`'],
    constructs: [
      { code: 'Redirect::to(uri!(index))', status: '303', proved: 'documented', source: SOURCE },
      { code: 'Redirect::found(uri!(index))', status: '302', proved: 'documented', source: SOURCE },
      { code: 'Redirect::moved(uri!(index))', status: '301', proved: 'documented', source: SOURCE },
      { code: 'Redirect::temporary(uri!(index))', status: '307', proved: 'documented', source: SOURCE },
      { code: 'Redirect::permanent(uri!(index))', status: '308', proved: 'documented', source: SOURCE },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['Methods come from `#[post("/x")]` and `#[route(POST, uri = "/x")]`.'],
  },
  triggers: ['rocket', 'Redirect::'],
  applies: file => file.usesCrate('rocket') || /#\[(?:macro_use|rocket)/.test(file.text),
  redirects: file => namedRedirects(file, {
    owners: ['rocket::response::Redirect', 'rocket::response::redirect::Redirect'], statuses: { to: 303, temporary: 307, permanent: 308, found: 302, moved: 301 },
    names: { 303: 'to', 307: 'temporary', 308: 'permanent' },
  }),
  // With `#[macro_use] extern crate rocket` in the crate's root, the attributes need no `use`.
  bindings: file => attributed(file, ({ path, content }) => {
    const name = path.replace(/^rocket::/, '');
    if (name === 'route') return methodsNamed(content) ?? ANY;
    return /^\s*(?:"|uri\b)/.test(content) ? VERBS[name] ?? null : null;
  }),
};
