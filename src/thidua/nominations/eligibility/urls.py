"""Addresses of the questions to the law; they belong to the names of `nominations`."""

from django.urls import path

from thidua.nominations.eligibility.views import asking, laws, lists, replaying, trying, units

urlpatterns = [
    path("dieu-kien/", asking.own, name="eligibility"),
    path("dieu-kien/ca-nhan/<int:pk>/", asking.person, name="eligibility_person"),
    path("dieu-kien/tap-the/<int:pk>/", asking.unit, name="eligibility_unit"),
    path("ra-soat/", units.choose, name="screenings"),
    path("ra-soat/danh-sach/", lists.index, name="screening_lists"),
    path("ra-soat/danh-sach/<int:pk>/", lists.detail, name="screening_list"),
    path("ra-soat/danh-sach/<int:pk>/xuat/<slug:file_format>/", lists.export, name="screening_list_export"),
    path("ra-soat/danh-sach/<int:pk>/hoi-lai/", lists.ask_again, name="screening_list_again"),
    path("ra-soat/<int:pk>/luu/", lists.keep, name="screening_keep"),
    path("ra-soat/<int:pk>/", units.unit, name="screening"),
    path("ra-soat/<int:pk>/xuat/<slug:file_format>/", units.export, name="screening_export"),
    path("ra-soat/<int:pk>/thu/", trying.unit, name="screening_trial"),
    path("ra-soat/<int:pk>/de-nghi/", units.nominate, name="screening_nominate"),
    path("luat/", laws.index, name="laws"),
    path("luat/van-ban/", laws.documents, name="law_documents"),
    path("luat/<slug:code>/", laws.award, name="law"),
    path("luat/<slug:code>/thay-doi/", laws.changes, name="law_changes"),
    path("ket-qua/<int:pk>/hoi-lai/", replaying.again, name="replay"),
]
