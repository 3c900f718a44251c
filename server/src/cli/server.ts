import { keepCompiledCode } from '../node/compiled-code.ts';

/** What editors start. */
if (!process.argv.includes('--no-cache')) keepCompiledCode();
await import('./language-server.ts');
