"""Addresses of the questions to the law; they belong to the names of `nominations`."""

from django.urls import path

from thidua.nominations.eligibility.views import asking

urlpatterns = [
    path("dieu-kien/", asking.own, name="eligibility"),
    path("dieu-kien/ca-nhan/<int:pk>/", asking.person, name="eligibility_person"),
    path("dieu-kien/tap-the/<int:pk>/", asking.unit, name="eligibility_unit"),
]
