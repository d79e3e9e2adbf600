"""An office writes how its documents are headed, laid out and signed; nothing illegal can be chosen."""

import pytest
from django.urls import reverse

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.documents.forms.letterhead import LetterheadForm
from thidua.journal.models import Event
from thidua.organisation.actions import set_letterhead
from thidua.organisation.letterhead import letterhead, office_record
from thidua.organisation.models import OfficeProfile, Person


def typed(desk, **changes):
    """What a browser sends for the page as it stands."""
    form = LetterheadForm(
        None, people=Person.objects.all(), office=OfficeProfile.objects.filter(body=desk.office.body).first()
    )
    values = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    return values | {"body_lines": "SỞ NỘI VỤ", "place": "Khánh Hòa", "signer_position": "Giám đốc"} | changes


def page_of(desk):
    return reverse("documents:letterhead", args=[desk.office.body.pk])


def test_an_office_that_has_none_is_led_to_the_page_and_can_make_papers_after_it(desk, sign_in):
    OfficeProfile.objects.all().delete()
    with pytest.raises(Refused, match="mục “Thể thức”"):
        office_record(desk.office.body)
    client = sign_in("officer")
    assert "Khai thể thức" in client.get(reverse("organisation:unit", args=[desk.office.body.pk])).content.decode()
    assert client.get(reverse("documents:letterheads")).url == page_of(desk)
    answer = client.post(page_of(desk), typed(desk, body_lines="sở nội vụ", margin_left="35.0", size_body="13.0"))
    assert answer.status_code == 302
    office = letterhead(office_record(desk.office.body))
    assert office.agency_lines == ("SỞ NỘI VỤ",)
    assert (office.margins.left, office.sizes.body, office.sizes.title) == (35, 13, 14)
    assert desk.draft().state == "draft"
    assert Event.objects.filter(action="organisation.office.letterhead").count() == 1


def test_a_margin_outside_the_decree_and_a_name_wider_than_the_header_are_refused_with_the_way_to_mend_it(
    desk, sign_in
):
    client = sign_in("officer")
    before = OfficeProfile.objects.values().get()
    assert client.post(page_of(desk), typed(desk, margin_left="20.0")).status_code == 422
    answer = client.post(page_of(desk), typed(desk, body_lines="TRUNG TÂM " * 12))
    assert answer.status_code == 422
    assert "Ngắt tên cơ quan thành nhiều dòng" in answer.content.decode()
    assert OfficeProfile.objects.values().get() == before


@pytest.mark.parametrize(("who", "status"), [("administration", 200), ("director", 404), ("contact", 404)])
def test_who_opens_the_page(desk, sign_in, who, status):
    assert sign_in(who).get(page_of(desk)).status_code == status


def test_somebody_else_cannot_write_it(desk):
    with pytest.raises(Refused) as refused:
        set_letterhead(
            body=desk.office.body, parent_lines="", body_lines="X", place="X", signer=None, signer_position="X",
            drafting_unit="", layout={}, actor=desk.user("contact"), at=clock.now(),
        )  # fmt: skip
    assert refused.value.code == "not_allowed"


def test_papers_with_a_number_keep_the_layout_they_had(desk, sign_in):
    paper = desk.numbered()
    before = paper.pdf_id
    sign_in("officer").post(page_of(desk), typed(desk, margin_left="35.0"))
    paper.refresh_from_db()
    assert (paper.pdf_id, paper.paper.office.margins.left) == (before, 30)
