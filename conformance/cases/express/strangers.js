// What looks like a redirect and is none.
const express = require('express');

const app = express();
const log = { redirect(...given) { return given; } };
const history = { redirect: url => url };

// probe: /other-object
app.post('/other-object', (req, res) => { log.redirect('/target'); res.sendStatus(204); });
// probe: /client
app.post('/client', (req, res) => { history.redirect('/target'); res.json({ redirect: '/target' }); });
// probe: /string
app.post('/string', (req, res) => res.send("res.redirect('/target')"));
// probe: /view
app.post('/view', (req, res) => res.status(200).json({ status: 302, Location: '/target' }));
// probe: /not-found
app.post('/not-found', (req, res) => res.status(404).location('/target').end());
// probe: /not-modified
app.get('/not-modified', (req, res) => res.status(304).end());
// probe: /comment
app.post('/comment', (req, res) => {
  // res.redirect('/target');
  res.sendStatus(204);
});

module.exports = app;
