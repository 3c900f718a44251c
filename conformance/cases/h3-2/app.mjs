// h3 2: what is returned redirects.
import { assertMethod, defineHandler, H3, redirect, redirectBack, toNodeHandler } from 'h3';

const app = new H3();

// probe: /get
app.get('/get', () => redirect('/target'));
// probe: /post
app.post('/post', async () => {
  await null;
  return redirect('/target');
});
// probe: /status
app.put('/status', () => redirect('/target', 301));
// probe: /see-other
app.post('/see-other', () => redirect('/target', 303));
// probe: /ignored
app.post('/ignored', event => {
  event.res.status = 303;
  return redirect('/target');
});
// probe: /handler
app.delete('/handler', defineHandler(() => redirect('/target', 302)));
// probe: /back
app.post('/back', event => redirectBack(event));
// probe: /back-fallback
app.post('/back-fallback', event => redirectBack(event, { fallback: '/target' }));
// probe: /back-status
app.put('/back-status', event => redirectBack(event, { fallback: '/target', status: 301 }));
// probe: /all
app.all('/all', () => redirect('/target'));
// probe: /on
app.on('PATCH', '/on', () => redirect('/target'));
// probe: /guarded
app.all('/guarded', event => event.req.method === 'DELETE' ? redirect('/target') : 'left alone');
// probe: /asserted
app.all('/asserted', event => {
  assertMethod(event, 'POST');
  return redirect('/target');
});
// probe: /response
app.post('/response', () => new Response(null, { status: 302, headers: { Location: '/target' } }));

export default toNodeHandler(app);
