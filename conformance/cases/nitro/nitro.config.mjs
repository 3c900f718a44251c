export default {
  compatibilityDate: '2026-01-01',
  routeRules: {
    // probe: /plain
    '/plain': { redirect: '/target' },
    // probe: /found
    '/found': { redirect: { to: '/target', statusCode: 302 } },
    // probe: /moved
    '/moved': { redirect: { statusCode: 301, to: 'https://example.com/target' } },
    // probe: /below/a
    '/below/**': { redirect: '/above/**' },
  },
};
