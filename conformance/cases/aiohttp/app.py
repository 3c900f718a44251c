# The class is the status.
from aiohttp import web
from aiohttp.web import HTTPFound, HTTPMovedPermanently

routes = web.RouteTableDef()


# probe: /raised
@routes.post('/raised')
async def raised(request):
    raise web.HTTPFound('/target')


# probe: /keyword
@routes.put('/keyword')
async def keyword(request):
    raise web.HTTPFound(location='/target')


# probe: /returned
@routes.post('/returned')
async def returned(request):
    return HTTPFound('/target')


# probe: /moved
@routes.delete('/moved')
async def moved(request):
    raise HTTPMovedPermanently('/target')


# probe: /seen
@routes.post('/seen')
async def seen(request):
    raise web.HTTPSeeOther('/target')


# probe: /kept
@routes.patch('/kept')
async def kept(request):
    raise web.HTTPTemporaryRedirect('/target')


# probe: /response
@routes.post('/response')
async def response(request):
    return web.Response(status=302, headers={'Location': '/target'})


# probe: /get
@routes.get('/get')
async def get(request):
    raise web.HTTPFound('/target')


@routes.view('/view')
class Item(web.View):
    # probe: /view
    async def get(self):
        raise web.HTTPFound('/got')

    # probe: /view
    async def delete(self):
        raise web.HTTPMovedPermanently('/deleted')


# probe: /added
async def added(request):
    raise web.HTTPFound('/target')


# probe: /by-name
async def by_name(request):
    raise web.HTTPFound('/target')


async def anything(request):
    if request.method == 'POST':
        # probe: /any
        raise web.HTTPFound('/posted')
    # probe: /any
    raise web.HTTPMovedPermanently('/else')


app = web.Application()
app.add_routes(routes)
app.add_routes([web.route('*', '/any', anything)])
app.router.add_put('/added', added)
app.router.add_route('PATCH', '/by-name', by_name)
