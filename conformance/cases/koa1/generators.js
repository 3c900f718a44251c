// Handlers of Koa 1 are generators, whose `this` is the context.
const koa = require('koa');
const route = require('koa-route');
const Router = require('koa-router');

const app = koa();
const router = new Router();

// probe: /route
app.use(route.post('/route', function * () { this.redirect('/target'); }));
// probe: /shown
app.use(route.get('/shown', function * () { this.redirect('/target'); }));
// probe: /router
router.put('/router', function * () {
  yield Promise.resolve();
  this.redirect('/target');
});
// probe: /before
router.post('/before', function * () {
  this.status = 301;
  this.redirect('/target');
});
// probe: /see-other
router.delete('/see-other', function * () {
  this.status = 303;
  this.redirect('/target');
});
// probe: /after
router.post('/after', function * () {
  this.redirect('/target');
  this.status = 307;
});
// probe: /response
router.post('/response', function * () { this.response.redirect('/target'); });
// probe: /created
router.post('/created', function * () {
  this.status = 201;
  this.redirect('/target');
});

app.use(router.routes());
module.exports = app.callback();
