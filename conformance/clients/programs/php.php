<?php
// Clients for PHP. usage: php.php BASE

require '/usr/share/php/GuzzleHttp/autoload.php';
require '/usr/share/php/Symfony/Component/HttpClient/autoload.php';

use Symfony\Component\HttpClient\CurlHttpClient;
use Symfony\Component\HttpClient\NativeHttpClient;

error_reporting(0);
$base = $argv[1];
$form = 'Content-Type: application/x-www-form-urlencoded';

$curl = function (string $url, array $options) use ($form): void {
    $handle = curl_init($url);
    curl_setopt_array($handle, $options + [CURLOPT_FOLLOWLOCATION => true, CURLOPT_RETURNTRANSFER => true, CURLOPT_POSTFIELDS => 'a=1', CURLOPT_HTTPHEADER => [$form]]);
    if (curl_exec($handle) === false) {
        throw new RuntimeException(curl_error($handle));
    }
};
$guzzle = fn (array $redirects) => fn ($url, $method) => (new GuzzleHttp\Client(['http_errors' => false]))
    ->request($method, $url, ['body' => 'a=1', 'headers' => ['Content-Type' => 'application/x-www-form-urlencoded']] + $redirects);
$symfony = fn ($client) => fn ($url, $method) => $client->request($method, $url, ['body' => 'a=1'])->getStatusCode();
$package = fn (string $name) => preg_replace('/[+-].*/', '', (string) shell_exec("dpkg-query -W -f '\${Version}' $name"));
$all = ['POST', 'PUT', 'PATCH', 'DELETE'];

$clients = [
    ['php-streams', 'PHP streams', PHP_VERSION, 'file_get_contents()', $all, function ($url, $method) use ($form) {
        $context = stream_context_create(['http' => ['method' => $method, 'content' => 'a=1', 'header' => $form, 'ignore_errors' => true]]);
        if (file_get_contents($url, false, $context) === false) {
            throw new RuntimeException();
        }
    }],
    ['php-curl', 'PHP curl', PHP_VERSION, 'CURLOPT_POSTFIELDS, CURLOPT_FOLLOWLOCATION', ['POST'], fn ($url) => $curl($url, [])],
    ['php-curl-custom', 'PHP curl', PHP_VERSION, 'CURLOPT_CUSTOMREQUEST, CURLOPT_FOLLOWLOCATION', $all, fn ($url, $method) => $curl($url, [CURLOPT_CUSTOMREQUEST => $method])],
    ['guzzle', 'Guzzle', $package('php-guzzlehttp-guzzle'), '', $all, $guzzle([])],
    ['guzzle-strict', 'Guzzle', $package('php-guzzlehttp-guzzle'), "'strict' => true", $all, $guzzle(['allow_redirects' => ['strict' => true]])],
    ['symfony-curl', 'Symfony HttpClient', $package('php-symfony-http-client'), 'CurlHttpClient', $all, $symfony(new CurlHttpClient())],
    ['symfony-native', 'Symfony HttpClient', $package('php-symfony-http-client'), 'NativeHttpClient', $all, $symfony(new NativeHttpClient())],
];

foreach ($clients as [$key, $name, $version, $how, $methods, $send]) {
    echo implode("\t", ['client', $key, $name, $version, $how]), "\n";
    foreach ($methods as $method) {
        foreach ([301, 302, 303, 307, 308] as $status) {
            try {
                $send("$base/$key/$method/$status", $method);
            } catch (Throwable) {
                echo implode("\t", ['raised', $key, $method, $status]), "\n";
            }
        }
    }
}
