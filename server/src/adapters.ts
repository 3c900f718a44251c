import { csFrameworks } from './frameworks/csharp.ts';
import { exFrameworks } from './frameworks/elixir.ts';
import { goFrameworks } from './frameworks/go.ts';
import { jspFrameworks, jvmFrameworks } from './frameworks/java.ts';
import { jsFrameworks } from './frameworks/javascript.ts';
import { phpFrameworks } from './frameworks/php.ts';
import { pyFrameworks } from './frameworks/python.ts';
import { rbFrameworks } from './frameworks/ruby.ts';
import { rsFrameworks } from './frameworks/rust.ts';
import { csharp } from './languages/csharp.ts';
import { elixir } from './languages/elixir.ts';
import { go } from './languages/go.ts';
import { java, jsp, kotlin } from './languages/java.ts';
import { javascript } from './languages/javascript.ts';
import { php } from './languages/php.ts';
import { python } from './languages/python.ts';
import { ruby } from './languages/ruby.ts';
import { rust } from './languages/rust.ts';
import type { LanguageAdapter } from './syntax/adapter.ts';

export { formats } from './formats/index.ts';

/** Every programming language with its frameworks; a file's ending decides. */
export const languages: readonly LanguageAdapter[] = [
  javascript(jsFrameworks), python(pyFrameworks), ruby(rbFrameworks), php(phpFrameworks), go(goFrameworks), java(jvmFrameworks), kotlin(jvmFrameworks), jsp(jspFrameworks),
  csharp(csFrameworks), elixir(exFrameworks), rust(rsFrameworks),
];
