// A route of the pages folder answers every method.
import type { NextApiRequest, NextApiResponse } from 'next';

export default function handler(req: NextApiRequest, res: NextApiResponse) {
  // probe: /api/legacy?default
  if ('default' in req.query) return res.redirect('/target');
  // probe: /api/legacy?number
  if ('number' in req.query) return res.redirect(302, '/target');
  // probe: /api/legacy?overridden
  if ('overridden' in req.query) return res.status(303).redirect('/target');
  if (req.method === 'POST') {
    // probe: /api/legacy?posted
    if ('posted' in req.query) return res.redirect(301, '/target');
    // probe: /api/legacy?header
    if ('header' in req.query) return res.status(302).setHeader('Location', '/target').end();
    // probe: /api/legacy?head
    if ('head' in req.query) return res.writeHead(302, { Location: '/target' }).end();
  }
  res.status(404).end('left alone');
}
