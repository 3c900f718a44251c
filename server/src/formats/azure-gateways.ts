import type { Redirect } from '../model/facts.ts';
import { ANY, complement, intersection, type MethodSet, methods } from '../model/methods.ts';
import { phrase } from '../model/phrase.ts';
import { type DataEntry, type DataNode, entriesOf, entryAt, itemsOf, textAt, textOf } from '../syntax/data.ts';
import type { DataFile, DataFormat } from './shared/data-format.ts';
import { carriedTo, configured, rewritten, type Spelling, targetOf } from './shared/data-redirect.ts';

const FRONT_DOOR = 'https://learn.microsoft.com/azure/frontdoor/front-door-url-redirect';
const GATEWAY = 'https://learn.microsoft.com/azure/application-gateway/redirect-overview';

/** Front Door's types; Application Gateway's, which has no 308: `Temporary` is 307 there. */
const FRONT_DOOR_TYPES: Readonly<Record<string, number>> = { Moved: 301, Found: 302, TemporaryRedirect: 307, PermanentRedirect: 308 };
const GATEWAY_TYPES: Readonly<Record<string, number>> = { Permanent: 301, Found: 302, SeeOther: 303, Temporary: 307 };
const FRONT_DOOR_ACTIONS = ['url_redirect_action', 'UrlRedirect'];

/** Azure Front Door and Application Gateway in Terraform; both have words for codes. */
export const azureGateways: DataFormat = {
  name: 'azure-gateways',
  docs: {
    title: 'Azure Front Door and Application Gateway',
    url: FRONT_DOOR,
    recognised: ['Terraform: `*.tf` with `redirect_type`'],
    constructs: [
      { code: 'url_redirect_action { redirect_type = "Moved" }', status: 'Moved 301, Found 302, TemporaryRedirect 307, PermanentRedirect 308', proved: 'documented', source: FRONT_DOOR },
      { code: 'redirect_configuration { redirect_type = "Permanent" }', status: 'Permanent 301, Found 302, SeeOther 303, Temporary 307', proved: 'documented', source: GATEWAY },
    ],
    unwritten: 'as written',
    sendable: [301, 302, 303, 307, 308],
    notes: ['Front Door cannot send 303, Application Gateway cannot send 308. A `request_method_condition` limits a rule of Front Door.'],
  },
  languageIds: [],
  files: ['**/*.{tf,tofu}'],
  triggers: ['redirect_type'],
  data: file => ({ redirects: file.documents.flatMap(document => redirectsIn(document, { methods: ANY, proofs: [] }, file)) }),
};

type Limit = Pick<Redirect, 'methods' | 'proofs'>;

function redirectsIn(node: DataNode | null, outer: Limit, file: DataFile): Redirect[] {
  if (node?.kind === 'list') return node.items.flatMap(item => redirectsIn(item, outer, file));
  if (node?.kind !== 'map') return [];
  const limit = limitOf(node) ?? outer;
  return node.entries.flatMap(entry => {
    const type = entryAt(entry.value, 'redirect_type')?.value;
    return type?.kind === 'scalar' && (entry.key === 'redirect_configuration' || FRONT_DOOR_ACTIONS.includes(entry.key))
      ? [redirectOf(entry, type, limit)] : redirectsIn(entry.value, limit, file);
  });
}

function redirectOf(entry: DataEntry, type: Extract<DataNode, { kind: 'scalar' }>, limit: Limit): Redirect {
  const body = entry.value;
  // Front Door (classic) calls its action as Application Gateway does, and has the words of its successor.
  const types = FRONT_DOOR_ACTIONS.includes(entry.key) || entryAt(body, 'redirect_protocol') ? FRONT_DOOR_TYPES : GATEWAY_TYPES;
  const code = types[textOf(type) ?? ''] ?? null;
  const sendable = Object.values(types);
  const spelling: Spelling = {
    sendable: code === 301 && !sendable.includes(308) ? sendable : sendable.filter(status => status !== (code === 301 ? 307 : 308)),
    write: status => Object.keys(types).find(word => types[word] === status) as string,
    ...(code === 301 && !sendable.includes(308) ? { note: phrase('no longer permanent: Application Gateway has no 308') } : {}),
  };
  const path = textAt(body, 'destination_path') ?? textAt(body, 'custom_path') ?? textAt(body, 'target_url');
  const secure = /^https/i.test(textAt(body, 'redirect_protocol') ?? '');
  return configured({
    adapter: 'azure-gateways', span: entry.keySpan, statusSpan: type.inner, status: { code, origin: 'explicit' }, ...limit, sendable,
    target: path ? targetOf(path) : carriedTo(secure ? 'https' : null, textAt(body, 'destination_hostname') ?? textAt(body, 'custom_host')),
    edits: code === null ? [] : rewritten(type, code, spelling),
  });
}

/** The conditions of a rule are all required. */
function limitOf(node: DataNode): Limit | null {
  const conditions = entriesOf(node).filter(entry => entry.key === 'conditions').flatMap(entry => entriesOf(entry.value)).filter(entry => entry.key === 'request_method_condition');
  if (conditions.length === 0) return null;
  const set = conditions.reduce((all: MethodSet, { value }) => {
    const names = itemsOf(entryAt(value, 'match_values')?.value).map(textOf);
    if (names.length === 0 || names.includes(null)) return all;
    const listed = methods(...names as string[]);
    return intersection(all, textAt(value, 'negate_condition') === 'true' ? complement(listed) : listed);
  }, ANY);
  return { methods: set, proofs: conditions.map(({ keySpan }) => ({ span: keySpan, says: 'limited by this condition' })) };
}
