// A server action: the form's POST is answered by 303, whatever redirect() sends elsewhere.
import { permanentRedirect, redirect } from 'next/navigation';

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  const query = await searchParams;
  async function save() {
    'use server';
    // probe: /form?save
    if ('save' in query) redirect('/target');
    // probe: /form?permanent
    if ('permanent' in query) permanentRedirect('/target');
  }
  return <form action={save}><button type="submit">Save</button></form>;
}
