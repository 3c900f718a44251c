# A handler's own redirect.
import tornado.web
from tornado.web import RequestHandler


class Verbs(RequestHandler):
    # probe: /verbs
    def get(self):
        self.redirect('/got')

    # probe: /verbs
    async def post(self):
        self.redirect('/posted', permanent=True)

    # probe: /verbs
    def put(self):
        self.redirect('/put', status=303)

    # probe: /verbs
    def delete(self):
        self.redirect('/deleted', True)

    # probe: /verbs
    def patch(self):
        self.redirect('/patched', status=307)


class Forms(RequestHandler):
    # probe: /forms
    def post(self):
        self.set_status(303)
        self.redirect('/target')

    # probe: /forms
    def put(self):
        self.redirect('/target', 303)

    # probe: /forms
    def delete(self):
        self.redirect('/target', False, 302)

    def patch(self):
        self.leave()

    # probe: /forms
    def leave(self):
        self.redirect('/left')


class Base(tornado.web.RequestHandler):
    def prepare(self):
        if self.request.method == 'PUT':
            # probe: /base
            self.redirect('/login')

    # probe: /base
    def post(self):
        self.redirect('/target', permanent=False)


app = tornado.web.Application([('/verbs', Verbs), ('/forms', Forms), ('/base', Base)])
