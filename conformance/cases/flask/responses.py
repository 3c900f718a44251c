# What becomes of a redirect, and responses that are one.
from flask import Flask, Response, abort, redirect, request

app = Flask(__name__)


# probe: /tuple
@app.post('/tuple')
def in_tuple():
    return redirect('/target'), 303


# probe: /tuple-301
@app.post('/tuple-301')
def in_tuple_301():
    return redirect('/target'), 301


# probe: /later
@app.post('/later')
def later():
    r = redirect('/target')
    r.status_code = 303
    return r


# probe: /kept
@app.post('/kept')
def kept():
    r = redirect('/target')
    r.set_cookie('a', 'b')
    return r


# probe: /aborted
@app.post('/aborted')
def aborted():
    abort(redirect('/target'))


# probe: /response
@app.post('/response')
def response():
    return Response(status=302, headers={'Location': '/target'})


# probe: /response-position
@app.put('/response-position')
def response_position():
    return Response('', 301, {'Location': '/target'})


# probe: /created
@app.post('/created')
def created():
    return Response(status=201, headers={'Location': '/target'})


# probe: /computed?code=302
@app.post('/computed')
def computed():
    return redirect('/target', int(request.args['code']))
