// An endpoint: exports are named after the methods that they answer.
import { redirect, type RequestHandler } from '@sveltejs/kit';

export const POST: RequestHandler = async ({ url }) => {
  // probe: /items?redirect
  if (url.searchParams.has('redirect')) redirect(302, '/target');
  // probe: /items?response
  if (url.searchParams.has('response')) return Response.redirect('https://example.com/target');
  // probe: /items?constructed
  if (url.searchParams.has('constructed')) return new Response(null, { status: 301, headers: { location: '/target' } });
  return new Response('left alone', { status: 404 });
};

export const DELETE: RequestHandler = ({ url }) => {
  // probe: /items?deleted
  if (url.searchParams.has('deleted')) throw redirect(301, '/target');
  return new Response('left alone', { status: 404 });
};

export async function GET({ url }: Parameters<RequestHandler>[0]) {
  // probe: /items?moved
  if (url.searchParams.has('moved')) redirect(308, '/target');
  return new Response('left alone', { status: 404 });
}

export const fallback: RequestHandler = ({ url, request }) => {
  // probe: /items?fallback
  if (url.searchParams.has('fallback') && request.method === 'PUT') redirect(302, '/target');
  return new Response('left alone', { status: 404 });
};
