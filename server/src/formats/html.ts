import type { FormatAdapter } from '../syntax/adapter.ts';
import { FORM_WORDS, markupIn } from '../syntax/forms.ts';
import { submissionsIn } from '../syntax/submissions.ts';

/** Pages and templates of pages: their forms tell which methods reach what answers at the address. */
export const html: FormatAdapter = {
  name: 'html',
  docs: {
    title: 'Pages and templates',
    url: 'https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-2',
    recognised: ['`*.html`, `*.htm`, and the endings of template languages'],
    constructs: [],
    sendable: [],
  },
  languageIds: [],
  files: ['**/*.{html,htm,xhtml,gohtml,templ,tmpl,tpl,ejs,hbs,handlebars,mustache,njk,twig,jinja,jinja2,j2,mako,liquid,ftl,ftlh,erb,eex,heex,cshtml}'],
  triggers: FORM_WORDS,
  ignoreCase: true,
  facts: ({ text, path }) => ({ submissions: submissionsIn(text, markupIn(text), path) }),
};
