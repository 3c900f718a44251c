# Quart takes Flask's words.
from quart import Quart, Response, redirect, request

app = Quart(__name__)


# probe: /redirect
@app.post('/redirect')
async def default():
    return redirect('/target')


# probe: /route
@app.route('/route', methods=['PUT', 'DELETE'])
async def route():
    return redirect('/target', 301)


# probe: /keyword
@app.route('/keyword', methods=['POST'])
async def keyword():
    return redirect('/target', code=303)


# probe: /get
@app.route('/get')
async def get():
    return redirect('/target')


# probe: /tuple
@app.post('/tuple')
async def in_tuple():
    return redirect('/target'), 303


# probe: /later
@app.post('/later')
async def later():
    r = redirect('/target')
    r.status_code = 307
    return r


# probe: /response
@app.post('/response')
async def response():
    return Response('', status=302, headers={'Location': '/target'})


@app.route('/if', methods=['GET', 'POST'])
async def branches():
    if request.method == 'POST':
        # probe: /if
        return redirect('/posted')
    return 'left alone'
