// Everything that binds a handler to methods.
const express = require('express');
const { Router } = require('express');

const app = express();
const router = express.Router();
const other = Router();

// probe: /get
app.get('/get', (req, res) => res.redirect('/target'));
// probe: /post
app.post('/post', (req, res) => res.redirect('/target'));
// probe: /put
app.put('/put', (req, res) => res.redirect('/target'));
// probe: /patch
app.patch('/patch', (req, res) => res.redirect('/target'));
// probe: /delete
app.delete('/delete', (req, res) => res.redirect('/target'));
// probe: /head
app.head('/head', (req, res) => res.redirect('/target'));
// probe: /bracket
app['post']('/bracket', (req, res) => res.redirect('/target'));
// probe: /all
app.all('/all', (req, res) => res.redirect('/target'));
// probe: /use/anything
app.use('/use', (req, res) => res.redirect('/target'));

app.route('/route')
  .get((req, res) => res.sendStatus(204))
  // probe: /route
  .post((req, res) => res.redirect('/target'))
  // probe: /route
  .delete((req, res) => { res.redirect(301, '/target'); });

// probe: /route-all
app.route('/route-all').all((req, res) => res.redirect('/target'));

// probe: /router/post
router.post('/post', (req, res) => res.redirect('/target'));
// probe: /router/use
router.use('/use', (req, res) => { res.redirect('/target'); });
app.use('/router', router);

// probe: /other/put
other.route('/put').put(function (req, res) { res.redirect('/target'); });
app.use('/other', other);

// probe: /several/a /several/b
app.post(['/several/a', '/several/b'], (req, res) => res.redirect('/target'));
// probe: /pattern/12
app.put(/^\/pattern\/\d+$/, (req, res) => res.redirect('/target'));
// probe: /params/1
app.delete('/params/:id', (req, res) => res.redirect('/target'));

// probe: /renamed
app.post('/renamed', (request, response) => response.redirect('/target'));
// probe: /named-function
app.post('/named-function', function handler(_, reply) { reply.redirect('/target'); });

module.exports = app;
