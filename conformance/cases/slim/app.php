<?php

$app = new \Slim\App();

$app->post('/with', function ($request, $response) {
    // probe: /with
    return $response->withRedirect('/target');
});
$app->put('/with-301', function ($request, $response) {
    // probe: /with-301
    return $response->withRedirect('/target', 301);
});
$app->delete('/header', function ($request, $response) {
    // probe: /header
    return $response->withHeader('Location', '/target')->withStatus(302);
});
$app->patch('/status', function ($request, $response) {
    // probe: /status
    return $response->withStatus(301)->withHeader('Location', '/target');
});
$app->post('/apart', function ($request, $response) {
    // probe: /apart
    $response = $response->withHeader('Location', '/target');
    return $response->withStatus(302);
});
$app->post('/created', function ($request, $response) {
    // probe: /created
    return $response->withHeader('Location', '/target')->withStatus(201);
});
$app->map(['POST', 'DELETE'], '/map', function ($request, $response) {
    // probe: /map
    return $response->withRedirect('/target');
});
$app->any('/any', function ($request, $response) {
    // probe: /any
    return $response->withRedirect('/target');
});
$app->group('/group', function () {
    $this->post('/string', 'Cart:add');
    $this->put('/class', Cart::class . ':change');
    $this->get('/get', Cart::class . ':show');
});
// probe: /old
$app->redirect('/old', '/target');
// probe: /old-301
$app->redirect('/old-301', '/target', 301);

class Cart
{
    public function add($request, $response)
    {
        // probe: /group/string
        return $response->withRedirect('/target');
    }

    public function change($request, $response)
    {
        // probe: /group/class
        return $response->withRedirect('/target');
    }

    public function show($request, $response)
    {
        // probe: /group/get
        return $response->withRedirect('/target');
    }
}
