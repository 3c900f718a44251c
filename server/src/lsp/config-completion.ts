import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import { findNodeAtOffset, getLocation, type Node, parseTree } from 'jsonc-parser';
import { schemaAt } from '../config/text.ts';
import type { Span } from '../model/text.ts';

/** Keys and values that fit at an offset of the configuration file, for clients whose editor does not take its JSON schema. */
export function configCompletion(text: string, offset: number, item: (label: string, span: Span, more: Partial<CompletionItem>) => CompletionItem): CompletionItem[] {
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  const within = previousNode && offset >= previousNode.offset && offset <= previousNode.offset + previousNode.length ? previousNode : null;
  const span = within ? { start: within.offset, end: within.offset + within.length } : { start: offset, end: offset };
  if (!isAtPropertyKey) return (schemaAt(path)?.enum ?? []).map(value => item(JSON.stringify(value), span, { kind: CompletionItemKind.Value }));
  const { properties = {} } = schemaAt(path.slice(0, -1)) ?? {};
  const present = keysAround(text, offset, String(path.at(-1) ?? ''));
  return Object.entries(properties).filter(([key]) => !present.has(key)).map(([key, { description }]) => item(JSON.stringify(key), span, {
    kind: CompletionItemKind.Property, ...description !== undefined && { documentation: description },
  }));
}

/** Keys of the object that the offset is in, without the one that is being written. */
function keysAround(text: string, offset: number, current: string): Set<string> {
  const root = parseTree(text, [], { allowTrailingComma: true });
  let node: Node | undefined = root && findNodeAtOffset(root, offset, true);
  while (node && node.type !== 'object') node = node.parent;
  const keys = (node?.children ?? []).map(property => String(property.children?.[0]?.value));
  return new Set(keys.filter(key => key !== current));
}
