import { phpFramework } from '../lib/php-framework.mjs';

export default phpFramework({
  name: 'symfony',
  packages: {
    'php/Symfony/Component/HttpFoundation/autoload.php': 'php-symfony-http-foundation',
    'php/Symfony/Component/Routing/autoload.php': 'php-symfony-routing',
    'php/Symfony/Bundle/FrameworkBundle/autoload.php': 'php-symfony-framework-bundle',
  },
});
