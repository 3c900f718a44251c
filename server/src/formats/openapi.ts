import type { Endpoint, Redirect, StatusEdit } from '../model/facts.ts';
import { methods } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import type { SourceFile } from '../syntax/adapter.ts';
import { type DataEntry, type DataNode, entriesOf, entryAt, itemsOf, textAt, valueAt } from '../syntax/data.ts';
import type { DataFormat } from './shared/data-format.ts';
import { targetOf } from './shared/data-redirect.ts';
import { FOLLOWED, OFFERED } from './shared/statuses.ts';

const SPECIFICATION = 'https://spec.openapis.org/oas/v3.1.1.html';

/** Keys of a path item that hold an operation: OpenAPI 3.1 §4.8.9, Swagger 2.0 has all but trace. */
const OPERATIONS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** OpenAPI 3 and Swagger 2 descriptions, whole or split into files of paths. */
export const openapi: DataFormat = {
  name: 'openapi',
  docs: {
    title: 'OpenAPI',
    url: SPECIFICATION,
    recognised: ['YAML and JSON with `openapi:` or `swagger:`', 'YAML and JSON files of path items, with `responses` under `get`, `post`, …'],
    constructs: [
      { code: '\'302\': under paths./login.post.responses', status: 'the key, for that operation\'s method', proved: 'documented', source: `${SPECIFICATION}#responses-object` },
      { code: '\'302\': { $ref: \'#/components/responses/Found\' }', status: 'the key', proved: 'documented', source: `${SPECIFICATION}#responses-object` },
    ],
    unwritten: 'as written',
    sendable: FOLLOWED,
    notes: [
      'A contract says what a server does: its fix renames the response, and the server must be changed with it. So it is never part of `fix all`.',
      'Callbacks and webhooks are not judged: their responses come from the other party.',
    ],
  },
  languageIds: [],
  files: ['**/*.{yaml,yml,json}'],
  recognises: isContract,
  triggers: ['responses'],
  data: file => {
    const items = file.documents.flatMap(document => pathItemsOf(document));
    return { redirects: items.flatMap(redirectsOf), endpoints: file.documents.flatMap(document => pathItemsOf(document).flatMap(item => endpointOf(item, baseOf(document)))) };
  },
};

const HEADER = /^[ \t{]*["']?(?:openapi|swagger)["']?[ \t]*:/m;
/** Keys with a map behind them, in block or flow style. */
const RESPONSES = /\bresponses["']?[ \t]*:[ \t]*(?:\{|#|&|\r?$)/m;
const OPERATION = /(?:^|[{,])[ \t]*["']?(?:get|put|post|delete|patch)["']?[ \t]*:[ \t]*(?:\{|#|&|\r?$)/m;

function isContract({ text }: SourceFile): boolean {
  return HEADER.test(text) || (RESPONSES.test(text) && OPERATION.test(text));
}

/** A path with its operations; the key is null where a file holds the operations alone. */
interface PathItem {
  readonly key: DataEntry | null;
  readonly node: DataNode;
}

function pathItemsOf(document: DataNode): PathItem[] {
  const whole = entryAt(document, 'openapi', 'swagger') || entryAt(document, 'paths');
  const shared = entriesOf(valueAt(document, 'components', 'pathItems')).flatMap(({ value }) => value ? [{ key: null, node: value }] : []);
  if (whole) return [...pathsIn(valueAt(document, 'paths')), ...shared];
  const paths = pathsIn(document);
  return paths.length > 0 ? paths : [{ key: null, node: document }];
}

function pathsIn(node: DataNode | null): PathItem[] {
  return entriesOf(node).flatMap(key => key.key.startsWith('/') && key.value ? [{ key, node: key.value }] : []);
}

function operationsOf(item: PathItem): DataEntry[] {
  return entriesOf(item.node).filter(entry => OPERATIONS.includes(entry.key) && valueAt(entry.value, 'responses') !== null);
}

/** What stands before the paths of a description (the path of its server, Swagger's `basePath`); null where a file of paths alone does not say it. */
function baseOf(document: DataNode): string | null {
  if (!entryAt(document, 'openapi', 'swagger')) return null;
  const url = textAt(document, 'basePath') ?? textAt(itemsOf(valueAt(document, 'servers'))[0], 'url') ?? '';
  return url.replace(/^(?:\w+:)?\/\/[^/]*/, '').replace(/\/$/, '');
}

function endpointOf(item: PathItem, base: string | null): Endpoint[] {
  const names = operationsOf(item).map(operation => operation.key);
  if (!item.key || names.length === 0) return [];
  return [{ path: (base ?? '') + item.key.key, methods: methods(...names), ...(base === null ? {} : { router: null }), proof: { span: item.key.keySpan, says: `described here: ${names.join(', ')} ${item.key.key}` } }];
}

function redirectsOf(item: PathItem): Redirect[] {
  const path = item.key?.key ?? null;
  return operationsOf(item).flatMap(operation => {
    const responses = entriesOf(valueAt(operation.value, 'responses'));
    const proof = { span: operation.keySpan, says: `operation of the contract: ${operation.key}${path === null ? '' : ` ${path}`}` };
    return responses.filter(response => isRedirect(response.key)).map(response => ({
      adapter: 'openapi', span: response.keySpan, statusSpan: response.keyInner, status: { code: Number(response.key), origin: 'explicit' as const },
      target: targetOf(locationOf(response.value)), path, by: 'contract' as const, methods: methods(operation.key), proofs: [proof], handlers: [],
      edits: editsOf(response, responses),
    }));
  });
}

function isRedirect(key: string): boolean {
  return FOLLOWED.some(status => String(status) === key);
}

/** The example of its Location header. */
function locationOf(response: DataNode | null): string | null {
  const header = entryAt(valueAt(response, 'headers'), 'Location', 'location')?.value;
  return textAt(header, 'example') ?? textAt(header, 'schema', 'example');
}

function editsOf(response: DataEntry, responses: readonly DataEntry[]): StatusEdit[] {
  return OFFERED.filter(status => !responses.some(other => other.key === String(status)))
    .map(status => ({ status, onlyStatus: true, edits: [{ span: response.keyInner, text: String(status) }], note: phrase('and change the server with it') }));
}
