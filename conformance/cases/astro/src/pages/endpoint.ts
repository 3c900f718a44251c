// An endpoint: exports are named after the methods that they answer.
import type { APIContext, APIRoute } from 'astro';

export const POST: APIRoute = async ({ redirect, url }) => {
  // probe: /endpoint?found
  if (url.searchParams.has('found')) return redirect('/target');
  // probe: /endpoint?status
  if (url.searchParams.has('status')) return redirect('/target', 301);
  // probe: /endpoint?see-other
  if (url.searchParams.has('see-other')) return redirect('/target', 303);
  // probe: /endpoint?response
  if (url.searchParams.has('response')) return Response.redirect('https://example.com/target');
  return new Response('left alone', { status: 404 });
};

export async function PUT(context: APIContext): Promise<Response> {
  // probe: /endpoint?context
  if (context.url.searchParams.has('context')) return context.redirect('/target', 302);
  return new Response('left alone', { status: 404 });
}

export const GET: APIRoute = ({ redirect, url }) => {
  // probe: /endpoint?moved
  if (url.searchParams.has('moved')) return redirect('/target', 308);
  return new Response('left alone', { status: 404 });
};
