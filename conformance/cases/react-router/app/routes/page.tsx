// A route with a component: a document request runs the action, then renders.
import { type ActionFunctionArgs, redirect } from 'react-router';

export const action = async ({ request, params }: ActionFunctionArgs) => {
  await request.text();
  // probe: /case/saved
  if (params.name === 'saved') return redirect('/target');
  return null;
};

export async function clientAction() {
  // probe: /case/client
  return redirect('/client');
}

export default function Page() {
  return null;
}
