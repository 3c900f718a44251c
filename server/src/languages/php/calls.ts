import type { Node } from 'web-tree-sitter';
import { ancestorsOf, nodesAt, partsOf, sameNode } from '../../syntax/nodes.ts';
import type { CallOut } from '../shared/assemble.ts';
import type { PhpFile } from './file.ts';
import { methodName, nameByObject, nameSwitched } from './handlers.ts';
import { argumentsOf, calleeName, classAround, isMethodCall, isNamed, methodsOf, nameOf, receiverOf, unwrap } from './syntax.ts';

/** Calls, in this file, of a function or method around a redirect: `$this->backToCart()` in an action brings that action's methods along. */
export function callsOf(file: PhpFile, fn: Node): Node[] {
  if (!isNamed(fn)) return [];
  const owner = fn.type === 'method_declaration' ? classAround(fn) : null;
  return file.callsOf(nameOf(fn)).filter(call => {
    const receiver = receiverOf(call);
    if (!owner) return receiver === null && call.type === 'function_call_expression';
    if (!receiver) return false;
    const around = classAround(call);
    if (receiver.text === '$this' || receiver.type === 'relative_scope') return around !== null && (sameNode(around, owner) || sameNode(file.methodOf(around, nameOf(fn)), fn));
    return call.type === 'scoped_call_expression' && file.classNamed(receiver) === file.fullName(owner);
  });
}

/** What functions are called that redirect for their callers. */
const REDIRECTS = /redirect|go_?to|reload|bounce/i;

/**
 * Calls whose function stands in another file: methods of `$this` that the class does not have itself, so that its base or a trait has them,
 * and functions and static methods that are named as if they redirected.
 */
export function callsOut(file: PhpFile): CallOut[] {
  return [...ofBases(file), ...named(file), ...ofObjects(file), ...switched(file)];
}

/** Calls that say by a literal `true` that the function shall redirect: `Http::forward('/x', true)`. */
function switched(file: PhpFile): CallOut[] {
  return [...nodesAt(file.root, file.text, /(?=true\b)(?<=,\s*)true(?=\s*[,)])/gi)].flatMap(({ node }): CallOut[] => {
    const call = [...ancestorsOf(node)].find(each => each.type === 'function_call_expression' || each.type === 'scoped_call_expression');
    const name = call ? calleeName(call) : null;
    const position = call ? argumentsOf(call).findIndex(({ value }) => value.startIndex === node.startIndex) : -1;
    if (!call || name === null || position < 0 || REDIRECTS.test(name) || !isAnswered(call)) return [];
    const receiver = receiverOf(call);
    const full = receiver ? methodName(file.classNamed(receiver), name) : file.imports.get(`${name.toLowerCase()}()`) ?? name;
    return [{ call, callees: [{ module: null, name: nameSwitched(full, position) }], answers: true }];
  });
}

/** Packages whose objects redirect for no one. */
const PACKAGES = /^(?:Illuminate|Symfony|Doctrine|Psr|Laravel|Twig|Monolog|Carbon|GuzzleHttp)\\/;

/**
 * Methods of other files' objects that say they redirect: `$this->response->redirect('/x')`, where the object's type or, without one, its name says
 * which class that is; and those whose answer is returned, of objects with a type.
 */
function ofObjects(file: PhpFile): CallOut[] {
  const names = new Set([...file.text.matchAll(/(?<=->)(\w*redirect\w*)(?=\s*\()|(?<=\breturn\s+\$(?:this->)?\w+->)(\w+)(?=\s*\()/gi)].map(match => match[1] ?? match[2] as string));
  return names.size === 0 ? [] : file.callsOf(...names).flatMap((call): CallOut[] => {
    const name = calleeName(call);
    const receiver = receiverOf(call);
    const object = receiver && receiver.text !== '$this' ? /(?:\$|->)(?:get)?(\w+)(?:\(\))?$/i.exec(receiver.text)?.[1] : undefined;
    if (name === null || object === undefined || !isMethodCall(call) || !isAnswered(call)) return [];
    const type = file.typeOf(object);
    const says = REDIRECTS.test(name);
    if (!says && (type === null || PACKAGES.test(type))) return [];
    return [{ call, callees: [{ module: null, name: type === null ? nameByObject(object, name) : methodName(type, name) }], answers: says }];
  });
}

function ofBases(file: PhpFile): CallOut[] {
  return file.classes.flatMap(definition => {
    const above = file.namesAbove(definition);
    if (above.length === 0) return [];
    return methodsOf(definition).flatMap(method => method.descendantsOfType(['member_call_expression', 'scoped_call_expression']).flatMap((call): CallOut[] => {
      const receiver = call ? receiverOf(call) : null;
      const name = call ? calleeName(call) : null;
      if (!call || name === null || !receiver || !(receiver.text === '$this' || receiver.type === 'relative_scope') || !isAnswered(call)) return [];
      if (file.methodOf(definition, name)) return [];
      return [{ call, callees: above.map(owner => ({ module: null, name: methodName(owner, name) })), answers: REDIRECTS.test(name) }];
    }));
  });
}

function named(file: PhpFile): CallOut[] {
  const names = new Set([...file.text.matchAll(/(?<![\w$>])(\w+)(?=\s*\()/g)].map(match => match[1] as string).filter(name => REDIRECTS.test(name)));
  if (names.size === 0) return [];
  return file.callsOf(...names).flatMap((call): CallOut[] => {
    const name = calleeName(call);
    const receiver = receiverOf(call);
    if (name === null || isMethodCall(call) || !isAnswered(call)) return [];
    if (!receiver) {
      if (file.functions.has(name.toLowerCase())) return [];
      const written = call.childForFieldName('function')?.text ?? name;
      const imported = file.imports.get(`${name.toLowerCase()}()`);
      const full = imported ?? (written.startsWith('\\') ? written.slice(1) : name);
      return [{ call, callees: [{ module: null, name: full }], answers: true }];
    }
    const owner = receiver.type === 'relative_scope' ? '' : file.classNamed(receiver);
    return owner === '' || file.classes.some(each => file.fullName(each) === owner) ? [] : [{ call, callees: [{ module: null, name: methodName(owner, name) }], answers: true }];
  });
}

const PASSED_THROUGH = new Set(['parenthesized_expression', 'conditional_expression', 'error_suppression_expression', 'match_conditional_expression']);

/** Whether a call stands as a statement or is what a function returns. */
function isAnswered(call: Node): boolean {
  let value = call;
  while (value.parent && PASSED_THROUGH.has(value.parent.type)) value = value.parent;
  const holder = value.parent;
  if (holder?.type === 'arrow_function' || holder?.type === 'return_statement' || holder?.type === 'expression_statement' || holder?.type === 'exit_statement') return true;
  return holder?.type === 'binary_expression' && /^(?:and|or|&&|\|\|)$/i.test(holder.childForFieldName('operator')?.text ?? '') && sameNode(unwrap(partsOf(holder).at(-1) as Node), call);
}
