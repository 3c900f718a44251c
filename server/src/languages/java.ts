import type { LanguageAdapter } from '../syntax/adapter.ts';
import { callsOf, callsOut } from './java/calls.ts';
import { JvmFile } from './java/file.ts';
import type { JvmFramework } from './java/framework.ts';
import { guardsAt } from './java/guards.ts';
import { exportsOf, handlersAround, handlersIn } from './java/handlers.ts';
import { callReader } from './java/helper-calls.ts';
import { isClass, nameOf, supersOf } from './java/syntax.ts';
import { codeOfPage, expectedBy, isPage, PageFile, pageAround, postedToItself } from './java/pages.ts';
import { languageAdapter } from './shared/assemble.ts';
import { FORMS_IN_STRINGS, markupInStrings } from './shared/markup.ts';
import { markupIn } from '../syntax/forms.ts';
import { submissionsIn } from '../syntax/submissions.ts';

/** A class between a controller and the one that redirects for it; it may hold neither a redirect nor a route. */
const EXTENDED = /\bclass\s+\w+[^{]*?(?:\bextends|:)\s*\w*(?:Controller|Resource|Servlet|Endpoint)\b/;

export function java(known: readonly JvmFramework[]): LanguageAdapter {
  return jvmLanguage('java', ['.java'], known);
}

/** Kotlin uses the frameworks of Java, and those of its own. */
export function kotlin(known: readonly JvmFramework[]): LanguageAdapter {
  return jvmLanguage('kotlin', ['.kt', '.kts'], known);
}

/** What a page with a form holds. */
const FORMS = [/[mM](?:ethod|ETHOD)\s*=\s*["']?(?:post|POST|Post)/, /hx-(?:post|put|patch|delete)/, /<form:form/];

/** Pages of Jakarta Pages: Java between markup, which has forms. */
export function jsp(known: readonly JvmFramework[]): LanguageAdapter {
  return languageAdapter<PageFile, JvmFramework>({
    name: 'jsp',
    languageIds: ['jsp'],
    extensions: ['.jsp', '.jspf'],
    async open({ path, text }, parse) {
      const code = codeOfPage(text);
      return new PageFile(path, code, (await parse('java', code)).rootNode, postedToItself(path, text, markupIn(text)));
    },
    guardsAt, handlersIn, callsOf, callsOut, callReader, exportsOf,
    handlersAround: (node, _bound, file) => {
      const functions = handlersAround(node);
      return functions.length > 0 ? functions : pageAround(file, node);
    },
    isScript: isPage,
    conventionOf: (file, node) => expectedBy(file, node),
    submissions: { triggers: FORMS, in: (text, path) => FORMS.some(form => form.test(text)) ? submissionsIn(text, markupIn(text), path) : [] },
  }, known);
}

/** JLS §3.10.4 to §3.10.6, Kotlin, "Strings": comments, characters, text blocks, strings. */
const TOKENS = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])+'|"""(?<raw>[\s\S]*?)"""|"(?<text>(?:\\.|[^"\\\n])*)"/g;
/** What a test sends is for the server that it starts. */
const TEST = /(?:^|\/)src\/test\//;

function jvmLanguage(name: 'java' | 'kotlin', extensions: readonly string[], known: readonly JvmFramework[]): LanguageAdapter {
  return languageAdapter({
    name,
    languageIds: [name],
    extensions,
    open: async ({ path, text }, parse) => new JvmFile(path, text, (await parse(name)).rootNode, name),
    guardsAt, handlersIn, handlersAround, callsOf, callsOut, callReader, exportsOf,
    matters: ({ text }) => EXTENDED.test(text),
    submissions: { triggers: FORMS_IN_STRINGS, in: (text, path) => TEST.test(path) || !FORMS_IN_STRINGS.some(form => form.test(text)) ? [] : submissionsIn(text, markupInStrings(text, TOKENS), path) },
    lineagesOf: file => file.classes.flatMap(each => {
      const above = supersOf(each);
      return isClass(each) && above.length > 0 ? [{ name: nameOf(each), above }] : [];
    }),
  }, known);
}
