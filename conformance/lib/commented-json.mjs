/**
 * A case in JSON without the comments that hold its probes; platforms read none.
 * @param {string} text
 * @returns {{ value: unknown, complaint: string | null }}
 */
export function parsed(text) {
  try {
    return { value: JSON.parse(text.replace(/^\s*\/\/.*$/gm, '')), complaint: null };
  } catch (error) {
    return { value: null, complaint: error instanceof Error ? error.message : String(error) };
  }
}
