"""Movements from an empty form, tasks of drafts, the own plan from a higher one, duties, movements above."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.movements.conftest import AT

from thidua.accounts.roles import Role
from thidua.base.refusal import Refused
from thidua.documents.models import OfficialDocument
from thidua.journal.models import Event
from thidua.movements import actions, counting, deriving, queries
from thidua.movements.forms.drafting import task_forms
from thidua.movements.models import DutyDone, Milestone, Movement, PlanDocument, Registration
from thidua.movements.papers.plan import plan_context
from thidua.movements.permissions import may_see, visible_to
from thidua.notices.todo import todos_of
from thidua.organisation.models import Unit
from thidua.text import fold

TASK = {"label": "1", "title": "Chào hỏi", "text": "Chào hỏi lịch sự.", "due": "2025-12-01", "target": "95% hài lòng"}


def empty_form(client: Any) -> dict[str, str]:
    """What a browser sends back of the empty form."""
    forms = client.get("/phong-trao/moi/").context["forms"]
    data = dict.fromkeys(forms.head.fields, "") | {"kind": "thematic"}
    for prefix, formset in forms.lists.items():
        for key in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS"):
            data[f"{prefix}-{key}"] = str(formset.management_form[key].value())
    return data


# --- from an empty form -------------------------------------------------------------------------------------------


def test_a_movement_is_made_from_an_empty_form(sign_in: Any, office: Any) -> None:
    client = sign_in("officer")
    data = empty_form(client) | {"title": "Thi đua văn hóa công sở", "scope": "unit", "criteria": "Đúng giờ."}
    grown = client.post("/phong-trao/moi/", data | {"add": "tasks"})
    assert grown.status_code == 200
    assert len(grown.context["forms"].lists["tasks"].forms) == 1
    data |= {"tasks-TOTAL_FORMS": "1"} | {f"tasks-0-{name}": value for name, value in TASK.items()}
    data |= {"tasks-0-due": "01/12/2025", "create": "1"}
    answer = client.post("/phong-trao/moi/", data)
    movement = Movement.objects.get()
    assert answer.url == f"/phong-trao/{movement.pk}/"
    assert (movement.plan, movement.body, movement.scope, movement.criteria) == (None, office.body, "unit", "Đúng giờ.")
    task = movement.tasks.get()
    assert (task.label, task.due, task.target) == ("1", date(2025, 12, 1), "95% hài lòng")
    assert client.post("/phong-trao/moi/", data).url == answer.url, "pressed twice, made once"
    assert Movement.objects.count() == 1
    assert client.get(answer.url).status_code == 200


def test_a_movement_without_a_title_is_not_made(sign_in: Any) -> None:
    client = sign_in("officer")
    answer = client.post("/phong-trao/moi/", empty_form(client) | {"create": "1"})
    assert answer.status_code == 422
    assert "Chưa có tên phong trào" in answer.content.decode()
    assert Movement.objects.count() == 0


def test_only_the_officer_makes_movements(office: Any, sign_in: Any) -> None:
    with pytest.raises(Refused, match="Chỉ chuyên viên"):
        actions.draft_movement(body=office.body, facts={"title": "A"}, actor=office.users["contact"], at=AT)
    assert sign_in("contact").get("/phong-trao/moi/").status_code == 404


# --- tasks of a draft ---------------------------------------------------------------------------------------------


def given(movement: Movement) -> list[dict[str, Any]]:
    rows = movement.tasks.values("pk", "label", "title", "text", "due", "target", "bodies")
    return [dict(row) for row in rows]


def test_tasks_of_a_draft_are_corrected_ordered_dropped_and_added(office: Any, movement_at: Any) -> None:
    movement = movement_at("draft")
    tasks = given(movement)
    changed = [tasks[1] | {"label": "III.1"}, tasks[0] | {"label": "III.2", "units": [office.archive.pk]}, TASK]
    made = actions.save_tasks(movement=movement, tasks=changed, actor=office.users["officer"], at=AT)
    assert [task.pk for task in made[:2]] == [tasks[1]["pk"], tasks[0]["pk"]]
    assert list(movement.tasks.values_list("label", flat=True)) == ["III.1", "III.2", "1"]
    assert list(made[1].units.all()) == [office.archive]
    event = Event.objects.get(action="movements.movement.tasks")
    assert len(event.old["tasks"]) == 8


@pytest.mark.parametrize(("state", "code"), [("submitted", "not_draft"), ("launched", "not_draft")])
def test_tasks_are_edited_in_drafts_only(office: Any, movement_at: Any, state: str, code: str) -> None:
    movement = movement_at(state)
    with pytest.raises(Refused) as caught:
        actions.save_tasks(movement=movement, tasks=[TASK], actor=office.users["officer"], at=AT)
    assert caught.value.code == code


def test_of_two_who_edit_tasks_the_second_is_told(office: Any, movement_at: Any) -> None:
    movement, officer = movement_at("draft"), office.users["officer"]
    seen = actions.version_of(movement)
    actions.save_tasks(movement=movement, tasks=[TASK], actor=officer, at=AT, version=seen)
    with pytest.raises(Refused) as caught:
        actions.save_tasks(movement=movement, tasks=[], actor=officer, at=AT, version=seen)
    assert caught.value.code == "stale_movement"


def test_two_tasks_with_one_label_are_refused(office: Any, movement_at: Any) -> None:
    with pytest.raises(Refused) as caught:
        actions.save_tasks(movement=movement_at("draft"), tasks=[TASK, TASK], actor=office.users["officer"], at=AT)
    assert caught.value.code == "bad_fact"


def test_a_unit_of_another_body_is_not_given_a_task(office: Any, movement_at: Any) -> None:
    other = Unit.objects.add_root(
        instance=Unit(code="KHAC", name="Sở khác", name_folded="so khac", short_name="Khác", kind="department",
                      is_body=True, founded=date(2000, 1, 1))
    )  # fmt: skip
    task = TASK | {"units": [other.pk]}
    with pytest.raises(Refused) as caught:
        actions.save_tasks(movement=movement_at("draft"), tasks=[task], actor=office.users["officer"], at=AT)
    assert caught.value.code == "foreign_unit"


def test_a_page_that_claims_to_send_a_million_tasks_is_not_believed(movement_at: Any) -> None:
    made = task_forms(movement_at("draft"), [], {"tasks-TOTAL_FORMS": "1000000", "tasks-INITIAL_FORMS": "0"})
    assert len(made.forms) <= 300
    assert not made.is_valid()


def test_in_the_page_tasks_are_edited_and_one_is_added(sign_in: Any, movement_at: Any) -> None:
    movement, client = movement_at("draft"), sign_in("officer")
    url = f"/phong-trao/{movement.pk}/sua-nhiem-vu/"
    page = client.get(f"{url}?them=1")
    forms = page.context["forms"]
    assert len(forms.forms) == 9
    data = {"version": page.context["version"], "save": "1"}
    for key in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS"):
        data[f"tasks-{key}"] = str(forms.management_form[key].value())
    for number, form in enumerate(forms.forms[:8]):
        for name in ("pk", "label", "title", "text", "bodies", "target"):
            data[f"tasks-{number}-{name}"] = str(form[name].value() or "")
        data[f"tasks-{number}-ORDER"] = str(9 - number)
    data |= {f"tasks-8-{name}": value for name, value in (TASK | {"due": "", "ORDER": "1"}).items()}
    assert client.post(url, data).url == f"/phong-trao/{movement.pk}/"
    labels = list(movement.tasks.values_list("label", flat=True))
    assert labels == ["1", *[f"III.{number}" for number in range(8, 0, -1)]]
    assert sign_in("contact").get(url).status_code == 404


# --- deadlines and targets ----------------------------------------------------------------------------------------


def test_deadlines_of_the_plan_become_dated_milestones(office: Any, plan: PlanDocument) -> None:
    officer = office.users["officer"]
    deadlines = [{"name": "Nộp báo cáo chuyên đề", "day": "2025-06-30"}, {"name": "Hằng tháng", "day": None}]
    actions.review_plan(plan=plan, review={"deadlines": deadlines}, actor=officer, at=AT)
    movement = actions.create_movement(plan=plan, actor=officer, at=AT)
    made = movement.milestones.filter(kind=Milestone.Kind.DEADLINE)
    assert [(row.name, row.day) for row in made] == [("Nộp báo cáo chuyên đề", date(2025, 6, 30))]
    days = [(day.title, day.kind) for day in queries.days_of(movement)]
    assert ("Nộp báo cáo chuyên đề", "deadline") in days


# --- duties -------------------------------------------------------------------------------------------------------


def duty_of(movement: Movement, unit: Unit) -> Any:
    return movement.duties.filter(units=unit).first()


def test_a_duty_is_a_todo_of_its_unit_until_it_is_done(office: Any, movement: Movement, sign_in: Any) -> None:
    contact, archive = office.users["contact"], office.archive

    def told() -> bool:
        return any(todo.what.startswith("Làm 1 việc kế hoạch giao") for todo in todos_of(contact, AT.date()))

    assert told()
    duty = duty_of(movement, archive)
    client, url = sign_in("contact"), f"/phong-trao/{movement.pk}/viec-duoc-giao/{duty.pk}/"
    client.post(url, {"unit": archive.pk, "note": "Đã tổ chức."})
    client.post(url, {"unit": archive.pk, "note": "Bấm lần nữa."})
    assert [(row.note, row.unit) for row in DutyDone.objects.all()] == [("Đã tổ chức.", archive)]
    assert not told()
    client.post(url, {"unit": archive.pk, "undo": "1"})
    assert told()
    assert [event.action for event in Event.objects.order_by("-sequence")[:2]] == [
        "movements.duty.reopen", "movements.duty.finish",
    ]  # fmt: skip


def test_a_duty_is_done_by_its_unit_alone_and_while_the_movement_runs(
    office: Any, movement: Movement, sign_in: Any
) -> None:
    duty = duty_of(movement, office.archive)
    with pytest.raises(Refused) as caught:
        actions.finish_duty(duty=duty, unit=office.archive, note="", actor=office.users["other_contact"], at=AT)
    assert caught.value.code == "not_allowed"
    url = f"/phong-trao/{movement.pk}/viec-duoc-giao/{duty.pk}/"
    assert sign_in("other_contact").post(url, {"unit": office.archive.pk}).status_code == 404
    Movement.objects.filter(pk=movement.pk).update(state=Movement.State.SUMMED_UP)
    with pytest.raises(Refused) as caught:
        actions.finish_duty(duty=duty, unit=office.archive, note="", actor=office.users["contact"], at=AT)
    assert caught.value.code == "not_running"


def test_a_unit_with_a_duty_sees_the_movement_though_it_does_not_compete(office: Any, movement: Movement) -> None:
    contact = office.users["contact"]
    movement.participations.filter(unit=office.archive).delete()
    assert may_see(contact, movement)
    assert visible_to(contact).filter(pk=movement.pk).exists()
    for duty in movement.duties.all():
        duty.units.remove(office.archive)
    assert not may_see(contact, movement)
    assert not visible_to(contact).filter(pk=movement.pk).exists()


# --- movements above ----------------------------------------------------------------------------------------------


def test_a_report_counts_for_every_movement_above_that_its_task_is_linked_to(office: Any, movement: Movement) -> None:
    fourth = movement.tasks.get(label="III.4")
    assert fourth.counts_for.count() == 6, "the plan names six movements in that task"
    actions.report_progress(
        task=fourth, unit=office.archive, percent=80, text="Đã làm.", actor=office.users["contact"], at=AT
    )
    counted = counting.counted_for_higher(movement)
    assert [(each.reported, each.expected, each.average) for each in counted] == [(1, 3, 80)] * 6


def test_links_are_kept_by_the_officer(office: Any, movement: Movement, sign_in: Any) -> None:
    row, task = movement.higher_movements.first(), movement.tasks.get(label="III.1")
    url = f"/phong-trao/{movement.pk}/cap-tren/"
    answer = sign_in("officer").post(url, {f"tasks_{row.pk}": [task.pk]})
    assert answer.url == f"/phong-trao/{movement.pk}/"
    assert list(row.tasks.all()) == [task]
    assert sign_in("director").get(url).status_code == 404
    links = {row.pk: {"linked": movement.pk, "tasks": []}}
    with pytest.raises(Refused) as caught:
        actions.link_higher(movement=movement, links=links, actor=office.users["officer"], at=AT)
    assert caught.value.code == "foreign_movement"


# --- the own plan from a higher one -------------------------------------------------------------------------------


def derive(office: Any, plan: PlanDocument, keys: list[str], additions: list[str], who: str = "officer") -> Movement:
    return actions.derive_movement(
        higher=deriving.of_plan(plan), body=office.body, keys=keys, additions=additions, actor=office.users[who], at=AT
    )


def test_the_own_plan_inherits_what_is_chosen_rests_on_the_higher_and_adds_its_own(
    office: Any, plan: PlanDocument
) -> None:
    movement = derive(office, plan, ["tasks-0", "tasks-3"], ["Số hóa kho lưu trữ của Sở."])
    tasks = list(movement.tasks.values_list("label", "inherited"))
    assert tasks == [("1", True), ("2", True), ("3", False)]
    assert movement.legal_bases.order_by("pk").first().number == "2845/KH-SNV"
    assert (movement.document_number, movement.issued_on, movement.registration_due) == ("", None, None)
    first = movement.higher_movements.order_by("pk").first()
    assert first.name.startswith("Thi đua lập thành tích chào mừng")
    assert [task.label for task in first.tasks.all()] == ["1", "2"]
    assert movement.plan == plan, "the higher plan's file stays behind it"
    assert derive(office, plan, [], ["Khác"]).pk == movement.pk, "pressed twice, made once"


def test_an_own_plan_without_any_task_is_refused_and_only_the_officer_makes_it(office: Any, plan: PlanDocument) -> None:
    with pytest.raises(Refused) as caught:
        derive(office, plan, [], ["  "])
    assert caught.value.code == "no_tasks"
    with pytest.raises(Refused) as caught:
        derive(office, plan, ["tasks-0"], [], who="contact")
    assert caught.value.code == "not_allowed"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Số hóa hồ sơ trước ngày 30/9/2026;", "Số hóa hồ sơ trước ngày 30/9/2026."),
        ("Số hóa hồ sơ", "Số hóa hồ sơ. Hoàn thành trước ngày 30/09/2026."),
        ("Số hóa hồ sơ trước ngày 15/9/2026", "Số hóa hồ sơ trước ngày 15/9/2026. Hoàn thành trước ngày 30/09/2026."),
    ],
)
def test_the_paper_tells_the_day_of_a_task_once(office: Any, plan: PlanDocument, text: str, told: str) -> None:
    movement = derive(office, plan, [], ["Việc"])
    movement.tasks.update(text=text, due=date(2026, 9, 30))
    context = plan_context(movement, office.users["officer"], AT.date())
    assert [line.text for line in context.lines if line.text.startswith("Số hóa")] == [told]


def test_in_the_page_the_own_plan_is_drafted_as_a_paper(office: Any, sign_in: Any, plan: PlanDocument) -> None:
    client, url = sign_in("officer"), f"/phong-trao/ke-hoach/{plan.pk}/ke-hoach-rieng/"
    rows = client.get(url).context["form"].rows()
    assert [ticked for one, ticked in rows if one.key.startswith("tasks-")] == [True] * 8
    data = {"keys": ["tasks-0", "tasks-1"], "additions": "- Số hóa kho lưu trữ.\n\n", "paper": "1"}
    answer = client.post(url, data)
    paper = OfficialDocument.objects.get()
    assert answer.url == f"/van-ban/{paper.pk}/"
    assert paper.kind == "plan"
    text = " ".join(line.text for line in paper.paper.lines)
    assert "Số hóa kho lưu trữ" in text
    assert "2845/KH-SNV" in " ".join(paper.paper.introduction)
    headings = [line.text for line in paper.paper.lines if line.level == "heading"]
    assert headings == ["Mục đích", "Yêu cầu"], "purposes and requirements keep their headings"
    assert client.get(url).url == f"/phong-trao/{Movement.objects.get().pk}/"


@pytest.mark.parametrize(
    ("bodies", "is_ours"),
    [
        (["Sở Nội vụ"], True),
        (["Giám đốc các sở", "Chủ tịch UBND các xã"], True),
        (["Các cơ quan, đơn vị"], True),
        (["Chủ tịch UBND các xã, phường"], False),
        (["Sở Tài chính"], False),
        ([], False),
    ],
)
def test_a_duty_of_a_sort_that_the_body_is_of_is_its_own(bodies: list[str], is_ours: bool) -> None:
    body = Unit(pk=1, name="Sở Nội vụ", short_name="SNV")
    facts = {"tasks": [], "duties": [{"text": "phát động, đăng ký thi đua.", "bodies": bodies}]}
    (duty,) = deriving.offered(deriving.Higher(facts, {}, "", ""), body)
    assert (duty.is_ours, duty.title) == (is_ours, "Phát động, đăng ký thi đua")


def test_a_body_below_derives_its_own_movement_and_what_it_does_counts_above(office: Any, movement: Movement) -> None:
    archive = office.archive
    archive.is_body = True
    archive.save()
    branch = Unit.objects.add_child(
        Unit.objects.get(pk=archive.pk),
        instance=Unit(code="KHO1", name="Kho 1", name_folded=fold("Kho 1"), short_name="Kho 1", kind="division",
                      founded=date(2000, 1, 1)),
    )  # fmt: skip
    archive.refresh_from_db()
    officer = office.user("archive_officer", "Ngô Thị Kho", branch, (Role.OFFICER, archive))
    own = actions.derive_movement(
        higher=deriving.of_movement(movement), body=archive, keys=["tasks-3"], additions=[], actor=officer, at=AT
    )
    first = own.higher_movements.order_by("pk").first()
    assert first.linked == movement
    assert own.plan is None
    client = Client()
    client.force_login(officer)
    again = client.get(f"/phong-trao/{movement.pk}/ke-hoach-rieng/")
    assert again.url == f"/phong-trao/{own.pk}/", "a second form would lose what is typed into it"
    assert counting.carried_on_by(movement) == [], "not before it is launched"
    Movement.objects.filter(pk=own.pk).update(
        state="launched", launched_at=AT, issued_on=AT.date(), start=AT.date(), end=AT.date()
    )
    assert [row.movement for row in counting.carried_on_by(movement)] == [own]
    with pytest.raises(Refused) as caught:
        actions.derive_movement(
            higher=deriving.of_movement(own), body=archive, keys=["tasks-0"], additions=[], actor=officer, at=AT
        )
    assert caught.value.code == "not_above"
    assert Registration.objects.count() == 0
