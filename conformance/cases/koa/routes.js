// Everything that binds a handler to methods.
const Koa = require('koa');
const Router = require('@koa/router');

const app = new Koa();
const router = new Router({ prefix: '/r' });

// probe: /r/get
router.get('/get', ctx => ctx.redirect('/target'));
// probe: /r/post
router.post('/post', ctx => ctx.redirect('/target'));
// probe: /r/put
router.put('/put', ctx => ctx.redirect('/target'));
// probe: /r/patch
router.patch('/patch', ctx => ctx.redirect('/target'));
// probe: /r/del
router.del('/del', ctx => ctx.redirect('/target'));
// probe: /r/all
router.all('/all', ctx => ctx.redirect('/target'));
// probe: /r/named
router.post('named', '/named', (ctx, next) => next(), ctx => ctx.redirect('/target'));
// probe: /r/register
router.register('/register', ['PUT', 'PATCH'], ctx => { ctx.redirect('/target'); });
// probe: /r/list/a /r/list/b
router.delete(['/list/a', '/list/b'], ctx => ctx.redirect('/target'));
// probe: /r/elsewhere
const leave = async ctx => { ctx.redirect('/target'); };
router.post('/elsewhere', leave);
// probe: /r/destructured
router.post('/destructured', async ({ response }) => { response.redirect('/target'); });
// probe: /r/old
router.redirect('/old', '/r/new');
// probe: /r/old-308
router.redirect('/old-308', '/r/new', 308);

app.use(router.routes());
module.exports = app.callback();
