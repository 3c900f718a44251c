import type { Node } from 'web-tree-sitter';
import { partsOf } from '../../syntax/nodes.ts';
import type { Passing } from '../shared/given.ts';
import { argumentsOf, parametersOf, type PyFile, unwrap } from './file.ts';

/** How arguments become parameters. */
export const passing: Passing<PyFile> = {
  argumentsIn: (_, call) => {
    const args = argumentsOf(call);
    if (args.some(argument => /splat$/.test(argument.type))) return null;
    return args.flatMap(argument => {
      const value = argument.type === 'keyword_argument' ? argument.childForFieldName('value') : argument;
      return value ? [{ name: argument.type === 'keyword_argument' ? argument.childForFieldName('name')?.text ?? null : null, value }] : [];
    });
  },
  parameterAt: (file, expression) => {
    const { node, otherwise } = withFallback(unwrap(expression));
    const definition = node.type === 'identifier' ? file.define(node) : null;
    if (definition?.kind !== 'parameter') return null;
    const parameters = parametersOf(definition.of);
    const isMethod = /^(?:self|cls)$/.test(parameters[0]?.name ?? '');
    const initial = parameters[definition.index]?.node.childForFieldName('value') ?? null;
    return { of: definition.of, index: definition.index - (isMethod ? 1 : 0), name: node.text, otherwise: initial?.type === 'none' ? otherwise : initial ?? otherwise };
  },
  naming: '=',
};

/** `code` of `code or 302` and `code if code else 302`, and what it is where it is not given. */
function withFallback(node: Node): { readonly node: Node; readonly otherwise: Node | null } {
  const parts = partsOf(node);
  const [given, last] = [parts[0], parts.at(-1)];
  const isOr = node.type === 'boolean_operator' && node.childForFieldName('operator')?.text === 'or';
  const isChosen = node.type === 'conditional_expression' && parts[1]?.text === given?.text;
  return given && last && (isOr || isChosen) ? { node: unwrap(given), otherwise: last } : { node, otherwise: null };
}
