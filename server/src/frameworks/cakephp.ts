import type { PhpFramework } from '../languages/php/framework.ts';
import { type RedirectCall, redirectAt } from '../languages/php/redirects.ts';
import { baseOf, classAround, receiverOf } from '../languages/php/syntax.ts';

const REDIRECT: RedirectCall = { status: { name: 'status', position: 1 }, defaults: { code: 302, origin: 'default' } };

export const cakephp: PhpFramework = {
  name: 'cakephp',
  docs: {
    title: 'CakePHP',
    url: 'https://book.cakephp.org/5/en/controllers.html#redirecting-to-other-pages',
    recognised: ['`$this->redirect()` of classes that extend `AppController` or `Cake\\Controller\\Controller`', '`$controller->redirect()` and `$this->_controller->redirect()` of components and listeners'],
    constructs: [
      { code: "$this->redirect('/x')", status: '302', proved: 'documented', source: 'https://api.cakephp.org/5.0/class-Cake.Controller.Controller.html#redirect()' },
      { code: "$this->redirect('/x', 303)", status: 'as written', proved: 'documented', source: 'https://api.cakephp.org/5.0/class-Cake.Controller.Controller.html#redirect()' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['`$this->request->is(\'post\')` and `allowMethod([…])` are understood.'],
  },
  triggers: ['redirect'],
  applies: file => /\bextends\s+(?:\w+\\)*AppController\b|\bCake\\/.test(file.text),
  redirects: file => file.callsOf('redirect').filter(call => {
    const around = classAround(call);
    const base = around ? baseOf(around) : null;
    const receiver = receiverOf(call)?.text ?? '';
    // Components and listeners have the controller as a property, and get it of an event.
    if (/(?:\$|->_?|->get)controller(?:\(\))?$/i.test(receiver)) return true;
    return receiver === '$this' && base !== null && /(?:^|\\)AppController$|^Cake\\Controller\\/.test(file.classNamed(base));
  }).map(call => redirectAt(file, call, REDIRECT)),
  bindings: () => [],
};
