// TypeScript with Hono's own types, which take redirect statuses alone.
import { getRequestListener } from '@hono/node-server';
import { type Context, type Handler, Hono } from 'hono';

type Env = { Variables: { user: string } };
const app = new Hono<Env>();

// probe: /inferred
app.post('/inferred', c => c.redirect('/target'));
// probe: /number
app.put('/number', c => c.redirect('/target', 301));
// probe: /body
app.post('/body', c => c.body(null, 302, { Location: '/target' }));
// probe: /overridden
app.post('/overridden', c => {
  c.status(303);
  return c.redirect('/target');
});

async function leave(c: Context<Env>): Promise<Response> {
  await c.req.text();
  // probe: /declared
  return c.redirect('/target', 302);
}
app.on(['DELETE', 'PATCH'], '/declared', leave);

// probe: /handler
const handler: Handler = c => c.redirect('/target');
app.post('/handler', handler);

export default getRequestListener(app.fetch);
