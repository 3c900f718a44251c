// Handlers from Request to Response, as Workers, Deno and Bun run them.
import { toNodeHandler } from 'srvx/node';

async function handle(request) {
  const { pathname, origin } = new URL(request.url);
  switch (pathname) {
    case '/redirect':
      // probe: /redirect
      if (request.method === 'POST') return Response.redirect('https://example.com/target');
      break;
    case '/status':
      // probe: /status
      if (request.method === 'DELETE') return Response.redirect('https://example.com/target', 301);
      break;
    case '/see-other':
      // probe: /see-other
      if (request.method !== 'GET' && request.method !== 'HEAD') return Response.redirect('https://example.com/target', 303);
      break;
    case '/template':
      // probe: /template
      return Response.redirect(`${origin.slice(0, 4)}://example.com/target`);
    case '/constructed':
      // probe: /constructed
      return new Response(null, { status: 302, headers: { Location: '/target' } });
    case '/lower':
      // probe: /lower
      if (['PUT', 'PATCH'].includes(request.method)) return new Response('moved', { headers: { location: '/target' }, status: 301 });
      break;
    case '/headers': {
      const headers = new Headers({ 'X-Moved': 'yes' });
      headers.set('Location', '/target');
      // probe: /headers
      return new Response(null, { status: 302, headers });
    }
    case '/pairs':
      // probe: /pairs
      return new Response(null, { status: 307, headers: [['Location', '/target']] });
    case '/json':
      // probe: /json
      return Response.json({ moved: true }, { status: 302, headers: { Location: '/target' } });
    case '/created':
      // probe: /created
      return new Response(null, { status: 201, headers: { Location: '/target' } });
    case '/no-location':
      // probe: /no-location
      return new Response(null, { status: 304 });
  }
  return new Response('left alone', { status: 404 });
}

export default toNodeHandler(handle);
