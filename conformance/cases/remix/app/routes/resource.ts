// Remix 2: the same helpers, from the package of its platform.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect, redirectDocument } from '@remix-run/node';

export const loader = async ({ params }: LoaderFunctionArgs) => {
  // probe: /case/loaded
  if (params.name === 'loaded') return redirect('/target');
  return new Response('left alone', { status: 404 });
};

export const action = async ({ params, request }: ActionFunctionArgs) => {
  const { name } = params;
  // probe: /case/returned
  if (name === 'returned') return redirect('/target');
  // probe: /case/thrown
  if (name === 'thrown') throw redirect('/target', 301);
  // probe: /case/headers
  if (name === 'headers') return redirect('/target', { headers: { 'X-Case': 'headers' } });
  // probe: /case/init
  if (name === 'init') return redirect('/target', { status: 303 });
  // probe: /case/document
  if (name === 'document') return redirectDocument('/target');
  switch (request.method) {
    case 'PUT':
      // probe: /case/put
      if (name === 'put') return redirect('/target');
  }
  return new Response('left alone', { status: 404 });
};
