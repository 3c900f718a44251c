// Everything that binds a handler to methods.
const Hapi = require('@hapi/hapi');

const server = Hapi.server();

// probe: /get
server.route({ method: 'GET', path: '/get', handler: (request, h) => h.redirect('/target') });
// probe: /several
server.route({ method: ['PUT', 'PATCH'], path: '/several', options: { handler: async (request, h) => h.redirect('/target') } });
// probe: /lower
server.route({ method: 'delete', path: '/lower', handler(request, h) { return h.redirect('/target'); } });
// probe: /elsewhere
function leave(request, h) { return h.redirect('/target'); }
server.route({ method: 'DELETE', path: '/elsewhere', handler: leave });
server.route({
  method: '*',
  path: '/every',
  handler(request, h) {
    if (request.method === 'post') {
      // probe: /every
      return h.redirect('/posted').code(301);
    }
    // probe: /every
    return h.redirect('/target');
  },
});
server.route({
  method: 'POST',
  path: '/pre',
  options: {
    // probe: /pre
    pre: [(request, h) => h.redirect('/login').takeover()],
    handler: () => 'never',
  },
});
server.route({
  method: 'POST',
  path: '/refused',
  options: {
    validate: {
      payload: () => { throw new Error('refused'); },
      // probe: /refused
      failAction: (request, h) => h.redirect('/form').takeover(),
    },
    handler: () => 'never',
  },
});

module.exports = server.initialize().then(() => server.listener);
