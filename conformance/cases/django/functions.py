# Views that are functions.
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe
from django.views.generic import RedirectView

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=['*'], SECRET_KEY='case', LOGGING_CONFIG=None)


# probe: /redirect
@require_POST
def default(request):
    return redirect('/target')


# probe: /permanent
@require_http_methods(['PUT', 'DELETE'])
def permanent(request):
    return redirect('/target', permanent=True)


# probe: /not-permanent
@require_POST
def not_permanent(request):
    return redirect(to='/target', permanent=False)


# probe: /swallowed
@require_POST
def swallowed(request):
    return redirect('/target', status=303)


# probe: /preserved
@require_POST
def preserved(request):
    return redirect('/target', preserve_request=True)


# probe: /class
@require_POST
def by_class(request):
    return HttpResponseRedirect('/target')


# probe: /class-status
@require_POST
def class_status(request):
    return HttpResponseRedirect('/target', status=303)


# probe: /class-permanent
@require_http_methods(['PATCH'])
def class_permanent(request):
    return HttpResponsePermanentRedirect('/target')


# probe: /later
@require_POST
def later(request):
    r = redirect('/target')
    r.status_code = 303
    return r


# probe: /plain
@require_POST
def plain(request):
    return HttpResponse(status=302, headers={'Location': '/target'})


# probe: /item
@require_POST
def item(request):
    response = HttpResponse(status=302)
    response['Location'] = '/target'
    return response


# probe: /created
@require_POST
def created(request):
    return HttpResponse(status=201, headers={'Location': '/target'})


# probe: /get
@require_GET
def get(request):
    return redirect('/target')


# probe: /safe
@require_safe
def safe(request):
    return redirect('/target', permanent=True)


# probe: /every
def every(request):
    return redirect('/target')


urlpatterns = [
    path('redirect', default), path('permanent', permanent), path('not-permanent', not_permanent), path('swallowed', swallowed),
    path('preserved', preserved), path('class', by_class), path('class-status', class_status), path('class-permanent', class_permanent),
    path('later', later), path('plain', plain), path('item', item), path('created', created), path('get', get), path('safe', safe),
    path('every', every),
    # probe: /view
    path('view', RedirectView.as_view(url='/target')),
    # probe: /view-permanent
    path('view-permanent', RedirectView.as_view(url='/target', permanent=True)),
]
app = get_wsgi_application()
