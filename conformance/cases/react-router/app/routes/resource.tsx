// A route without a component: what its action and loader throw or return is the answer.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect, redirectDocument, replace } from 'react-router';

export async function loader({ params }: LoaderFunctionArgs) {
  // probe: /case/loaded
  if (params.name === 'loaded') throw redirect('/target');
  return new Response('left alone', { status: 404 });
}

export async function action({ params, request }: ActionFunctionArgs) {
  const { name } = params;
  // probe: /case/returned
  if (name === 'returned') return redirect('/target');
  // probe: /case/thrown
  if (name === 'thrown') throw redirect('/target');
  // probe: /case/number
  if (name === 'number') return redirect('/target', 301);
  // probe: /case/see-other
  if (name === 'see-other') return redirect('/target', 303);
  // probe: /case/init
  if (name === 'init') return redirect('/target', { status: 302, headers: { 'X-Case': 'init' } });
  // probe: /case/headers
  if (name === 'headers') return redirect('/target', { headers: { 'X-Case': 'headers' } });
  // probe: /case/document
  if (name === 'document') return redirectDocument('/target');
  // probe: /case/replace
  if (name === 'replace') throw replace('/target', { status: 307 });
  // probe: /case/deleted
  if (request.method === 'DELETE' && name === 'deleted') return redirect('/target');
  // probe: /case/not-post
  if (name === 'not-post' && request.method !== 'POST') return redirect('/target', 308);
  // probe: /case/shared
  if (name === 'shared') return leave('/target');
  return new Response('left alone', { status: 404 });
}

function leave(to: string) {
  return redirect(to);
}
