import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { parse } from 'yaml';

/** @param {string} file @returns {Promise<string | null>} */
async function complaint(file) {
  const { valid, errors } = await new Validator().validate(parse(readFileSync(file, 'utf8')));
  return valid ? null : JSON.stringify(errors);
}

/**
 * A contract answers nothing: another reader of YAML says which redirect it promises for a method, and the schema of the
 * OpenAPI Initiative accepts each file after each fix.
 * @type {import('../lib/server.mjs').Server}
 */
export default {
  name: 'openapi',
  cases: 'openapi',
  check: complaint,
  async start(file) {
    const { paths } = /** @type {{ paths: Record<string, Record<string, { responses: Record<string, unknown> }>> }} */ (parse(readFileSync(file, 'utf8')));
    return {
      stop: async () => {},
      ask: async (method, target) => {
        const codes = Object.keys(paths[target]?.[method.toLowerCase()]?.responses ?? {}).map(Number);
        const status = codes.find(code => code >= 300 && code < 400);
        return status ? { status, location: '(promised)' } : { status: 404, location: null };
      },
    };
  },
};
