// The order of Fastify 4: 5 takes the number for the URL.
const app = require('fastify')();
app.addContentTypeParser('*', (request, payload, done) => done(null));

// probe: /number-first
app.post('/number-first', (request, reply) => { reply.redirect(302, '/target'); });
// probe: /number-first-301
app.put('/number-first-301', async (request, reply) => reply.redirect(301, '/target'));

module.exports = app.ready().then(() => app.server);
