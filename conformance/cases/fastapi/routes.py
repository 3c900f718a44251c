# Everything that binds a path operation to methods.
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import RedirectResponse

app = FastAPI()
router = APIRouter(prefix='/r')


# probe: /get
@app.get('/get')
def get():
    return RedirectResponse('/target', 302)


# probe: /r/put
@router.put('/put')
def put():
    return RedirectResponse('/target', 302)


@router.api_route('/both', methods=['PUT', 'DELETE'])
def both(request: Request):
    if request.method == 'PUT':
        # probe: /r/both
        return RedirectResponse('/put', 301)
    # probe: /r/both
    return RedirectResponse('/deleted', 302)


# probe: /added
def added():
    return RedirectResponse('/target', 302)


app.include_router(router)
app.add_api_route('/added', added, methods=['PATCH'])
