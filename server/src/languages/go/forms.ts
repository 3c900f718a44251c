import type { Node } from 'web-tree-sitter';
import type { Handler } from '../../model/facts.ts';
import { GET_AND_HEAD, methods, union } from '../../model/methods.ts';
import { type GoFile, functionAround, receiverOf } from './file.ts';

/** Methods of a request that read its body as a form, and nothing of its query. Source: https://pkg.go.dev/net/http#Request */
const READ_BODY = ['PostFormValue', 'FormFile', 'ParseMultipartForm', 'MultipartReader'];

/** It may show the form too. */
const EXPECTED = union(GET_AND_HEAD, methods('POST'));

/** A function that reads a posted form is there for POST. `ParseForm` and `FormValue` read the query too, and say nothing. */
export function readsForm(file: GoFile, fn: Node): Handler['convention'] | null {
  const call = file.callsOf(...READ_BODY).find(each => functionAround(each)?.id === fn.id && isRequest(file, receiverOf(each)));
  return call ? { methods: EXPECTED, says: `reads a posted form: ${call.text.split('\n')[0]?.slice(0, 80)}` } : null;
}

function isRequest(file: GoFile, receiver: Node | null): boolean {
  const type = receiver ? file.typeOf(receiver) : null;
  return type !== null && type.package === 'net/http' && type.name === 'Request';
}
