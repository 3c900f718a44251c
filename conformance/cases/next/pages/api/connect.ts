import type { NextApiRequest, NextApiResponse } from 'next';
import { createRouter } from 'next-connect';

// A router of next-connect answers by its verbs.
const router = createRouter<NextApiRequest, NextApiResponse>();

router.post((request, response) => {
  // probe: /api/connect
  response.redirect(302, '/target');
});
// probe: /api/connect
router.delete(async (request, response) => response.redirect('/target'));
router.get((request, response) => {
  response.status(200).end();
});

export default router.handler({
  onNoMatch(request, response) {
    response.status(405).end();
  },
});
