"""Addresses of `movements`."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

app_name = "movements"


def _later(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse(status=404)


urlpatterns = [
    path("", _later, name="list"),
    path("<int:pk>/", _later, name="detail"),
    path("<int:pk>/dang-ky/<int:unit_pk>/", _later, name="registration"),
]
