from datetime import date, timedelta

import pytest

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.decisions import actions
from thidua.decisions.models import Certificate, Decision
from thidua.documents.models import NumberSeries
from thidua.journal.queries import verify
from thidua.nominations.models import Nomination
from thidua.notices.models import Notice
from thidua.organisation.models import Honour


def test_a_draft_takes_up_what_the_council_recommended(chancery):
    decision = chancery.draft()

    lines = list(decision.lines.values_list("order", "award", "recipient_name", "amount"))
    assert lines == [
        (1, "CSTDCS", "Nguyễn Thị Ánh", 2_340_000),
        (2, "CSTDCS", "Đỗ Văn Bảo", 2_340_000),
        (3, "GIAY_KHEN", "Bùi Thị Viên", 710_000),
    ]
    assert "Chiến sĩ thi đua cơ sở" in decision.title
    assert any("06/2022/QH15" in basis for basis in decision.legal_bases)


def test_what_is_drafted_once_is_not_drafted_again(chancery):
    chancery.draft()
    with pytest.raises(Refused) as refused:
        chancery.draft()
    assert refused.value.code == "nothing_to_decide"


def test_one_award_alone_leaves_the_others_waiting(chancery):
    first = chancery.draft(("CSTDCS",))
    second = chancery.draft(("GIAY_KHEN",))
    assert (first.lines.count(), second.lines.count()) == (2, 1)


def test_an_award_of_a_higher_authority_is_refused(chancery):
    with pytest.raises(Refused, match="BK_TINH") as refused:
        chancery.draft(("BK_TINH",))
    assert refused.value.code == "no_power"


@pytest.mark.parametrize("key", ["director", "contact", "member", "staff", "administration"])
def test_only_officer_and_secretary_draft(chancery, key):
    with pytest.raises(Refused) as refused:
        actions.draft_decision(meeting=chancery.meeting, awards=["CSTDCS"], actor=chancery.user(key), at=clock.now())
    assert refused.value.code == "not_allowed"


@pytest.mark.parametrize("key", ["officer", "secretary"])
def test_officer_and_secretary_do_draft(chancery, key):
    actor = chancery.user(key)
    decision = actions.draft_decision(meeting=chancery.meeting, awards=["CSTDCS"], actor=actor, at=clock.now())
    assert decision.state == Decision.State.DRAFT


def test_signing_gives_number_date_signer_honours_and_certificates(chancery):
    decision = chancery.signed()

    assert (decision.number, decision.signed_on) == (1, date(2025, 11, 20))
    assert decision.signer_name == "Trần Văn Giám"
    assert Honour.objects.filter(decision_number="01/QĐ-SNV").count() == 3
    codes = list(Certificate.objects.values_list("code", flat=True))
    assert len(set(codes)) == 3
    states = set(Nomination.objects.values_list("state", flat=True))
    assert states == {Nomination.State.AWARDED}
    assert list(verify()) == []


def test_money_is_that_of_the_day_of_the_decision(chancery):
    decision = chancery.submitted()
    with clock.on_day(date(2026, 7, 1)):
        actions.sign_decision(decision=decision, actor=chancery.user("director"), at=clock.now())
    assert list(decision.lines.values_list("amount", flat=True)) == [2_530_000, 2_530_000, 760_000]


def test_numbers_run_without_gap_and_start_again_each_year(chancery):
    first = chancery.draft(("CSTDCS",))
    second = chancery.draft(("GIAY_KHEN",))
    for decision in (first, second):
        actions.submit_decision(decision=decision, actor=chancery.user("officer"), at=clock.now())
    actions.sign_decision(decision=first, actor=chancery.user("director"), at=clock.now())
    with clock.on_day(date(2026, 1, 2)):
        actions.sign_decision(decision=second, actor=chancery.user("director"), at=clock.now())
    assert (first.number, second.number) == (1, 1)
    assert NumberSeries.objects.count() == 2


def test_a_signing_that_fails_takes_no_number(chancery, monkeypatch):
    decision = chancery.submitted()

    def fail(*_arguments, **_values):
        raise Refused("already_held", "đã có")

    monkeypatch.setattr(actions, "grant_honour", fail)
    with pytest.raises(Refused):
        actions.sign_decision(decision=decision, actor=chancery.user("director"), at=clock.now())

    assert not NumberSeries.objects.filter(last__gt=0).exists()
    assert Decision.objects.get(pk=decision.pk).state == Decision.State.SUBMITTED


def test_no_number_is_given_for_a_day_before_the_last_one(chancery):
    first = chancery.draft(("CSTDCS",))
    second = chancery.draft(("GIAY_KHEN",))
    for decision in (first, second):
        actions.submit_decision(decision=decision, actor=chancery.user("officer"), at=clock.now())
    actions.sign_decision(decision=first, actor=chancery.user("director"), at=clock.now())
    earlier = clock.now() - timedelta(days=1)
    with pytest.raises(Refused) as refused:
        actions.sign_decision(decision=second, actor=chancery.user("director"), at=earlier)
    assert refused.value.code == "date_order"


