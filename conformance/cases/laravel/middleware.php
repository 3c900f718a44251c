<?php

namespace App\Http;

use Closure;
use Illuminate\Contracts\Validation\Validator;
use Illuminate\Foundation\Http\FormRequest;
use Illuminate\Http\Exceptions\HttpResponseException;
use Illuminate\Http\Request;
use Illuminate\Routing\Controller;
use Illuminate\Support\Facades\Route;

class Owner
{
    public function handle(Request $request, Closure $next)
    {
        // probe: /owned /owned/grouped
        return redirect('/login');
    }
}

class Active
{
    public function handle(Request $request, Closure $next)
    {
        // probe: /kept /free
        return redirect('/inactive');
    }
}

class SaveNoteRequest extends FormRequest
{
    public function authorize()
    {
        return $this->query('as') !== 'stranger';
    }

    public function rules()
    {
        return ['text' => 'required'];
    }

    protected function failedValidation(Validator $validator)
    {
        // probe: /notes
        throw new HttpResponseException(redirect('/notes/new'));
    }

    protected function failedAuthorization()
    {
        // probe: /notes?as=stranger
        throw new HttpResponseException(redirect('/login'));
    }
}

class NoteController extends Controller
{
    public function save(SaveNoteRequest $request)
    {
        return 'saved';
    }
}

Route::aliasMiddleware('owner', Owner::class);
Route::middlewareGroup('owners', ['owner']);
Route::middlewareGroup('members', [Active::class]);

Route::put('/owned', fn () => 'owned')->middleware('owner');
Route::middleware('owners')->group(function () {
    Route::delete('/owned/grouped', fn () => 'owned');
});
Route::group(['middleware' => 'members'], function () {
    Route::post('/kept', fn () => 'kept');
    Route::put('/free', fn () => 'free')->withoutMiddleware(Active::class);
});
Route::patch('/notes', [NoteController::class, 'save']);
