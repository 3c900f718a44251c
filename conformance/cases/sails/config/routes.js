// Redirects of the routes themselves, and functions that answer.
module.exports.routes = {
  // probe: /old
  'POST /old': '/target',
  // probe: /all
  '/all': 'https://example.com/target',
  // probe: /shown
  'GET /shown': '/target',
  // probe: /in-list
  'DELETE /in-list': [function (req, res) { return res.redirect('/target'); }],
  // probe: /function
  'PUT /function': function (req, res) { return res.redirect(301, '/target'); },
  // probe: /arrow
  'POST /arrow': (req, res) => res.redirect('/target'),
  // probe: /method
  'PATCH /method': { fn(req, res) { return res.redirect('/target'); } },
  // probe: /property
  'POST /property': { fn: (req, res) => res.redirect(303, '/target') },
};
