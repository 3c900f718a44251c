// What no other export answers.
import type { APIRoute } from 'astro';

export const ALL: APIRoute = context => {
  // probe: /any?all
  if (context.request.method === 'DELETE' && context.url.searchParams.has('all')) return context.redirect('/target');
  return new Response('left alone', { status: 404 });
};
