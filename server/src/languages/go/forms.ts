import type { Node } from 'web-tree-sitter';
import type { Handler } from '../../model/facts.ts';
import { GET_AND_HEAD, methods, union } from '../../model/methods.ts';
import { nodesAt } from '../../syntax/nodes.ts';
import { type GoFile, functionAround, receiverOf } from './file.ts';

/** Methods of a request that read its body as a form, and nothing of its query. Source: https://pkg.go.dev/net/http#Request */
const READ_BODY = ['PostFormValue', 'FormFile', 'ParseMultipartForm', 'MultipartReader'];

/** It may show the form too. */
const EXPECTED = union(GET_AND_HEAD, methods('POST'));

/**
 * A function that reads a posted form is there for POST, by a method or by the field `PostForm`. `ParseForm` and `FormValue` read the query too, and
 * say nothing.
 */
export function readsForm(file: GoFile, fn: Node): Handler['convention'] | null {
  const isOwn = (reading: Node, request: Node | null) => functionAround(reading)?.id === fn.id && isRequest(file, request);
  const reading = file.callsOf(...READ_BODY).find(each => isOwn(each, receiverOf(each))) ?? fieldsRead(file).find(each => isOwn(each, each.childForFieldName('operand')));
  return reading ? { methods: EXPECTED, says: `reads a posted form: ${reading.text.split('\n')[0]?.slice(0, 80)}` } : null;
}

/** `r.PostForm`, which holds nothing of the query. */
function fieldsRead(file: GoFile): Node[] {
  return file.once('form fields', file.root, () => [...nodesAt(file.root, file.text, /(?<=\.)PostForm(?!\w|\s*\()/g)].flatMap(({ node }) => node.parent?.type === 'selector_expression' ? [node.parent] : []));
}

function isRequest(file: GoFile, receiver: Node | null): boolean {
  const type = receiver ? file.typeOf(receiver) : null;
  return type !== null && type.package === 'net/http' && type.name === 'Request';
}
