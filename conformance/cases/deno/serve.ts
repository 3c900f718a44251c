// A handler from Request to Response on Deno's own server, which wants absolute URLs.

export default {
  async fetch(request: Request): Promise<Response> {
    const { pathname, origin } = new URL(request.url);
    if (pathname === '/any') {
      // probe: /any
      return Response.redirect(`${origin}/target`);
    }
    if (request.method === 'POST') {
      await request.text();
      // probe: /posted
      if (pathname === '/posted') return Response.redirect(new URL('/target', request.url));
      // probe: /posted-status
      if (pathname === '/posted-status') return Response.redirect(new URL('/target', request.url), 301);
      // probe: /constructed
      if (pathname === '/constructed') return new Response(null, { status: 302, headers: { location: '/target' } });
      // probe: /see-other
      if (pathname === '/see-other') return new Response(null, { status: 303, headers: { location: '/target' } });
    }
    switch (request.method) {
      case 'DELETE':
        // probe: /deleted
        if (pathname === '/deleted') return Response.redirect('https://example.com/target', 302);
        break;
      case 'GET':
        // probe: /got
        if (pathname === '/got') return Response.redirect('https://example.com/target', 308);
    }
    return new Response('left alone', { status: 404 });
  },
};
