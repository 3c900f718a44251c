<?php

use Illuminate\Support\Facades\Route;

// probe: /to
Route::put('/to', fn () => redirect()->to('/target', 301));
// probe: /away
Route::delete('/away', fn () => redirect()->away('http://127.0.0.1:8080/target'));
// probe: /back-302
Route::post('/back-302', fn () => redirect()->back(302));
// probe: /intended
Route::post('/intended', fn () => redirect()->intended());
// probe: /intended-to
Route::post('/intended-to', fn () => redirect()->intended('/target'));
// probe: /guest
Route::post('/guest', fn () => redirect()->guest('/target'));
// probe: /refresh
Route::post('/refresh', fn () => redirect()->refresh());
// probe: /secure
Route::post('/secure', fn () => redirect()->secure('/target'));
