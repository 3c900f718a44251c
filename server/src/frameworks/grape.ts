import type { Node } from 'web-tree-sitter';
import { argumentsOf, keywordOf, positionalsOf, type RbFile, receiverOf } from '../languages/ruby/file.ts';
import type { RbFramework } from '../languages/ruby/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { methodsListed, VERBS, verbBlocks } from '../languages/ruby/routes.ts';
import { targetOf } from '../languages/ruby/values.ts';
import { insertion } from '../languages/shared/text-edits.ts';
import type { StatusEdit } from '../model/facts.ts';
import { ANY } from '../model/methods.ts';
import { partsOf } from '../syntax/nodes.ts';

export const grape: RbFramework = {
  name: 'grape',
  docs: {
    title: 'Grape',
    url: 'https://github.com/ruby-grape/grape#redirecting',
    recognised: ['`redirect` in a file that names Grape'],
    constructs: [
      { code: "redirect '/x'", status: '303 where HTTP/1.1 brings a request other than GET, else 302', proved: 'measured', source: 'Grape 1.6.2' },
      { code: "redirect '/x', permanent: true", status: '301', proved: 'measured' },
      { code: "redirect '/x'; status 307", status: 'as written behind the call; before it, it is not used', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['Without `permanent: true`, Grape chooses 303 by itself for HTTP/1.1; such calls are left alone.'],
  },
  triggers: ['redirect'],
  halting: ['error!'],
  applies: file => /\bGrape\b/.test(file.text),
  redirects: file => file.callsOf('redirect').flatMap(call => redirectOf(file, call)),
  bindings: file => [
    ...verbBlocks(file, { ...VERBS, before: ANY, after: ANY, after_validation: ANY }),
    ...verbBlocks(file, { route: null }, receiver => receiver === null, call => methodsListed(positionalsOf(call)[0] ?? null)),
  ],
};

function redirectOf(file: RbFile, call: Node): RedirectAt[] {
  if (call.type !== 'call' || receiverOf(call) || argumentsOf(call).length === 0) return [];
  const permanent = keywordOf(call, 'permanent');
  const common = { node: call, target: targetOf(file, positionalsOf(call)[0] ?? null) };
  const later = statusLater(call);
  if (later) return [{ ...common, statusNode: later, status: { code: Number(later.text), origin: 'explicit' }, edits: [] }];
  if (permanent?.type !== 'true') return [{ ...common, statusNode: permanent, status: { code: null, origin: 'default' }, edits: [] }];
  return [{ ...common, statusNode: permanent, status: { code: 301, origin: 'explicit' }, edits: statusBehind(file, call) }];
}

/** `status 307` behind the redirect in the same block. */
function statusLater(call: Node): Node | null {
  for (const later of partsOf(call.parent ?? call).filter(part => part.startIndex > call.endIndex)) {
    const [value] = later.type === 'call' && later.childForFieldName('method')?.text === 'status' ? argumentsOf(later) : [];
    if (value?.type === 'integer') return value;
  }
  return null;
}

/** A line of its own behind a redirect that is a statement of a block: the only way to another status. */
function statusBehind(file: RbFile, call: Node): StatusEdit[] {
  if (!['body_statement', 'block_body', 'then', 'else'].includes(call.parent?.type ?? '')) return [];
  const lineStart = file.text.lastIndexOf('\n', call.startIndex - 1) + 1;
  const lead = file.text.slice(lineStart, call.startIndex);
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
  const joint = /^\s*$/.test(lead) ? `${newline}${lead}` : '; ';
  return [303, 308].map(status => ({ status, onlyStatus: true, edits: [insertion(call.endIndex, `${joint}status ${status}`)] }));
}
