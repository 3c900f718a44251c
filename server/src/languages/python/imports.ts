/** `from x import a as b, c`, with or without parentheses, and `import x.y, z`. */
const IMPORT = /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]*(\([^)]{0,4000}\)|[^\n#]{1,1000})|import[ \t]+(\w[\w., \t]{0,1000}))/gm;

/** The modules that a text imports or imports from, as written; a name that is imported may be a module, too. */
export function importsIn(text: string): string[] {
  return text.includes('import') ? [...new Set([...text.matchAll(IMPORT)].flatMap(([, from, names = '', modules]) => {
    if (from === undefined) return namesIn(modules ?? '');
    return [from, ...namesIn(names).map(name => from.endsWith('.') ? `${from}${name}` : `${from}.${name}`)];
  }))] : [];
}

/** `a as b, c`: a and c. */
function namesIn(list: string): string[] {
  return list.replace(/[()]|#[^\n]*/g, ' ').split(',').flatMap(each => /[\w.]+/.exec(each)?.[0] ?? []);
}
