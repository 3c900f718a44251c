# Starlette's own routes.
from starlette.applications import Starlette
from starlette.endpoints import HTTPEndpoint
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route


# probe: /default
async def default(request):
    return RedirectResponse('/target')


# probe: /status
async def by_status(request):
    return RedirectResponse('/target', status_code=302)


# probe: /response
async def response(request):
    return Response(status_code=301, headers={'Location': '/target'})


# probe: /raised
async def raised(request):
    raise HTTPException(302, headers={'Location': '/target'})


# probe: /read
async def read(request):
    return RedirectResponse('/target', 302)


class Item(HTTPEndpoint):
    # probe: /item
    async def get(self, request):
        return RedirectResponse('/got', 301)

    # probe: /item
    async def post(self, request):
        return RedirectResponse('/posted', 302)


app = Starlette(routes=[
    Route('/default', default, methods=['POST']), Route('/status', by_status, methods=['PUT', 'DELETE']), Route('/response', response, methods=['PATCH']),
    Route('/raised', raised, methods=['POST']), Route('/read', read), Route('/item', Item),
])
