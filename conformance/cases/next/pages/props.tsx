// Props that redirect instead, for every method.
import type { GetServerSideProps } from 'next';

export const getServerSideProps: GetServerSideProps = async ({ query }) => {
  // probe: /props?temporary
  if ('temporary' in query) return { redirect: { destination: '/target', permanent: false } };
  // probe: /props?permanent
  if ('permanent' in query) return { redirect: { destination: '/target', permanent: true } };
  // probe: /props?status
  if ('status' in query) return { redirect: { destination: '/target', statusCode: 302 } };
  return { props: {} };
};

export default function Page() {
  return <p>left alone</p>;
}
