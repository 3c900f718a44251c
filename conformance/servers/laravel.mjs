import { phpFramework } from '../lib/php-framework.mjs';

export default phpFramework({ name: 'laravel', packages: { 'php/Illuminate/Foundation/Application.php': 'php-laravel-framework' } });
