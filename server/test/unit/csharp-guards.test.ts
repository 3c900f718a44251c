import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../../src/model/methods.ts';
import { lint } from '../check.ts';

/** The methods that reach the redirect, which stands where `HERE` does in a handler that any method can reach. */
async function methodsAt(body: string): Promise<string> {
  const text = `class Middleware\n{\n  const string Post = "POST";\n  void Run(HttpContext context, string other)\n  {\n${body.replace('HERE', 'context.Response.Redirect("/x");')}\n  }\n}\n`;
  const [site] = (await lint(new Map([['Middleware.cs', text]]))).get('Middleware.cs')?.sites ?? [];
  return site ? namesOf(site.methods).join(' ') : 'no redirect';
}

const ALL_BUT_POST = 'GET HEAD PUT PATCH DELETE OPTIONS';
const CASES: readonly (readonly [string, string])[] = [
  ['HERE', 'ANY'],
  ['if (context.Request.Method == "POST") HERE', 'POST'],
  ['if ("post" == context.Request.Method) { HERE }', 'POST'],
  ['if (context.Request.Method == Post) HERE', 'POST'],
  ['if (context.Request.Method != HttpMethods.Post) return; HERE', 'POST'],
  ['if (context.Request.Method == HttpMethod.Put.Method) HERE', 'PUT'],
  ['if (context.Request.Method == HttpMethod.Put.ToString()) HERE', 'PUT'],
  ['var method = context.Request.Method; if (method.Equals("PATCH", StringComparison.OrdinalIgnoreCase)) HERE', 'PATCH'],
  ['if (!HttpMethods.IsPost(context.Request.Method)) { throw new X(); } HERE', 'POST'],
  ['if (context.Request.Method is "PUT" or "PATCH") HERE', 'PUT PATCH'],
  ['if (context.Request.Method is not ("GET" or "HEAD")) HERE', 'POST PUT PATCH DELETE OPTIONS'],
  ['if (context.Request.Method == "POST" && other == "x") HERE', 'POST'],
  ['if (context.Request.Method == "POST" || other == "x") HERE', 'ANY'],
  ['if (context.Request.Method == "POST") { } else HERE', ALL_BUT_POST],
  ['if (context.Request.Method == "POST" && other == "x") return; HERE', 'ANY'],
  ['if (new[] { "PUT", "DELETE" }.Contains(context.Request.Method)) HERE', 'PUT DELETE'],
  ['if (HttpMethods.IsPost(context.Request.Method) == false) HERE', ALL_BUT_POST],
  ['switch (context.Request.Method) { case "GET": break; case "POST": case "PUT": HERE break; default: break; }', 'POST PUT'],
  ['switch (context.Request.Method) { case "POST": break; default: HERE break; }', ALL_BUT_POST],
  ['switch (context.Request.Method) { case "POST" when other == "x": break; default: HERE break; }', 'ANY'],
  ['try { if (context.Request.Method != "POST") return; } finally { } HERE', 'ANY'],
  ['if (context.Request.Method == "GET") { return; } else { throw new X(); } HERE', 'ANY'],
  ['if (context.Request.Method == "POST") other.Each(context => { HERE });', 'ANY'],
  // Other things than the request's method.
  ['if (other == "POST") HERE', 'ANY'],
  ['if (order.Method == "POST") HERE', 'ANY'],
  ['if (context.Request.Method == other) HERE', 'ANY'],
  ['if (context.Request.Path == "POST") HERE', 'ANY'],
];

describe('C# guards', () => {
  for (const [body, expected] of CASES) it(body, async () => assert.equal(await methodsAt(body), expected));
});
