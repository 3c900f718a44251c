/**
 * A part of a case file that is requested: from a `probe:` comment to the next one.
 * @typedef {object} Probe
 * @property {number} line 1-based line of the comment
 * @property {number} lastLine the last line that belongs to it
 * @property {string[]} targets request paths, or absolute URLs where the Host matters
 * @property {string} text the source it covers, blanks collapsed
 */

const COMMENT = /^\s*(?:#|\/\/)\s*probe:\s*(.*?)\s*$/;

/**
 * The probes that a case file declares: `# probe: /old?x=1` or `// probe: /a /b` on a line of its own.
 * @param {string} text
 * @returns {Probe[]}
 */
export function probesIn(text) {
  const lines = text.split(/\r?\n/);
  const starts = lines.flatMap((line, index) => COMMENT.test(line) ? [index] : []);
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? lines.length;
    const targets = (COMMENT.exec(lines[start] ?? '')?.[1] ?? '').split(/\s+/).filter(Boolean);
    if (!targets.length) throw new Error(`line ${start + 1}: a probe needs a path`);
    return { line: start + 1, lastLine: end, targets, text: collapsed(lines.slice(start + 1, end).join('\n')) };
  });
}

/**
 * Source on one line, for people; `longest` in characters.
 * @param {string} source
 */
export function collapsed(source, longest = 90) {
  const line = source.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
