import { jsFrameworks } from './frameworks/javascript.ts';
import { javascript } from './languages/javascript.ts';
import type { LanguageAdapter } from './syntax/adapter.ts';

export { formats } from './formats/index.ts';

/** Every programming language with its frameworks; a file's ending decides. */
export const languages: readonly LanguageAdapter[] = [javascript(jsFrameworks)];
