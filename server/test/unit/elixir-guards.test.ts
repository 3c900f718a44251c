import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../../src/model/methods.ts';
import { lint } from '../check.ts';

/** The methods that reach the redirect, which stands where `HERE` does. */
async function methodsIn(functions: string): Promise<string> {
  const text = `defmodule Shop.Plug do\n  @writes ["POST", "PUT"]\n  @words ~w(PATCH DELETE)\n${functions.replace('HERE', 'redirect(conn, to: "/x")')}\nend\n`;
  const [site] = (await lint(new Map([['plug.ex', text]]))).get('plug.ex')?.sites ?? [];
  return site ? namesOf(site.methods).join(' ') : 'no redirect';
}

const ALL_BUT_POST = 'GET HEAD PUT PATCH DELETE OPTIONS';
const BODIES: readonly (readonly [string, string])[] = [
  ['HERE', 'ANY'],
  ['if conn.method == "POST", do: HERE', 'POST'],
  ['if conn.method == "POST" do HERE end', 'POST'],
  ['if conn.method == "POST" do conn else HERE end', ALL_BUT_POST],
  ['if conn.method != "POST", do: conn, else: HERE', 'POST'],
  ['unless conn.method == "POST" do HERE end', ALL_BUT_POST],
  ['if not (conn.method in ["POST", "PUT"]), do: conn, else: HERE', 'POST PUT'],
  ['if conn.method in @writes and conn.assigns.x do HERE end', 'POST PUT'],
  ['if conn.method in @words do HERE end', 'PATCH DELETE'],
  ['if conn.method not in ["GET", "HEAD"] do HERE end', 'POST PUT PATCH DELETE OPTIONS'],
  ['if conn.method == "POST" || conn.assigns.x do HERE end', 'ANY'],
  ['case conn.method do "POST" -> HERE; _ -> conn end', 'POST'],
  ['case conn.method do "POST" -> conn; "PUT" -> conn; _ -> HERE end', 'GET HEAD PATCH DELETE OPTIONS'],
  ['case conn.method do m when m in ["PUT"] -> conn; "POST" -> HERE end', 'POST'],
  ['case conn do %{method: "DELETE"} -> HERE; _ -> conn end', 'DELETE'],
  ['cond do conn.method == "GET" -> conn; conn.method == "HEAD" -> conn; true -> HERE end', 'POST PUT PATCH DELETE OPTIONS'],
  ['method = conn.method\n if method == "POST", do: HERE', 'POST'],
  ['if String.downcase(conn.method) == "post", do: HERE', 'POST'],
  ['conn.method == "POST" && HERE', 'POST'],
  // Other things than the request's method.
  ['if conn.params["method"] == "POST", do: HERE', 'ANY'],
  ['if order.method == "POST", do: HERE', 'ANY'],
  ['case opts do "POST" -> HERE; _ -> conn end', 'ANY'],
];
const HEADS: readonly (readonly [string, string])[] = [
  ['def call(%{method: "POST"} = conn, _), do: HERE', 'POST'],
  ['def call(%Plug.Conn{method: "POST"} = conn, _opts) do HERE end', 'POST'],
  ['def call(%{method: method} = conn, _) when method in ["PUT", "PATCH"], do: HERE', 'PUT PATCH'],
  ['def call(%{method: "GET"} = conn, _), do: conn\n def call(conn, _), do: HERE', 'HEAD POST PUT PATCH DELETE OPTIONS'],
  ['def call(%{method: "GET"} = conn, %{x: 1}), do: conn\n def call(conn, _), do: HERE', 'ANY'],
  ['def call(%{method: "GET", host: "a"} = conn, _), do: conn\n def call(conn, _), do: HERE', 'ANY'],
  ['def call(conn = %{method: "POST", assigns: %{user: u}}, %{"id" => id}), do: conn\n def call(conn = %{assigns: %{user: user}}, %{"id" => i}), do: HERE', ALL_BUT_POST],
  ['def call(%{method: "GET"} = conn), do: conn\n def call(conn, _), do: HERE', 'ANY'],
  ['def call(conn, _) when conn.method == "POST", do: HERE', 'POST'],
];

describe('Elixir guards', () => {
  for (const [body, expected] of BODIES) it(body, async () => assert.equal(await methodsIn(`def call(conn, opts) do\n ${body}\nend`), expected));
  for (const [head, expected] of HEADS) it(head, async () => assert.equal(await methodsIn(head), expected));
});
