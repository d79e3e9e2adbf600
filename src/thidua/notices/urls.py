"""Addresses of `notices`."""

from django.urls import path

from thidua.notices import views

app_name = "notices"

urlpatterns = [
    path("", views.notices, name="list"),
    path("da-doc/", views.all_read, name="all_read"),
    path("<int:pk>/", views.detail, name="detail"),
]
