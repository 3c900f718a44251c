import { phpFramework } from '../lib/php-framework.mjs';

export default phpFramework({
  name: 'symfony-routes',
  packages: {
    'php/Symfony/Component/HttpFoundation/autoload.php': 'php-symfony-http-foundation',
    'php/Symfony/Component/Routing/autoload.php': 'php-symfony-routing',
    'php/Symfony/Component/Yaml/autoload.php': 'php-symfony-yaml',
    'php/Symfony/Bundle/FrameworkBundle/autoload.php': 'php-symfony-framework-bundle',
  },
});
