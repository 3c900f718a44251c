// A route with a component: a document request runs the action, then renders.
import { type ActionFunctionArgs, redirect } from 'react-router';

export const action = async ({ request, params }: ActionFunctionArgs) => {
  await request.text();
  // probe: /case/saved
  if (params.name === 'saved') return redirect('/target');
  if (params.name === 'again') return again('/target');
  if (params.name === 'headers') return withHeaders('/target');
  return null;
};

function again(url: string, init?: ResponseInit) {
  // probe: /case/again
  return redirect(url, init);
}

function withHeaders(url: string, init?: ResponseInit) {
  // probe: /case/headers
  return redirect(url, { ...init, headers: { 'X-Saved': 'yes' } });
}

export async function clientAction() {
  // probe: /case/client
  return redirect('/client');
}

export default function Page() {
  return null;
}
