import type { Node } from 'web-tree-sitter';
import { partsOf } from '../../syntax/nodes.ts';
import { says } from '../../syntax/tree.ts';

/** Headers by which a response steers htmx; those that requests have as well are left out. Source: htmx.org/reference/#response_headers */
const HEADERS = /['"`](HX-(?:Location|Push-Url|Redirect|Refresh|Replace-Url|Reswap|Retarget|Reselect|Trigger-After-(?:Settle|Swap)))['"`]/gi;
const BLOCKS = /^(?:block|statement_block|program|module|body_statement|block_body|compound_statement|then|function_body|statements|statement_list|declaration_list)$/;
/** Statements in which nothing is decided: what they set is set where they stand. */
const PLAIN = /^(?:expression_statement|assignment|assignment_expression|assignment_statement|short_var_declaration|variable_declaration|lexical_declaration|local_variable_declaration|local_declaration_statement|call|call_expression|return_statement|return)$/;

/** Headers for htmx that are set beside a redirect, in its own statement or in a plain one of the same block. */
export function headersForHtmx(redirect: Node): string[] {
  let statement: Node | null = redirect;
  while (statement?.parent && !BLOCKS.test(statement.parent.type)) statement = statement.parent;
  // Most blocks name no such header, and a long one is asked for by each of its redirects.
  if (!statement?.parent || !says(statement.parent, /hx-/i)) return [];
  const beside = partsOf(statement.parent).filter(part => PLAIN.test(part.type));
  return [...new Set(beside.flatMap(part => [...part.text.matchAll(HEADERS)].map(match => match[1] as string)))];
}
