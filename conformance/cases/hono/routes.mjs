// Everything that binds a handler to methods.
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { createFactory } from 'hono/factory';

const app = new Hono();
const inner = new Hono();
const factory = createFactory();

// probe: /get
app.get('/get', c => c.redirect('/target'));
// probe: /all
app.all('/all', c => c.redirect('/target'));
// probe: /on
app.on(['PUT', 'DELETE'], '/on', c => c.redirect('/target'));
// probe: /on-get/a /on-get/b
app.on('GET', ['/on-get/a', '/on-get/b'], c => c.redirect('/target'));
// probe: /chained
app.get('/chained', c => c.text('')).post('/chained', c => c.redirect('/target'));
// probe: /pathless
app.get('/pathless', c => c.text('')).post(async c => c.redirect('/target'));
// probe: /factory
const handlers = factory.createHandlers(async c => c.redirect('/target'));
app.post('/factory', ...handlers);
// probe: /inner/post
inner.post('/post', c => c.redirect('/target'));
app.route('/inner', inner);
// probe: /ternary
app.all('/ternary', c => c.req.method === 'DELETE' ? c.redirect('/target') : c.text(''));
// probe: /middleware
app.use('/middleware', async (c, next) => {
  if (!c.req.header('Cookie')) return c.redirect('/login');
  await next();
});
// probe: /post-middleware
app.post('/post-middleware', async (c, next) => c.req.header('Cookie') ? next() : c.redirect('/login'), c => c.text(''));
app.use('/guarded', async (c, next) => {
  if (c.req.method !== 'GET') {
    // probe: /guarded
    return c.redirect('/target', 301);
  }
  await next();
});

export default getRequestListener(app.fetch);
