<?php
// The routes of a case, dispatched by Laravel's own router.
require 'Illuminate/autoload.php';

use Illuminate\Config\Repository;
use Illuminate\Foundation\AliasLoader;
use Illuminate\Foundation\Application;
use Illuminate\Http\Request;
use Illuminate\Session\ArraySessionHandler;
use Illuminate\Session\Store;
use Illuminate\Support\Facades;
use Symfony\Component\HttpKernel\Exception\HttpExceptionInterface;

$app = new Application(sys_get_temp_dir());
$app->instance('config', new Repository(['app' => ['key' => str_repeat('x', 32), 'url' => 'http://127.0.0.1'], 'view' => ['paths' => [], 'compiled' => sys_get_temp_dir()]]));
Facades\Facade::setFacadeApplication($app);
AliasLoader::getInstance(['Route' => Facades\Route::class, 'Redirect' => Facades\Redirect::class, 'Auth' => Facades\Auth::class])->register();
$app->register(Illuminate\Filesystem\FilesystemServiceProvider::class);
$app->register(Illuminate\View\ViewServiceProvider::class);
$app->register(Illuminate\Translation\TranslationServiceProvider::class);
$app->register(Illuminate\Validation\ValidationServiceProvider::class);
$app->register(Illuminate\Foundation\Providers\FormRequestServiceProvider::class);
$app->boot();

$request = Request::capture();
$request->setLaravelSession(new Store('case', new ArraySessionHandler(10)));
$app->instance('request', $request);
$app['redirect']->setSession($request->session());

// A signature covers the port, which differs between runs.
$app['url']->forceRootUrl('http://127.0.0.1:8080');
include getenv('CASE');

try {
    $app['router']->getRoutes()->refreshNameLookups();
    $app['url']->setRoutes($app['router']->getRoutes());
    $app['router']->dispatch($request)->send();
} catch (HttpExceptionInterface $error) {
    http_response_code($error->getStatusCode());
}
