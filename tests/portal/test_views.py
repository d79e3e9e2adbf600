import pytest
from django.urls import reverse

from thidua.base import clock
from thidua.decisions import actions, making
from thidua.decisions.models import Certificate, Decision


@pytest.fixture
def published(chancery):
    decision = chancery.signed()
    making.make_documents(decision.pk, at=clock.now())
    decision.refresh_from_db()
    return actions.publish_decision(decision=decision, actor=chancery.user("officer"), at=clock.now())


def test_a_code_tells_its_award_to_anybody(client, published):
    certificate = Certificate.objects.select_related("line").first()
    answer = client.get(reverse("portal:verify_code", args=[certificate.code]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Còn giá trị" in page
    assert certificate.line.recipient_name in page
    assert "1985" not in page  # no birth date
    assert "2.340.000" not in page  # no money


def test_a_code_typed_with_dashes_and_small_letters_is_understood(client, published):
    code = Certificate.objects.first().code
    typed = f"{code[:4]}-{code[4:8]}-{code[8:]}".lower()
    answer = client.get(reverse("portal:verify"), {"ma": typed}, follow=True)
    assert answer.status_code == 200
    assert "Còn giá trị" in answer.content.decode()


@pytest.mark.parametrize(("state", "words"), [("revoked", "hủy bỏ"), ("replaced", "thay thế")])
def test_a_certificate_that_no_longer_holds_says_so(client, published, state, words):
    certificate = Certificate.objects.first()
    Certificate.objects.filter(pk=certificate.pk).update(state=state)
    assert words in client.get(reverse("portal:verify_code", args=[certificate.code])).content.decode()


def test_a_code_of_an_unpublished_decision_is_not_known(client, chancery):
    chancery.signed()
    code = Certificate.objects.first().code
    assert client.get(reverse("portal:verify_code", args=[code])).status_code == 404


@pytest.mark.parametrize("typed", ["", "xyz", "😀", "' or 1=1 --", "A" * 500])
def test_nonsense_is_answered_calmly(client, published, typed):
    answer = client.get(reverse("portal:verify"), {"ma": typed}, follow=True)
    assert answer.status_code in {200, 404}


def test_unpublished_decisions_are_nowhere(client, chancery):
    decision = chancery.signed()
    assert client.get(reverse("portal:decision", args=[decision.pk])).status_code == 404
    assert client.get(reverse("portal:decision_pdf", args=[decision.pk])).status_code == 404
    for name in ("home", "decisions", "honour_roll", "transparency"):
        assert "Nguyễn Thị Ánh" not in client.get(reverse(f"portal:{name}")).content.decode()


def test_published_decisions_are_open(client, published):
    assert "Nguyễn Thị Ánh" in client.get(reverse("portal:decision", args=[published.pk])).content.decode()
    assert client.get(reverse("portal:decision_pdf", args=[published.pk])).content.startswith(b"%PDF")


@pytest.mark.parametrize(("typed", "found"), [("anh", True), ("Ánh", True), ("do van bao", True), ("khong ai", False)])
def test_the_honour_roll_is_searched_without_diacritics(client, published, typed, found):
    page = client.get(reverse("portal:honour_roll"), {"q": typed})
    assert bool(page.context["rows"]) == found


def test_the_export_has_as_many_rows_as_the_list(client, published):
    answer = client.get(reverse("portal:honour_roll_export", args=["csv"]))
    lines = answer.getvalue().decode("utf-8-sig").strip().splitlines()
    assert len(lines) == 1 + 3


def test_public_pages_write_nothing_and_take_no_post(client, published):
    count = Decision.objects.count()
    for name in ("home", "movements", "decisions", "honour_roll", "verify", "transparency"):
        assert client.post(reverse(f"portal:{name}")).status_code == 405
    assert Decision.objects.count() == count


@pytest.mark.parametrize("name", ["home", "movements", "decisions", "honour_roll", "verify", "transparency"])
def test_public_pages_ask_the_database_little(client, published, django_assert_max_num_queries, name):
    with django_assert_max_num_queries(14):
        assert client.get(reverse(f"portal:{name}")).status_code == 200


def test_the_public_face_says_whose_it_is(client, office):
    assert f'<span class="brand-body">{office.body.name}</span>' in client.get("/").content.decode()
