import type { Node } from 'web-tree-sitter';
import type { PhpFile } from '../languages/php/file.ts';
import type { PhpFramework } from '../languages/php/framework.ts';
import { type RedirectCall, redirectAt } from '../languages/php/redirects.ts';
import { methodsListed } from '../languages/php/routes.ts';
import { calleeName, classAround, elementsOf, methodsOf, nameOf, receiverOf, stringValue, valueAt } from '../languages/php/syntax.ts';
import type { BindingAt, RedirectAt } from '../languages/shared/framework.ts';
import type { Status } from '../model/facts.ts';
import { isAny } from '../model/methods.ts';
import { oneLine } from '../syntax/nodes.ts';

const FOUND: Status = { code: 302, origin: 'default' };
const chained = (target: 'back' | 'unknown'): RedirectCall => ({ chain: 'setStatusCode', defaults: FOUND, target });
/** Methods of yii\web\Controller. */
const OF_2: Readonly<Record<string, RedirectCall>> = {
  redirect: { status: { name: 'statusCode', position: 1 }, defaults: FOUND },
  goBack: chained('back'), goHome: chained('unknown'), refresh: chained('unknown'),
};
/** CController of Yii 1.1: `redirect($url, $terminate = true, $statusCode = 302)`. */
const OF_1: RedirectCall = { status: { name: 'statusCode', position: 2 }, fill: ['', 'true'], defaults: FOUND };

export const yii: PhpFramework = {
  name: 'yii',
  docs: {
    title: 'Yii',
    url: 'https://www.yiiframework.com/doc/api/2.0/yii-web-controller',
    recognised: ['`$this->redirect()`, `goBack()`, `goHome()` and `refresh()` of controllers in files that name Yii'],
    constructs: [
      { code: "$this->redirect(['x'])", status: '302', proved: 'documented', source: 'https://www.yiiframework.com/doc/api/2.0/yii-web-controller#redirect()-detail' },
      { code: "$this->redirect(['x'], 303)", status: 'as written', proved: 'documented', source: 'https://www.yiiframework.com/doc/api/2.0/yii-web-controller#redirect()-detail' },
      { code: '$this->goHome()', status: '302', proved: 'documented', source: 'https://www.yiiframework.com/doc/api/2.0/yii-web-controller#goHome()-detail' },
      { code: "$this->redirect(['x'], true, 303)", status: 'as written (Yii 1.1)', proved: 'documented', source: 'https://www.yiiframework.com/doc/api/1.1/CController#redirect-detail' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: ['Actions get their methods from `VerbFilter`; `$model->load(Yii::$app->request->post())` holds for posted forms alone.'],
  },
  triggers: ['redirect', 'goBack', 'goHome', 'refresh', 'VerbFilter'],
  applies: file => /\byii\\|\bYii::/.test(file.text),
  redirects: file => file.callsOf(...Object.keys(OF_2)).flatMap(call => redirectOf(file, call)),
  bindings: file => file.classes.flatMap(definition => filtered(file, definition)),
};

function redirectOf(file: PhpFile, call: Node): RedirectAt[] {
  const around = classAround(call);
  if (receiverOf(call)?.text !== '$this' || !around || !nameOf(around).endsWith('Controller') || file.methodOf(around, calleeName(call) ?? '')) return [];
  const isOld = /\bYii::app\(\)/.test(file.text) && !/\byii\\|\bYii::\$app/.test(file.text);
  const spec = isOld ? (calleeName(call) === 'redirect' ? OF_1 : undefined) : OF_2[calleeName(call) ?? ''];
  return spec ? [redirectAt(file, call, spec)] : [];
}

/** `'actions' => ['delete' => ['POST']]` of the VerbFilter in `behaviors()`. */
function filtered(file: PhpFile, definition: Node): BindingAt[] {
  const behaviors = methodsOf(definition).find(method => nameOf(method) === 'behaviors');
  if (!behaviors?.text.includes('VerbFilter')) return [];
  return behaviors.descendantsOfType('array_creation_expression').flatMap(array => {
    if (!array || !/VerbFilter/.test(valueAt(array, 'class')?.text ?? '')) return [];
    return (elementsOf(valueAt(array, 'actions')) ?? []).flatMap(({ key, value }): BindingAt[] => {
      const action = file.methodOf(definition, `action${camel(stringValue(key) ?? '')}`);
      const limits = methodsListed(file, value);
      return action && !isAny(limits) ? [{ handlers: [action], methods: limits, path: null, node: value, says: `VerbFilter: ${oneLine(key ?? value)} => ${oneLine(value)}` }] : [];
    });
  });
}

function camel(id: string): string {
  return id.split('-').map(part => part.slice(0, 1).toUpperCase() + part.slice(1)).join('');
}
