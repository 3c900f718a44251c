import type { Node } from 'web-tree-sitter';
import { addKeyword, statusEdit } from '../languages/ruby/edits.ts';
import {
  argumentsOf, blockOf, calleeName, classAround, fullName, hasSplat, keywordOf, nameOf, pairOf, positionalsOf, type RbFile, receiverOf, superclassOf, textOf,
} from '../languages/ruby/file.ts';
import type { RbFramework } from '../languages/ruby/framework.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import { methodsTested } from '../languages/ruby/guards.ts';
import { VERBS } from '../languages/ruby/routes.ts';
import { statusValue, targetOf } from '../languages/ruby/values.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { GET_AND_HEAD, type MethodSet, methods, namesOf } from '../model/methods.ts';
import { oneLine } from '../syntax/nodes.ts';

/** Names of the actions that `hanami generate` routes: https://guides.hanamirb.org, "Actions", and Hanami 1's `resources`. */
const ACTIONS: Readonly<Record<string, MethodSet>> = {
  Index: GET_AND_HEAD, Show: GET_AND_HEAD, New: GET_AND_HEAD, Edit: GET_AND_HEAD, Create: methods('POST'), Update: methods('PATCH'), Destroy: methods('DELETE'),
};
/** Methods in which an action answers: Hanami 2, Hanami 1. */
const ENTRIES = ['handle', 'call'];

export const hanami: RbFramework = {
  name: 'hanami',
  docs: {
    title: 'Hanami',
    url: 'https://guides.hanamirb.org',
    recognised: ['`response.redirect_to` and `redirect_to` in actions', '`Hanami::Routes`'],
    constructs: [
      { code: "response.redirect_to '/x'", status: '302', proved: 'documented', source: 'https://guides.hanamirb.org/v2.2/actions/control-flow/' },
      { code: "response.redirect_to '/x', status: 303", status: 'as written', proved: 'documented', source: 'https://guides.hanamirb.org/v2.2/actions/control-flow/' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['An action gets its methods from the routes (`post "/books", to: "books.create"`); without one, `Create`, `Update` and `Destroy` are taken to answer POST, PATCH and DELETE.'],
  },
  triggers: ['redirect_to', 'Hanami'],
  halting: ['halt', 'redirect_to'],
  // An action of Hanami 1 mixes in what its application is named after: `include Web::Action`.
  applies: file => /\bHanami\b|^[ \t]*include\s+(?:\w+::)+Action\b/m.test(file.text) || /^[ \t\uFEFF]*class\s+[\w:]+\s*<\s*(?:\w+::)*Action\b/m.test(file.text),
  redirects: file => file.callsOf('redirect_to').flatMap(call => redirectOf(file, call)),
  bindings: file => /\bRoutes\b|\.routes\b|\bconfigure\b|router/.test(file.text) ? routesOf(file) : [],
  convention: (file, method) => {
    const action = actionAround(method);
    const usual = action ? ACTIONS[nameOf(action).replace(/^.*::/, '')] : undefined;
    if (!action || !usual || methodsTested(file, method)) return null;
    return { methods: usual, says: `Hanami routes ${namesOf(usual).join(' and ')} to the action ${nameOf(action)}` };
  },
  exports: (_file, method) => {
    const action = actionAround(method);
    return action ? [keyOfAction(fullName(action))] : [];
  },
};

function actionAround(method: Node): Node | null {
  const definition = classAround(method);
  const isAction = definition?.type === 'class' && (/(?:^|::)Action$/.test(superclassOf(definition) ?? '') || /\b(?:Actions|Controllers)\b/.test(fullName(definition)));
  return isAction && ENTRIES.includes(nameOf(method)) ? definition : null;
}

/** `Bookshelf::Actions::Books::Create` is `books.create` for the routes. */
function keyOfAction(name: string): string {
  const own = name.replace(/^.*\b(?:Actions|Controllers)::/, '');
  return `hanami:${own.replaceAll('::', '.').replaceAll('_', '').toLowerCase()}`;
}

function redirectOf(file: RbFile, call: Node): RedirectAt[] {
  const receiver = receiverOf(call);
  if (call.type !== 'call' || argumentsOf(call).length === 0 || hasSplat(call)) return [];
  if (receiver && !/^(?:response|res|self)$/.test(receiver.text)) return [];
  const pair = pairOf(call, 'status');
  const value = keywordOf(call, 'status');
  const common = { node: call, target: targetOf(file, positionalsOf(call)[0] ?? null) };
  if (pair) {
    const code = value ? statusValue(file, value) : null;
    return [{ ...common, statusNode: value, status: { code, origin: 'explicit' }, edits: code === null || !value ? [] : editsBy(status => statusEdit(value, status)) }];
  }
  return [{ ...common, statusNode: null, status: { code: 302, origin: 'default' }, edits: editsBy(status => addKeyword(call, 'status', String(status))) }];
}

/** `post "/books", to: "books.create"`, Hanami 1's `to: 'books#create'`, in scopes and slices. */
function routesOf(file: RbFile): BindingAt[] {
  return file.callsOf(...Object.keys(VERBS)).filter(call => call.type === 'call' && !receiverOf(call) && !blockOf(call)).flatMap((call): BindingAt[] => {
    const to = textOf(keywordOf(call, 'to'));
    const verb = VERBS[calleeName(call) ?? ''];
    if (to === null || !verb) return [];
    return [{
      handlers: [{ module: null, name: `hanami:${to.replace('#', '.').replaceAll('/', '.').replaceAll('_', '').toLowerCase()}` }], methods: verb, path: textOf(positionalsOf(call)[0] ?? null),
      evidence: 'proven', node: call, says: `bound here: ${oneLine(call)}`,
    }];
  });
}
