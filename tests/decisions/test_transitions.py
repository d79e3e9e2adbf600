import pytest

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.decisions.models import Decision
from thidua.decisions.permissions import may_see, visible_to
from thidua.decisions.transitions import DECISION

WHO = {
    "submit": {"officer", "secretary"},
    "return": {"director"},
    "sign": {"director"},
    "publish": {"officer", "administration"},
}
ROLES = ["director", "officer", "secretary", "member", "contact", "staff", "administration", "union"]
ACTIONS = ["submit", "return", "sign", "publish"]
ALLOWED = {("draft", "submit"), ("submitted", "return"), ("submitted", "sign"), ("signed", "publish")}


@pytest.mark.parametrize("state", Decision.State.values)
@pytest.mark.parametrize("action", ACTIONS)
def test_the_table_has_exactly_these_rows(state, action):
    assert (DECISION.find(state, action) is not None) == ((state, action) in ALLOWED)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("state", "action"), sorted(ALLOWED))
def test_each_row_asks_who_acts(chancery, role, state, action):
    decision = chancery.draft()
    decision.state, decision.documents = state, Decision.Documents.READY
    assert bool(DECISION.may(chancery.user(role), decision, action)) == (role in WHO[action])


@pytest.mark.parametrize("action", ACTIONS)
def test_every_other_state_refuses(chancery, action):
    decision = chancery.draft()
    if ("draft", action) in ALLOWED:
        return
    with pytest.raises(Refused) as refused:
        DECISION.apply(decision, action, actor=chancery.user("director"), at=clock.now(), reason="x")
    assert refused.value.code == "forbidden_transition"


@pytest.mark.parametrize("published", [False, True])
def test_predicate_and_queryset_are_twins(chancery, second_body_officer, published):
    decision = chancery.signed()
    if published:
        Decision.objects.filter(pk=decision.pk).update(state="published", published_at=clock.now())
        decision.refresh_from_db()
    for key in (*ROLES, "stranger", "other_contact"):
        user = chancery.user(key)
        assert bool(may_see(user, decision)) == visible_to(user).filter(pk=decision.pk).exists(), key
