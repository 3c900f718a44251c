import type { FormatAdapter } from '../syntax/adapter.ts';
import { FOLLOWED } from './shared/statuses.ts';
import { redirectsIn } from './vcl/redirects.ts';

const SYNTH = 'https://varnish-cache.org/docs/7.1/users-guide/vcl-built-in-subs.html#vcl-synth';

/** Varnish's configuration language, versions 3 and 4. */
export const vcl: FormatAdapter = {
  name: 'vcl',
  docs: {
    title: 'Varnish VCL',
    url: SYNTH,
    recognised: ['`*.vcl`', 'templates of it: `.vcl.j2`, `.vcl.erb`'],
    constructs: [
      { code: 'return (synth(302, "/new"));', status: 'as written (the last three digits), where `vcl_synth` sets a Location', proved: 'measured', source: SYNTH },
      { code: 'set resp.status = 302;', status: 'as written, beside a Location', proved: 'measured', source: SYNTH },
      { code: 'return (synth(750, "/new"));', status: 'what `vcl_synth` sets for 750', proved: 'measured', source: SYNTH },
      { code: 'error 302 "/new";', status: 'as written (VCL 3)', proved: 'documented', source: 'https://varnish-cache.org/docs/4.0/whats-new/upgrading.html' },
    ],
    unwritten: 'as written',
    sendable: FOLLOWED,
    notes: [
      'Methods are limited by `req.method` (`req.request` in VCL 3) in `if`, `elseif`, `else`, and by what returned before, also through `call`.',
      'Where `vcl_synth` sets the Location for the old code only, a fix adds the new code there.',
    ],
  },
  languageIds: ['vcl'],
  files: ['**/*.vcl', '**/*.vcl.*'],
  triggers: ['synth', 'error', '.status'],
  facts: ({ text }) => ({ redirects: redirectsIn(text) }),
};
