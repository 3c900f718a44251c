# Everything that binds a view to methods, and what a condition leaves.
from flask import Blueprint, Flask, redirect, request
from flask.views import MethodView, View

app = Flask(__name__)
shop = Blueprint('shop', __name__, url_prefix='/shop')


# probe: /route
@app.route('/route')
def route():
    return redirect('/target')


# probe: /methods
@app.route('/methods', methods=['PUT', 'DELETE'])
def listed():
    return redirect('/target')


# probe: /shop/cart
@shop.route('/cart', methods=('GET', 'POST'))
def cart():
    return redirect('/target')


@app.route('/if', methods=['GET', 'POST'])
def branches():
    if request.method == 'POST':
        # probe: /if
        return redirect('/posted', 301)
    # probe: /if
    return redirect('/shown')


@app.route('/early', methods=['GET', 'POST', 'PUT'])
def early():
    if request.method != 'PUT':
        return 'left alone'
    # probe: /early
    return redirect('/target')


# probe: /by-hand
def by_hand():
    return redirect('/target')


app.add_url_rule('/by-hand', view_func=by_hand, methods=['PATCH'])


class Login(MethodView):
    # probe: /login
    def get(self):
        return redirect('/form', 301)

    # probe: /login
    def post(self):
        return redirect('/done')

    # probe: /login
    def delete(self):
        return self.leave()

    # probe: /login
    def leave(self):
        return redirect('/left', 307)


app.add_url_rule('/login', view_func=Login.as_view('login'))


class Logout(View):
    methods = ['POST']

    # probe: /logout
    def dispatch_request(self):
        return redirect('/target')


app.add_url_rule('/logout', view_func=Logout.as_view('logout'))


@app.before_request
def guard():
    if request.path == '/guarded':
        # probe: /guarded
        return redirect('/target')


app.register_blueprint(shop)
