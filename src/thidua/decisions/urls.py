"""Addresses of `decisions`."""

from django.urls import path

from thidua.decisions import views

app_name = "decisions"

urlpatterns = [
    path("", views.decision_list, name="list"),
    path("soan/<int:meeting_id>/", views.draft, name="draft"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/sua/", views.edit, name="edit"),
    path("<int:pk>/bo/", views.discard, name="discard"),
    path("<int:pk>/tra-lai/", views.send_back, name="return"),
    path("<int:pk>/ky/", views.sign, name="sign"),
    path("<int:pk>/lam/<slug:action>/", views.act, name="act"),
    path("<int:pk>/tep/<str:kind>", views.file, name="file"),
]
