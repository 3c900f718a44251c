# What a condition on the method leaves.
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_http_methods

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=['*'], SECRET_KEY='case', LOGGING_CONFIG=None)


@require_http_methods(['GET', 'HEAD', 'POST'])
def branches(request):
    if request.method == 'POST':
        # probe: /if
        return redirect('/posted', permanent=True)
    # probe: /if
    return redirect('/shown')


def only_post(request):
    if request.method == 'POST':
        # probe: /only-post
        return redirect('/posted')
    return HttpResponse('left alone')


def posted(request):
    if 'x' in request.POST:
        # probe: /posted
        return redirect('/target')
    return HttpResponse('left alone')


@require_http_methods(['PUT', 'DELETE', 'PATCH'])
def early(request):
    if request.method in ('PUT', 'PATCH'):
        return HttpResponse(status=204)
    # probe: /early
    return redirect('/target')


urlpatterns = [path('if', branches), path('only-post', only_post), path('posted', posted), path('early', early)]
app = get_wsgi_application()
