/** A small Express app with one redirect that answers a POST; what the fix to 303 makes of it. */
export const BEFORE = "const express = require('express');\nconst app = express();\napp.post('/login', (req, res) => {\n  res.redirect('/home');\n});\n";
export const AFTER = BEFORE.replace("res.redirect('/home')", "res.redirect(303, '/home')");

/** One file for each language and format, under the name that it usually has. */
export const ONE_OF_EACH: Readonly<Record<string, string>> = {
  javascript: 'app.js', javascriptreact: 'page.jsx', typescript: 'app.ts', typescriptreact: 'page.tsx', vue: 'page.vue', astro: 'page.astro',
  python: 'views.py', ruby: 'routes.rb', go: 'main.go', java: 'Login.java', kotlin: 'Login.kt', jsp: 'login.jsp', php: 'index.php', csharp: 'Login.cs', rust: 'main.rs', elixir: 'router.ex',
  nginx: 'nginx.conf', apache: '.htaccess', caddyfile: 'Caddyfile', haproxy: 'haproxy.cfg', lighttpd: 'lighttpd.conf', vcl: 'default.vcl',
  _redirects: '_redirects', json: 'vercel.json', yaml: 'openapi.yaml', toml: 'netlify.toml', xml: 'web.config',
};
