"""Pages that no journey passes: each is opened once, on a desk and on a phone, and looked at like all others."""

from __future__ import annotations

import pytest
from tests.browser.conftest import Visit
from tests.browser.running_office import Office
from tests.browser.visitor import DESK, PHONE, Screen

pytestmark = pytest.mark.browser

PAGES = {
    "demo.officer": (
        "/to-chuc/nguoi/20/vuong-mac/", "/to-chuc/don-vi/10/vuong-mac/", "/to-chuc/don-vi/10/xep-loai/",
        "/ho-so/ra-soat/10/?danh_hieu=LDTT", "/ho-so/ra-soat/10/thu/?danh_hieu=LDTT", "/ho-so/ra-soat/danh-sach/",
        "/ho-so/luat/", "/ho-so/luat/CSTDCS/", "/ho-so/luat/CSTDCS/thay-doi/", "/ho-so/luat/van-ban/",
        "/quyet-dinh/phoi/", "/quyet-dinh/phoi/them/", "/quyet-dinh/du-lieu-khen-thuong/", "/van-ban/",
        "/quyet-dinh/huy-bo/", "/quyet-dinh/huy-bo/khen-thuong/1/", "/cong-khai/huy-bo/",
        "/van-ban/so-van-ban-di/", "/van-ban/so-van-ban-di/in/", "/van-ban/mau/", "/van-ban/mau/tai-len/",
        "/van-ban/mau/truong/minutes/", "/van-ban/kiem-tra/", "/van-ban/ma-dinh-danh/", "/phong-trao/moi/",
        "/phong-trao/1/them-don-vi/", "/hoi-dong/lap-hoi-dong/",
    ),
    "demo.contact": ("/ho-so/dieu-kien/?danh_hieu=LDTT", "/ho-so/dieu-kien/tap-the/10/", "/to-chuc/don-vi/10/"),
    "demo.director": ("/van-ban/", "/phong-trao/1/theo-doi/", "/to-chuc/nguoi/20/"),
    "demo.administrator": ("/to-chuc/don-vi/10/vai-tro/", "/to-chuc/"),
}  # fmt: skip


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("username", PAGES)
def test_pages_off_the_journey_are_without_fault(
    busy_office: Office, visit: Visit, username: str, screen: Screen
) -> None:
    visitor = visit(busy_office, screen)
    visitor.sign_in(username)
    for page in PAGES[username]:
        visitor.go(page)


def test_a_page_for_other_roles_names_them_and_is_without_fault(busy_office: Office, visit: Visit) -> None:
    contact = visit(busy_office, DESK)
    contact.sign_in("demo.contact")
    contact.go("/quyet-dinh/phoi/", status=404)
    contact.sees("Chuyên viên thi đua, khen thưởng, Văn phòng")
