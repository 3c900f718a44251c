// The framework's own HTTP server and router, without an application around them.
import { AppFactory } from '@adonisjs/core/factories/app';
import { ServerFactory } from '@adonisjs/core/factories/http';

const app = new AppFactory().create(new URL('./', import.meta.url));
const server = new ServerFactory().merge({ app }).create();
const router = server.getRouter();

// probe: /redirect
router.post('/redirect', ({ response }) => response.redirect('/target'));
// probe: /got
router.get('/got', ({ response }) => response.redirect('/target'));
// probe: /third
router.put('/third', async ({ response }) => response.redirect('/target', false, 301));
// probe: /third-303
router.post('/third-303', ({ response }) => response.redirect('/target', true, 303));
// probe: /second
router.post('/second', ({ response }) => response.redirect('/target', 303));
// probe: /path
router.delete('/path', ({ response }) => response.redirect().toPath('/target'));
// probe: /path-status
router.patch('/path-status', ({ response }) => response.redirect().status(301).toPath('/target'));
// probe: /brisk
router.on('/brisk').redirectToPath('/target');
// probe: /brisk-status
router.on('/brisk-status').redirectToPath('/target', { status: 301 });
// probe: /back
router.post('/back', ({ response }) => response.redirect().back());
// probe: /before
router.post('/before', ({ response }) => {
  response.status(307);
  return response.redirect('/target');
});
// probe: /chained
router.post('/chained', ({ response }) => response.status(303).redirect('/target'));
// probe: /any
router.any('/any', ({ response }) => response.redirect('/target'));
// probe: /several
router.route('/several', ['POST', 'PUT'], ({ response }) => response.redirect('/target'));
// probe: /guarded
router.any('/guarded', ({ request, response }) => {
  if (request.method() === 'DELETE') return response.redirect('/target');
  return response.status(404).send('left alone');
});
// probe: /context
router.post('/context', async ctx => {
  await Promise.resolve();
  ctx.response.redirect('/target');
});
// probe: /header
router.post('/header', ({ response }) => {
  response.header('Location', '/target');
  response.status(302);
});

class SessionController {
  // probe: /session
  async store({ response }) {
    return response.redirect('/target');
  }
}
router.post('/session', [SessionController, 'store']);

export default app.init().then(() => server.boot()).then(() => server.handle.bind(server));
