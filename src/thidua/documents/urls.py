"""Addresses of `documents`."""

from django.urls import path

from thidua.documents import views
from thidua.documents.annexes import views as annexes
from thidua.documents.copies import views as copies
from thidua.documents.views import checking, exchange, letterheads, office_templates, signing

app_name = "documents"

urlpatterns = [
    path("", views.document_list, name="list"),
    path("so-van-ban-di/", views.register, name="register"),
    path("so-van-ban-di/tep.<str:file_format>", views.register_export, name="register_export"),
    path("so-van-ban-di/in/", views.register_print, name="register_print"),
    path("so-van-ban-di/bat-dau/", views.start_series, name="start_series"),
    path("so-van-ban-di/cach-danh-so/", views.numbering, name="numbering"),
    path("so-van-ban-di/<int:pk>/", views.register_note, name="register_note"),
    path("kiem-tra/", checking.check, name="check"),
    path("<int:pk>/kiem-tra/", checking.check_paper, name="check_paper"),
    path("lap/<str:key>/<int:pk>/", views.draft, name="draft"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/sua/", views.edit, name="edit"),
    path("<int:pk>/lay-lai/", views.gather, name="gather"),
    path("<int:pk>/cap-so/", views.number, name="number"),
    path("<int:pk>/ban-hanh/", views.issue, name="issue"),
    path("<int:pk>/thay-the/", views.replace, name="replace"),
    path("<int:pk>/thu-hoi/", views.recall, name="recall"),
    path("<int:pk>/bo/", views.discard, name="discard"),
    path("<int:pk>/trang/<int:page>.png", views.page_image, name="page"),
    path("<int:pk>/tep/<str:kind>", views.file, name="file"),
    path("<int:pk>/ban-ky/", signing.signed, name="signed"),
    path("<int:pk>/goi.zip", exchange.package, name="package"),
    path("ban-sao/", copies.copy_list, name="copies"),
    path("ban-sao/noi-khac/", copies.copy_outside, name="copy_outside"),
    path("ban-sao/lap/<str:model>/<int:pk>/", copies.copy_make, name="copy_make"),
    path("ban-sao/<int:pk>/", copies.copy_detail, name="copy"),
    path("ban-sao/<int:pk>/tep/<str:kind>", copies.copy_file, name="copy_file"),
    path("ban-sao/<int:pk>/trang/<int:page>.png", copies.copy_page, name="copy_page"),
    path("ban-sao/<int:pk>/thu-hoi/", copies.copy_recall, name="copy_recall"),
    path("ban-sao/<int:pk>/ban-ky/", copies.copy_signed, name="copy_signed"),
    path("kem-theo/them/<str:model>/<int:pk>/", annexes.annex_add, name="annex_add"),
    path("kem-theo/<int:pk>/tep/<str:kind>", annexes.annex_file, name="annex_file"),
    path("kem-theo/<int:pk>/ban-ky/", annexes.annex_signed, name="annex_signed"),
    path("kem-theo/<int:pk>/bo/", annexes.annex_remove, name="annex_remove"),
    path("the-thuc/", letterheads.letterheads, name="letterheads"),
    path("the-thuc/<int:pk>/", letterheads.letterhead, name="letterhead"),
    path("ma-dinh-danh/", exchange.agency_codes, name="agency_codes"),
    path("ma-dinh-danh/<int:pk>/", exchange.agency_code, name="agency_code"),
    path("mau/", office_templates.template_list, name="templates"),
    path("mau/tai-len/", office_templates.template_upload, name="template_upload"),
    path("mau/truong/<slug:kind>/", office_templates.template_fields, name="template_fields"),
    path("mau/<int:pk>/", office_templates.template, name="template"),
    path("mau/<int:pk>/ngung/", office_templates.template_retire, name="template_retire"),
    path("mau/<int:pk>/tep/<str:kind>", office_templates.template_file, name="template_file"),
]
