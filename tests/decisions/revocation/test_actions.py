from datetime import date, timedelta

import pytest

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.decisions.models import Certificate
from thidua.decisions.revocation import actions
from thidua.decisions.revocation.models import Revocation
from thidua.decisions.revocation.permissions import (
    may_propose,
    may_see,
    may_settle,
    proposable_by,
    settled_by,
    visible_to,
)
from thidua.decisions.revocation.queries import unsettled
from thidua.decisions.revocation.transitions import REVOCATION
from thidua.journal.models import Event
from thidua.journal.queries import verify
from thidua.notices.models import Notice
from thidua.organisation.actions import grant_honour
from thidua.organisation.models import Honour

ROLES = ["director", "officer", "secretary", "member", "contact", "staff", "administration", "union"]
ALLOWED = {
    ("proposed", "decide"): {"director"},
    ("proposed", "withdraw"): {"officer"},
    ("in_force", "take_back"): {"director"},
    ("in_force", "restore"): {"director"},
}


def code_of(act, *arguments, **values):
    with pytest.raises(Refused) as refused:
        act(*arguments, **values)
    return refused.value.code


def test_confirming_takes_the_award_its_certificate_and_tells_those_concerned(recall):
    staff = recall.honours[2]  # Bùi Thị Viên has an account and works in a unit with a contact
    revocation = recall.revoked(staff)

    staff.refresh_from_db()
    assert (revocation.state, staff.revoked_on) == ("in_force", date(2025, 11, 20))
    certificate = Certificate.objects.get(line__honour=staff)
    assert (certificate.state, "07/QĐ-SNV" in certificate.state_reason) == ("revoked", True)
    assert Certificate.objects.filter(state="valid").count() == 2
    told = set(Notice.objects.filter(kind="revocation.told").values_list("recipient__username", flat=True))
    assert told == {"staff", "contact"}
    assert Event.objects.get(action="organisation.honour.revoke").article.startswith("điểm a khoản 2 Điều 93")
    assert list(verify()) == []


def test_a_proposal_alone_changes_nothing(recall):
    recall.propose()
    assert not Honour.objects.filter(revoked_on__isnull=False).exists()
    assert not Certificate.objects.exclude(state="valid").exists()
    told = Notice.objects.filter(kind="revocation.proposed").values_list("recipient__username", flat=True)
    assert list(told) == ["director"]


def test_our_own_paper_gives_number_and_day(recall):
    revocation = recall.propose(source="own")
    assert code_of(recall.confirm, revocation) == "not_allowed"  # no paper yet

    paper = recall.issued_paper(revocation)
    revocation = recall.confirm(revocation)

    assert (revocation.paper, revocation.paper_number) == (paper, paper.reference)
    assert revocation.paper_body == "Giám đốc Sở Nội vụ"
    words = " ".join(paper.context["articles"])
    assert "Nguyễn Thị Ánh" in words
    assert "2.340.000 đồng" in words
    assert recall.honours[0].revoked_on == paper.day


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("state", "action"), sorted(ALLOWED))
def test_each_row_asks_who_acts(recall, role, state, action):
    revocation = recall.propose()
    revocation.state = state
    if action == "restore":
        revocation.ground = "sentenced"
    assert bool(REVOCATION.may(recall.user(role), revocation, action)) == (role in ALLOWED[state, action])


def test_the_table_has_exactly_these_rows():
    actions_known = {action for _state, action in ALLOWED}
    found = {(s, a) for s in Revocation.State.values for a in actions_known if REVOCATION.find(s, a)}
    assert found == set(ALLOWED)


def test_predicates_and_querysets_are_twins(recall, second_body_officer):
    held = grant_honour(
        subject=recall.chancery.office.people["member"], award="BK_TINH", is_title=False, year=2023, kind="merit",
        decision_number="9/QĐ-UBND", decided_on=date(2023, 12, 1), decided_by="Chủ tịch UBND tỉnh", actor=None,
        at=clock.now(),
    )  # fmt: skip
    revocation = recall.propose()
    for key in (*ROLES, "stranger"):
        user = recall.user(key)
        assert (
            bool(may_see(user, revocation))
            == visible_to(user).exists()
            == (key in ROLES[:3] or key == "administration")
        )
        assert bool(may_settle(user, revocation)) == settled_by(user).exists() == (key in {"officer", "administration"})
        for honour in (held, recall.honours[0]):
            allowed = proposable_by(user).filter(pk=honour.pk).exists()
            assert bool(may_propose(user, honour)) == allowed == (key == "officer"), key


@pytest.mark.parametrize("key", ["director", "contact", "staff", "stranger"])
def test_others_do_not_propose(recall, second_body_officer, key):
    assert code_of(recall.propose, actor=recall.user(key)) == "not_allowed"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"paper_day": date(2025, 11, 19)}, "before_award"),
        ({"paper_day": date(2025, 11, 21)}, "day_ahead"),
        ({"paper_number": " "}, "incomplete"),
        ({"explanation": " "}, "incomplete"),
        ({"ground": "sentenced"}, "wrong_ground"),  # no state honorary title
        ({"ground": "false_declaration_2003"}, "wrong_ground"),  # the law of 2003 is over
        ({"honours": ()}, "nothing_chosen"),
    ],
)
def test_what_cannot_be_is_refused_with_the_place_to_mend(recall, changes, code):
    assert code_of(recall.propose, **changes) == code
    assert not Revocation.objects.exists()


