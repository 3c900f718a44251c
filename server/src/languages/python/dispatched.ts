import type { Node } from 'web-tree-sitter';
import { nodesAt, partsOf } from '../../syntax/nodes.ts';
import type { CallOut } from '../shared/assemble.ts';
import { calleeName, type PyFile, receiverOf } from './file.ts';
import { handlersIn } from './handlers.ts';

/** A table by whose values functions are called. */
const TABLE = /\{\s*["'][\w-]+["']\s*:\s*[A-Za-z_][\w.]*\s*[,}]/;
/** An answer by a call of what a name stands for or holds: `return action(…)`, `return actions[name](…)`, `return actions.get(name)(…)`. */
const ANSWERED = /(?<=\breturn\s+)\w+(?=(?:\[[^\]\n]*\]|\.get\([^)\n]*\))?\()/g;

/** Answers by functions of a table, each of which may be the one: `actions = {'star': star}`, `return actions[request.form['action']](items)`. */
export function dispatched(file: PyFile): CallOut[] {
  if (!file.text.has(TABLE)) return [];
  return [...nodesAt(file.root, file.text, ANSWERED)].flatMap(({ node }): CallOut[] => {
    let call = node.parent;
    while (call && !(call.type === 'call' && call.parent?.type === 'return_statement')) call = call.type === 'return_statement' ? null : call.parent;
    const callee = call?.childForFieldName('function');
    const table = callee ? tableBehind(file, callee) : null;
    const callees = table ? partsOf(table).flatMap(pair => pair.childForFieldName('value') ?? []).flatMap(value => value.type === 'identifier' || value.type === 'attribute' ? handlersIn(file, value) : []) : [];
    return call && callees.length > 0 ? [{ call, callees: callees.map(({ ref }) => ref), answers: false }] : [];
  });
}

/** The table that an expression takes a value out of; null where it does none. */
function tableBehind(file: PyFile, expression: Node): Node | null {
  const taken = file.follow(expression);
  const owner = taken.type === 'subscript' ? taken.childForFieldName('value') : taken.type === 'call' && calleeName(taken) === 'get' ? receiverOf(taken) : null;
  const table = owner ? file.follow(owner) : null;
  return table?.type === 'dictionary' ? table : null;
}
