import type { Node } from 'web-tree-sitter';
import { statusEdit } from '../languages/ruby/edits.ts';
import { argumentsOf, hasSplat, positionalsOf, type RbFile, receiverOf } from '../languages/ruby/file.ts';
import type { RbFramework } from '../languages/ruby/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { VERBS, verbBlocks } from '../languages/ruby/routes.ts';
import { statusValue, targetOf } from '../languages/ruby/values.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { insertion } from '../languages/shared/text-edits.ts';

export const roda: RbFramework = {
  name: 'roda',
  docs: {
    title: 'Roda',
    url: 'https://roda.jeremyevans.net/rdoc/classes/Roda/RodaPlugins/Base/RequestMethods.html',
    recognised: ['`r.redirect` in a file that names Roda'],
    constructs: [
      { code: "r.redirect '/x'", status: '302; with `plugin :status_303`, 303 where HTTP/1.1 brings a request other than GET', proved: 'documented', source: 'https://roda.jeremyevans.net/rdoc/classes/Roda/RodaPlugins/Status303.html' },
      { code: "r.redirect '/x', 303", status: 'as written', proved: 'documented', source: 'https://roda.jeremyevans.net/rdoc/classes/Roda/RodaPlugins/Base/RequestMethods.html' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['`r.post do`, `r.get do` and the verbs of the plugin `all_verbs` limit what stands in their blocks.'],
  },
  triggers: ['redirect'],
  applies: file => /\bRoda\b/.test(file.text),
  redirects: file => file.callsOf('redirect').flatMap(call => redirectOf(file, call)),
  bindings: file => verbBlocks(file, VERBS, receiver => receiver !== null && /^(?:r|req|request)$/.test(receiver.text)),
};

function redirectOf(file: RbFile, call: Node): RedirectAt[] {
  const receiver = receiverOf(call);
  if (!receiver || !/^(?:r|req|request)$/.test(receiver.text) || hasSplat(call)) return [];
  const [target, written] = positionalsOf(call);
  const common = { node: call, target: targetOf(file, target ?? null) };
  if (written) {
    const code = statusValue(file, written);
    return [{ ...common, statusNode: written, status: { code, origin: 'explicit' }, edits: code === null ? [] : editsBy(status => statusEdit(written, status)) }];
  }
  const chosen = /\bplugin[ (]+:status_303\b/.test(file.text);
  const last = argumentsOf(call).at(-1);
  const edits = !chosen && last ? editsBy(status => [insertion(last.endIndex, `, ${status}`)]) : [];
  return [{ ...common, statusNode: null, status: { code: chosen ? null : 302, origin: 'default' }, edits }];
}
