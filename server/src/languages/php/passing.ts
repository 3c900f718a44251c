import { partsOf, sameNode } from '../../syntax/nodes.ts';
import type { Passing } from '../shared/given.ts';
import type { PhpFile } from './file.ts';
import { argumentsOf, hasSpread, isFunction, scopeAround, unwrap } from './syntax.ts';

/** How arguments become parameters. Named ones are as new as PHP 8, so that none is written. */
export const passing: Passing<PhpFile> = {
  argumentsIn: (_, call) => hasSpread(call) ? null : argumentsOf(call),
  parameterAt: (file, expression) => {
    const node = unwrap(expression);
    const declared = node.parent && sameNode(node.parent.childForFieldName('default_value'), node) ? node.parent : null;
    const variable = declared?.childForFieldName('name') ?? (node.type === 'variable_name' ? node : null);
    const of = variable ? scopeAround(variable) : null;
    const list = of && isFunction(of) ? of.childForFieldName('parameters') : null;
    if (!variable || !of || !list) return null;
    const index = partsOf(list).findIndex(parameter => parameter.childForFieldName('name')?.text === variable.text);
    const otherwise = partsOf(list)[index]?.childForFieldName('default_value') ?? null;
    const isKept = declared !== null || (otherwise ? file.defaultOf(variable) !== null : !new RegExp(`\\${variable.text}\\s*[^=!<>\\w\\s]?=(?![=>])`).test(of.childForFieldName('body')?.text ?? ''));
    return index < 0 || !isKept ? null : { of, index, name: variable.text.slice(1), otherwise };
  },
};
