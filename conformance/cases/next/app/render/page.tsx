// Rendering answers every method in the same way.
import { redirect } from 'next/navigation';

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  // probe: /render?away
  if ('away' in await searchParams) redirect('/target');
  return <p>left alone</p>;
}
