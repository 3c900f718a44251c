// TypeScript with Fastify's own types, in the forms that both majors declare.
import Fastify, { type FastifyReply, type FastifyRequest, type RouteHandlerMethod } from 'fastify';

const app = Fastify();

// probe: /inferred
app.post('/inferred', (_request, reply) => reply.redirect('/target'));
// probe: /async
app.put('/async', async (_request, reply) => {
  await Promise.resolve();
  return reply.redirect('/target');
});
// probe: /code
app.delete('/code', (_request, reply) => reply.code(302).redirect('/target'));
// probe: /header
app.post('/header', (_request, reply) => reply.code(301).header('location', '/target').send());

function leave(_request: FastifyRequest, reply: FastifyReply) {
  // probe: /declared
  return reply.redirect('/target');
}
app.route({ method: ['POST', 'PUT'], url: '/declared', handler: leave });

// probe: /handler
const handler: RouteHandlerMethod = async (_request, reply) => reply.redirect('/target');
app.patch('/handler', handler);

app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, body));

export default app.ready().then(() => app.server);
