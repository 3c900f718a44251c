// A small magazine: articles, comments, an account, a cart. It runs: npm install && npm start
import express from 'express';
import { logout } from './session.js';

const app = express();
app.use(express.urlencoded({ extended: false }));

const comments = new Map([['1', 'First!']]);
const articles = new Map([['7', { title: 'On redirects', comments }]]);
const cart = [];

// A form is posted. On a 302, browsers GET /account; some clients post the password there.
app.post('/login', (req, res) => {
  res.cookie('user', req.body.name);
  res.redirect('/account');
});

// A comment is deleted. On a 302, browsers repeat the DELETE on the target: the article.
app.delete('/articles/:id/comments/:comment', (req, res) => {
  articles.get(req.params.id)?.comments.delete(req.params.comment);
  res.redirect(`/articles/${req.params.id}`);
});

app.delete('/articles/:id', (req, res) => {
  articles.delete(req.params.id);
  res.redirect(303, '/articles');
});

// Looks like a 303. Express sends 302: redirect() sets the status itself.
app.put('/articles/:id', (req, res) => {
  articles.get(req.params.id).title = req.body.title;
  res.status(303).redirect(`/articles/${req.params.id}`);
});

// The redirect stands in a helper: what counts is who calls it.
function backToCart(res) {
  res.redirect('/cart');
}

app.post('/cart/items', (req, res) => {
  cart.push(req.body.item);
  backToCart(res);
});

// The handler stands in another file: see session.js.
app.post('/logout', logout);

// Every method comes here; the condition decides what each redirect answers.
app.all('/search', (req, res) => {
  if (req.method === 'POST') {
    res.redirect(`/search?q=${encodeURIComponent(req.body.q)}`);
    return;
  }
  res.send('<form method="post"><input name="q"></form>');
});

// Nothing limits the methods: a hint, hardly visible, until someone knows better.
app.all('/shop', (req, res) => {
  res.redirect('/cart');
});

// GET only: any redirect status does. Nothing is reported.
app.get('/old-home', (req, res) => {
  res.redirect('/articles');
});

// Meant so, and says why.
app.post('/legacy/vote', (req, res) => {
  // redirect-lint-disable-next-line ambiguous-302 -- the old polling widget follows nothing but 302
  res.redirect('/articles');
});

app.get('/articles', (req, res) => res.json([...articles].map(([id, { title }]) => ({ id, title }))));
app.get('/articles/:id', (req, res) => res.json({ title: articles.get(req.params.id)?.title }));
app.get('/account', (req, res) => res.send('Your account'));
app.get('/cart', (req, res) => res.json(cart));

app.listen(3000, '127.0.0.1');
