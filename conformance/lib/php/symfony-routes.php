<?php
// The routes of a case in YAML, of which those of Symfony's own controller for redirects answer.
require 'Symfony/Component/HttpFoundation/autoload.php';
require 'Symfony/Component/Routing/autoload.php';
require 'Symfony/Component/Yaml/autoload.php';
require 'Symfony/Bundle/FrameworkBundle/autoload.php';

use Symfony\Bundle\FrameworkBundle\Controller\RedirectController;
use Symfony\Component\Config\FileLocator;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpKernel\Controller\ArgumentResolver;
use Symfony\Component\Routing\Exception\MethodNotAllowedException;
use Symfony\Component\Routing\Exception\ResourceNotFoundException;
use Symfony\Component\Routing\Generator\UrlGenerator;
use Symfony\Component\Routing\Loader\YamlFileLoader;
use Symfony\Component\Routing\Matcher\UrlMatcher;
use Symfony\Component\Routing\RequestContext;

$case = getenv('CASE');
$routes = (new YamlFileLoader(new FileLocator(dirname($case))))->load(basename($case));

$request = Request::createFromGlobals();
$context = (new RequestContext())->fromRequest($request);
try {
    $match = (new UrlMatcher($routes, $context))->match($request->getPathInfo());
    [$class, $method] = explode('::', $match['_controller']) + [1 => '__invoke'];
    if ($class !== RedirectController::class) return;
    $request->attributes->add($match + ['_route_params' => array_diff_key($match, ['_controller' => 0, '_route' => 0])]);
    $controller = [new RedirectController(new UrlGenerator($routes, $context)), $method];
    $controller(...(new ArgumentResolver())->getArguments($request, $controller))->send();
} catch (ResourceNotFoundException) {
    http_response_code(404);
} catch (MethodNotAllowedException) {
    http_response_code(405);
}
