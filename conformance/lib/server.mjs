/**
 * What a file in servers/ exports as default, alone or in an array.
 * @typedef {object} Server
 * @property {string} name as given on the command line
 * @property {string} cases folder below cases/
 * @property {Need[]} [needs] what must be installed beside this folder's own npm packages
 * @property {(folder: string) => void} [prepare] writes what the product reads beside the case files (a package.json)
 * @property {(file: string) => Promise<string | null>} check the server's own configuration check: null, or its complaint
 * @property {(file: string, port: number) => Promise<Running>} start resolves when it answers on the loopback port
 * @property {() => Promise<void>} [close] ends what outlives one start
 *
 * @typedef {object} Running
 * @property {() => Promise<void>} stop
 * @property {import('./wire.mjs').Ask} [ask] how it is asked where it is no HTTP server but a platform's own parser
 *
 * @typedef {object} Need
 * @property {string} debian package that brings it
 * @property {() => boolean} present
 */
export {};
