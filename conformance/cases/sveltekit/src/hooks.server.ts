// The hook sees every request of the app.
import { type Handle, redirect } from '@sveltejs/kit';

export const handle: Handle = async ({ event, resolve }) => {
  // probe: /hooked
  if (event.url.pathname === '/hooked' && event.request.method === 'POST') redirect(302, '/target');
  // probe: /old
  if (event.url.pathname === '/old') redirect(301, '/target');
  return resolve(event);
};
