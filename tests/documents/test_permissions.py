"""Who sees which papers: predicate and queryset are twins for every account and every state."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.answers import no, yes
from thidua.documents import actions, sources
from thidua.documents.models import OfficialDocument
from thidua.documents.permissions import entries_visible_to, explain, may_read_book, may_see, visible_to
from thidua.documents.sources import PaperSource
from thidua.documents.todos import document_todos
from thidua.notices.models import Notice
from thidua.notices.todo import todos_by
from thidua.organisation.models import Unit


@pytest.fixture
def shelf(desk, monkeypatch):
    """Papers of body, council, unit and a closed kind, drafts and issued ones."""
    monkeypatch.setattr(sources, "_sources", dict(sources._sources))
    closed = PaperSource(
        key="test.closed", model="organisation.unit", label="x", may=lambda _user, _obj: yes(""),
        body=lambda _unit: desk.office.body, gather=lambda *_values: desk.reminder(), back=lambda _unit: "/",
        only=(Role.DIRECTOR,),
    )  # fmt: skip
    told = PaperSource(
        key="test.told", model="organisation.unit", label="x", may=lambda _user, _obj: yes(""),
        body=lambda _unit: desk.office.body, gather=lambda *_values: desk.reminder(), back=lambda _unit: "/",
        readers=lambda user: Unit.objects.filter(assignments__user=user),
    )  # fmt: skip
    sources.register(closed)
    sources.register(told)
    desk.draft()
    desk.issued()
    desk.draft(council="Hội đồng")
    desk.draft(maker="test.closed", source=desk.office.archive)
    desk.draft(maker="test.told", source=desk.office.archive)
    out = desk.draft(maker="test.told", source=desk.office.personnel)
    actions.number_document(document=out, actor=desk.user("officer"), at=clock.now())
    actions.issue_document(document=OfficialDocument.objects.get(pk=out.pk), actor=desk.user("officer"), at=clock.now())
    for issue in (False, True):
        own = actions.draft_document(
            body=desk.office.archive, context=desk.payment(), actor=desk.user("contact"), at=clock.now()
        )
        if issue:
            own = actions.number_document(document=own, actor=desk.user("contact"), at=clock.now())
            actions.issue_document(document=own, actor=desk.user("contact"), at=clock.now())
    return desk


def test_the_twins_agree_for_everybody_and_every_paper(shelf):
    papers = list(OfficialDocument.objects.select_related("body"))
    for user in [*shelf.office.users.values(), AnonymousUser()]:
        seen = set(visible_to(user).values_list("pk", flat=True))
        for paper in papers:
            assert (paper.pk in seen) == bool(may_see(user, paper)), (user, paper.maker, paper.state)


def test_papers_of_some_sources_are_those_of_all_narrowed_to_them(shelf):
    makers = set(OfficialDocument.objects.values_list("maker", flat=True))
    for user in shelf.office.users.values():
        seen = visible_to(user)
        for maker in makers:
            assert set(visible_to(user, {maker})) == set(seen.filter(maker=maker))
        assert set(visible_to(user, makers)) == set(seen)
    assert not visible_to(shelf.user("officer"), set()).exists()


def counts(shelf) -> dict[str, int]:
    return {key: visible_to(user).count() for key, user in shelf.office.users.items()}


def test_what_a_unit_has_not_sent_out_is_its_own_business(shelf):
    units = OfficialDocument.objects.filter(body=shelf.office.archive)
    officer = visible_to(shelf.user("officer"))
    assert [paper.state for paper in officer & units] == ["issued"]
    assert (visible_to(shelf.user("contact")) & units).count() == 2
    assert not (visible_to(shelf.user("other_contact")) & units).exists()


def test_a_closed_kind_opens_to_its_roles_and_to_who_began_it(shelf):
    closed = OfficialDocument.objects.filter(maker="test.closed")
    assert (visible_to(shelf.user("director")) & closed).exists()
    assert (visible_to(shelf.user("officer")) & closed).exists()
    assert not (visible_to(shelf.user("administration")) & closed).exists()


def test_an_issued_paper_opens_to_who_may_see_what_it_is_about(shelf):
    told = OfficialDocument.objects.filter(maker="test.told")
    assert [paper.source_pk for paper in visible_to(shelf.user("other_contact")) & told] == [shelf.office.personnel.pk]
    assert not (visible_to(shelf.user("contact")) & told).exists()


def test_the_secretary_sees_the_councils_papers_only(shelf):
    assert [paper.council for paper in visible_to(shelf.user("secretary"))] == ["Hội đồng"]


def test_the_page_says_who_may_see_it(shelf):
    for paper in OfficialDocument.objects.select_related("body"):
        assert [row["may"] for row in explain(paper)][-1] is False


@pytest.mark.parametrize(
    ("who", "may"),
    [("officer", True), ("administration", True), ("director", True), ("contact", False), ("staff", False)],
)
def test_who_opens_the_register(shelf, who, may):
    assert bool(may_read_book(shelf.user(who), shelf.office.body)) is may
    assert entries_visible_to(shelf.user(who)).exists() is may


def test_papers_ask_for_what_waits(shelf):
    numbered = shelf.numbered()
    asked = {key: todos_by(user, date(2025, 11, 20), document_todos) for key, user in shelf.office.users.items()}
    assert any(f"/van-ban/{numbered.pk}/" == todo.url for todo in asked["administration"])
    assert not asked["staff"]
    assert not asked["director"]
    assert all(todo.url.startswith("/van-ban/") for todos in asked.values() for todo in todos)
    assert not Notice.objects.exists()


def test_who_may_make_a_paper_is_asked_of_its_source(desk, monkeypatch):
    monkeypatch.setattr(sources, "_sources", dict(sources._sources))
    sources.register(
        PaperSource(
            key="test.never",
            model="organisation.unit",
            label="x",
            may=lambda _user, _obj: no("Không"),
            body=lambda _unit: desk.office.body,
            gather=lambda *_values: desk.reminder(),
            back=lambda _unit: "/",
        )
    )
    with pytest.raises(Exception, match="Không"):
        desk.draft(maker="test.never", source=desk.office.archive)
