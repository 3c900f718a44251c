import type { Node } from 'web-tree-sitter';
import type { Requirement, Written } from '../../model/facts.ts';
import type { Passing } from './given.ts';
import { idOf } from './handlers.ts';

/** A condition on a parameter, before it is known which function it is of. */
export type Asked = Pick<Requirement, 'equals'> & { readonly parameter: Node; readonly holds: boolean };

/** What conditions require of those who call the functions whose parameters they ask for; `writtenAs`: what is known of a default. */
export function requirementsOf<File>(passing: Passing<File>, file: File, asked: readonly Asked[], writtenAs: (file: File, expression: Node) => Written): Requirement[] {
  return asked.flatMap(({ parameter, holds, ...condition }): Requirement[] => {
    const at = passing.parameterAt(file, parameter);
    return at ? [{ handler: idOf(at.of), parameter: at.index, name: at.name, otherwise: at.otherwise ? writtenAs(file, at.otherwise) : {}, ...condition, ...(holds ? {} : { not: true as const }) }] : [];
  });
}
