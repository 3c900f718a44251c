import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../../src/model/methods.ts';
import { lint } from '../check.ts';

/** The methods that reach the redirect, which stands where `HERE` does in a handler that any method can reach. */
async function methodsAt(body: string): Promise<string> {
  const text = `use actix_web::HttpResponse;\nasync fn handler(req: HttpRequest, given: Method, other: String) -> HttpResponse {\n${body.replace('HERE', 'HttpResponse::Found().insert_header((LOCATION, "/x")).finish()')}\n}\n`;
  const [site] = (await lint(new Map([['src/main.rs', text]]))).get('src/main.rs')?.sites ?? [];
  return site ? namesOf(site.methods).join(' ') : 'no redirect';
}

const ALL_BUT_POST = 'GET HEAD PUT PATCH DELETE OPTIONS';
const CASES: readonly (readonly [string, string])[] = [
  ['HERE', 'ANY'],
  ['if req.method() == Method::POST { HERE } else { ok() }', 'POST'],
  ['if *req.method() == http::Method::POST { ok() } else { HERE }', ALL_BUT_POST],
  ['if req.method() != &Method::POST { return ok(); } HERE', 'POST'],
  ['if req.method() == Method::GET || req.method() == Method::HEAD { return ok(); }\nHERE', 'POST PUT PATCH DELETE OPTIONS'],
  ['if req.method() == Method::POST && other.is_empty() { return HERE; } ok()', 'POST'],
  ['if !(req.method() == Method::POST) { panic!("no") } HERE', 'POST'],
  ['let method = req.method(); if method == "PUT" { return HERE; } ok()', 'PUT'],
  ['if given == Method::DELETE { return HERE; } ok()', 'DELETE'],
  ['if matches!(*req.method(), Method::PUT | Method::PATCH) { return HERE; } ok()', 'PUT PATCH'],
  ['if [Method::PUT, Method::DELETE].contains(req.method()) { return HERE; } ok()', 'PUT DELETE'],
  ['match *req.method() { Method::POST => HERE, _ => ok() }', 'POST'],
  ['match req.method() { &Method::GET | &Method::HEAD => ok(), _ => HERE }', 'POST PUT PATCH DELETE OPTIONS'],
  ['match req.method().as_str() { "POST" if other.is_empty() => ok(), "POST" => HERE, _ => ok() }', 'POST'],
  ['match (req.method(), req.uri().path()) { (&Method::POST, "/x") => HERE, _ => ok() }', 'POST'],
  ['match (req.method(), req.path()) { (&Method::POST, "/x") => ok(), _ => HERE }', 'ANY'],
  ['match (req.method(), req.path()) { (&Method::POST, _) => ok(), _ => HERE }', ALL_BUT_POST],
  ['if let Some(x) = y { return ok(); } else if req.method() == Method::POST { return HERE; } ok()', 'POST'],
  // Other things than the request's method.
  ['if other == "POST" { HERE } else { ok() }', 'ANY'],
  ['if req.path() == "POST" { HERE } else { ok() }', 'ANY'],
  ['match other.as_str() { "POST" => HERE, _ => ok() }', 'ANY'],
  ['if req.method() == Method::POST && other.is_empty() { return ok(); } HERE', 'ANY'],
];

describe('Rust guards', () => {
  for (const [body, expected] of CASES) it(body, async () => assert.equal(await methodsAt(body), expected));
});
