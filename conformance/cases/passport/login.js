// Redirects by option, without a visible call.
const express = require('express');
const passport = require('passport');

const app = express();
passport.use('refusing', { name: 'refusing', authenticate() { this.fail(); } });
passport.use('welcoming', { name: 'welcoming', authenticate() { this.success({ id: 1 }); } });

// probe: /failure
app.post('/failure', passport.authenticate('refusing', { failureRedirect: '/login', session: false }));
// probe: /success
app.post('/success', passport.authenticate('welcoming', { successRedirect: '/home', session: false }));
// probe: /return-to
app.put('/return-to', passport.authenticate('welcoming', {
  session: false,
  successReturnToOrRedirect: '/home',
}));
// probe: /callback
app.get('/callback', passport.authenticate('refusing', { failureRedirect: '/login', session: false }), (req, res) => res.sendStatus(204));
// probe: /none
app.post('/none', passport.authenticate('refusing', { session: false }), (req, res) => res.sendStatus(204));

module.exports = app;
