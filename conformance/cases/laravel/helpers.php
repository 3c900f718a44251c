<?php

use Illuminate\Http\RedirectResponse;
use Illuminate\Support\Facades\Route;

// probe: /helper
Route::post('/helper', fn () => redirect('/target'));
// probe: /helper-303
Route::post('/helper-303', fn () => redirect('/target', 303));
// probe: /back
Route::post('/back', fn () => back());
// probe: /chained
Route::post('/chained', fn () => redirect('/target')->with('a', 'b')->setStatusCode(302));
// probe: /chained-303
Route::post('/chained-303', fn () => redirect('/target')->setStatusCode(303));
// probe: /created
Route::post('/created', fn () => new RedirectResponse('/target'));
// probe: /named
Route::post('/named', fn () => redirect(status: 301, to: '/target'));
