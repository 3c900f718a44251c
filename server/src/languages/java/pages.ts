import type { Node } from 'web-tree-sitter';
import type { Handler } from '../../model/facts.ts';
import { GET_AND_HEAD, methods, union } from '../../model/methods.ts';
import { formsIn, HOLE } from '../../syntax/forms.ts';
import { ancestorsOf, oneLine, sameNode } from '../../syntax/nodes.ts';
import { JvmFile } from './file.ts';

/** What a page of Jakarta Pages is made of beside markup: comments, which hold none of the others, then directives, declarations, expressions and code. */
const ELEMENT = /<%--[\s\S]*?(?:--%>|$)|<%([@!=]?)([\s\S]*?)(?:%>|$)/g;

/**
 * The code that a page runs when it is asked for, offset by offset, with blanks for all else: what stands in its scriptlets, one behind the other as
 * the page's `_jspService` has them. Jakarta Pages 4.0, §1.12.1 "Scripting Elements". https://jakarta.ee/specifications/pages/4.0/
 */
export function codeOfPage(text: string): string {
  let code = '';
  let done = 0;
  for (const { 1: kind, 2: inner = '', index } of text.matchAll(ELEMENT)) {
    if (kind !== '') continue;
    const start = index + '<%'.length;
    code += blank(text.slice(done, start)) + inner;
    done = start + inner.length;
  }
  return code + blank(text.slice(done));
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** The code of one page. */
export class PageFile extends JvmFile {
  /** Names of the fields in those of its forms that are posted to the page itself. */
  readonly posted: ReadonlySet<string>;

  constructor(path: string, code: string, root: Node, posted: ReadonlySet<string>) {
    super(path, code, root, 'jsp');
    this.posted = posted;
  }
}

const FIELD = /\bname\s*=\s*["']?([\w.-]+)/gi;
/** The page's own address, as code asks for it. */
const SELF = /\bget(?:RequestUR[IL]|ServletPath)\b/;

/** Names of the fields that a page posts to itself; `markup` is its text with what is computed made of holes. */
export function postedToItself(path: string, text: string, markup: string): Set<string> {
  const own = formsIn(markup).filter(({ method, address }) => {
    if (method !== 'POST' || !address) return method === 'POST';
    const target = markup.slice(address.start, address.end).trim().replace(/[?#].*$/s, '');
    if (target.startsWith(HOLE)) return SELF.test(text.slice(address.start, address.end));
    // A servlet mapping is mostly named as its page is: `Login` for login.jsp.
    return target === '' || `/${path}`.endsWith(`/${target.replace(/^\.?\//, '')}`) || stemOf(target.replace(/^\.\//, '')) === stemOf(path.slice(path.lastIndexOf('/') + 1));
  });
  return new Set(own.flatMap(({ span }) => {
    const end = markup.indexOf('</form', span.end);
    return [...markup.slice(span.end, end < 0 ? markup.length : end).matchAll(FIELD)].map(([, name]) => name as string);
  }));
}

function stemOf(name: string): string {
  return name.replace(/\.\w+$/, '').toLowerCase();
}

/** Names of parameters by which a page that does several things is told which one. */
const CHOOSING = /^(?:action|act|cmd|command|do|event|flag|func|function|gubun|job|kind|method|mode|op|oper|operation|page|step|task|todo|type|what)$/i;
const ASKED = /\bgetParameter\s*\(\s*"([\w.-]+)"\s*\)/g;
/** `String what = request.getParameter("action")`, up to the end of the statement. */
const KEPT = /(\w+)\s*=(?!=)[^;={}]*?\bgetParameter\s*\(\s*"([\w.-]+)"\s*\)/g;

/**
 * The whole page around a node; or the condition around it that asks which of several things the page is to do, for who sends a form to the page may
 * mean another one. In front of these, the condition that asks for a field which the page posts to itself.
 */
export function pageAround(file: PageFile, node: Node): Node[] {
  const around = [node, ...ancestorsOf(node)];
  const asking = around.flatMap((each, at) => {
    const condition = each.childForFieldName('condition');
    return condition && !sameNode(condition, around[at - 1] ?? null) ? [{ condition, names: namesAsked(file, condition) }] : [];
  });
  const chosen = asking.find(({ names }) => names.some(name => CHOOSING.test(name)));
  const own = asking.find(({ names }) => names.some(name => file.posted.has(name)));
  return [...(own ? [own.condition] : []), ...(chosen ? [chosen.condition] : around.filter(isPage))];
}

/** The parameters that a condition asks for, by themselves or by a variable that holds one. */
function namesAsked(file: PageFile, condition: Node): string[] {
  const words = [...condition.text.matchAll(/(?<![\w.$"])[a-z_]\w*(?![\w"]|\s*\()/gi)].map(([word]) => word);
  return [...parametersIn(condition.text), ...[...file.text.matchAll(KEPT)].flatMap(([, variable, name]) => words.includes(variable as string) ? [name as string] : [])];
}

function parametersIn(code: string): string[] {
  return [...code.matchAll(ASKED)].map(([, name]) => name as string);
}

/** A condition that asks for what the page posts to itself expects a POST; a GET can bring the same. */
export function expectedBy(file: PageFile, node: Node): Handler['convention'] | null {
  const isOwn = !isPage(node) && namesAsked(file, node).some(name => file.posted.has(name));
  return isOwn ? { methods: union(GET_AND_HEAD, methods('POST')), says: `the page posts to itself, and asks: ${oneLine(node)}` } : null;
}

/** Whether code asks which of several things it is to do. */
export function asksWhich(code: string): boolean {
  return parametersIn(code).some(name => CHOOSING.test(name));
}

/** Whether a node is the whole of a page's code, which a server runs when it is asked for the page. */
export function isPage(node: Node): boolean {
  return node.type === 'program';
}
