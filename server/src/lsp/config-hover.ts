import { getLocation, type JSONPath, type Node, parseTree } from 'jsonc-parser';
import { schemaAt } from '../config/text.ts';
import type { Span } from '../model/text.ts';
import { ruleText } from './hover-text.ts';
import type { Say } from './l10n.ts';

/** What a key, or the name of a rule, in the configuration file means, in Markdown; null where there is nothing to say. */
export function configHover(text: string, offset: number, say: Say): { span: Span; markdown: string } | null {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const node = root && stringAt(root, offset);
  if (!node) return null;
  const { path, isAtPropertyKey } = getLocation(text, offset);
  const span = { start: node.offset, end: node.offset + node.length };
  const rule = isRule(path, isAtPropertyKey) ? ruleText(String(node.value), say) : null;
  const markdown = rule ?? (isAtPropertyKey ? schemaAt(path)?.description : null);
  return markdown ? { span, markdown } : null;
}

/** `rules` has them as keys, an entry of `suppressions` as a list. */
function isRule(path: JSONPath, isKey: boolean): boolean {
  return isKey ? path[0] === 'rules' && path.length === 2 : path[0] === 'suppressions' && path[2] === 'rules';
}

function stringAt(node: Node, offset: number): Node | null {
  if (offset < node.offset || offset > node.offset + node.length) return null;
  if (node.type === 'string') return node;
  for (const child of node.children ?? []) {
    const found = stringAt(child, offset);
    if (found) return found;
  }
  return null;
}
