// Every way in which a context redirects.
const Koa = require('koa');
const Router = require('@koa/router');

const app = new Koa();
const router = new Router();

// probe: /redirect
router.post('/redirect', ctx => ctx.redirect('/target'));
// probe: /statement
router.put('/statement', async ctx => {
  await null;
  ctx.redirect('/target');
});
// probe: /returned
router.delete('/returned', ctx => {
  return ctx.redirect('/target');
});
// probe: /response
router.post('/response', ctx => ctx.response.redirect('/target'));
// probe: /before
router.post('/before', ctx => {
  ctx.status = 301;
  ctx.redirect('/target');
});
// probe: /see-other
router.post('/see-other', ctx => {
  ctx.status = 303;
  ctx.redirect('/target');
});
// probe: /after
router.put('/after', ctx => {
  ctx.redirect('/target');
  ctx.status = 301;
});
// probe: /after-307
router.put('/after-307', ctx => { ctx.redirect('/target'); ctx.status = 307; });
// probe: /replaced
router.post('/replaced', ctx => {
  ctx.status = 201;
  ctx.redirect('/target');
});
// probe: /argument
router.post('/argument', ctx => { ctx.redirect('/target', 303); });
// probe: /alternative
router.post('/alternative', ctx => { ctx.redirect('back', '/target'); });
// probe: /response-status
router.delete('/response-status', ctx => {
  ctx.response.status = 301;
  ctx.redirect('/target');
});
// probe: /location
router.post('/location', ctx => {
  ctx.set('Location', '/target');
  ctx.status = 302;
});
// probe: /location-object
router.put('/location-object', ctx => {
  ctx.status = 301;
  ctx.set({ Location: '/target' });
});
// probe: /created
router.post('/created', ctx => {
  ctx.set('Location', '/target');
  ctx.status = 201;
});
// probe: /computed?code=302
router.post('/computed', ctx => {
  ctx.status = Number(ctx.query.code);
  ctx.redirect('/target');
});

app.use(router.routes());
module.exports = app.callback();
