import type { Proof, Redirect } from '../model/facts.ts';
import { ANY, GET_AND_HEAD, type MethodSet, methods } from '../model/methods.ts';
import type { Span } from '../model/text.ts';
import { phrase } from '../model/phrase.ts';
import { type DataNode, entriesOf, entryAt, itemsOf, mapsIn, numberOf, textAt, textOf, valueAt } from '../syntax/data.ts';
import type { DataFormat } from './shared/data-format.ts';
import { carriedTo, configured, targetOf } from './shared/data-redirect.ts';
import { FOLLOWED } from './shared/statuses.ts';

const ALB = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html';
const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html';
const AMPLIFY = 'https://docs.aws.amazon.com/amplify/latest/APIReference/API_CustomRule.html';
const LOAD_BALANCER_INSTEAD = phrase('A load balancer redirects with HTTP_301 and HTTP_302 only: limit the rule with an http-request-method condition to GET and HEAD, or forward other methods to the application.');
const AMPLIFY_INSTEAD = phrase('Amplify redirects with 301 and 302 only: use status 200, a rewrite, where the target is to get the request itself.');
const S3_PROOF = 'S3 website endpoints take GET and HEAD only';

/** Redirects of load balancers, S3 websites and Amplify, in CloudFormation and Terraform. */
export const aws: DataFormat = {
  name: 'aws',
  docs: {
    title: 'AWS: load balancers, S3, Amplify',
    url: ALB,
    recognised: ['CloudFormation and SAM templates in YAML and JSON', 'Terraform: `*.tf`', 'YAML with `alb.ingress.kubernetes.io/` annotations'],
    constructs: [
      { code: 'RedirectConfig: { StatusCode: HTTP_302 }', status: 'HTTP_301 or HTTP_302', proved: 'documented', source: ALB },
      { code: 'redirect { status_code = "HTTP_301" }', status: 'as written', proved: 'documented', source: ALB },
      { code: 'RedirectRule: { HttpRedirectCode: 302 }', status: '301 where none is written; GET and HEAD only', proved: 'documented', source: S3 },
      { code: 'CustomRules: [{ Source: /a, Target: /b, Status: 302 }]', status: 'as written', proved: 'documented', source: AMPLIFY },
    ],
    unwritten: 'load balancers and Amplify: as written, S3 301',
    sendable: [301, 302],
    notes: ['A condition on `http-request-method` limits a listener rule. Load balancers and Amplify cannot send 303, 307 or 308: no fix is offered.'],
  },
  languageIds: [],
  files: ['**/*.{yaml,yml,json,template,tf,tofu}', '**/*.{yaml,yml}.*'],
  triggers: ['HTTP_301', 'HTTP_302', 'RedirectRule', 'redirect_rule', 'RedirectAllRequestsTo', 'redirect_all_requests_to', 'AWS::Amplify::App', 'custom_rule', 'alb.ingress.kubernetes.io/ssl-redirect'],
  data: ({ documents }) => ({ redirects: documents.flatMap(document => redirectsIn(document, { methods: ANY, proofs: [] })) }),
};

interface Limit {
  readonly methods: MethodSet;
  readonly proofs: readonly Proof[];
}

/** Descends with the condition that the enclosing listener rule states. */
function redirectsIn(node: DataNode | null, outer: Limit): Redirect[] {
  if (node?.kind === 'list') return node.items.flatMap(item => redirectsIn(item, outer));
  if (node?.kind !== 'map') return [];
  const limit = conditionOf(node) ?? outer;
  return node.entries.flatMap(entry => {
    const { key, keySpan, value } = entry;
    if (key === 'RedirectConfig' || key === 'redirectConfig' || key === 'redirect') {
      const redirect = loadBalancer(keySpan, value, limit);
      if (redirect) return [redirect];
    }
    if (['RedirectRule', 'redirect_rule', 'redirect'].includes(key)) return bucketRule(keySpan, value) ?? redirectsIn(value, limit);
    if (key === 'RedirectAllRequestsTo' || key === 'redirect_all_requests_to') return [bucket(keySpan, 301, 'default', null)];
    if (key === 'CustomRules' || key === 'custom_rule') return [...itemsOf(value), ...(value?.kind === 'map' ? [value] : [])].flatMap(rule => amplify(rule) ?? []);
    if (key.startsWith('alb.ingress.kubernetes.io/')) return annotation(entry.span, key, textOf(value));
    return redirectsIn(value, limit);
  });
}

