import type { Node } from 'web-tree-sitter';
import { editsFor, statusEdit } from '../languages/php/edits.ts';
import type { PhpFile } from '../languages/php/file.ts';
import type { PhpFramework } from '../languages/php/framework.ts';
import { argumentOf, calleeName, hasSpread, isFunction, nthOf, type Parameter, receiverOf, scopeAround, stringValue, unwrap } from '../languages/php/syntax.ts';
import { pieces, statusValue, targetOf } from '../languages/php/values.ts';
import { editsBy } from '../languages/shared/status-edits.ts';
import { replacement } from '../languages/shared/text-edits.ts';
import type { RedirectAt } from '../languages/shared/framework.ts';
import type { Target } from '../model/facts.ts';
import { REASON_PHRASES } from '../model/statuses.ts';
import type { TextEdit } from '../model/text.ts';
import { phrase } from '../model/phrase.ts';
import { ancestorsOf, partsOf, sameNode } from '../syntax/nodes.ts';

const STATUS: Parameter = { name: 'response_code', position: 2 };
const FILL = ['', 'true'];
/** Beside 201, Location names what was made (RFC 9110 §15.3.2). */
const CREATED = 201;
const LOCATION = /^Location:\s*/i;
/** A status line; PHP takes the number for the status, whatever the version and the phrase are. */
const STATUS_LINE = /^(?:HTTP\/\d(?:\.\d)?)?\s+(\d{3})\b/;
const BODIES = new Set(['program', 'compound_statement', 'colon_block', 'case_statement', 'default_statement']);
const LEAVING = new Set(['return_statement', 'exit_statement', 'break_statement', 'continue_statement', 'goto_statement']);

export const phpHeader: PhpFramework = {
  name: 'php-header',
  docs: {
    title: 'PHP’s own header()',
    url: 'https://www.php.net/manual/en/function.header.php',
    recognised: ['`header()` whose text begins with `Location:`, in any case, in strings, concatenations, `sprintf` and heredocs'],
    constructs: [
      { code: "header('Location: /x')", status: '302', proved: 'measured', source: 'PHP 8.2' },
      { code: "header('Location: /x', true, 303)", status: 'as written', proved: 'measured' },
      { code: "http_response_code(303); header('Location: /x')", status: 'as written, before and behind', proved: 'measured' },
      { code: "header('HTTP/1.1 301 Moved Permanently'); header('Location: /x')", status: 'as written, before and behind', proved: 'measured' },
      { code: "header('Status: 301', true, 301); header('Location: /x')", status: 'as written', proved: 'measured' },
      { code: "header('Status: 303 See Other'); header('Location: /x')", status: '302 by PHP’s own server and mod_php, 303 by FPM and CGI', proved: 'measured' },
      { code: "$this->setHeader('Location', '/x')", status: '302, or what the method gives the status, in a class that sends its headers with `header()`', proved: 'documented', source: 'https://www.php.net/manual/en/function.header.php' },
      { code: "http_response_code(404); header('Location: /x')", status: '302: PHP keeps 201 and 3xx alone', proved: 'measured' },
    ],
    sendable: [301, 302, 303, 307, 308],
    notes: [
      'Scripts get their methods from what they ask: `$_SERVER[\'REQUEST_METHOD\']`, `isset($_POST[…])`, `!empty($_POST)`, `filter_input(INPUT_POST, …)`, and from values of `$_POST` that are read as if they were always there.',
      'A form of another page that is sent to a script shows that POST reaches what the script redirects without asking what was sent.',
      'Functions of the project whose name says that they redirect are followed into the file that has them.',
    ],
  },
  triggers: ['ocation', 'redirect', 'Redirect'],
  applies: () => true,
  redirects: file => [...file.globalCallsOf('header').flatMap(call => redirectOf(file, call)), ...ofOwnResponse(file)].filter(at => at.status.code !== CREATED),
  bindings: () => [],
};

function redirectOf(file: PhpFile, call: Node): RedirectAt[] {
  const target = targetIn(file, nthOf(call, 0));
  if (!target || hasSpread(call)) return [];
  const given = argumentOf(call, STATUS);
  const written = given ? file.defaultOf(given) ?? given : null;
  const later = setterBehind(file, call);
  if (later) return [set(call, target, later)];
  const code = written ? statusValue(file, written) : null;
  // Zero leaves the status alone, as if it was not given.
  if (written && written.text !== '0') {
    return [{ node: call, target, statusNode: written, status: { code, origin: 'explicit' }, edits: code === null ? [] : editsBy(status => statusEdit(written, status)) }];
  }
  const before = setterBefore(file, call);
  if (before === 'unknown') return [{ node: call, target, statusNode: null, status: { code: null, origin: 'explicit' }, edits: [] }];
  if (before && (before.code === null || before.code === CREATED || Math.floor(before.code / 100) === 3)) return [set(call, target, before)];
  return [{ node: call, target, statusNode: null, status: { code: 302, origin: 'default' }, edits: editsFor(call, STATUS, FILL) }];
}

