// Every way in which a reply redirects.
const app = require('fastify')();
app.addContentTypeParser('*', (request, payload, done) => done(null));

// probe: /redirect
app.post('/redirect', async (request, reply) => reply.redirect('/target'));
// probe: /statement
app.put('/statement', (request, reply) => { reply.redirect('/target'); });
// probe: /behind
app.post('/behind', (request, reply) => { reply.redirect('/target', 301); });
// probe: /behind-303
app.post('/behind-303', (request, reply) => { reply.redirect('/target', 303); });
// probe: /code
app.post('/code', (request, reply) => { reply.code(302).redirect('/target'); });
// probe: /status
app.delete('/status', async (request, reply) => reply.status(301).redirect('/target'));
// probe: /code-308
app.put('/code-308', (request, reply) => { reply.code(308).redirect('/target'); });
// probe: /statement-before
app.post('/statement-before', (request, reply) => {
  reply.code(301);
  reply.redirect('/target');
});
// probe: /status-code
app.delete('/status-code', (request, reply) => {
  reply.statusCode = 302;
  reply.redirect('/target');
});
// probe: /created
app.post('/created', (request, reply) => { reply.code(201).redirect('/target'); });
// probe: /header
app.post('/header', (request, reply) => { reply.code(302).header('location', '/target').send(); });
// probe: /header-statements
app.put('/header-statements', (request, reply) => {
  reply.header('Location', '/target');
  reply.status(301).send();
});
// probe: /spread
app.patch('/spread', (request, reply) => reply
  .header('x-moved', 'yes')
  .redirect(
    '/target', // the list
  ));
// probe: /computed?code=302
app.post('/computed', (request, reply) => reply.redirect('/target', Number(request.query.code)));

module.exports = app.ready().then(() => app.server);
