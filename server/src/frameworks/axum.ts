import type { RsFramework } from '../languages/rust/framework.ts';
import { builtResponses, namedRedirects, tupleResponses } from '../languages/rust/redirects.ts';
import { attributed, methodRouters, VERBS } from '../languages/rust/routes.ts';

export const axum: RsFramework = {
  name: 'axum',
  docs: {
    title: 'axum',
    url: 'https://docs.rs/axum/latest/axum/response/struct.Redirect.html',
    recognised: ['`Redirect` of `axum::response`', '`(StatusCode::FOUND, [(LOCATION, …)])` and `Response::builder()` in files that use axum'],
    constructs: [
      { code: 'Redirect::to("/x")', status: '303', proved: 'documented', source: 'https://docs.rs/axum/latest/axum/response/struct.Redirect.html' },
      { code: 'Redirect::temporary("/x")', status: '307', proved: 'documented', source: 'https://docs.rs/axum/latest/axum/response/struct.Redirect.html' },
      { code: 'Redirect::permanent("/x")', status: '308', proved: 'documented', source: 'https://docs.rs/axum/latest/axum/response/struct.Redirect.html' },
      { code: 'Redirect::found("/x")', status: '302 (axum 0.3)', proved: 'documented', source: 'CHANGELOG of axum 0.4, which took it away: clients differ in what they do' },
      { code: '(StatusCode::FOUND, [(header::LOCATION, "/x")])', status: 'as written', proved: 'documented', source: 'https://docs.rs/axum/latest/axum/response/index.html' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['Methods come from `get`, `post`, `on` and the like of `axum::routing`, and from `#[utoipa::path(post, …)]`.'],
  },
  triggers: ['axum'],
  applies: file => file.usesCrate('axum', 'axum_extra', 'axum_login') || /\baxum\w*::/.test(file.text),
  redirects: file => [
    ...namedRedirects(file, {
      owners: ['axum::response::Redirect'], statuses: { to: 303, temporary: 307, permanent: 308, found: 302 },
      names: { 303: 'to', 307: 'temporary', 308: 'permanent' },
    }),
    ...tupleResponses(file), ...builtResponses(file),
  ],
  bindings: file => [
    ...methodRouters(file, ['axum::routing', 'axum::routing::method_routing', 'axum_extra::routing'], call => /^(?:axum::routing::)?MethodRouter::new\(\)$/.test(call.text)),
    ...attributed(file, ({ path, content }) => path.endsWith('path') && /utoipa|^path$/.test(path) ? VERBS[/^\s*(\w+)\s*,/.exec(content)?.[1] ?? ''] ?? null : null),
  ],
};
