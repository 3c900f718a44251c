<?php

use Illuminate\Support\Facades\Route;

Route::get('/target/{id?}', fn () => 'target')->name('target');
Route::get('/shown', [Shown::class, 'index']);

// probe: /route
Route::patch('/route', fn () => redirect()->route('target'));
// probe: /route-parameters
Route::patch('/route-parameters', fn () => redirect()->route('target', ['id' => 1]));
// probe: /route-status
Route::patch('/route-status', fn () => redirect()->route('target', [], 302));
// probe: /action
Route::post('/action', fn () => redirect()->action([Shown::class, 'index']));
// probe: /signed
Route::post('/signed', fn () => redirect()->signedRoute('target'));

class Shown
{
    public function index()
    {
        return 'shown';
    }
}
