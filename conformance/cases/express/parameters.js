// What runs before routes because of a parameter in their paths.
const express = require('express');

const app = express();
const orders = express.Router();

orders.param('order', (req, res, next, id) => {
  // probe: /orders/1 /orders/1/all
  if (id === '1') return res.redirect('/orders');
  next();
});
orders.param('line', loadLine);

function loadLine(req, res, next) {
  // probe: /orders/lines/2
  res.redirect('/orders');
}

// probe: /orders/2
orders.get('/:order', (req, res) => res.sendStatus(204));
orders.route('/:order').post((req, res) => res.sendStatus(204));
orders.delete('/:order/all', (req, res) => res.sendStatus(204));
orders.put('/lines/:line', (req, res) => res.sendStatus(204));
app.use('/orders', orders);

module.exports = app;
