import { realpathSync } from 'node:fs';
import { dirname, parse } from 'node:path';

// The packages are linked from elsewhere: the compiler has to see both.
const root = parse(dirname(realpathSync('package.json'))).root;

export default {
  turbopack: { root },
  devIndicators: false,
  redirects: async () => [
    // probe: /configured
    { source: '/configured', destination: '/target', permanent: false },
    // probe: /configured-permanent
    { source: '/configured-permanent', destination: '/target', permanent: true },
    // probe: /configured-status
    { source: '/configured-status', destination: '/target', statusCode: 301 },
  ],
};
