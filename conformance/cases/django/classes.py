# Views that are classes, and Django REST framework.
import django
from django.conf import settings

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=['*'], SECRET_KEY='case', LOGGING_CONFIG=None, INSTALLED_APPS=['rest_framework'],
                   REST_FRAMEWORK={'UNAUTHENTICATED_USER': None, 'DEFAULT_AUTHENTICATION_CLASSES': []})
django.setup()

from django import forms
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path
from django.views import View
from django.views.generic import FormView, RedirectView
from rest_framework import status, viewsets
from rest_framework.decorators import action, api_view
from rest_framework.response import Response
from rest_framework.views import APIView


class Cart(View):
    # probe: /cart
    def get(self, request):
        return redirect('/got')

    # probe: /cart
    def post(self, request):
        return self.leave()

    # probe: /cart
    def put(self, request):
        return redirect('/put', permanent=True)

    # probe: /cart
    def leave(self):
        return HttpResponseRedirect('/left', status=303)


class Contact(FormView):
    form_class = forms.Form
    # Without it the view takes PUT for POST, which no form sends.
    http_method_names = ['get', 'head', 'post']

    # probe: /contact
    def form_valid(self, form):
        return redirect('/thanks')

    # probe: /contact
    def get(self, request):
        return HttpResponseRedirect('/form', status=307)


# probe: /old
class Old(RedirectView):
    url = '/target'
    permanent = True


class Widgets(APIView):
    # probe: /widgets
    def delete(self, request):
        return Response(status=status.HTTP_302_FOUND, headers={'Location': '/target'})


class Orders(viewsets.ViewSet):
    # probe: /orders
    def create(self, request):
        return redirect('/created')

    # probe: /pay
    @action(detail=False, methods=['post'])
    def pay(self, request):
        return Response(status=status.HTTP_303_SEE_OTHER, headers={'Location': '/paid'})


# probe: /api
@api_view(['PUT', 'PATCH'])
def api(request):
    return redirect('/target')


urlpatterns = [
    path('cart', Cart.as_view()), path('contact', Contact.as_view()), path('old', Old.as_view()), path('widgets', Widgets.as_view()),
    path('orders', Orders.as_view({'post': 'create'})), path('pay', Orders.as_view({'post': 'pay'})), path('api', api),
]
app = get_wsgi_application()
