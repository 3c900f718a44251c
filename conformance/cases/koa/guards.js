// Middleware for every method, and what a condition leaves.
const Koa = require('koa');

const app = new Koa();

app.use(async (ctx, next) => {
  if (ctx.path === '/delete' && ctx.method === 'DELETE') {
    // probe: /delete
    ctx.redirect('/target');
    return;
  }
  if (ctx.path === '/not-get' && ctx.request.method !== 'GET' && ctx.method !== 'HEAD') {
    // probe: /not-get
    return ctx.redirect('/target');
  }
  if (ctx.path === '/switch') {
    switch (ctx.method) {
      case 'POST':
        // probe: /switch
        ctx.status = 303;
        return ctx.redirect('/posted');
      case 'PUT':
      case 'PATCH':
        // probe: /switch
        return ctx.redirect('/changed');
      default:
    }
  }
  await next();
});
app.use(ctx => {
  if (ctx.path !== '/every') return;
  // probe: /every
  ctx.redirect('/target');
});
app.use(async ({ path, redirect }) => {
  // probe: /stranger
  if (path === '/stranger') [].concat(redirect);
});

module.exports = app.callback();
