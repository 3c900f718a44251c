import type { Span } from '../model/text.ts';

/** A form or another element of a page that sends requests with a method other than GET. */
export interface FormAt {
  /** Upper case. */
  readonly method: string;
  /** The address as it stands in the markup; null where there is none, so that it is sent to the page that it is on. */
  readonly address: Span | null;
  /** What is named in place of an address, if anything. */
  readonly action: ActionNamed | null;
  /** The tag. */
  readonly span: Span;
}

/** An action as the tag helpers of ASP.NET Core MVC name it; without a controller it is one of that whose page it is. */
export interface ActionNamed {
  /** '' is the application outside of all areas; null where the page's own is meant. */
  readonly area: string | null;
  readonly controller: string | null;
  readonly action: string;
}

/** Stands for each character of what is computed; private use, so that no address holds it. */
export const HOLE = '\uE000';

/** A text in which no element sends anything but GET holds none of these; for a quick look, whatever the case. */
export const FORM_WORDS: readonly string[] = ['method=post', 'method="post', "method='post", 'hx-post', 'hx-put', 'hx-patch', 'hx-delete', 'asp-action', '<form:form', '.BeginForm('];

/** How what is computed begins and ends in templates: Jinja, Twig, Go and Handlebars; ERB, EJS and JSP; PHP; Thymeleaf and JSP expressions. */
const COMPUTED = /\{\{|\{%|\{#|<%|<\?|[$#@]\{/g;
const ENDS: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}', '<%': '%>', '<?': '?>', '${': '}', '#{': '}', '@{': '}' };

/** The markup of a template, offset by offset: what is computed is made of holes. */
export function markupIn(text: string): string {
  let markup = '';
  let done = 0;
  const unclosed = new Set<string>();
  for (const { 0: begin, index: start } of text.matchAll(COMPUTED)) {
    if (start < done || unclosed.has(begin)) continue;
    const ending = ENDS[begin] as string;
    const at = text.indexOf(ending, start + begin.length);
    if (at < 0) {
      unclosed.add(begin);
      continue;
    }
    markup += text.slice(done, start) + HOLE.repeat(at + ending.length - start);
    done = at + ending.length;
  }
  return markup + text.slice(done);
}

const TAG = /<(?:!--|(\/?)([A-Za-z][\w:.-]*))/g;
/** HTML standard, §13.1.2.3 "Attributes"; templates write more than that between them, which is passed over. */
const ATTRIBUTE = /[\s/\uE000]*([^\s"'<>/=\uE000]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/dy;
/** htmx reference, "Core Attributes": the verb and the address to which it is sent. */
const HTMX = ['post', 'put', 'patch', 'delete'];

/**
 * Every element of some markup that sends POST, PUT, PATCH or DELETE: `<form method="post">` and its buttons (HTML standard, §4.10.18.6
 * "Form submission"), and elements with htmx's attributes.
 */
export function formsIn(markup: string): FormAt[] {
  const found: FormAt[] = [];
  let form: { method: string | undefined; address: Span | null; action: ActionNamed | null } | null = null;
  const tags = new RegExp(TAG);
  for (let tag = tags.exec(markup); tag; tag = tags.exec(markup)) {
    if (tag[0] === '<!--') {
      const end = markup.indexOf('-->', tags.lastIndex);
      if (end < 0) break;
      tags.lastIndex = end;
      continue;
    }
    const name = (tag[2] as string).toLowerCase();
    if (tag[1] === '/') {
      if (isForm(name)) form = null;
      continue;
    }
    const attributes = attributesAt(markup, tags.lastIndex);
    tags.lastIndex = attributes.end;
    const span = { start: tag.index, end: attributes.end + (markup[attributes.end] === '>' ? 1 : 0) };
    const valueOf = (of: string) => attributes.values.get(of) ?? null;
    const textOf = (of: string) => {
      const at = valueOf(of);
      return at ? markup.slice(at.start, at.end).trim() : undefined;
    };
    const sent = (method: string | undefined, address: Span | null, action: ActionNamed | null) => {
      if (method?.toLowerCase() === 'post') found.push({ method: 'POST', address, action, span });
    };
    const action = actionNamed(textOf);
    if (isForm(name)) {
      // Where no method is written, both post: GenerateFormCore in ASP.NET Core's DefaultHtmlGenerator.cs, DEFAULT_METHOD in Spring's FormTag.java.
      form = { method: textOf('method') ?? (action || name !== 'form' ? 'post' : undefined), address: valueOf('th:action') ?? valueOf('action'), action };
      sent(form.method, form.address, form.action);
    } else if ((name === 'button' || name === 'input') && ['formaction', 'formmethod', 'asp-action'].some(each => attributes.values.has(each))) {
      const own = valueOf('formaction');
      if (form || own) sent(textOf('formmethod') ?? form?.method, own ?? form?.address ?? null, action ?? (own ? null : form?.action ?? null));
    }
    for (const verb of HTMX) {
      const address = valueOf(`hx-${verb}`) ?? valueOf(`data-hx-${verb}`);
      if (address) found.push({ method: verb.toUpperCase(), address, action: null, span });
    }
  }
  return found;
}

/** HTML's form, or that of Spring's JSP tag library, which has this prefix in its reference. */
function isForm(tag: string): boolean {
  return tag === 'form' || tag === 'form:form';
}

/** Microsoft Learn, "Tag Helpers in forms in ASP.NET Core": `asp-action`, `asp-controller` and `asp-area`; null where they are computed. */
function actionNamed(textOf: (attribute: string) => string | undefined): ActionNamed | null {
  const [area = null, controller = null, action = ''] = ['asp-area', 'asp-controller', 'asp-action'].map(textOf);
  return /^\w+$/.test(action) && /^\w*$/.test(area ?? '') && /^\w+$/.test(controller ?? action) ? { area, controller, action } : null;
}

/** The attributes that stand at a place, by their lower-case names, and where the tag ends behind them. */
function attributesAt(markup: string, start: number): { values: ReadonlyMap<string, Span>; end: number } {
  const values = new Map<string, Span>();
  let end = start;
  const attributes = new RegExp(ATTRIBUTE);
  attributes.lastIndex = start;
  for (let match = attributes.exec(markup); match; match = attributes.exec(markup)) {
    const name = (match[1] as string).toLowerCase();
    const [from, to] = match.indices?.[2] ?? match.indices?.[3] ?? match.indices?.[4] ?? [attributes.lastIndex, attributes.lastIndex];
    // The first of a name counts (HTML standard, §13.2.5.33).
    if (!values.has(name)) values.set(name, { start: from, end: to });
    end = attributes.lastIndex;
  }
  while (/[\s/\uE000]/.test(markup[end] ?? '')) end++;
  return { values, end };
}
