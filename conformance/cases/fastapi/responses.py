# What a path operation returns or raises: 307 unless it says otherwise.
from fastapi import Depends, FastAPI, HTTPException, Response, status
from fastapi.responses import RedirectResponse

app = FastAPI()


# probe: /default
@app.post('/default')
async def default():
    return RedirectResponse('/target')


# probe: /position
@app.post('/position')
async def position():
    return RedirectResponse('/target', 302)


# probe: /keyword
@app.put('/keyword')
def keyword():
    return RedirectResponse(url='/target', status_code=301)


# probe: /constant
@app.post('/constant')
def constant():
    return RedirectResponse('/target', status_code=status.HTTP_302_FOUND)


# probe: /see-other
@app.post('/see-other')
def see_other():
    return RedirectResponse('/target', status_code=status.HTTP_303_SEE_OTHER)


# probe: /decorated
@app.post('/decorated', status_code=303)
def decorated():
    return RedirectResponse('/target')


# probe: /later
@app.post('/later')
def later():
    response = RedirectResponse('/target', 302)
    response.status_code = 303
    return response


# probe: /response
@app.patch('/response')
def response():
    return Response(status_code=302, headers={'Location': '/target'})


# probe: /raised
@app.delete('/raised')
def raised():
    raise HTTPException(302, headers={'Location': '/target'})


# probe: /by-class
@app.post('/by-class', response_class=RedirectResponse, status_code=302)
def by_class():
    return '/target'


# probe: /by-class-default
@app.post('/by-class-default', response_class=RedirectResponse)
def by_class_default():
    return '/target'


# probe: /pay
def current_user():
    raise HTTPException(status_code=302, headers={'Location': '/login'})


@app.post('/pay')
def pay(user=Depends(current_user)):
    return {}
