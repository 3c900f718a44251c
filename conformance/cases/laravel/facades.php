<?php

use Illuminate\Support\Facades\Redirect;
use Illuminate\Support\Facades\Route;

Route::get('/target/{id?}', fn () => 'target')->name('target');

// probe: /facade
Route::post('/facade', fn () => Redirect::to('/target')->with('a', 'b'));
// probe: /response
Route::post('/response', fn () => response()->redirectTo('/target'));
// probe: /response-route
Route::post('/response-route', fn () => response()->redirectToRoute('target'));
