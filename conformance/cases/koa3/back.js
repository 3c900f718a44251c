// What Koa 2 wrote as `ctx.redirect('back')`.
const Koa = require('koa');
const Router = require('@koa/router');

const app = new Koa();
const router = new Router();

// probe: /back
router.post('/back', ctx => {
  ctx.back('/target');
});
// probe: /back-303
router.put('/back-303', ctx => {
  ctx.status = 303;
  ctx.back('/target');
});

app.use(router.routes());
module.exports = app.callback();
