import type { Submission, Target } from '../model/facts.ts';
import { methods } from '../model/methods.ts';
import type { Span } from '../model/text.ts';
import { type ActionNamed, type FormAt, formsIn, HOLE } from './forms.ts';
import { razorFormsIn } from './razor-forms.ts';

/** How templates ask for the address of a route by its name: Django; Twig, Jinja, Blade; Pyramid. */
const NAMED = /^(?:\{%-?\s*url\s+['"]([\w:.-]+)['"][^%]*%\}|\{\{-?\s*(?:path|url|url_for|route|request\.route_(?:path|url))\(\s*['"]([\w:.-]+)['"](?:(?!\}\}).)*\}\})$/s;
/** Thymeleaf, "Link URLs": a path from the root of the application, with what stands in for its variables in brackets behind. */
const LINK = /^@\{(\/[^(]*)(?:\(.*\))?\}$/s;
const LONGEST_PROOF = 80;

/**
 * Spring Security answers what is posted to these in front of all controllers, by default: UsernamePasswordAuthenticationFilter, LogoutFilter.
 * That an application has it does not stand in its pages, which are Thymeleaf's or JSP.
 */
const ANSWERED_BEFORE = /^(?:\.?\/)?log(?:in|out)$/;
const [SPRING_PAGE, SPRING_MARKUP] = [/\.jspf?$/i, /\bxmlns:th\b|\bth:action\b|<form:form\b/];

/**
 * What the elements of a text send, and where to; `markup` is the text with what is computed made of holes, offset by offset, `path` that of
 * the page, by which ASP.NET Core knows whose it is.
 */
export function submissionsIn(text: string, markup: string, path = ''): Submission[] {
  const isSpring = SPRING_PAGE.test(path) || SPRING_MARKUP.test(text);
  const isRazor = RAZOR.test(path);
  return [...formsIn(markup), ...isRazor ? razorFormsIn(text) : []].flatMap(form => {
    const target = form.action ? actionTarget(path, form.action) : form.address ? targetOf(text, markup, form.address) : isRazor ? actionTarget(path, ITS_OWN) : null;
    return target && !(isSpring && ANSWERED_BEFORE.test(target.text ?? '')) ? [{ methods: methods(form.method), target, proof: { span: form.span, says: saysOf(text, form) } }] : [];
  });
}

/** How JSP pages write what stands before every path of the application, Jakarta Pages, "Implicit Objects", and the tags that add it: JSTL, Spring. */
const CONTEXT = /^(?:\$\{\s*(?:pageContext\.request\.)?contextPath\s*\}|<%=\s*(?:\w+\.)?getContextPath\(\)\s*%>)(?=\/)/;
const URL_TAG = /^<(?:c|s|spring):url\s+value=(["'])(\/[^"'?#$<>]*)\1\s*\/>$/;

/** Null where it leads to another server or to the page itself, which has another address in every template, or where nothing is known of it. */
function targetOf(text: string, markup: string, address: Span): Target | null {
  const written = text.slice(address.start, address.end).trim();
  const name = NAMED.exec(written);
  if (name) return { kind: 'route', text: name[1] ?? name[2] as string };
  const link = LINK.exec(written);
  if (link) return { kind: 'pattern', text: link[1] as string };
  const tag = URL_TAG.exec(written);
  if (tag) return { kind: 'path', text: tag[2] as string };
  const [context = ''] = CONTEXT.exec(written) ?? [];
  const path = markup.slice(address.start, address.end).trim().slice(context.length).replace(/[?#].*$/s, '');
  if (path === '' || path.includes('<') || path.startsWith(HOLE) || path.startsWith('//') || /^[a-z][\w+.-]*:/i.test(path)) return null;
  return path.includes(HOLE) ? { kind: 'pattern', text: path.replace(new RegExp(`${HOLE}+`, 'g'), '{x}') } : { kind: 'path', text: path };
}

/** Microsoft Learn, "Views in ASP.NET Core MVC" and "Areas in ASP.NET Core": the folders below which the views of a controller and of an area stand. */
const [AREA, CONTROLLER] = [/(?:^|\/)Areas\/(\w+)\//, /(?:^|\/)Views\/(?!Shared\/)(\w+)\/[^/]+$/];

/** The same page's view: it has the name of its action unless the action says another one. A name that begins with `_` is that of a part of pages. */
const VIEW = /\/([A-Za-z]\w*)\.cshtml$/i;
const RAZOR = /\.cshtml$/i;
const ITS_OWN: ActionNamed = { area: null, controller: null, action: '' };

/** The action by the name that routes have for it, '' that of the page; null where it is in another area than the page, or nothing tells its controller. */
function actionTarget(path: string, { area, controller, action }: ActionNamed): Target | null {
  const own = controller ?? CONTROLLER.exec(path)?.[1];
  const isNear = area === null || area === (AREA.exec(path)?.[1] ?? '');
  const named = action || VIEW.exec(path)?.[1];
  return own !== undefined && isNear && named !== undefined ? { kind: 'route', text: `${own}#${named.replace(/Async$/, '')}` } : null;
}

function saysOf(text: string, { span }: FormAt): string {
  const tag = text.slice(span.start, span.end).replace(/\s+/g, ' ');
  return `sent from here: ${tag.length > LONGEST_PROOF ? `${tag.slice(0, LONGEST_PROOF)}…` : tag}`;
}
