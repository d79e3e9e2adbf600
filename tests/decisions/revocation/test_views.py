import pytest
from django.urls import reverse

from thidua.base import clock
from thidua.decisions.documents import payment_context
from thidua.decisions.papers.notice import notice_context
from thidua.decisions.revocation.models import Revocation

OUTSIDE = {
    "ground": "false_papers", "explanation": "Giấy tờ giả", "source": "outside", "paper_number": "07/QĐ-SNV",
    "paper_day": "20/11/2025", "paper_body": "Giám đốc Sở Nội vụ",
}  # fmt: skip


def page(answer) -> str:
    return answer.content.decode()


def test_the_way_through_the_pages(recall, sign_in):
    client, honour = sign_in("officer"), recall.honours[0]
    propose = reverse("decisions:revoke", args=[recall.decision.pk])
    assert f'href="{propose}"' in page(client.get(reverse("decisions:detail", args=[recall.decision.pk])))
    seen = client.post(propose, {"honours": [honour.pk], "explanation": "Đang gõ dở", "preview": "1"})
    assert "Những gì dựa vào" in page(seen)
    assert "Đang gõ dở" in page(seen)
    assert not Revocation.objects.exists()

    answer = client.post(propose, {"honours": [honour.pk], **OUTSIDE})
    revocation = Revocation.objects.get()
    assert answer.url == reverse("decisions:revocation", args=[revocation.pk])
    director = sign_in("director")
    assert "Xác nhận hủy bỏ" in page(director.get(answer.url))
    director.post(reverse("decisions:revocation_act", args=[revocation.pk, "decide"]))
    revocation.refresh_from_db()
    assert revocation.state == "in_force"

    client = sign_in("officer")
    row = revocation.rows.get()
    url = reverse("decisions:revocation_settle", args=[revocation.pk, row.pk, "money"])
    client.post(url, {"day": "không phải ngày"})
    row.refresh_from_db()
    assert row.money_back_on is None
    client.post(url, {"day": "20/11/2025"})
    row.refresh_from_db()
    assert row.money_back_on == clock.today()
    assert "Đã hủy bỏ từ 20/11/2025" in page(client.get(reverse("decisions:detail", args=[recall.decision.pk])))


@pytest.mark.parametrize(
    ("field", "value"), [("paper_day", "19/11/2025"), ("paper_day", "21/11/2025"), ("paper_number", "")]
)
def test_what_is_wrong_is_said_at_its_field(recall, sign_in, field, value):
    url = reverse("decisions:revoke_honour", args=[recall.honours[0].pk])
    answer = sign_in("officer").post(url, {"honours": [recall.honours[0].pk], **OUTSIDE, field: value})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


@pytest.mark.parametrize("key", ["director", "contact", "staff", "union"])
def test_others_find_no_form(recall, sign_in, key):
    client = sign_in(key)
    assert client.get(reverse("decisions:revoke", args=[recall.decision.pk])).status_code == 404
    assert client.get(reverse("decisions:revoke_honour", args=[recall.honours[0].pk])).status_code == 404


def test_the_own_record_tells_ground_and_paper_to_the_holder_and_only_the_paper_to_readers(recall, sign_in):
    honour = recall.honours[2]
    recall.revoked(honour)
    person = reverse("organisation:person", args=[honour.person_id])

    own, reader = page(sign_in("staff").get(person)), page(sign_in("contact").get(person))

    assert "bị hủy bỏ từ ngày 20/11/2025" in own
    assert "Gian dối trong việc kê khai" in own
    assert "07/QĐ-SNV" in reader
    assert "Gian dối" not in reader


def test_money_and_notice_leave_out_what_was_taken_away(recall):
    officer = recall.user("officer")
    before = len(payment_context(recall.decision, "Người lập").rows)
    recall.revoked()
    assert len(payment_context(recall.decision, "Người lập").rows) == before - 1
    rows = notice_context(recall.decision, officer, clock.today()).annexes[0].rows
    assert not any("Nguyễn Thị Ánh" in row for row in rows)


def test_the_list_asks_the_database_as_often_for_thirty_as_for_one(recall, sign_in, django_assert_max_num_queries):
    recall.propose()
    client, url = sign_in("officer"), reverse("decisions:revocations")
    client.get(url)

    def questions() -> int:
        with django_assert_max_num_queries(40) as captured:
            client.get(url)
        return len(captured)

    with_one = questions()
    first = Revocation.objects.get()
    Revocation.objects.bulk_create(
        Revocation(
            body=first.body, ground=first.ground, explanation="x", source="own", proposed_at=clock.now(),
            proposed_by=first.proposed_by,
        )
        for _number in range(29)
    )  # fmt: skip
    assert questions() == with_one


def test_who_takes_back_is_told_of_the_issued_paper_and_others_read_why_not(recall, sign_in):
    revocation = recall.propose(source="own")
    paper = recall.issued_paper(revocation)
    recall.confirm(revocation)
    url = reverse("decisions:revocation_act", args=[revocation.pk, "take_back"])
    assert paper.reference in page(sign_in("director").get(url))
    assert "Chỉ người đứng đầu" in page(sign_in("officer").get(url))
    sign_in("officer").post(url, {"reason": "Nhầm"})
    revocation.refresh_from_db()
    assert revocation.state == "in_force"
    sign_in("director").post(url, {"reason": "Nhầm người"})
    revocation.refresh_from_db()
    assert (revocation.state, revocation.end_reason) == ("taken_back", "Nhầm người")
