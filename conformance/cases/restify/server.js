// Restify's redirect calls `next` itself.
const restify = require('restify');

const server = restify.createServer();

// probe: /get
server.get('/get', (req, res, next) => res.redirect('/target', next));
// probe: /post
server.post('/post', (req, res, next) => res.redirect('/target', next));
// probe: /number
server.put('/number', (req, res, next) => {
  res.redirect(301, '/target', next);
});
// probe: /see-other
server.post('/see-other', (req, res, next) => res.redirect(303, '/target', next));
// probe: /options
server.del('/options', (req, res, next) => res.redirect({ pathname: '/target' }, next));
// probe: /permanent
server.patch('/permanent', (req, res, next) => res.redirect({ pathname: '/target', permanent: true }, next));
// probe: /not-permanent
server.post('/not-permanent', (req, res, next) => res.redirect({ pathname: '/target', permanent: false }, next));
// probe: /header
server.post('/header', (req, res, next) => {
  res.header('Location', '/target');
  res.status(302);
  res.send();
  return next();
});

module.exports = server.server;
