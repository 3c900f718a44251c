import type { JsFramework } from '../languages/javascript/framework.ts';
import { express } from './express.ts';
import { nodeHttp } from './node-http.ts';
import { passport } from './passport.ts';

/** Every JavaScript and TypeScript framework; where two could claim a call, the first does. */
export const jsFrameworks: readonly JsFramework[] = [passport, express, nodeHttp];
