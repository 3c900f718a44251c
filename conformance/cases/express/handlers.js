// Handlers that stand elsewhere: named, in lists, as middleware, bound twice.
const express = require('express');

const app = express();

// probe: /named
function named(req, res) { res.redirect('/target'); }
app.post('/named', named);

// probe: /arrow
const arrow = (req, res) => res.redirect('/target');
app.delete('/arrow', arrow);

// probe: /async
const later = async (req, res) => { await null; res.redirect('/target'); };
app.put('/async', later);

// probe: /twice/a /twice/b
function twice(req, res) { res.redirect('/target'); }
app.get('/twice/a', twice);
app.post('/twice/b', twice);

// probe: /guarded
function requireLogin(req, res, next) { if (!req.get('Cookie')) return res.redirect('/login'); next(); }
app.post('/guarded', requireLogin, (req, res) => res.sendStatus(204));

// probe: /listed
const refuse = (req, res, next) => req.get('Cookie') ? next() : res.redirect('/login');
app.patch('/listed', [refuse, (req, res) => res.sendStatus(204)]);

// probe: /second
app.post('/second', (req, res, next) => next(), (req, res) => { res.redirect('/target'); });

// probe: /object
const controller = { create(req, res) { res.redirect('/target'); } };
app.post('/object', controller.create);

// probe: /class
class Controller { destroy(req, res) { res.redirect('/target'); } }
const instance = new Controller();
app.delete('/class', instance.destroy);

// probe: /wrapped
const wrap = handler => (req, res, next) => Promise.resolve(handler(req, res, next)).catch(next);
app.post('/wrapped', wrap(async (req, res) => { res.redirect('/target'); }));

// probe: /callback
app.post('/callback', (req, res) => { setImmediate(() => res.redirect('/target')); });

// probe: /failed
app.all('/failed', (req, res, next) => next(new Error('failed')));
app.use('/failed', (error, req, res, next) => { res.redirect('/target'); });

// probe: /helper
function goHome(res) { return res.redirect('/target'); }
app.post('/helper', (req, res) => goHome(res));

module.exports = app;
