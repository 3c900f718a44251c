import type { LanguageAdapter } from '../syntax/adapter.ts';
import { javascript } from './javascript.ts';

/** Every programming language; a file's ending decides. */
export const languages: readonly LanguageAdapter[] = [javascript];
