// The same through `import`.
import express, { Router as createRouter } from 'express';

const app = express();
const router = createRouter();

// probe: /imported
app.post('/imported', (req, res) => {
  res.redirect('/target');
});
// probe: /aliased
router.delete('/aliased', (req, res) => void res.redirect('/target'));
app.use(router);

export default app;
