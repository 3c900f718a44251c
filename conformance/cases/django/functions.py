# Views that are functions, and the view that redirects by itself.
from django.conf import settings
from django.core.wsgi import get_wsgi_application
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
    path('preserved', preserved), path('get', get), path('safe', safe), path('every', every),
    # probe: /view
    path('view', RedirectView.as_view(url='/target')),
    # probe: /view-permanent
    path('view-permanent', RedirectView.as_view(url='/target', permanent=True)),
]
app = get_wsgi_application()
