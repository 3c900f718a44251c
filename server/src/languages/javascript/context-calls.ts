import type { Node } from 'web-tree-sitter';
import { type JsFile, receiverOf } from './file.ts';

/**
 * Calls of a function that a handler's context carries: `context.redirect(…)`, `({ redirect }) => redirect(…)`,
 * `const { redirect } = context`. `isContext` decides for a whole parameter, by its name in the source, its place and its type.
 */
export function contextCalls(file: JsFile, name: string, isContext: (parameter: { name: string; index: number; type: string | null; of: Node }) => boolean): Node[] {
  const isContextName = (node: Node | null): boolean => {
    if (node?.type !== 'identifier') return false;
    const definition = file.define(node);
    return definition?.kind === 'parameter' && definition.key === null && isContext({ name: node.text, index: definition.index, type: definition.type, of: definition.of });
  };
  return file.callsOf(name).filter(call => {
    const receiver = receiverOf(call);
    if (receiver) return isContextName(receiver);
    const callee = call.childForFieldName('function');
    const definition = callee?.type === 'identifier' ? file.define(callee) : null;
    if (definition?.kind === 'parameter') return definition.key === name && isContext({ name: '', index: definition.index, type: definition.type, of: definition.of });
    return definition?.kind === 'variable' && definition.key === name && isContextName(definition.value);
  });
}
