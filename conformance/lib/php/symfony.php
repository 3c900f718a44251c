<?php
// The controllers of a case with the routes of their attributes, matched by Symfony's own router.
require 'Symfony/Component/HttpFoundation/autoload.php';
require 'Symfony/Component/Routing/autoload.php';
require 'Symfony/Bundle/FrameworkBundle/autoload.php';

use Symfony\Bundle\FrameworkBundle\Controller\AbstractController;
use Symfony\Component\DependencyInjection\Container;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\Routing\Exception\MethodNotAllowedException;
use Symfony\Component\Routing\Exception\ResourceNotFoundException;
use Symfony\Component\Routing\Generator\UrlGenerator;
use Symfony\Component\Routing\Loader\AnnotationClassLoader;
use Symfony\Component\Routing\Matcher\UrlMatcher;
use Symfony\Component\Routing\RequestContext;
use Symfony\Component\Routing\Route;
use Symfony\Component\Routing\RouteCollection;

$loader = new class extends AnnotationClassLoader {
    protected function configureRoute(Route $route, ReflectionClass $class, ReflectionMethod $method, object $annotation)
    {
        $route->setDefault('_controller', [$class->getName(), $method->getName()]);
    }
};

$before = get_declared_classes();
include getenv('CASE');
$routes = new RouteCollection();
foreach (array_diff(get_declared_classes(), $before) as $class) {
    if (str_starts_with($class, 'App\\')) $routes->addCollection($loader->load($class));
}

$request = Request::createFromGlobals();
$context = (new RequestContext())->fromRequest($request);
$container = new Container();
$container->set('router', new UrlGenerator($routes, $context));
try {
    $match = (new UrlMatcher($routes, $context))->match($request->getPathInfo());
    [$class, $method] = $match['_controller'];
    $controller = new $class();
    if ($controller instanceof AbstractController) $controller->setContainer($container);
    $controller->$method($request)->send();
} catch (ResourceNotFoundException) {
    http_response_code(404);
} catch (MethodNotAllowedException) {
    http_response_code(405);
}
