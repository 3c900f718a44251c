import { serveThread } from './main.ts';

serveThread();
