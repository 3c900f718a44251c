<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$method = $_SERVER['REQUEST_METHOD'];
if ($path === '/equals') {
    if ($method === 'POST') {
        // probe: /equals
        header('Location: /target');
    } elseif ('DELETE' == $method) {
        // probe: /equals
        header('Location: /deleted', true, 301);
    }
}
if ($path === '/isset' && isset($_POST['x'])) {
    // probe: /isset
    header('Location: /target');
}
if ($path === '/not-empty') {
    if (!empty($_POST)) {
        // probe: /not-empty
        header('Location: /target');
    }
}
if ($path === '/truth') {
    if ($_POST) {
        // probe: /truth
        header('Location: /target');
    }
}
if ($path === '/value') {
    if (($_POST['x'] ?? '') == '1') {
        // probe: /value
        header('Location: /target');
    }
}
if ($path === '/filter') {
    if (filter_input(INPUT_POST, 'x')) {
        // probe: /filter
        header('Location: /target');
    }
}
if ($path === '/listed') {
    if (in_array($method, ['PUT', 'PATCH'])) {
        // probe: /listed
        header('Location: /target');
    }
}
if ($path === '/switch') {
    switch ($method) {
        case 'POST':
        case 'PUT':
            // probe: /switch
            header('Location: /target');
            break;
        case 'DELETE':
            // probe: /switch
            header('Location: /deleted');
            break;
    }
}
if ($path === '/match') {
    match ($method) {
        // probe: /match
        'POST', 'PATCH' => header('Location: /target'),
        default => null,
    };
}
if ($path === '/and') {
    // probe: /and
    $method === 'PUT' and header('Location: /target');
}
if ($path === '/left') {
    leaveUnlessPosted();
}
function leaveUnlessPosted()
{
    if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
        http_response_code(405);
        exit;
    }
    // probe: /left
    header('Location: /target');
}