def test_pressed_twice_is_proposed_once_and_a_second_person_is_told(recall):
    first = recall.propose()
    assert recall.propose() == first
    assert code_of(recall.propose, explanation="Việc khác") == "already_proposed"
    assert Revocation.objects.count() == 1


def test_confirmed_twice_is_done_once(recall):
    revocation = recall.propose()
    stale = Revocation.objects.get(pk=revocation.pk)
    recall.confirm(revocation)
    assert code_of(recall.confirm, stale) == "state_changed"
    assert code_of(recall.propose) == "already_revoked"
    assert Event.objects.filter(action="organisation.honour.revoke").count() == 1


def test_an_entry_by_error_is_taken_back_and_stays_in_the_journal(recall):
    revocation = recall.revoked()
    assert code_of(
        actions.take_back_revocation, revocation=revocation, reason=" ", actor=recall.user("director"), at=clock.now()
    ) == "reason_missing"  # fmt: skip

    actions.take_back_revocation(
        revocation=revocation, reason="Nhầm người", actor=recall.user("director"), at=clock.now()
    )

    assert recall.honours[0].revoked_on is None
    assert not Certificate.objects.exclude(state="valid", state_reason="").exists()
    assert Event.objects.filter(action__in=["organisation.honour.revoke", "organisation.honour.restore"]).count() == 2
    assert recall.propose().state == "proposed"  # it can be proposed anew
    assert list(verify()) == []


def test_a_title_given_anew_meanwhile_is_not_given_back_a_second_time(recall):
    revocation = recall.revoked()
    honour = recall.honours[0]
    grant_honour(
        subject=honour.person, award=honour.award, is_title=True, year=honour.year, kind="merit",
        decision_number="08/QĐ-SNV", decided_on=clock.today(), decided_by="Giám đốc", actor=None, at=clock.now(),
    )  # fmt: skip
    director = recall.user("director")
    values = {"revocation": revocation, "reason": "Nhầm", "actor": director, "at": clock.now()}
    assert code_of(actions.take_back_revocation, **values) == "already_held"
    assert Revocation.objects.get().state == "in_force"


def test_a_state_honorary_title_is_stripped_and_restored_without_recovery(recall):
    held = grant_honour(
        subject=recall.chancery.office.people["member"], award="AHLD", is_title=False, year=2024, kind="merit",
        decision_number="1/QĐ-CTN", decided_on=date(2024, 9, 2), decided_by="Chủ tịch nước", actor=None,
        at=clock.now(),
    )  # fmt: skip
    revocation = recall.confirm(recall.propose(held, ground="sentenced", paper_body="Chủ tịch nước"))
    assert not unsettled(Revocation.objects.all()).exists()
    officer, director = recall.user("officer"), recall.user("director")
    row = revocation.rows.get()
    assert code_of(actions.settle, row=row, what="object", on=clock.today(), actor=officer, at=clock.now()) == (
        "nothing_due"
    )
    actions.restore_titles(revocation=revocation, reason="QĐ số 2 của CTN", actor=director, at=clock.now())
    held.refresh_from_db()
    assert (held.revoked_on, revocation.state) == (None, "restored")


def test_a_cancelled_award_is_not_restored_only_taken_back(recall):
    revocation = recall.revoked()
    values = {"revocation": revocation, "reason": "x", "actor": recall.user("director"), "at": clock.now()}
    assert code_of(actions.restore_titles, **values) == "not_allowed"


def test_what_came_back_is_noted_and_a_wrong_day_taken_back(recall):
    revocation = recall.revoked()
    row, officer = revocation.rows.get(), recall.user("officer")
    assert (row.amount, unsettled(Revocation.objects.all()).count()) == (2_340_000, 1)
    today = clock.today()
    for on, code in ((today + timedelta(1), "day_ahead"), (today - timedelta(1), "before_paper")):
        assert code_of(actions.settle, row=row, what="money", on=on, actor=officer, at=clock.now()) == code
    assert code_of(actions.settle, row=row, what="money", on=today, actor=recall.user("director"), at=clock.now()) == (
        "not_allowed"
    )
    for what in ("money", "object"):
        actions.settle(row=row, what=what, on=today, actor=officer, at=clock.now())
    assert not unsettled(Revocation.objects.all()).exists()
    actions.settle(row=row, what="money", on=None, actor=officer, at=clock.now())
    assert unsettled(Revocation.objects.all()).exists()
    assert list(verify()) == []


def test_a_withdrawn_proposal_leaves_the_award_and_frees_it(recall):
    revocation = recall.propose()
    actions.withdraw_revocation(
        revocation=revocation, reason="Chưa đủ căn cứ", actor=recall.user("officer"), at=clock.now()
    )
    assert recall.honours[0].revoked_on is None
    assert recall.propose(explanation="Đã đủ căn cứ").pk != revocation.pk
