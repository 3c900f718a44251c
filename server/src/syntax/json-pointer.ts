import { findNodeAtOffset, getNodePath, parseTree } from 'jsonc-parser';

/** Whether an offset of a JSON text lies at or below what a JSON Pointer (RFC 6901) names. False for any text that is not JSON. */
export function isBelowPointer(text: string, offset: number, pointer: string): boolean {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const node = root && findNodeAtOffset(root, offset);
  if (!node) return false;
  const steps = pointer.split('/').slice(1).map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const path = getNodePath(node).map(String);
  return (pointer === '' || pointer.startsWith('/')) && steps.every((step, at) => path[at] === step);
}
