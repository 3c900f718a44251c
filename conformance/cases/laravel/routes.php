<?php

namespace App\Http\Controllers;

use Illuminate\Http\Request;
use Illuminate\Routing\Controller;
use Illuminate\Support\Facades\Route;

class CartController extends Controller
{
    public function add()
    {
        // probe: /cart
        return redirect('/added');
    }

    public function clear()
    {
        // probe: /cart/all
        return $this->leave();
    }

    public function lock()
    {
        // probe: /old/lock
        return redirect('/locked');
    }

    private function leave()
    {
        // probe: /cart/all
        return redirect('/left');
    }

    public function asked(Request $request)
    {
        if ($request->isMethod('post')) {
            // probe: /asked
            return redirect('/posted');
        }
        // probe: /asked
        return redirect('/shown');
    }
}

class PhotoController extends Controller
{
    public function store()
    {
        // probe: /photos
        return redirect('/stored');
    }

    public function update($id)
    {
        // probe: /photos/1
        return redirect('/updated');
    }

    public function __invoke()
    {
        // probe: /invoked
        return redirect('/invoked-target');
    }
}

Route::match(['put', 'delete'], '/match', function () {
    // probe: /match
    return redirect('/target');
});
// probe: /any
Route::any('/any', fn () => redirect('/target'));
// probe: /get
Route::get('/get', fn () => redirect('/target'));
// probe: /old
Route::redirect('/old', '/target');
// probe: /old-307
Route::redirect('/old-307', '/target', 307);
// probe: /old-301
Route::redirect('/old-301', '/target', 301);
// probe: /moved
Route::permanentRedirect('/moved', '/target');

Route::prefix('cart')->group(function () {
    Route::post('/', [CartController::class, 'add']);
    Route::controller(CartController::class)->group(function () {
        Route::delete('/all', 'clear');
    });
});
Route::resource('photos', PhotoController::class)->only(['store', 'update']);
Route::group(['namespace' => 'App\Http\Controllers', 'prefix' => 'old'], function () {
    Route::patch('lock', 'CartController@lock');
});
Route::post('/invoked', PhotoController::class);
Route::match(['get', 'post'], '/asked', [CartController::class, 'asked']);
