import type { Node } from 'web-tree-sitter';
import { addKeyword, removeArgument, statusEdits } from '../languages/python/edits.ts';
import { argumentsOf, basesOf, keywordOf, lastName, nameOf, positionalsOf, type PyFile } from '../languages/python/file.ts';
import type { PyFramework } from '../languages/python/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { callsOnSelf } from '../languages/python/redirects.ts';
import { hasBase, throughBase, verbMethods, VERBS } from '../languages/python/routes.ts';
import { booleanValue, statusValue, targetOf } from '../languages/python/values.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { replacement } from '../languages/shared/text-edits.ts';
import type { Status } from '../model/facts.ts';
import { methods } from '../model/methods.ts';
import { ancestorsOf, partsOf, spanOf } from '../syntax/nodes.ts';

const HANDLERS = /^tornado\.(?:web\.|websocket\.)/;
/** Tornado answers HEAD by its own method, not by `get`. */
const TORNADO_VERBS = { ...VERBS, get: methods('GET') };

export const tornado: PyFramework = {
  name: 'tornado',
  docs: {
    title: 'Tornado',
    url: 'https://www.tornadoweb.org',
    recognised: ['`self.redirect(…)` in a class that is or is named a `RequestHandler`'],
    constructs: [
      { code: "self.redirect('/x')", status: '302', proved: 'measured', source: 'Tornado 6.2 and 6.5.10' },
      { code: "self.redirect('/x', permanent=True)", status: '301', proved: 'measured' },
      { code: "self.redirect('/x', status=303)", status: 'as written', proved: 'measured' },
      { code: "self.redirect('/x', 303)", status: '301: the second argument is `permanent`', proved: 'measured' },
      { code: "self.set_status(303); self.redirect('/x')", status: '302: the 303 is not used', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Methods are those of the handler’s class: `def post(self)`; all of them go through its `prepare`, or that of a base class.'],
    measuredWith: [{ server: 'tornado', version: 'Tornado 6.2' }],
    example: {
      file: 'app.py',
      text: [
        'from tornado.web import RequestHandler',
        '',
        '',
        'class LoginHandler(RequestHandler):',
        '    def post(self):',
        "        self.redirect('/account')",
        '',
      ].join('\n'),
    },
  },
  triggers: ['.redirect(', /class\s+\w+\([\w., ]*Handler\b/],
  // webapp2 has handlers of the same names with another signature.
  applies: file => !file.imports('webapp2', 'google.appengine') && (file.imports('tornado') || file.text.has(/class\s+\w+\(\s*[\w.]*Handler\b/)),
  redirects: file => callsOnSelf(file, 'redirect').filter(call => isInHandler(file, call)).flatMap(call => redirectOf(file, call)),
  bindings: file => verbMethods(file, HANDLERS, TORNADO_VERBS, /Handler$/),
  // Tornado calls it before the method that answers.
  calls: file => file.classes.flatMap(handler => throughBase(file, handler, 'prepare')),
};

function isInHandler(file: PyFile, call: Node): boolean {
  const classNode = [...ancestorsOf(call)].find(parent => parent.type === 'class_definition');
  if (!classNode) return false;
  if (hasBase(file, classNode, HANDLERS)) return true;
  const named = [nameOf(classNode), ...basesOf(classNode).map(base => lastName(base) ?? '')].some(name => /Handler$/.test(name));
  return named && !hasBase(file, classNode, /^(?:http|socketserver|logging|urllib)\./);
}

/** `self.set_status(303)` before, in the same block: `redirect` sets its own. */
function statusBefore(call: Node): Node | null {
  const statement = [...ancestorsOf(call)].find(parent => parent.parent?.type === 'block');
  const before = partsOf(statement?.parent ?? call).filter(part => part.endIndex <= call.startIndex && part.type === 'expression_statement').map(part => part.firstNamedChild);
  const set = before.filter(each => each?.type === 'call' && each.childForFieldName('function')?.text === 'self.set_status').at(-1);
  return set ? positionalsOf(set)[0] ?? null : null;
}

function redirectOf(file: PyFile, call: Node): RedirectAt[] {
  const [url, second, third] = positionalsOf(call);
  const target = targetOf(file, url ?? keywordOf(call, 'url'));
  if (argumentsOf(call).length === 0) return [];
  const written = keywordOf(call, 'status') ?? third ?? null;
  if (written && written.type !== 'none') {
    const code = statusValue(file, written);
    return [{ node: call, statusNode: written, target, status: { code, origin: 'explicit' }, edits: code === null ? [] : editsBy(status => statusEdits(file, written, status)) }];
  }
  const permanent = keywordOf(call, 'permanent') ?? second ?? null;
  if (!permanent) {
    const unused = statusBefore(call);
    const other = statusValue(file, unused);
    const status: Status = other === null ? { code: 302, origin: 'default' } : { code: 302, origin: 'overridden', written: other };
    return [{ node: call, statusNode: other === null ? null : unused, target, status, edits: editsBy(code => addKeyword(call, `status=${code}`)) }];
  }
  const misplaced = statusValue(file, permanent);
  const lasting = misplaced !== null ? true : booleanValue(file, permanent);
  const argument = permanent.parent?.type === 'keyword_argument' ? permanent.parent : permanent;
  const edits = lasting === null ? [] : editsBy(status => argument.id === argumentsOf(call).at(-1)?.id
    ? [replacement(spanOf(argument), `status=${status}`)]
    : [removeArgument(call, argument), ...addKeyword(call, `status=${status}`) ?? []]);
  return [{
    node: call, statusNode: permanent, target, edits,
    status: misplaced !== null ? { code: 301, origin: 'overridden', written: misplaced } : { code: lasting === null ? null : lasting ? 301 : 302, origin: 'explicit' },
  }];
}
