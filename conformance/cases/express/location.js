// A status and a Location of one's own.
const express = require('express');

const app = express();

// probe: /location-status-end
app.post('/location-status-end', (req, res) => res.location('/target').status(302).end());
// probe: /status-location-end
app.post('/status-location-end', (req, res) => {
  res.status(302).location('/target').end();
});
// probe: /location-send-status
app.post('/location-send-status', (req, res) => {
  res.location('/target').sendStatus(302);
});
// probe: /location-only
app.post('/location-only', (req, res) => {
  res.location('/target').end();
});
// probe: /created
app.post('/created', (req, res) => {
  res.status(201).location('/target').end();
});
// probe: /set
app.post('/set', (req, res) => {
  res.set('Location', '/target');
  res.status(302).end();
});
// probe: /set-chained
app.delete('/set-chained', (req, res) => {
  res.status(301).set('Location', '/target').send();
});
// probe: /header
app.post('/header', (req, res) => {
  res.header('Location', '/target').status(302).end();
});
// probe: /set-object
app.post('/set-object', (req, res) => {
  res.set({ Location: '/target' }).sendStatus(302);
});
// probe: /set-header
app.put('/set-header', (req, res) => {
  res.statusCode = 302;
  res.setHeader('Location', '/target');
  res.end();
});
// probe: /write-head
app.post('/write-head', (req, res) => {
  res.writeHead(302, { Location: '/target' });
  res.end();
});
// probe: /write-head-reason
app.post('/write-head-reason', (req, res) => {
  res.writeHead(302, 'Found', { 'location': '/target' });
  res.end();
});
// probe: /write-head-chained
app.put('/write-head-chained', (req, res) => {
  res.writeHead(301, { Location: '/target' }).end();
});
// probe: /write-head-no-location
app.post('/write-head-no-location', (req, res) => {
  res.writeHead(304, {}).end();
});

module.exports = app;
