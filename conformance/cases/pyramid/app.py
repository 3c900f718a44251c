# Exceptions that are responses.
from pyramid.config import Configurator
from pyramid.httpexceptions import HTTPFound, HTTPMovedPermanently, HTTPSeeOther, HTTPTemporaryRedirect
from pyramid.response import Response
from pyramid.view import view_config, view_defaults


# probe: /found
@view_config(route_name='found', request_method='POST')
def found(request):
    return HTTPFound(location='/target')


# probe: /raised
@view_config(route_name='raised', request_method=('PUT', 'DELETE'))
def raised(request):
    raise HTTPFound('/target')


# probe: /moved
@view_config(route_name='moved', request_method='PATCH')
def moved(request):
    return HTTPMovedPermanently('/target')


# probe: /seen
@view_config(route_name='seen', request_method='POST')
def seen(request):
    return HTTPSeeOther(location='/target')


# probe: /kept
@view_config(route_name='kept', request_method='POST')
def kept(request):
    return HTTPTemporaryRedirect(location='/target')


# probe: /response
@view_config(route_name='response', request_method='POST')
def response(request):
    return Response(status=302, location='/target')


# probe: /get
@view_config(route_name='get', request_method='GET')
def get(request):
    return HTTPFound('/target')


@view_config(route_name='every')
def every(request):
    if request.method == 'POST':
        # probe: /every
        return HTTPFound('/posted')
    # probe: /every
    return HTTPMovedPermanently('/else')


@view_defaults(route_name='item')
class Item:
    def __init__(self, request):
        self.request = request

    # probe: /item
    @view_config(request_method='POST')
    def post(self):
        return HTTPFound('/posted')

    # probe: /item
    @view_config(request_method='DELETE')
    def delete(self):
        return HTTPMovedPermanently('/deleted')


# probe: /by-hand
def by_hand(request):
    return HTTPFound('/target')


with Configurator() as config:
    for name in ('found', 'raised', 'moved', 'seen', 'kept', 'response', 'get', 'every', 'item', 'by-hand'):
        config.add_route(name, f'/{name}')
    config.add_view(by_hand, route_name='by-hand', request_method='PUT')
    config.scan('case')
    app = config.make_wsgi_app()
