<?php
const MOVED = 301;
switch (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)) {
    // probe: /plain
    case '/plain':
        header('Location: /target');
        break;
    // probe: /third
    case '/third':
        header('Location: /target', true, 301);
        break;
    // probe: /third-303
    case '/third-303':
        header('Location: /target', true, 303);
        break;
    // probe: /named
    case '/named':
        header('Location: /target', response_code: 302);
        break;
    // probe: /before
    case '/before':
        http_response_code(302);
        header('Location: /target');
        break;
    // probe: /behind
    case '/behind':
        header('Location: /target');
        http_response_code(301);
        break;
    // probe: /overwritten
    case '/overwritten':
        http_response_code(404);
        header('Location: /target');
        break;
    // probe: /created
    case '/created':
        http_response_code(201);
        header('Location: /target');
        break;
    // probe: /line
    case '/line':
        header('HTTP/1.1 301 Moved Permanently');
        header('Location: /target');
        break;
    // probe: /line-behind
    case '/line-behind':
        header('Location: /target');
        header("HTTP/1.0 302 Found");
        break;
    // probe: /protocol
    case '/protocol':
        header($_SERVER['SERVER_PROTOCOL'] . ' 301 Moved Permanently');
        header('location:/target');
        break;
    // probe: /status-line
    case '/status-line':
        header('Status: 301 Moved Permanently');
        header('Location: /target');
        break;
    // probe: /status-third
    case '/status-third':
        header('Status: 301 Moved Permanently', true, 301);
        header('Location: /target');
        break;
    // probe: /third-wins
    case '/third-wins':
        http_response_code(303);
        header('Location: /target', true, 302);
        break;
    // probe: /zero
    case '/zero':
        header('Location: /target', true, 0);
        break;
    // probe: /joined
    case '/joined':
        $to = '/target';
        header('Location: ' . $to);
        break;
    // probe: /inserted
    case '/inserted':
        header("Location: /target?x={$_GET['x']}");
        break;
    // probe: /formatted
    case '/formatted':
        header(sprintf('Location: %s', '/target'));
        break;
    // probe: /constant
    case '/constant':
        header('Location: /target', true, MOVED);
        break;
    // probe: /exit
    case '/exit':
        exit(header('Location: /target'));
    // probe: /silenced
    case '/silenced':
        @\header('LOCATION: /target');
        break;
    // probe: /refresh
    case '/refresh':
        header('Refresh: 0; url=/target');
        break;
    // probe: /shouted
    case '/shouted':
        HEADER('Location: /target');
        break;
}
