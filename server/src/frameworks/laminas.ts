import type { PhpFramework } from '../languages/php/framework.ts';
import { type RedirectCall, redirectAt } from '../languages/php/redirects.ts';
import { calleeName, receiverOf } from '../languages/php/syntax.ts';

const chained = (target?: RedirectCall['target']): RedirectCall => ({ chain: 'setStatusCode', defaults: { code: 302, origin: 'default' }, ...(target ? { target } : {}) });
/** Methods of the controller plugin Laminas\Mvc\Controller\Plugin\Redirect. */
const PLUGIN: Readonly<Record<string, RedirectCall>> = { toRoute: chained('route'), toUrl: chained(), refresh: chained('unknown') };

export const laminas: PhpFramework = {
  name: 'laminas',
  docs: {
    title: 'Laminas MVC',
    url: 'https://docs.laminas.dev/laminas-mvc/plugins/#redirect-plugin',
    recognised: ['`$this->redirect()->toRoute()`, `toUrl()` and `refresh()`'],
    constructs: [
      { code: "$this->redirect()->toRoute('x')", status: '302', proved: 'documented', source: 'laminas/laminas-mvc, src/Controller/Plugin/Redirect.php' },
      { code: "$this->redirect()->toUrl('/x')->setStatusCode(303)", status: 'as written', proved: 'documented', source: 'laminas/laminas-http, src/Response.php' },
    ],
    sendable: [301, 302, 303, 307, 308],
  },
  triggers: ['redirect'],
  applies: file => /\b(?:Laminas|Zend)\\/.test(file.text) || /->redirect\(\)\s*->\s*toRoute\(/.test(file.text),
  redirects: file => file.callsOf(...Object.keys(PLUGIN)).flatMap(call => {
    const spec = PLUGIN[calleeName(call) ?? ''];
    const owner = receiverOf(call);
    return spec && owner && /^\$this->redirect\(\)$/.test(owner.text.replace(/\s/g, '')) ? [redirectAt(file, call, spec)] : [];
  }),
  bindings: () => [],
};
