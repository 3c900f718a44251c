// The proxy (the middleware up to version 15) sees every request that its matcher names.
import { type NextRequest, NextResponse } from 'next/server';

export function proxy(request: NextRequest) {
  const { pathname } = request.nextUrl;
  // probe: /proxied/guarded
  if (pathname === '/proxied/guarded' && request.method === 'POST') return NextResponse.redirect('https://example.com/target', 302);
  // probe: /proxied/any
  if (pathname === '/proxied/any') return NextResponse.redirect('https://example.com/target');
  return NextResponse.next();
}

export const config = { matcher: '/proxied/:path*' };
