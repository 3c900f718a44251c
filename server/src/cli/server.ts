import { keepCompiledCode } from '../node/compiled-code.ts';

/** What editors start. */
keepCompiledCode();
await import('./language-server.ts');
