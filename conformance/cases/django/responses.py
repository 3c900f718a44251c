# Responses that are redirects.
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=['*'], SECRET_KEY='case', LOGGING_CONFIG=None)


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


urlpatterns = [
    path('class', by_class), path('class-status', class_status), path('class-permanent', class_permanent),
    path('later', later), path('plain', plain), path('item', item), path('created', created),
]
app = get_wsgi_application()
