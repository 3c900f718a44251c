// The middleware sees every request of the app.
import { defineMiddleware } from 'astro:middleware';

export const onRequest = defineMiddleware(async ({ request, redirect, url }, next) => {
  // probe: /guarded
  if (url.pathname === '/guarded' && request.method === 'POST') return redirect('/target');
  // probe: /old
  if (url.pathname === '/old') return redirect('/target', 301);
  return next();
});