/** The `http-request-method` condition of a listener rule (CloudFormation's Conditions, Terraform's condition blocks). */
function conditionOf(rule: DataNode): Limit | null {
  const listed = entriesOf(rule).filter(entry => entry.key === 'Conditions' || entry.key === 'condition' || entry.key === 'conditions');
  for (const entry of listed) {
    for (const { node } of mapsIn(entry.value)) {
      const names = itemsOf(valueAt(entryAt(node, 'HttpRequestMethodConfig', 'http_request_method')?.value, 'Values')
        ?? valueAt(node, 'http_request_method', 'values') ?? valueAt(node, 'http_request_methods'));
      const known = names.flatMap(name => textOf(name) ?? []);
      if (known.length > 0 && known.length === names.length) return { methods: methods(...known), proofs: [{ span: entry.keySpan, says: `limits the rule to ${known.join(', ')}` }] };
    }
  }
  return null;
}

function loadBalancer(span: Span, body: DataNode | null, limit: Limit): Redirect | null {
  const status = entryAt(body, 'StatusCode', 'status_code')?.value;
  const code = /^HTTP_(\d{3})$/.exec(textOf(status) ?? '')?.[1];
  if (!status || code === undefined) return null;
  const path = textOf(entryAt(body, 'Path', 'path')?.value);
  return configured({
    adapter: 'aws', span, statusSpan: status.kind === 'scalar' ? status.inner : null, status: { code: Number(code), origin: 'explicit' }, ...limit,
    target: path === null || path.includes('#{path}') ? carriedTo(textOf(entryAt(body, 'Protocol', 'protocol')?.value), textOf(entryAt(body, 'Host', 'host')?.value)) : targetOf(path), sendable: [301, 302], instead: LOAD_BALANCER_INSTEAD,
  });
}

function bucketRule(span: Span, body: DataNode | null): Redirect[] | null {
  const known = ['HostName', 'HttpRedirectCode', 'Protocol', 'ReplaceKeyPrefixWith', 'ReplaceKeyWith', 'host_name', 'http_redirect_code', 'replace_key_prefix_with', 'replace_key_with'];
  if (!entryAt(body, ...known)) return null;
  const status = entryAt(body, 'HttpRedirectCode', 'http_redirect_code')?.value ?? null;
  return [bucket(span, status ? numberOf(status) : 301, status ? 'explicit' : 'default', status)];
}

function bucket(span: Span, code: number | null, origin: 'explicit' | 'default', status: DataNode | null): Redirect {
  return configured({
    adapter: 'aws', span, statusSpan: status?.span ?? null, status: { code, origin }, methods: GET_AND_HEAD, proofs: [{ span, says: S3_PROOF }], sendable: FOLLOWED,
  });
}

function amplify(rule: DataNode): Redirect | null {
  const source = entryAt(rule, 'Source', 'source');
  const status = entryAt(rule, 'Status', 'status')?.value;
  const code = numberOf(status);
  if (!source || !status || code === null || ![301, 302].includes(code)) return null;
  return configured({
    adapter: 'aws', span: source.span, statusSpan: status.span, status: { code, origin: 'explicit' }, path: textOf(source.value), pages: true,
    target: targetOf(textAt(rule, 'Target') ?? textAt(rule, 'target')), sendable: [301, 302], instead: AMPLIFY_INSTEAD,
  });
}

/** The load balancer controller's annotations: `ssl-redirect` sends 301, `actions.NAME` holds JSON with the code. */
function annotation(span: Span, key: string, value: string | null): Redirect[] {
  const name = key.slice('alb.ingress.kubernetes.io/'.length);
  const code = name === 'ssl-redirect' ? '301' : name.startsWith('actions.') ? /"HTTP_(30[12])"/.exec(value ?? '')?.[1] : undefined;
  if (code === undefined) return [];
  return [configured({
    adapter: 'aws', span, status: { code: Number(code), origin: name === 'ssl-redirect' ? 'default' : 'explicit' }, target: name === 'ssl-redirect' ? carriedTo('https', null) : { kind: 'request', text: null },
    sendable: [301, 302], instead: LOAD_BALANCER_INSTEAD,
  })];
}
