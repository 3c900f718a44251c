import { nodeFramework } from '../lib/node-framework.mjs';

/** Passport redirects through the framework's own `res.redirect`. */
export default nodeFramework({ name: 'passport', cases: 'passport', packages: { express: 'express5', passport: 'passport' } });
