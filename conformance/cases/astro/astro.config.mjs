import node from '@astrojs/node';
import { defineConfig } from 'astro/config';

export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'standalone' }),
  devToolbar: { enabled: false },
  redirects: {
    // probe: /config/found
    '/config/found': { status: 302, destination: '/page' },
    // probe: /config/moved
    '/config/moved': { status: 301, destination: '/page' },
    // probe: /config/see
    '/config/see': { status: 303, destination: '/page' },
    // probe: /config/repeat
    '/config/repeat': { destination: '/page', status: 307 },
  },
});
