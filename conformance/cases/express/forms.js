// Every way in which a response redirects.
const express = require('express');

const app = express();

// probe: /redirect
app.post('/redirect', (req, res) => res.redirect('/target'));
// probe: /redirect-get
app.get('/redirect-get', (req, res) => res.redirect('/target'));
// probe: /number
app.post('/number', (req, res) => {
  res.redirect(302, '/target');
});
// probe: /permanent
app.put('/permanent', (req, res) => {
  return res.redirect(301, `/target/${req.method.length}`);
});
// probe: /see-other
app.post('/see-other', (req, res) => res.redirect(303, '/target'));
// probe: /temporary
app.post('/temporary', (req, res) => res.redirect(307, '/target'));
// probe: /permanent-redirect
app.post('/permanent-redirect', (req, res) => res.redirect(308, '/target'));
// probe: /back
app.post('/back', (req, res) => res.redirect('back'));
// probe: /referrer
app.post('/referrer', (req, res) => {
  res.redirect(req.get('Referrer') || '/');
});
// probe: /string-status
app.post('/string-status', (req, res) => res.redirect('303', '/target'));
// probe: /overridden
app.post('/overridden', (req, res) => res.status(303).redirect('/target'));
// probe: /overridden-statement
app.post('/overridden-statement', (req, res) => {
  res.status(307);
  res.redirect('/target');
});
// probe: /number-after-status
app.post('/number-after-status', (req, res) => res.status(201).redirect(301, '/target'));
// probe: /cookie
app.post('/cookie', (req, res) => res.cookie('a', '1').redirect('/target'));
// probe: /spread
app.delete('/spread', (req, res) => {
  res
    .set('X-Moved', 'yes')
    .redirect(
      '/target', // the list
    );
});
// probe: /emoji
app.post('/emoji', (req, res) => { res.set('X-Note', encodeURI('🚀🚀')); /* 🚀 */ res.redirect('/target'); });

module.exports = app;
