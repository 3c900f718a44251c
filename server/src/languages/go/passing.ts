import type { Passing } from '../shared/given.ts';
import { partsOf } from '../../syntax/nodes.ts';
import { argumentsOf, type GoFile, unwrap } from './file.ts';

/** How arguments become parameters. */
export const passing: Passing<GoFile> = {
  argumentsIn: (_, call) => call.childForFieldName('arguments')?.children.some(child => child?.type === '...') ? null : argumentsOf(call).map(value => ({ name: null, value })),
  parameterAt: (file, expression) => {
    const node = unwrap(expression);
    const definition = node.type === 'identifier' ? file.define(node) : null;
    const list = definition?.kind === 'parameter' ? definition.of.childForFieldName('parameters') : null;
    if (definition?.kind !== 'parameter' || !list) return null;
    const index = partsOf(list).flatMap(declared => declared.childrenForFieldName('name')).findIndex(name => name?.text === node.text);
    return index < 0 ? null : { of: definition.of, index, name: node.text, otherwise: null };
  },
};
