// node:http: the path and the method are told apart by hand.
const http = require('node:http');

module.exports = http.createServer((req, res) => {
  if (req.url === '/write-head') {
    // probe: /write-head
    res.writeHead(302, { Location: '/target' });
    return res.end();
  }
  if (req.url === '/reason' && req.method === 'POST') {
    // probe: /reason
    res.writeHead(302, 'Found', { location: '/target' });
    return res.end();
  }
  if (req.url === '/list' && req.method !== 'GET') {
    // probe: /list
    res.writeHead(301, ['Location', '/target']);
    return res.end();
  }
  if (req.url === '/status-code') {
    if (req.method === 'DELETE') {
      // probe: /status-code
      res.statusCode = 302;
      res.setHeader('Location', '/target');
      return res.end();
    }
  }
  if (req.url === '/header-first' && ['PUT', 'PATCH'].includes(req.method)) {
    // probe: /header-first
    res.setHeader('location', '/target');
    res.statusCode = 301;
    return res.end();
  }
  if (req.url === '/write-head-wins') {
    res.statusCode = 303;
    // probe: /write-head-wins
    res.writeHead(302, { Location: '/target' });
    return res.end();
  }
  if (req.url === '/switch') {
    switch (req.method) {
      case 'POST':
        // probe: /switch
        res.writeHead(302, { Location: '/posted' });
        return res.end();
      case 'PUT':
        // probe: /switch
        res.writeHead(307, { Location: '/put' });
        return res.end();
      default:
    }
  }
  if (req.url === '/created') {
    // probe: /created
    res.writeHead(201, { Location: '/target' });
    return res.end();
  }
  if (req.url === '/no-status') {
    // probe: /no-status
    res.setHeader('Location', '/target');
    return res.end();
  }
  res.statusCode = 404;
  res.end();
});
