// TypeScript with Express's own types: each fix has to satisfy them.
import express, { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';

const app = express();
const router = Router();

// probe: /inferred
app.post('/inferred', (_req, res) => res.redirect('/target'));
// probe: /number
app.put('/number', (_req, res) => {
  res.redirect(302, '/target');
});
// probe: /overridden
app.post('/overridden', (_req, res) => {
  res.status(303).redirect('/target');
});
// probe: /location
app.patch('/location', (_req, res) => {
  res.location('/target').status(301).end();
});

async function save(_req: Request, response: Response, next: NextFunction): Promise<void> {
  try {
    await Promise.resolve();
    // probe: /declared
    response.redirect('/target');
  } catch (error) {
    next(error);
  }
}
app.delete('/declared', save);

const guarded: RequestHandler = (req, res) => {
  // probe: /router/guarded
  if (req.method === 'POST') return res.redirect('/target');
  res.sendStatus(404);
};
router.all('/guarded', guarded);
app.use('/router', router);

class Controller {
  leave = (_req: Request, res: Response): void => {
    // probe: /property
    res.redirect('/target');
  };
}
app.post('/property', new Controller().leave);

export default app;
