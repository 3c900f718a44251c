// A route handler: exports are named after the methods that they answer.
import { permanentRedirect, redirect } from 'next/navigation';
import { type NextRequest, NextResponse } from 'next/server';

export async function POST(request: NextRequest) {
  const { searchParams } = request.nextUrl;
  const target = new URL('/target', 'https://example.com');
  // probe: /items?default
  if (searchParams.has('default')) return NextResponse.redirect(target);
  // probe: /items?number
  if (searchParams.has('number')) return NextResponse.redirect(target, 302);
  // probe: /items?init
  if (searchParams.has('init')) return NextResponse.redirect(target, { status: 301, headers: { 'X-Case': 'init' } });
  // probe: /items?headers
  if (searchParams.has('headers')) return NextResponse.redirect(target, { headers: { 'X-Case': 'headers' } });
  // probe: /items?response
  if (searchParams.has('response')) return Response.redirect(target);
  // probe: /items?constructed
  if (searchParams.has('constructed')) return new NextResponse(null, { status: 302, headers: { Location: '/target' } });
  // probe: /items?see-other
  if (searchParams.has('see-other')) return NextResponse.redirect(target, 303);
  return new Response('left alone', { status: 404 });
}

export const PUT = async (request: NextRequest) => {
  // probe: /items?put
  if (request.nextUrl.searchParams.has('put')) redirect('/target');
  return new Response('left alone', { status: 404 });
};

export async function DELETE(request: Request) {
  // probe: /items?deleted
  if (new URL(request.url).searchParams.has('deleted')) permanentRedirect('/target');
  return new Response('left alone', { status: 404 });
}

export function GET(request: NextRequest) {
  // probe: /items?got
  if (request.nextUrl.searchParams.has('got')) redirect('/target');
  return new Response('left alone', { status: 404 });
}
