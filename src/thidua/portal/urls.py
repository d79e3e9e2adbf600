"""Addresses of `portal`."""

from django.urls import path

from thidua.portal import views

app_name = "portal"

urlpatterns = [
    path("", views.home, name="home"),
    path("cong-khai/phong-trao/", views.movement_list, name="movements"),
    path("cong-khai/phong-trao/<int:pk>/", views.movement, name="movement"),
    path("cong-khai/quyet-dinh/", views.decision_list, name="decisions"),
    path("cong-khai/quyet-dinh/<int:pk>/", views.decision, name="decision"),
    path("cong-khai/quyet-dinh/<int:pk>/quyet-dinh.pdf", views.decision_pdf, name="decision_pdf"),
    path("cong-khai/bang-vang/", views.honour_roll, name="honour_roll"),
    path("cong-khai/bang-vang.<str:export>", views.honour_roll, name="honour_roll_export"),
    path("cong-khai/huy-bo/", views.revocation_list, name="revocations"),
    path("xac-minh/", views.verify, name="verify"),
    path("xac-minh/<str:code>/", views.verify_code, name="verify_code"),
    path("cong-khai/minh-bach/", views.transparency, name="transparency"),
]
