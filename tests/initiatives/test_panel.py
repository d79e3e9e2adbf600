"""The initiatives on a person's page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from thidua.initiatives.models import Authorship, Initiative, Use


def test_a_persons_page_shows_initiatives_and_what_they_carried(office: Any, sign_in: Any) -> None:
    person = office.people["staff"]
    values = {"year": 2024, "recognised_on": date(2024, 12, 1), "decision_number": "115/QĐ-SNV"}
    used = Initiative.objects.create(code="SK1", title="Sổ tay số hóa", **values)
    open_one = Initiative.objects.create(code="SK2", title="Mã QR kho", year=2025)
    for initiative in (used, open_one):
        Authorship.objects.create(initiative=initiative, person=person, share=60)
    Use.objects.create(initiative=used, person=person, award="CSTDCS", year=2024)
    page = sign_in("officer").get(reverse("organisation:person", args=[person.pk])).content.decode()
    assert "Sổ tay số hóa" in page
    assert "Đã dùng cho Chiến sĩ thi đua cơ sở năm 2024" in page
    assert "Chưa được công nhận" in page
    assert "Đóng góp 60%" in page


def test_without_initiatives_there_is_no_panel(office: Any, sign_in: Any) -> None:
    page = sign_in("officer").get(reverse("organisation:person", args=[office.people["staff"].pk])).content.decode()
    assert "Sáng kiến, đề tài" not in page
