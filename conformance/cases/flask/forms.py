# Every way to call `redirect`.
from http import HTTPStatus

import flask
from flask import Flask, redirect
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
