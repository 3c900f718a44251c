import type { Node } from 'web-tree-sitter';
import { ancestorsOf, nodesAt, partsOf } from '../../syntax/nodes.ts';
import type { RedirectAt } from '../shared/framework.ts';
import { type GoFile, functionAround, parametersOf } from './file.ts';
import { targetOf, writtenStatus } from './values.ts';

const STATUSES = /(?=\w{1,40}\.Status)(?<=[{,]\s*(?:\w+:\s*)?)\w+\.Status(?:Found|SeeOther|MovedPermanently|TemporaryRedirect|PermanentRedirect)\b/g;
/** What such a value is called: it stands for the answer, or for the error that is answered. */
const ANSWERS = /(?:Error|Err|Redirect|Response|Result|Reply)$/;
const LOCATIONS = /^(?:location|url|uri|redirect(?:url|uri|to)?|target|to|path)$/i;

/**
 * `return HTTPError{http.StatusFound, "/login"}`: a value that a handler returns and by which what calls it answers, with a redirect's status and where it leads.
 * Only in functions that are given the request, and only where nothing but the two is in it or a field says by its name that it is the location.
 */
export function returnedRedirects(file: GoFile): RedirectAt[] {
  return [...nodesAt(file.root, file.text, STATUSES)].flatMap(({ node }): RedirectAt[] => {
    const status = node.parent?.type === 'selector_expression' ? node.parent : null;
    const literal = status ? [...ancestorsOf(status)].find(each => each.type === 'composite_literal') : undefined;
    const body = literal?.childForFieldName('body');
    if (!status || !literal || !body || !file.fullName(status)?.startsWith('net/http.') || !isReturned(literal) || !answersRequest(literal)) return [];
    if (!ANSWERS.test(literal.childForFieldName('type')?.text ?? '')) return [];
    const elements = partsOf(body);
    if (!elements.some(element => element.startIndex <= status.startIndex && element.endIndex === status.endIndex)) return [];
    const target = elements.every(element => element.type === 'literal_element') ? second(elements) : located(elements);
    return target ? [{ node: literal, target: targetOf(file, target), ...writtenStatus(file, status) }] : [];
  });
}

function second(elements: readonly Node[]): Node | null {
  return elements.length === 2 ? partsOf(elements[1] as Node)[0] ?? null : null;
}

function located(elements: readonly Node[]): Node | null {
  const pair = elements.filter(element => element.type === 'keyed_element').map(element => partsOf(element)).find(([key]) => LOCATIONS.test(key?.text ?? ''));
  return pair?.[1] ? partsOf(pair[1])[0] ?? null : null;
}

function isReturned(literal: Node): boolean {
  const value = literal.parent?.type === 'unary_expression' ? literal.parent : literal;
  return value.parent?.type === 'expression_list' && value.parent.parent?.type === 'return_statement';
}

function answersRequest(literal: Node): boolean {
  const fn = functionAround(literal);
  return fn !== null && parametersOf(fn).some(({ type }) => /(?:http\.Request|ResponseWriter|(?:Context|Ctx))$/.test(type?.text ?? '') && type?.text !== 'context.Context');
}
