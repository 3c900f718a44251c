import type { LanguageAdapter } from '../syntax/adapter.ts';
import { hasActed } from './php/acted.ts';
import { callsOf, callsOut } from './php/calls.ts';
import { expectedBy } from './php/expected.ts';
import { PhpFile } from './php/file.ts';
import type { PhpFramework } from './php/framework.ts';
import { guardsAt } from './php/guards.ts';
import { exportsOf, handlersAround, handlersIn, isScript, lineagesOf } from './php/handlers.ts';
import { callReader } from './php/helper-calls.ts';
import { markupOf } from './php/markup.ts';
import { passing } from './php/passing.ts';
import { givenIn, requirementsAt } from './php/requirements.ts';
import { languageAdapter } from './shared/assemble.ts';
import { submissionsIn } from '../syntax/submissions.ts';

/** What a script with a form holds, in the markup or in a string. */
const FORMS = [/[mM](?:ethod|ETHOD)=(?:\\?["'])?(?:post|POST|Post)/, /hx-(?:post|put|patch|delete)/];

/** PHP: names are global, so handlers are addressed without a module: `App\Http\Controllers\LoginController#store`. */
export function php(known: readonly PhpFramework[]): LanguageAdapter {
  return languageAdapter({
    name: 'php',
    languageIds: ['php'],
    extensions: ['.php', '.phtml', '.inc'],
    async open({ path, text }, parse) {
      const file = new PhpFile(path, text, (await parse('php')).rootNode);
      for (const framework of known) if (framework.halting && framework.applies(file)) for (const name of framework.halting) file.halting.add(name);
      return file;
    },
    guardsAt, handlersAround, callsOf, callsOut, callReader, passing, givenIn, requirementsAt, hasActed, lineagesOf, isScript,
    submissions: { triggers: FORMS, in: text => FORMS.some(form => form.test(text)) ? submissionsIn(text, markupOf(text)) : [] },
    handlersIn: (file, node) => handlersIn(file, node),
    exportsOf: (file, node) => exportsOf(file, node),
    conventionOf: (file, node) => expectedBy(file, node),
  }, known);
}
