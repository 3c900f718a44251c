import { phpFramework } from '../lib/php-framework.mjs';

export default phpFramework({ name: 'slim', packages: { 'php/Slim/autoload.php': 'php-slim' } });
