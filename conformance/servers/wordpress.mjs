import { phpFramework } from '../lib/php-framework.mjs';

export default phpFramework({ name: 'wordpress', packages: { 'wordpress/wp-includes/pluggable.php': 'wordpress' } });
