# Every way in which a view redirects.
from http import HTTPStatus

import flask
from flask import Flask, Response, abort, redirect, request
from werkzeug.utils import redirect as go

app = Flask(__name__)
FOUND = 302


# probe: /redirect
@app.post('/redirect')
def default():
    return redirect('/target')


# probe: /position
@app.put('/position')
def position():
    return redirect('/target', 301)


# probe: /keyword
@app.post('/keyword')
def keyword():
    return redirect('/target', code=302)


# probe: /see-other
@app.post('/see-other')
def see_other():
    return redirect('/target', code=303)


# probe: /constant
@app.delete('/constant')
def constant():
    return redirect('/target', HTTPStatus.FOUND)


# probe: /name
@app.patch('/name')
def name():
    return redirect('/target', FOUND)


# probe: /location
@app.post('/location')
def location():
    return redirect(location='/target', code=301)


# probe: /module
@app.post('/module')
def module():
    return flask.redirect('/target')


# probe: /werkzeug
@app.put('/werkzeug')
def werkzeug():
    return go('/target')


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
