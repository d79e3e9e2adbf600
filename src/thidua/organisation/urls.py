"""Addresses of `organisation`."""

from django.urls import path

from thidua.organisation import views

app_name = "organisation"

urlpatterns = [
    path("", views.units, name="units"),
    path("don-vi/<int:pk>/", views.unit, name="unit"),
    path("don-vi/<int:pk>/xep-loai/", views.ratings, name="ratings"),
    path("don-vi/<int:pk>/vai-tro/", views.roles, name="roles"),
    path("don-vi/<int:pk>/tai-khoan/", views.create_account, name="create_account"),
    path("vai-tro/<int:pk>/ket-thuc/", views.end_role, name="end_role"),
    path("nguoi/", views.people, name="people"),
    path("nguoi/<int:pk>/", views.person, name="person"),
    path("nguoi/<int:pk>/vuong-mac/", views.person_hindrances, name="person_hindrances"),
    path("don-vi/<int:pk>/vuong-mac/", views.unit_hindrances, name="unit_hindrances"),
    path("vuong-mac/<slug:kind>/<int:pk>/ket-luan/", views.conclude, name="conclude"),
    path("vuong-mac/<slug:kind>/<int:pk>/ghi-nham/", views.withdraw, name="withdraw"),
    path("ho-so-cua-toi/", views.my_record, name="my_record"),
]
