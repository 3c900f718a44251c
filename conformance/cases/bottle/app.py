# Bottle's redirect raises, and answers HTTP/1.1 with 303.
from bottle import Bottle, HTTPResponse, redirect, request

app = Bottle()


# probe: /default
@app.post('/default')
def default():
    redirect('/target')


# probe: /get
@app.get('/get')
def get():
    redirect('/target', 302)


# probe: /route
@app.route('/route', method=['PUT', 'PATCH'])
def route():
    return redirect('/target', 302)


# probe: /keyword
@app.delete('/keyword')
def keyword():
    redirect('/target', code=301)


# probe: /kept
@app.route('/kept', method='POST')
def kept():
    redirect('/target', code=307)


# probe: /response
@app.post('/response')
def response():
    return HTTPResponse(status=302, Location='/target')


# probe: /raised
@app.put('/raised')
def raised():
    raise HTTPResponse(status=301, headers={'Location': '/target'})


@app.route('/if', method=['GET', 'POST'])
def branches():
    if request.method == 'POST':
        # probe: /if
        redirect('/posted', 302)
    return 'left alone'


# probe: /by-hand
def by_hand():
    redirect('/target', 302)


app.route('/by-hand', 'DELETE', by_hand)
