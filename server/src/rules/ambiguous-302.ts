import { ambiguous } from './ambiguous.ts';
import type { Rule } from './rule.ts';

export const ambiguous302: Rule = {
  id: 'ambiguous-302',
  docs: {
    finds: '302 can answer a request that is not GET or HEAD',
    why: `RFC 9110 §15.4.3 lets a client turn a POST into a GET when it follows a 302, and leaves every other method to the client.
The Fetch standard (HTTP-redirect fetch) turns POST into GET and drops the body, but repeats PUT, PATCH and DELETE on the target:
a DELETE of a comment that is answered with a 302 to its article deletes the article too. curl, Go, Python and Java each do something else.`,
    fix: `**303 See Other** where the request was acted on and the client shall now GET a page (RFC 9110 §15.4.4): every client does that
is not told otherwise, as curl is with -X.
**307 Temporary Redirect** where the request itself is to be carried elsewhere (RFC 9110 §15.4.8): a client that
follows it repeats method and body there.`,
    measured: [302, 303, 307],
    severity: 'error where PUT, PATCH or DELETE reaches it, warning for POST, hint where nothing limits the methods',
    examples: [
      { file: 'comments.js', text: "router.delete('/posts/:post/comments/:id', async (req, res) => {\n  await Comment.remove(req.params.id);\n  res.redirect(`/posts/${req.params.post}`);\n});\n" },
      { file: 'login.js', text: "app.post('/login', (req, res) => {\n  res.status(303).redirect('/account');\n});\n" },
      { file: 'nginx.conf', text: 'server {\n  location /hooks/ {\n    if ($request_method = POST) {\n      return 302 https://hooks.example.com$request_uri;\n    }\n  }\n}\n' },
    ],
  },
  check: site => ambiguous(site, { rule: 'ambiguous-302', status: 302, repeat: 307 }),
};
