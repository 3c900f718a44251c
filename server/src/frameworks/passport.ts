import type { Node } from 'web-tree-sitter';
import { exportsOf } from '../languages/javascript/exported-names.ts';
import { argumentsOf, type JsFile } from '../languages/javascript/file.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import { keyOf } from '../languages/javascript/objects.ts';
import { isMade } from '../languages/javascript/requirements.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { targetOf } from '../languages/javascript/values.ts';
import { partsOf } from '../syntax/nodes.ts';
import { NAMES_REDIRECT } from '../languages/javascript/words.ts';
import { type Phrase, phrase } from '../model/phrase.ts';

const OPTIONS = ['successRedirect', 'failureRedirect', 'successReturnToOrRedirect'];

export const passport: JsFramework = {
  name: 'passport',
  docs: {
    title: 'Passport and remix-auth',
    url: 'https://www.passportjs.org',
    recognised: ['`passport.authenticate(strategy, { successRedirect, failureRedirect, successReturnToOrRedirect })`'],
    constructs: [
      { code: "passport.authenticate('local', { failureRedirect: '/login' })", status: '302', proved: 'measured', source: 'passport 0.7 lib/middleware/authenticate.js: res.redirect(url)' },
      { code: "authenticator.authenticate('form', request, { failureRedirect: '/login' })", status: '302', proved: 'documented', source: 'remix-auth 3.6 build/strategy.js: throw redirect(url)' },
    ],
    sendable: [302],
    notes: ['remix-auth up to version 3, `authenticator.authenticate(strategy, request, { successRedirect })`, throws a `redirect(url)` of Remix, 302 as well.', 'Passport redirects with `res.redirect(url)` and has no option for the status.'],
    measuredWith: [{ server: 'passport', version: 'Passport 0.7.0' }],
    methods: ['It is reached by the methods of the route that it is a handler of, also where that stands in another file: `exports.login = passport.authenticate(…)`.'],
    example: {
      file: 'app.js',
      text: [
        "const passport = require('passport');",
        "const router = require('express').Router();",
        '',
        "router.post('/login', passport.authenticate('local', { successRedirect: '/', failureRedirect: '/login' }));",
        '',
      ].join('\n'),
    },
  },
  triggers: [NAMES_REDIRECT],
  applies: file => file.text.includes('authenticate'),
  redirects: file => file.callsOf('authenticate').flatMap(call => {
    const options = argumentsOf(call).map(argument => file.follow(argument)).find(argument => argument.type === 'object');
    const inside = isMade(call) && exportsOf(file, call).length > 0 ? { inside: call } : {};
    return options ? partsOf(options).flatMap(pair => redirectOf(file, pair, insteadOf(call))).map(at => ({ ...at, ...inside })) : [];
  }),
  bindings: () => [],
};

/** What to do instead; remix-auth 3 and older hand the request in, as the second argument. */
function insteadOf(call: Node): Phrase {
  const [, second, third] = argumentsOf(call);
  return second && third && second.type !== 'object' && third.type === 'object'
    ? phrase('remix-auth sends 302 and has no option for it: leave this option out, use what authenticate() gives, and return redirect(url, 303).')
    : phrase('Passport sends 302 and has no option for it: leave this option out and call res.redirect(303, …) in the handler behind it.');
}

function redirectOf(file: JsFile, pair: Node, instead: Phrase): RedirectAt[] {
  const value = pair.type === 'shorthand_property_identifier' ? pair : pair.childForFieldName('value');
  if (!value || !OPTIONS.includes(keyOf(pair) ?? '')) return [];
  return [{
    node: pair, statusNode: null, status: { code: 302, origin: 'default' }, target: targetOf(file, value), edits: [], sendable: [302], instead,
  }];
}