def test_the_second_of_two_signatures_is_refused(chancery):
    decision = chancery.submitted()
    stale = Decision.objects.get(pk=decision.pk)
    actions.sign_decision(decision=decision, actor=chancery.user("director"), at=clock.now())
    with pytest.raises(Refused) as refused:
        actions.sign_decision(decision=stale, actor=chancery.user("director"), at=clock.now())
    assert refused.value.code in {"state_changed", "not_allowed"}
    assert Decision.objects.get(pk=decision.pk).number == 1


def test_a_signed_decision_is_frozen(chancery):
    decision = chancery.signed()
    with pytest.raises(Refused) as refused:
        actions.edit_decision(
            decision=decision, title="Khác", legal_bases=["x"], proposal="y", fund_source="z",
            actor=chancery.user("officer"), at=clock.now(),
        )  # fmt: skip
    assert refused.value.code == "not_a_draft"


def test_a_draft_given_up_lets_its_nominations_wait_again(chancery):
    decision = chancery.draft()
    actions.discard_decision(decision=decision, reason="Soạn lại", actor=chancery.user("officer"), at=clock.now())

    assert not Decision.objects.exists()
    assert chancery.draft().lines.count() == 3
    assert list(verify()) == []


def test_a_return_needs_its_reason_and_tells_the_makers(chancery):
    decision = chancery.submitted()
    with pytest.raises(Refused) as refused:
        actions.return_decision(decision=decision, reason=" ", actor=chancery.user("director"), at=clock.now())
    assert refused.value.code == "reason_missing"

    actions.return_decision(decision=decision, reason="Thiếu căn cứ", actor=chancery.user("director"), at=clock.now())

    assert decision.state == Decision.State.DRAFT
    told = Notice.objects.filter(kind="decision.returned").values_list("recipient__username", flat=True)
    assert set(told) == {"officer", "secretary"}


def test_nothing_is_published_before_its_documents_are_there(chancery):
    decision = chancery.signed()
    with pytest.raises(Refused):
        actions.publish_decision(decision=decision, actor=chancery.user("officer"), at=clock.now())


def test_what_changed_since_the_signer_read_it_is_not_signed(chancery):
    decision = chancery.submitted()
    seen = actions.fingerprint(decision, clock.today())
    decision.lines.filter(order=1).update(recipient_name="Nguyễn Thị Khác")

    with pytest.raises(Refused) as refused:
        actions.sign_decision(decision=decision, actor=chancery.user("director"), at=clock.now(), seen=seen)
    assert refused.value.code == "changed_since"

    now_read = actions.fingerprint(decision, clock.today())
    signed = actions.sign_decision(decision=decision, actor=chancery.user("director"), at=clock.now(), seen=now_read)
    assert signed.number == 1


def test_money_that_changed_since_the_signer_read_it_is_not_signed(chancery):
    decision = chancery.submitted()
    seen = actions.fingerprint(decision, clock.today())

    with clock.on_day(date(2026, 7, 1)):
        with pytest.raises(Refused) as refused:
            actions.sign_decision(decision=decision, actor=chancery.user("director"), at=clock.now(), seen=seen)
        seen = actions.fingerprint(decision, clock.today())
        actions.sign_decision(decision=decision, actor=chancery.user("director"), at=clock.now(), seen=seen)

    assert refused.value.code == "changed_since"
    assert decision.number == 1


def test_what_is_signed_is_the_row_not_what_was_read_of_it_before(chancery):
    decision = chancery.submitted()
    seen = actions.fingerprint(decision, clock.today())
    Decision.objects.filter(pk=decision.pk).update(fund_source="Quỹ khác")

    with pytest.raises(Refused) as refused:
        actions.sign_decision(decision=decision, actor=chancery.user("director"), at=clock.now(), seen=seen)

    assert refused.value.code == "changed_since"


@pytest.mark.parametrize(
    "change",
    [
        lambda decision: Decision.objects.filter(pk=decision.pk).update(proposal="Theo đề nghị khác"),
        lambda decision: Decision.objects.filter(pk=decision.pk).update(fund_source="Quỹ khác"),
        lambda decision: Decision.objects.filter(pk=decision.pk).update(signature={"verdict": "good"}),
        lambda decision: decision.lines.filter(order=1).update(recipient_kind="collective"),
        lambda decision: decision.lines.filter(order=1).update(achievement="Thành tích khác"),
        lambda decision: decision.lines.filter(order=1).update(coefficient=9),
        lambda decision: decision.lines.filter(order=1).update(base_salary=1),
        lambda decision: decision.lines.filter(order=1).update(money_source={}),
    ],
)
def test_nothing_that_a_signed_decision_says_is_changed_unseen(chancery, change):
    decision = chancery.signed()

    change(decision)

    assert len(list(verify())) == 1
