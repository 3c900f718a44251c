// h3 1: the event goes in front.
import { assertMethod, createApp, createRouter, defineEventHandler, eventHandler, getMethod, sendRedirect, setResponseHeader, setResponseStatus, toNodeListener } from 'h3';

const app = createApp();
const router = createRouter();

// probe: /get
router.get('/get', defineEventHandler(event => sendRedirect(event, '/target')));
// probe: /post
router.post('/post', defineEventHandler(async event => {
  await null;
  return sendRedirect(event, '/target');
}));
// probe: /status
router.put('/status', eventHandler(event => sendRedirect(event, '/target', 301)));
// probe: /see-other
router.post('/see-other', eventHandler(event => sendRedirect(event, '/target', 303)));
// probe: /ignored
router.post('/ignored', eventHandler(event => {
  setResponseStatus(event, 303);
  return sendRedirect(event, '/target');
}));
// probe: /use
router.use('/use', eventHandler(event => sendRedirect(event, '/target')));
// probe: /guarded
router.use('/guarded', eventHandler(event => event.method === 'DELETE' ? sendRedirect(event, '/target') : 'left alone'));
// probe: /get-method
router.use('/get-method', eventHandler(event => {
  if (getMethod(event) === 'PATCH') return sendRedirect(event, '/target');
  return 'left alone';
}));
// probe: /asserted
router.use('/asserted', eventHandler(event => {
  assertMethod(event, 'POST');
  return sendRedirect(event, '/target');
}));
// probe: /asserted-list
router.use('/asserted-list', eventHandler(event => {
  assertMethod(event, ['PUT', 'DELETE']);
  return sendRedirect(event, '/target', 302);
}));
// probe: /created
router.post('/created', eventHandler(event => {
  setResponseHeader(event, 'Location', '/target');
  setResponseStatus(event, 201);
  return '';
}));

app.use(router);
export default toNodeListener(app);
