import pytest
from django.urls import reverse

from thidua.base import clock
from thidua.decisions import actions, making
from thidua.decisions.models import Decision

MAKERS = ["director", "officer", "secretary", "administration"]
OTHERS = ["member", "contact", "staff", "union"]


@pytest.mark.parametrize("key", MAKERS)
def test_makers_open_a_draft(chancery, sign_in, key):
    decision = chancery.draft()
    answer = sign_in(key).get(reverse("decisions:detail", args=[decision.pk]))
    assert answer.status_code == 200
    assert "Nguyễn Thị Ánh" in answer.content.decode()


@pytest.mark.parametrize("key", OTHERS)
def test_others_do_not_even_learn_of_a_draft(chancery, sign_in, key):
    decision = chancery.draft()
    client = sign_in(key)
    assert client.get(reverse("decisions:detail", args=[decision.pk])).status_code == 404
    assert client.get(reverse("decisions:file", args=[decision.pk, "du-thao.pdf"])).status_code == 404
    assert decision.title not in client.get(reverse("decisions:list")).content.decode()


def test_the_way_through_the_pages(chancery, sign_in, django_capture_on_commit_callbacks):
    client = sign_in("officer")
    answer = client.post(reverse("decisions:draft", args=[chancery.meeting.pk]), {"awards": ["CSTDCS", "GIAY_KHEN"]})
    decision = Decision.objects.get()
    assert answer.url == reverse("decisions:detail", args=[decision.pk])
    client.post(
        reverse("decisions:edit", args=[decision.pk]),
        {"title": "Về việc khen thưởng", "legal_bases": "Luật A\nLuật B", "proposal": "Hội đồng", "fund_source": "Quỹ"},
    )
    decision.refresh_from_db()
    assert decision.legal_bases == ["Luật A", "Luật B"]
    assert client.get(reverse("decisions:file", args=[decision.pk, "du-thao.pdf"])).content.startswith(b"%PDF")
    client.post(reverse("decisions:act", args=[decision.pk, "submit"]))
    client = sign_in("director")
    page = client.get(reverse("decisions:sign", args=[decision.pk]))
    assert "Về việc khen thưởng" in page.content.decode()
    client.post(reverse("decisions:sign", args=[decision.pk]), {"seen": page.context["seen"]})
    making.make_documents(decision.pk, at=clock.now())
    client = sign_in("officer")
    client.post(reverse("decisions:act", args=[decision.pk, "publish"]))
    decision.refresh_from_db()
    assert decision.state == Decision.State.PUBLISHED
    for kind in ("quyet-dinh.pdf", "quyet-dinh.docx", "giay-khen.pdf", "chi-tien.pdf", "chi-tien.docx"):
        assert client.get(reverse("decisions:file", args=[decision.pk, kind])).status_code == 200, kind


def test_signing_twice_from_two_tabs_gives_one_number(chancery, sign_in):
    decision = chancery.submitted()
    client = sign_in("director")
    seen = client.get(reverse("decisions:sign", args=[decision.pk])).context["seen"]
    for _press in range(2):
        client.post(reverse("decisions:sign", args=[decision.pk]), {"seen": seen})
    decision.refresh_from_db()
    assert decision.number == 1


def test_an_empty_wording_is_said_at_its_field(chancery, sign_in):
    decision = chancery.draft()
    answer = sign_in("officer").post(
        reverse("decisions:edit", args=[decision.pk]),
        {"title": "x", "legal_bases": " \n ", "proposal": "p", "fund_source": "f"},
    )
    assert answer.status_code == 422
    assert "legal_bases" in answer.context["form"].errors


def test_a_published_decision_opens_its_pdf_to_insiders_but_not_its_money_list(chancery, sign_in):
    decision = chancery.signed()
    making.make_documents(decision.pk, at=clock.now())
    decision.refresh_from_db()
    actions.publish_decision(decision=decision, actor=chancery.user("officer"), at=clock.now())
    client = sign_in("staff")
    assert client.get(reverse("decisions:file", args=[decision.pk, "quyet-dinh.pdf"])).status_code == 200
    assert client.get(reverse("decisions:file", args=[decision.pk, "chi-tien.pdf"])).status_code == 404


def test_the_list_asks_the_database_as_often_for_thirty_as_for_one(chancery, sign_in, django_assert_max_num_queries):
    chancery.draft(("CSTDCS",))
    client = sign_in("officer")
    url = reverse("decisions:list")
    client.get(url)

    def queries() -> int:
        with django_assert_max_num_queries(40) as captured:
            client.get(url)
        return len(captured)

    with_one = queries()
    body = chancery.office.body
    Decision.objects.bulk_create(
        Decision(body=body, symbol="QĐ-SNV", title=f"Dự thảo {number}", meeting=chancery.meeting)
        for number in range(30)
    )
    assert queries() == with_one
