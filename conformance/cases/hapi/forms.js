// Every way in which a toolkit redirects.
const Hapi = require('@hapi/hapi');

const server = Hapi.server();
server.route([
  // probe: /redirect
  { method: 'POST', path: '/redirect', handler: (request, h) => h.redirect('/target') },
  // probe: /code
  { method: 'POST', path: '/code', handler: (request, h) => h.redirect('/target').code(302) },
  // probe: /code-303
  { method: 'POST', path: '/code-303', handler: (request, h) => h.redirect('/target').code(303) },
  // probe: /permanent
  { method: 'PUT', path: '/permanent', handler: (request, h) => h.redirect('/target').permanent() },
  // probe: /not-permanent
  { method: 'PUT', path: '/not-permanent', handler: (request, h) => h.redirect('/target').permanent(false) },
  // probe: /temporary
  { method: 'POST', path: '/temporary', handler: (request, h) => h.redirect('/target').temporary() },
  // probe: /temporary-fixed
  { method: 'POST', path: '/temporary-fixed', handler: (request, h) => h.redirect('/target').temporary().rewritable(false) },
  // probe: /permanent-fixed
  { method: 'POST', path: '/permanent-fixed', handler: (request, h) => h.redirect('/target').permanent().rewritable(false) },
  // probe: /fixed-permanent
  { method: 'POST', path: '/fixed-permanent', handler: (request, h) => h.redirect('/target').rewritable(false).permanent() },
  // probe: /rewritable
  { method: 'DELETE', path: '/rewritable', handler: (request, h) => h.redirect('/target').rewritable() },
  // probe: /code-permanent
  { method: 'POST', path: '/code-permanent', handler: (request, h) => h.redirect('/target').code(303).permanent() },
  // probe: /permanent-code
  { method: 'POST', path: '/permanent-code', handler: (request, h) => h.redirect('/target').permanent().code(302) },
  // probe: /takeover
  { method: 'POST', path: '/takeover', handler: (request, h) => h.redirect('/target').takeover() },
  // probe: /header
  { method: 'POST', path: '/header', handler: (request, h) => h.redirect('/target').header('x-moved', 'yes') },
  // probe: /location
  { method: 'POST', path: '/location', handler: (request, h) => h.response().code(302).location('/target') },
  // probe: /created
  { method: 'POST', path: '/created', handler: (request, h) => h.response().code(201).location('/target') },
  // probe: /response
  { method: 'POST', path: '/response', handler: (request, h) => h.response().redirect('/target') },
  // probe: /computed
  { method: 'POST', path: '/computed', handler: (request, h) => h.redirect('/target').permanent(request.path.length > 3) },
]);

module.exports = server.initialize().then(() => server.listener);
