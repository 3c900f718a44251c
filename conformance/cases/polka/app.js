// Polka takes Express's routes and node:http's response.
const polka = require('polka');

const app = polka();

// probe: /write-head
app.post('/write-head', (req, res) => {
  res.writeHead(302, { Location: '/target' });
  res.end();
});
// probe: /status-code
app.delete('/status-code', (req, res) => {
  res.statusCode = 301;
  res.setHeader('Location', '/target');
  res.end();
});
// probe: /see-other
app.put('/see-other', (req, res) => {
  res.writeHead(303, { Location: '/target' });
  res.end();
});
// probe: /all
app.all('/all', (req, res) => {
  res.writeHead(302, { Location: '/target' });
  res.end();
});

module.exports = app.handler;
