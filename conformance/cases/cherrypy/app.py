# CherryPy's redirect is raised, and answers HTTP/1.1 with 303.
import cherrypy


class Root:
    # probe: /default-status
    @cherrypy.expose
    def default_status(self, **form):
        raise cherrypy.HTTPRedirect('/target')

    # probe: /position
    @cherrypy.expose
    @cherrypy.tools.allow(methods=['POST', 'PUT'])
    def position(self, **form):
        raise cherrypy.HTTPRedirect('/target', 302)

    # probe: /keyword
    @cherrypy.expose
    @cherrypy.tools.allow(methods=['DELETE'])
    def keyword(self, **form):
        raise cherrypy.HTTPRedirect('/target', status=301)

    # probe: /kept
    @cherrypy.expose
    @cherrypy.tools.allow(methods=['POST'])
    def kept(self, **form):
        raise cherrypy.HTTPRedirect('/target', 307)

    # probe: /every
    @cherrypy.expose
    def every(self, **form):
        raise cherrypy.HTTPRedirect('/target', 302)

    @cherrypy.expose
    def guarded(self, **form):
        if cherrypy.request.method == 'POST':
            # probe: /guarded
            raise cherrypy.HTTPRedirect('/target', 302)
        return 'left alone'


@cherrypy.expose
class Item:
    # probe: /item
    def GET(self):
        raise cherrypy.HTTPRedirect('/got', 302)

    # probe: /item
    def POST(self, **form):
        raise cherrypy.HTTPRedirect('/posted', 301)


cherrypy.config.update({'environment': 'embedded'})
cherrypy.tree.mount(Root(), '/')
cherrypy.tree.mount(Item(), '/item', {'/': {'request.dispatch': cherrypy.dispatch.MethodDispatcher()}})
app = cherrypy.tree
