import { phpFramework } from '../lib/php-framework.mjs';

export default phpFramework({ name: 'php', packages: {} });
