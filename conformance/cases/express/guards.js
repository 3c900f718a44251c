// What a condition on the method leaves.
const express = require('express');

const app = express();

app.all('/if', (req, res) => {
  // probe: /if
  if (req.method === 'POST') return res.redirect('/target');
  res.sendStatus(204);
});

app.all('/else', (req, res) => {
  if (req.method === 'GET') {
    res.sendStatus(204);
  } else {
    // probe: /else
    res.redirect('/target');
  }
});

app.all('/both', (req, res) => {
  if (req.method === 'POST') {
    // probe: /both
    res.redirect(301, '/posted');
  } else {
    // probe: /both
    res.redirect('/target');
  }
});

app.use('/early', (req, res) => {
  if (req.method !== 'POST') return res.sendStatus(405);
  // probe: /early
  res.redirect('/target');
});

app.use('/reads', (req, res, next) => {
  if (req.method === 'GET' || req.method === 'HEAD') {
    // probe: /reads
    return res.redirect('/target');
  }
  res.sendStatus(204);
});

app.use('/not-reads', (req, res) => {
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    // probe: /not-reads
    return res.redirect('/target');
  }
  res.sendStatus(204);
});

app.all('/switch', (req, res) => {
  switch (req.method) {
    case 'POST':
      // probe: /switch
      res.redirect('/created');
      break;
    case 'PUT':
    case 'PATCH':
      // probe: /switch
      res.redirect('/changed');
      break;
    case 'DELETE': {
      // probe: /switch
      return res.redirect(301, '/list');
    }
    default:
      res.sendStatus(204);
  }
});

app.all('/switch-default', (req, res) => {
  switch (req.method) {
    case 'GET':
    case 'HEAD':
      return res.sendStatus(204);
    default:
      // probe: /switch-default
      return res.redirect('/target');
  }
});

app.all('/ternary', (req, res) => {
  // probe: /ternary
  req.method === 'POST' ? res.redirect('/target') : res.sendStatus(204);
});

app.all('/and', (req, res) => {
  // probe: /and
  req.method === 'DELETE' && res.redirect('/target');
  if (!res.headersSent) res.sendStatus(204);
});

app.all('/includes', (req, res) => {
  if (['POST', 'PUT'].includes(req.method)) {
    // probe: /includes
    return res.redirect('/target');
  }
  res.sendStatus(204);
});

app.all('/destructured', (req, res) => {
  const { method } = req;
  if (method === 'PATCH') {
    // probe: /destructured
    return res.redirect('/target');
  }
  res.sendStatus(204);
});

app.get('/in-get', (req, res) => {
  // probe: /in-get
  if (req.method === 'POST') return res.redirect('/never');
  res.sendStatus(204);
});

app.post('/condition', (req, res) => {
  // probe: /condition?user=1
  if (req.query.user) return res.redirect('/home');
  // probe: /condition
  res.redirect('/login');
});

app.use('/negated', (req, res) => {
  if (!(req.method === 'POST' || req.method === 'PUT')) return res.sendStatus(204);
  // probe: /negated
  return res.redirect('/target');
});

app.use('/nested', (req, res) => {
  if (req.method !== 'GET') {
    if (req.method !== 'HEAD') {
      if (req.method === 'DELETE') {
        // probe: /nested
        res.redirect('/target');
        return;
      }
    }
  }
  res.sendStatus(204);
});

module.exports = app;
