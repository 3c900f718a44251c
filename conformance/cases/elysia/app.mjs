// On Node, whose Response.redirect wants absolute URLs and gives what Elysia's own HEAD handler of a GET route cannot change; Bun takes both.
import { Elysia, redirect as go } from 'elysia';
import { toNodeHandler } from 'srvx/node';

const app = new Elysia()
  // probe: /post
  .post('/post', async ({ redirect }) => {
    await null;
    return redirect('https://example.com/target');
  })
  // probe: /status
  .put('/status', context => context.redirect('https://example.com/target', 301))
  // probe: /see-other
  .post('/see-other', ({ redirect }) => redirect('https://example.com/target', 303))
  // probe: /imported
  .delete('/imported', () => go('https://example.com/target'))
  // probe: /imported-status
  .patch('/imported-status', () => go('https://example.com/target', 302))
  // probe: /overridden
  .post('/overridden', ({ redirect, set }) => { set.status = 303; return redirect('https://example.com/target'); })
  // probe: /route
  .route('PATCH', '/route', ({ redirect }) => redirect('https://example.com/target', 302))
  // probe: /guarded
  .all('/guarded', ({ redirect, request }) => request.method === 'DELETE' ? redirect('https://example.com/target') : 'left alone')
  // probe: /set
  .post('/set', ({ set }) => { set.status = 302; set.headers.location = '/target'; return ''; })
  // probe: /set-phrase
  .put('/set-phrase', ({ set }) => { set.status = 'Moved Permanently'; set.headers['Location'] = '/target'; return ''; })
  // probe: /response
  .post('/response', () => new Response(null, { status: 302, headers: { Location: 'https://example.com/target' } }));

export default toNodeHandler(request => app.handle(request));
