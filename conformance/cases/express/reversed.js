// The deprecated order: understood by Express 4, refused by Express 5.
const express = require('express');

const app = express();

// probe: /reversed
app.post('/reversed', (req, res) => res.redirect('/target', 302));
// probe: /reversed-constant
app.post('/reversed-constant', (req, res) => {
  res.redirect('/target', 301);
});

module.exports = app;
