<?php
// The `$app` of a case, run by Slim itself.
require 'Slim/autoload.php';
// PHP's own server gives the request's path here where a script answers every path.
$_SERVER['SCRIPT_NAME'] = '/index.php';
include getenv('CASE');
$app->run();
