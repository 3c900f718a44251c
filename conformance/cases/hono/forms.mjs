// Every way in which a context redirects.
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';

const app = new Hono();

// probe: /redirect
app.post('/redirect', c => c.redirect('/target'));
// probe: /statement
app.put('/statement', async c => {
  await c.req.text();
  return c.redirect('/target');
});
// probe: /status
app.delete('/status', c => c.redirect('/target', 301));
// probe: /see-other
app.post('/see-other', c => c.redirect('/target', 303));
// probe: /overridden
app.post('/overridden', c => { c.status(303); return c.redirect('/target'); });
// probe: /reversed
app.post('/reversed', c => c.redirect(303, '/target'));
// probe: /body
app.post('/body', c => c.body(null, 302, { Location: '/target' }));
// probe: /text
app.put('/text', c => c.text('moved', 301, { location: '/target' }));
// probe: /new-response
app.post('/new-response', c => c.newResponse(null, 302, { Location: '/target' }));
// probe: /header
app.post('/header', c => {
  c.header('Location', '/target');
  c.status(302);
  return c.body(null);
});
// probe: /header-body
app.delete('/header-body', c => {
  c.header('Location', '/target');
  return c.body(null, 302);
});
// probe: /created
app.post('/created', c => c.body(null, 201, { Location: '/target' }));
// probe: /response
app.post('/response', c => new Response(null, { status: 302, headers: { Location: '/target' } }));
// probe: /shorthand
app.patch('/shorthand', () => Response.redirect('https://example.com/target'));
// probe: /computed?code=302
app.post('/computed', c => c.redirect('/target', Number(c.req.query('code'))));

export default getRequestListener(app.fetch);
