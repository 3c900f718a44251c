// A worker in the form of modules, on the runtime that Cloudflare runs.
export default {
  async fetch(request, env, ctx) {
    const url = new URL(request.url);
    if (request.method === 'POST') {
      await request.text();
      // probe: /posted
      if (url.pathname === '/posted') return Response.redirect(`${url.origin}/target`);
      // probe: /posted-status
      if (url.pathname === '/posted-status') return Response.redirect('https://example.com/target', 301);
      // probe: /constructed
      if (url.pathname === '/constructed') return new Response(null, { status: 302, headers: { Location: '/target' } });
      // probe: /headers
      if (url.pathname === '/headers') return new Response('moved', { headers: new Headers({ location: '/target' }), status: 303 });
    }
    // probe: /any
    if (url.pathname === '/any') return Response.redirect('https://example.com/target', 302);
    // probe: /reading
    if (url.pathname === '/reading' && (request.method === 'GET' || request.method === 'HEAD')) return Response.redirect('https://example.com/target');
    return new Response('left alone', { status: 404 });
  },
};
