# Responders are named after methods.
import falcon
from falcon import HTTP_302, HTTPFound


class Raised:
    # probe: /raised
    def on_get(self, req, resp):
        raise falcon.HTTPFound('/got')

    # probe: /raised
    def on_post(self, req, resp):
        raise HTTPFound('/posted')

    # probe: /raised
    def on_put(self, req, resp):
        raise falcon.HTTPMovedPermanently('/put')

    # probe: /raised
    def on_delete(self, req, resp):
        raise falcon.HTTPSeeOther('/deleted')

    # probe: /raised
    def on_patch(self, req, resp):
        raise falcon.HTTPTemporaryRedirect('/patched')


class Fields:
    # probe: /fields
    def on_post(self, req, resp):
        resp.status = falcon.HTTP_302
        resp.location = '/target'

    # probe: /fields
    def on_put(self, req, resp):
        resp.status = HTTP_302
        resp.set_header('Location', '/target')

    # probe: /fields
    def on_delete(self, req, resp):
        raise falcon.HTTPStatus(302, headers={'Location': '/target'})

    # probe: /fields
    def on_patch(self, req, resp):
        resp.status = falcon.HTTP_201
        resp.location = '/target'

    # probe: /item
    def on_post_item(self, req, resp):
        raise falcon.HTTPFound('/target')


app = falcon.App()
app.add_route('/raised', Raised())
app.add_route('/fields', Fields())
app.add_route('/item', Fields(), suffix='item')
