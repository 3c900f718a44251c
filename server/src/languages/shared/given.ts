import type { Node } from 'web-tree-sitter';
import { type Call, isRedirectStatus, type StatusEdit, type StatusParameter, type Written } from '../../model/facts.ts';
import { partsOf, spanOf } from '../../syntax/nodes.ts';
import { idOf } from './handlers.ts';
import type { CallReader } from './helper-calls.ts';

/** What a language knows of the way from an argument to the parameter that it becomes. */
export interface Passing<File> {
  /** What a call hands in; null where a spread leaves open what stands where. `name`: null where its place tells which it is. */
  argumentsIn(file: File, call: Node): readonly { readonly name: string | null; readonly value: Node }[] | null;
  /** The parameter that an expression names or whose default it is, where nothing gives it another value; null for anything else. */
  parameterAt(file: File, expression: Node): ParameterAt | null;
  /** What stands between an argument's name and its value; absent where arguments go by their places alone. */
  readonly naming?: string;
}

/** A parameter. */
export interface ParameterAt {
  readonly of: Node;
  /** Its place among the arguments of a call, from 0. */
  readonly index: number;
  readonly name: string;
  /** What it is where a call leaves it out; null where it must be given. */
  readonly otherwise: Node | null;
}

/** What a call hands in, with the statuses among it, and where another argument can be written; `written`: what the language knows of the values by their place. */
export function givenTo<File>(passing: Passing<File> | undefined, file: File, call: Node, reader: CallReader, written: readonly Written[] = []): Pick<Call, 'given' | 'room'> {
  const args = passing?.argumentsIn(file, call);
  if (!passing || !args) return {};
  const ordered = [...args.filter(({ name }) => name === null), ...args.filter(({ name }) => name !== null)];
  const given = ordered.map(({ name, value }, at): Written => {
    const code = reader.status(value);
    return { ...written[at], ...(name === null ? {} : { name }), ...(isRedirectStatus(code) ? { status: { code, span: spanOf(value), edits: reader.edits(value) } } : {}) };
  });
  const list = call.childForFieldName('arguments');
  if (list?.firstChild?.type !== '(') return { given };
  const last = partsOf(list).at(-1);
  const naming = passing.naming === undefined ? {} : { naming: passing.naming };
  const at = last?.endIndex ?? list.startIndex + 1;
  return { given, room: { span: { start: at, end: at }, lead: last ? ', ' : '', ...naming } };
}

/** A status that the callers of a function around it give, with what it is where they do not. */
export function statusGiven<File>(passing: Passing<File> | undefined, file: File, node: Node | null, reader: CallReader): { from: StatusParameter; code: number | null; edits: readonly StatusEdit[] } | null {
  const parameter = node ? passing?.parameterAt(file, node) ?? null : null;
  if (!parameter) return null;
  const { of, index, name, otherwise } = parameter;
  const code = otherwise ? reader.status(otherwise) : null;
  return { from: { handler: idOf(of), parameter: index, name }, code, edits: otherwise && code !== null ? reader.edits(otherwise) : [] };
}
