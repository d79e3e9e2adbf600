"""Addresses of `organisation`."""

from django.urls import path

from thidua.organisation import views

app_name = "organisation"

urlpatterns = [
    path("", views.units, name="units"),
    path("don-vi/<int:pk>/", views.unit, name="unit"),
    path("nguoi/", views.people, name="people"),
    path("nguoi/<int:pk>/", views.person, name="person"),
    path("ho-so-cua-toi/", views.my_record, name="my_record"),
]
