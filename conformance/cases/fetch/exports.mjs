// Exports named after methods: what Next's route handlers, SvelteKit's endpoints, Astro's and Waku's share.
import { toNodeHandler } from 'srvx/node';

// probe: /
export const GET = () => Response.redirect('https://example.com/got');
// probe: /
export async function POST() { return Response.redirect('https://example.com/posted', 302); }
// probe: /
export function PUT() {
  return new Response(null, { status: 301, headers: { Location: '/put' } });
}
// probe: /
const remove = async request => Response.redirect(new URL('/removed', request.url), 303);
export { remove as DELETE };

const handlers = { GET, HEAD: GET, POST, PUT, DELETE: remove };
export default toNodeHandler(request => handlers[request.method]?.(request) ?? new Response(null, { status: 405 }));
