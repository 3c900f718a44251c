import { jsFrameworks } from './frameworks/javascript.ts';
import { pyFrameworks } from './frameworks/python.ts';
import { javascript } from './languages/javascript.ts';
import { python } from './languages/python.ts';
import type { LanguageAdapter } from './syntax/adapter.ts';

export { formats } from './formats/index.ts';

/** Every programming language with its frameworks; a file's ending decides. */
export const languages: readonly LanguageAdapter[] = [javascript(jsFrameworks), python(pyFrameworks)];
