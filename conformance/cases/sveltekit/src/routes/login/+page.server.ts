// Form actions of a page: a document's POST gets the status as it is written.
import { type Actions, redirect, type ServerLoad } from '@sveltejs/kit';

export const load: ServerLoad = async ({ url }) => {
  // probe: /login?loaded
  if (url.searchParams.has('loaded') && !url.search.includes('/')) redirect(307, '/target');
};

export const actions = {
  // probe: /login?/found
  found: async ({ request }) => {
    await request.formData();
    redirect(302, '/target');
  },
  // probe: /login?/thrown
  thrown: async () => {
    throw redirect(301, '/target');
  },
  // probe: /login?/repeated
  repeated: async ({ request }) => {
    await request.formData();
    redirect(307, '/target');
  },
  // probe: /login?/see-other
  'see-other': () => redirect(303, '/target'),
  // probe: /login?/helper
  helper: () => leave(),
} satisfies Actions;

function leave(): never {
  redirect(302, '/target');
}
