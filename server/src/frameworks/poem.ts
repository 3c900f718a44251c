import type { RsFramework } from '../languages/rust/framework.ts';
import { builtResponses, namedRedirects, statusWithHeader, tupleResponses } from '../languages/rust/redirects.ts';
import { attributed, methodRouters, VERBS } from '../languages/rust/routes.ts';

const SOURCE = 'https://docs.rs/poem/latest/poem/web/struct.Redirect.html';

export const poem: RsFramework = {
  name: 'poem',
  docs: {
    title: 'Poem',
    url: SOURCE,
    recognised: ['`Redirect` of `poem::web`'],
    constructs: [
      { code: 'Redirect::moved_permanent("/x")', status: '301', proved: 'documented', source: SOURCE },
      { code: 'Redirect::see_other("/x")', status: '303', proved: 'documented', source: SOURCE },
      { code: 'Redirect::temporary("/x")', status: '307', proved: 'documented', source: SOURCE },
      { code: 'Redirect::permanent("/x")', status: '308', proved: 'documented', source: SOURCE },
      { code: 'StatusCode::FOUND.with_header("location", "/x")', status: 'as written', proved: 'documented', source: 'https://docs.rs/poem/latest/poem/trait.IntoResponse.html#method.with_header' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['Methods come from `get`, `post` and the like of `poem`, and from `#[oai(method = "post")]`.'],
  },
  triggers: ['poem'],
  applies: file => file.usesCrate('poem', 'poem_openapi'),
  redirects: file => [
    ...namedRedirects(file, {
      owners: ['poem::web::Redirect'], statuses: { moved_permanent: 301, see_other: 303, temporary: 307, permanent: 308 },
      names: { 303: 'see_other', 307: 'temporary', 308: 'permanent' },
    }),
    ...tupleResponses(file), ...builtResponses(file), ...statusWithHeader(file),
  ],
  bindings: file => [
    ...methodRouters(file, ['poem', 'poem::web', 'poem::route'], call => /^(?:poem::)?RouteMethod::new\(\)$/.test(call.text)),
    ...attributed(file, ({ path, content }) => path === 'oai' ? VERBS[/\bmethod\s*=\s*"(\w+)"/.exec(content)?.[1] ?? ''] ?? null : null),
  ],
};
