"""All addresses of the product."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.urls import include, path

from thidua.site import views

handler400 = "thidua.site.errors.bad_request"
handler403 = "thidua.site.errors.forbidden"
handler404 = "thidua.site.errors.not_found"

urlpatterns = [
    path("viec-cua-toi/", views.start, name="start"),
    path("dang-nhap/", views.SignIn.as_view(), name="sign_in"),
    path("doi-mat-khau/", login_required(views.ChangePassword.as_view()), name="change_password"),
    path("dang-xuat/", views.SignOut.as_view(), name="sign_out"),
    path("ai-duoc-xem/", views.who_may_see, name="who_may_see"),
    path("ngon-ngu/", include("django.conf.urls.i18n")),
    path("phong-trao/", include("thidua.movements.urls")),
    path("ho-so/", include("thidua.nominations.urls")),
    path("hoi-dong/", include("thidua.councils.urls")),
    path("quyet-dinh/", include("thidua.decisions.urls")),
    path("van-ban/", include("thidua.documents.urls")),
    path("to-chuc/", include("thidua.organisation.urls")),
    path("thong-bao/", include("thidua.notices.urls")),
    path("", include("thidua.portal.urls")),
]

# The demo's own doors exist in every mode, so that pages can name them; the views answer 404 outside demo mode.
urlpatterns += [
    path("trinh-dien/ngay/", views.demo_day, name="demo_day"),
    path("trinh-dien/dang-nhap/", views.demo_sign_in, name="demo_sign_in"),
]

if settings.DEMO_MODE or settings.DEBUG:
    from thidua.site import gallery

    urlpatterns += [path("thanh-phan/", gallery.components, name="components")]
