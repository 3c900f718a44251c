import { enclosing, nodesAt } from '../syntax/nodes.ts';
import type { JsFile } from '../languages/javascript/file.ts';
import type { JsFramework } from '../languages/javascript/framework.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import { locationIn, NAMES_LOCATION } from '../languages/javascript/location-header.ts';
import { propertyOf } from '../languages/javascript/objects.ts';
import { inObject } from '../languages/javascript/status-argument.ts';
import { targetOf } from '../languages/javascript/values.ts';
import { isRedirectStatus } from '../model/facts.ts';

export const lambda: JsFramework = {
  name: 'lambda',
  docs: {
    title: 'AWS Lambda and Netlify Functions',
    url: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html',
    recognised: ['objects `{ statusCode, headers: { Location } }`'],
    constructs: [
      { code: "return { statusCode: 302, headers: { Location: '/x' } }", status: 'as written', proved: 'documented', source: 'API Gateway, output format of a Lambda function for proxy integration' },
    ],
    sendable: [301, 302, 303, 307, 308],
    methods: ['Methods come from conditions on `event.httpMethod` or `event.requestContext.http.method` alone.'],
    example: {
      file: 'handler.js',
      text: [
        'exports.handler = async event => {',
        "  if (event.httpMethod === 'POST') return { statusCode: 302, headers: { Location: '/account' } };",
        '  return { statusCode: 200 };',
        '};',
        '',
      ].join('\n'),
    },
  },
  triggers: [NAMES_LOCATION],
  applies: file => file.text.includes('statusCode') && file.text.has(/\blocation\b/i),
  redirects: file => [...nodesAt(file.root, file.text, /(?<![\w$.])statusCode(?=\s*[:,}])/g)].flatMap(({ node }) => answered(file, enclosing(node, 'object'))),
  bindings: () => [],
};

function answered(file: JsFile, object: ReturnType<typeof enclosing>): RedirectAt[] {
  const location = object ? locationIn(file, propertyOf(object, 'headers') ?? propertyOf(object, 'multiValueHeaders')) : null;
  const stated = object && location ? inObject(file, object, 'statusCode', null) : null;
  // A computed status beside a Location may be 201 as well as 302.
  if (!object || !stated || !isRedirectStatus(stated.status.code)) return [];
  return [{ node: object, ...stated, target: targetOf(file, location) }];
}
