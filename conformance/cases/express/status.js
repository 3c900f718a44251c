// Where the number comes from.
const express = require('express');

const app = express();
const FOUND = 302;
const STATUS = { MOVED: 301 };

// probe: /constant
app.post('/constant', (req, res) => res.redirect(FOUND, '/target'));
// probe: /member
app.post('/member', (req, res) => res.redirect(STATUS.MOVED, '/target'));
// probe: /computed
app.post('/computed', (req, res) => res.redirect(Number(req.query.code ?? 302), '/target'));
// probe: /ternary
app.all('/ternary', (req, res) => res.redirect(req.method === 'GET' ? 302 : 303, '/target'));
// probe: /variable-target?to=/x
app.post('/variable-target', (req, res) => res.redirect(302, req.query.to));
// probe: /default-target?to=/x
app.post('/default-target', (req, res) => {
  const target = String(req.query.to);
  res.redirect(target);
});
// probe: /forwarded?x=1
app.post('/forwarded', (req, res) => res.redirect(`https://example.com${req.originalUrl}`));

module.exports = app;
