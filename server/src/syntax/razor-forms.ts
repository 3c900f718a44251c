import type { FormAt } from './forms.ts';

/** Razor's comments. */
const COMMENT = /@\*[\s\S]*?\*@/g;
/**
 * `Html.BeginForm("Pay", "Orders", …)`, which posts unless it is told otherwise: FormExtensions.BeginForm in System.Web.Mvc, HtmlHelperFormExtensions in
 * ASP.NET Core. `Ajax.BeginForm` is sent with the method of its `AjaxOptions`, POST by default.
 */
const HELPER = /\b(?:Html|Ajax)\.BeginForm\(\s*(?:\)|"(\w+)"\s*(?:,\s*"(\w+)")?(?!\s*\+))/g;
/** `<form action="@Url.Action("Pay", "Orders")" …>`. */
const ADDRESS = /<form\b[^>]*\baction\s*=\s*(["'])@\(?Url\.Action\(\s*"(\w+)"\s*(?:,\s*"(\w+)")?[^>]*>/gi;
const OTHERWISE = /\bFormMethod\s*\.\s*Get\b|\bHttpMethod\s*=\s*"get"/i;
const POSTS = /\bmethod\s*=\s*["']?post\b/i;

/** The forms of a Razor page that C# in it writes or addresses; an action of '' is the one whose page it is. */
export function razorFormsIn(text: string): FormAt[] {
  const page = text.replace(COMMENT, comment => ' '.repeat(comment.length));
  const form = (index: number, length: number, action = '', controller: string | null = null): FormAt => ({
    method: 'POST', address: null, action: { area: null, controller, action }, span: { start: index, end: index + length },
  });
  return [
    ...[...page.matchAll(HELPER)].flatMap(({ 0: whole, 1: action, 2: controller, index }) => OTHERWISE.test(headFrom(page, index)) ? [] : [form(index, whole.length, action, controller ?? null)]),
    ...[...page.matchAll(ADDRESS)].flatMap(({ 0: whole, 2: action, 3: controller, index }) => POSTS.test(whole) ? [form(index, whole.length, action, controller ?? null)] : []),
  ];
}

/** What stands before the block of a `@using (…) {`. */
function headFrom(page: string, start: number): string {
  return /^(?:[^{}]|\{[^{}]*\})*?\)\s*\)/.exec(page.slice(start, start + LONGEST_HEAD))?.[0] ?? page.slice(start, start + LONGEST_HEAD).split('\n', 1)[0] as string;
}

const LONGEST_HEAD = 500;