const HEADER_SETTERS = ['setHeader', 'addHeader', 'withHeader', 'header'];
const STATUS_SETTERS = '(?:set|with)_?(?:http_?)?(?:response_?)?(?:status|code|status_?code)|status(?:_?code)?|http_response_code';

/** `$this->setHeader('Location', '/x')` in a response of the project's own: a class that sends what it collects with `header($name . ': ' . $value)`. */
function ofOwnResponse(file: PhpFile): RedirectAt[] {
  if (!/['"]location['"]/i.test(file.text) || !file.globalCallsOf('header').some(call => /\$\w+.*['"{]?\s*:\s/s.test(nthOf(call, 0)?.text ?? ''))) return [];
  return file.callsOf(...HEADER_SETTERS).flatMap((call): RedirectAt[] => {
    if (receiverOf(call)?.text !== '$this' || stringValue(nthOf(call, 0))?.toLowerCase() !== 'location') return [];
    const scope = scopeAround(call);
    const setter = file.callsMatching(STATUS_SETTERS).find(each => scope !== null && scopeAround(each)?.id === scope.id);
    const given = setter ? nthOf(setter, 0) : null;
    const written = given ? file.defaultOf(given) ?? given : null;
    const common = { node: call, target: targetOf(file, nthOf(call, 1)) };
    if (!written) return [{ ...common, statusNode: null, status: { code: 302, origin: 'default' }, edits: [], instead: phrase('Give the response its status, 303 or 307, where it gets this header.') }];
    const code = statusValue(file, written);
    return [{ ...common, statusNode: written, status: { code, origin: 'explicit' }, edits: code === null ? [] : editsBy(status => statusEdit(written, status)) }];
  });
}

function set(call: Node, target: Target, setter: Setter): RedirectAt {
  return { node: call, target, statusNode: setter.node, status: { code: setter.code, origin: 'explicit' }, edits: setter.code === null ? [] : editsBy(setter.edit) };
}

