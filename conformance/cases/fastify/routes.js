// Everything that binds a handler to methods.
const app = require('fastify')();
app.addContentTypeParser('*', (request, payload, done) => done(null));

// probe: /get
app.get('/get', (request, reply) => reply.redirect('/target'));
// probe: /all
app.all('/all', (request, reply) => reply.redirect('/target'));
// probe: /options
app.post('/options', { bodyLimit: 100 }, (req, res) => { res.redirect('/target'); });
app.route({
  method: ['PUT', 'PATCH'],
  url: '/route',
  // probe: /route
  handler: async (request, reply) => reply.redirect('/target'),
});
app.route({
  method: 'DELETE',
  url: '/hook',
  // probe: /hook
  preHandler: (request, reply, done) => reply.redirect('/login'),
  handler: async () => 'never',
});
// probe: /shorthand
app.post('/shorthand', { handler(request, reply) { reply.redirect('/target'); } });
// probe: /elsewhere
async function leave(request, reply) { return reply.redirect('/target'); }
app.delete('/elsewhere', leave);

app.register(async inner => {
  // probe: /inner/put
  inner.put('/put', (request, reply) => reply.redirect('/target'));
}, { prefix: '/inner' });

app.addHook('onRequest', (request, reply, done) => {
  if (request.url === '/guarded' && request.method === 'POST') {
    // probe: /guarded
    return reply.redirect('/login');
  }
  done();
});

module.exports = app.ready().then(() => app.server);
