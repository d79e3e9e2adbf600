"""Addresses of `decisions`."""

from django.urls import path

from thidua.decisions import views
from thidua.decisions.blanks.views import keeping, printing
from thidua.decisions.outside import views as outside
from thidua.decisions.revocation import views as revocation

app_name = "decisions"

urlpatterns = [
    path("", views.decision_list, name="list"),
    path("soan/<int:meeting_id>/", views.draft, name="draft"),
    path("phoi/", keeping.blank_list, name="blanks"),
    path("phoi/them/", keeping.blank_add, name="blank_add"),
    path("phoi/<int:pk>/", keeping.blank_edit, name="blank"),
    path("phoi/<int:pk>/so/", keeping.blank_sheets, name="blank_sheets"),
    path("phoi/<int:pk>/lam/<slug:action>/", keeping.blank_act, name="blank_act"),
    path("phoi/<int:pk>/tep/<str:kind>", keeping.blank_file, name="blank_file"),
    path("<int:pk>/in/", printing.ask, name="print"),
    path("dot-in/<int:pk>/", printing.run_page, name="print_run"),
    path("dot-in/<int:pk>/tep.pdf", printing.run_file, name="print_file"),
    path("dot-in/<int:pk>/tao-lai/", printing.run_retry, name="print_retry"),
    path("huy-bo/", revocation.revocation_list, name="revocations"),
    path("huy-bo/khen-thuong/<int:honour_pk>/", revocation.propose_from_record, name="revoke_honour"),
    path("huy-bo/<int:pk>/", revocation.detail, name="revocation"),
    path("huy-bo/<int:pk>/lam/<slug:action>/", revocation.act, name="revocation_act"),
    path("huy-bo/<int:pk>/thu-hoi/<int:row_pk>/<slug:what>/", revocation.settle, name="revocation_settle"),
    path("<int:pk>/huy-bo/", revocation.propose_from_decision, name="revoke"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/sua/", views.edit, name="edit"),
    path("<int:pk>/bo/", views.discard, name="discard"),
    path("<int:pk>/tra-lai/", views.send_back, name="return"),
    path("<int:pk>/ky/", views.sign, name="sign"),
    path("<int:pk>/lam/<slug:action>/", views.act, name="act"),
    path("<int:pk>/tep/<str:kind>", views.file, name="file"),
    path("<int:pk>/ban-ky/", outside.signed, name="signed"),
    path("<int:pk>/goi.zip", outside.package, name="package"),
    path("du-lieu-khen-thuong/", outside.award_records, name="award_records"),
    path("du-lieu-khen-thuong/tep.<str:extension>", outside.award_records, name="award_records_file"),
]
