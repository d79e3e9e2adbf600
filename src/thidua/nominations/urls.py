"""Addresses of `nominations`."""

from django.urls import include, path

from thidua.nominations.views import appraisal, checks, dossiers, evidence, listing, nominating, reporting

app_name = "nominations"

urlpatterns = [
    path("", include("thidua.nominations.eligibility.urls")),
    path("", listing.nomination_list, name="list"),
    path("xuat/<slug:file_format>/", listing.export, name="export"),
    path("theo-don-vi/", listing.dossier_list, name="dossiers"),
    path("lap-moi/", dossiers.create, name="create"),
    path("<int:pk>/", dossiers.detail, name="detail"),
    path("<int:pk>/giay-to/", dossiers.add_paper, name="add_paper"),
    path("<int:pk>/de-nghi/", nominating.nominate, name="nominate"),
    path("<int:pk>/xem-dieu-kien/", nominating.consider, name="consider"),
    path("<int:pk>/to-trinh.<slug:extension>", appraisal.submission, name="submission"),
    path("<int:pk>/<slug:action>/", dossiers.act, name="act"),
    path("de-nghi/<int:pk>/", nominating.nomination, name="nomination"),
    path("de-nghi/<int:pk>/doi-chieu/", nominating.check, name="check_again"),
    path("de-nghi/<int:pk>/rut/", nominating.drop, name="drop"),
    path("de-nghi/<int:pk>/minh-chung/", evidence.add_evidence, name="add_evidence"),
    path("de-nghi/<int:pk>/bao-cao/", reporting.report, name="report"),
    path("de-nghi/<int:pk>/tham-dinh/", appraisal.appraise, name="appraise"),
    path("de-nghi/<int:pk>/phieu-tham-dinh.<slug:extension>", appraisal.appraisal_sheet, name="appraisal_sheet"),
    path("ket-qua/<int:pk>/", checks.trace, name="check"),
    path("ket-qua/<int:pk>.json", checks.trace_json, name="check_json"),
    path("minh-chung/<int:pk>/", evidence.evidence, name="evidence"),
    path("minh-chung/<int:pk>/bo/", evidence.remove_evidence, name="remove_evidence"),
]