/** Where `'Location: /x'`, `"Location: $to"`, `'Location: ' . $to` or `sprintf('Location: %s', $to)` leads; null for any other header. */
function targetIn(file: PhpFile, expression: Node | null): Target | null {
  if (!expression) return null;
  const node = file.follow(expression);
  const whole = stringValue(node);
  if (whole !== null) return LOCATION.test(whole) ? { kind: 'path', text: whole.replace(LOCATION, '').trim() } : null;
  if (node.type === 'function_call_expression' && calleeName(node)?.toLowerCase() === 'sprintf') {
    const format = stringValue(nthOf(node, 0));
    return format !== null && LOCATION.test(format) ? { kind: 'pattern', text: format.replace(LOCATION, '') } : null;
  }
  const [first, ...rest] = pieces(file, node, 0);
  if (!first || !('literal' in first) || !LOCATION.test(first.literal)) return null;
  const start = first.literal.replace(LOCATION, '');
  const last = lastOperand(node);
  if (start === '' && rest.length === 1 && last) return targetOf(file, last);
  // What stands behind `Location: ` is judged as a whole.
  const text = node.text;
  if (/\$_SERVER\[['"](?:REQUEST_URI|PATH_INFO)['"]\]/.test(text) && !/[?#=]/.test(start) && (start !== '' || rest.some(piece => 'literal' in piece || /HTTP_HOST|SERVER_NAME|host|url/i.test(piece.code)))) return { kind: 'request', text: null };
  if (/HTTP_REFERER/.test(text)) return { kind: 'back', text: null };
  return node.type === 'encapsed_string' ? { kind: 'pattern', text: text.slice(1, -1).replace(LOCATION, '') } : { kind: 'unknown', text: null };
}

function lastOperand(node: Node): Node | null {
  if (node.type === 'binary_expression') return node.childForFieldName('right');
  return node.type === 'encapsed_string' ? partsOf(node).find(part => part.type !== 'string_content' && part.type !== 'escape_sequence') ?? null : null;
}

/** A call that gives the response its status. */
interface Setter {
  readonly call: Node;
  readonly node: Node;
  /** Null where it is computed. */
  readonly code: number | null;
  readonly edit: (status: number) => TextEdit[] | null;
}

function setterOf(file: PhpFile, call: Node): Setter | null {
  const name = (calleeName(call) ?? '').toLowerCase();
  const [first] = [nthOf(call, 0)];
  if (name === 'http_response_code' || name === 'status_header') {
    return first ? { call, node: first, code: statusValue(file, first), edit: status => statusEdit(first, status) } : null;
  }
  if (name !== 'header') return { call, node: call, code: null, edit: () => null };
  const given = argumentOf(call, STATUS);
  if (given && given.text !== '0') return { call, node: given, code: statusValue(file, given), edit: status => [...statusEdit(given, status), ...phraseEdit(file, first, status)] };
  const line = first ? lineIn(first) : null;
  return line ? { call, node: line.node, code: line.code, edit: status => phraseEdit(file, first, status) } : null;
}

/** The number in `'HTTP/1.1 301 Moved Permanently'`, or behind `$_SERVER['SERVER_PROTOCOL'] . ` and `"$protocol `. */
function lineIn(expression: Node): { node: Node; code: number; start: number; end: number } | null {
  const text = expression.type === 'binary_expression' ? expression.childForFieldName('right') : expression;
  const lead = expression.type === 'binary_expression' ? expression.childForFieldName('left')?.text ?? '' : '';
  if (lead !== '' && !/protocol/i.test(lead)) return null;
  const content = text ? partsOf(text).at(-1) : null;
  if (!text || !content || content.type !== 'string_content') return null;
  const before = text.text.slice(0, content.startIndex - text.startIndex);
  const match = STATUS_LINE.exec(content.text);
  if (!match || (content.text.startsWith('HTTP') ? before.length > 1 : lead === '' && !/protocol/i.test(before))) return null;
  const start = content.startIndex + match[0].length - 3;
  return { node: text, code: Number(match[1]), start, end: content.endIndex };
}

/** `301 Moved Permanently` in a status line or behind `Status:` becomes `303 See Other`. */
function phraseEdit(file: PhpFile, expression: Node | null, status: number): TextEdit[] {
  if (!expression) return [];
  const line = lineIn(expression);
  if (line) return [replacement({ start: line.start, end: line.end }, reworded(file.text.slice(line.start, line.end), status))];
  const content = partsOf(expression)[0];
  const match = content?.type === 'string_content' ? /^Status:\s*(\d{3}\b.*)$/i.exec(content.text) : null;
  if (!content || !match) return [];
  const start = content.endIndex - (match[1] as string).length;
  return [replacement({ start, end: content.endIndex }, reworded(match[1] as string, status))];
}

function reworded(written: string, status: number): string {
  return /\s/.test(written.trim()) ? `${status} ${REASON_PHRASES[status]}` : String(status);
}

const SETTERS = ['http_response_code', 'status_header', 'header'];
/** What projects call their own functions that set it; which status these send is not known here. */
const OWN_SETTERS = String.raw`\w+_status_header|\w*set_?(?:http_?)?(?:response|status)_?code|\w*(?:send|set)_?(?:http_?)?status(?:_?(?:header|code))?`;

/** The last call before a redirect that sets the status; *unknown* where it depends on conditions. */
function setterBefore(file: PhpFile, call: Node): Setter | 'unknown' | null {
  let child = call;
  for (const parent of ancestorsOf(call)) {
    if (BODIES.has(parent.type)) {
      for (const statement of partsOf(parent).filter(part => part.endIndex <= child.startIndex).reverse()) {
        const setters = settersIn(file, statement);
        const last = setters.at(-1);
        if (!last) continue;
        if (isAlone(last, statement)) return last;
        if (setters.some(({ code }) => code === null || code === CREATED || Math.floor(code / 100) === 3)) return 'unknown';
      }
    }
    if (isFunction(parent)) return null;
    child = parent;
  }
  return null;
}

/** Whether the call is the whole statement, so that it is made whenever control comes here. */
function isAlone({ call }: Setter, statement: Node): boolean {
  const expression = statement.type === 'expression_statement' ? statement.firstNamedChild : null;
  return expression !== null && sameNode(unwrap(expression), call);
}

/** A call right behind a redirect, before the function is left, that sets another status. */
function setterBehind(file: PhpFile, call: Node): Setter | null {
  const statement = call.parent?.type === 'expression_statement' ? call.parent : null;
  for (let next = statement?.nextNamedSibling ?? null; next && !LEAVING.has(next.type); next = next.nextNamedSibling) {
    const setter = settersIn(file, next).at(-1);
    if (setter && isAlone(setter, next)) return setter;
  }
  return null;
}

/** Calls in a statement that set the status and behind which control can go on. */
function settersIn(file: PhpFile, statement: Node): Setter[] {
  return [...file.globalCallsOf(...SETTERS), ...file.callsMatching(OWN_SETTERS)].sort((a, b) => a.startIndex - b.startIndex)
    .filter(call => call.startIndex >= statement.startIndex && call.endIndex <= statement.endIndex && (statement.type === 'expression_statement' || goesOn(call, statement)))
    .flatMap(call => setterOf(file, call) ?? []);
}

function goesOn(call: Node, within: Node): boolean {
  for (const parent of [call, ...ancestorsOf(call)]) {
    if (parent.id === within.id) return true;
    if (isFunction(parent)) return false;
    for (let next = parent.nextNamedSibling; next; next = next.nextNamedSibling) if (LEAVING.has(next.type)) return false;
  }
  return true;
}
