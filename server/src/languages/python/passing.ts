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
    const node = unwrap(expression);
    const definition = node.type === 'identifier' ? file.define(node) : null;
    if (definition?.kind !== 'parameter') return null;
    const parameters = parametersOf(definition.of);
    const isMethod = /^(?:self|cls)$/.test(parameters[0]?.name ?? '');
    return { of: definition.of, index: definition.index - (isMethod ? 1 : 0), name: node.text, otherwise: parameters[definition.index]?.node.childForFieldName('value') ?? null };
  },
  naming: '=',
};
