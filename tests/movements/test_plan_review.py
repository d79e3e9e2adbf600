"""The review page: doubts settled, facts parted and joined, kept while one types; cited documents; who is who."""

from __future__ import annotations

from typing import Any

import pytest
from tests.movements.conftest import AT
from tests.movements.test_plans import form_of

from thidua.base.refusal import Refused
from thidua.journal.models import Event
from thidua.movements import actions, as_read, body_names, editing, reviewing
from thidua.movements.citations import citations_of
from thidua.movements.models import BodyName, Movement, PlanDocument
from thidua.movements.page_pictures import pages_of


def address(plan: PlanDocument, rest: str = "") -> str:
    return f"/phong-trao/ke-hoach/{plan.pk}/ra-soat/{rest}"


# --- doubts -------------------------------------------------------------------------------------------------------


def test_doubts_are_counted_and_settled_ones_stay_settled(sign_in: Any, plan: PlanDocument) -> None:
    client = sign_in("officer")
    page = client.get(address(plan))
    doubts = [doubt for fact in page.context["facts"] for doubt in fact["doubts"] if doubt.key]
    assert page.context["left"] == len(doubts) > 0
    assert f"Còn {len(doubts)} chỗ cần xem" in page.content.decode()
    client.post(address(plan), form_of(page) | {"confirmed": [doubts[0].key, "made-up"], "save": "1"})
    plan.refresh_from_db()
    assert plan.confirmed == [doubts[0].key], "only doubts that the plan has"
    assert client.get(address(plan)).context["left"] == len(doubts) - 1


def test_a_blank_is_asked_for_until_it_is_filled_in(office: Any, sign_in: Any, plan: PlanDocument) -> None:
    client, officer = sign_in("officer"), office.users["officer"]
    before = client.get(address(plan)).context["left"]
    actions.review_plan(plan=plan, review={"report_due": None}, actor=officer, at=AT)
    page = client.get(address(plan))
    assert page.context["left"] == before + 1
    assert [name for _label, name in page.context["missing"]] == ["report_due"]


def test_the_number_that_the_plan_leaves_blank_is_never_guessed(office: Any, plan: PlanDocument) -> None:
    reading = plan.reading or {}
    assert reading["document"]["number"] is None
    assert reviewing.facts_as_read(reading)["document_number"] == ""
    assert reviewing.facts_as_read(reading)["issued_on"] is None


# --- kept while one types -----------------------------------------------------------------------------------------


def test_the_page_keeps_what_is_typed_by_itself(sign_in: Any, plan: PlanDocument) -> None:
    client = sign_in("officer")
    data = form_of(client.get(address(plan)))
    answer = client.post(address(plan, "luu-tam/"), data | {"theme": "Đang gõ"})
    assert answer.status_code == 200
    told = answer.json()
    plan.refresh_from_db()
    assert plan.review["theme"] == "Đang gõ"
    assert told["version"] == plan.review_version == 2
    assert told["unkept"] == []


def test_what_is_half_typed_is_not_kept_but_the_rest_is(sign_in: Any, plan: PlanDocument) -> None:
    client = sign_in("officer")
    data = form_of(client.get(address(plan)))
    told = client.post(address(plan, "luu-tam/"), data | {"theme": "Chủ đề", "report_due": "31/"}).json()
    plan.refresh_from_db()
    facts = reviewing.facts_of(plan)
    assert (facts["theme"], facts["report_due"]) == ("Chủ đề", "2025-11-25")
    assert any(line.startswith("Hạn báo cáo kết quả:") for line in told["unkept"])


def test_typing_is_one_entry_of_the_journal_a_sitting(sign_in: Any, plan: PlanDocument) -> None:
    client = sign_in("officer")
    before = Event.objects.filter(action="movements.plan.review").count()
    data = form_of(client.get(address(plan)))
    for number, words in enumerate(("C", "Ch", "Chủ")):
        client.post(address(plan, "luu-tam/"), data | {"theme": words, "version": str(plan.review_version + number)})
    assert Event.objects.filter(action="movements.plan.review").count() <= before + 1
    client.post(address(plan), data | {"theme": "Chủ đề", "version": "4", "save": "1"})
    assert Event.objects.filter(action="movements.plan.review").count() >= before + 1


def test_of_two_people_who_type_the_second_is_told(sign_in: Any, office: Any, plan: PlanDocument) -> None:
    client = sign_in("officer")
    data = form_of(client.get(address(plan)))
    actions.review_plan(plan=plan, review={"theme": "Của người khác"}, actor=office.users["officer"], at=AT)
    answer = client.post(address(plan, "luu-tam/"), data | {"theme": "Của tôi"})
    assert answer.status_code == 409
    assert "vừa lưu bản rà soát này" in answer.json()["refused"]
    plan.refresh_from_db()
    assert plan.review["theme"] == "Của người khác"


def test_saving_by_itself_is_for_the_officer_and_only_by_post(sign_in: Any, plan: PlanDocument) -> None:
    data = form_of(sign_in("officer").get(address(plan)))
    assert sign_in("director").post(address(plan, "luu-tam/"), data).status_code == 404
    assert sign_in("officer").get(address(plan, "luu-tam/")).status_code == 405
    assert sign_in("officer").post(address(plan, "luu-tam/"), data).status_code == 200


def test_who_is_signed_out_meanwhile_is_sent_to_the_sign_in_and_nothing_is_kept(
    sign_in: Any, client: Any, plan: PlanDocument
) -> None:
    data = form_of(sign_in("officer").get(address(plan)))
    client.logout()
    answer = client.post(address(plan, "luu-tam/"), data | {"theme": "Mất phiên"})
    assert answer.status_code == 302
    assert "/dang-nhap/" in answer.url
    plan.refresh_from_db()
    assert "theme" not in plan.review


def test_line_ends_of_browsers_are_no_change(sign_in: Any, plan: PlanDocument) -> None:
    client = sign_in("officer")
    data = {name: value.replace("\n", "\r\n") for name, value in form_of(client.get(address(plan))).items()}
    client.post(address(plan), data | {"save": "1"})
    plan.refresh_from_db()
    assert "purpose" not in plan.review
    assert "tasks" not in plan.review


# --- parted and joined --------------------------------------------------------------------------------------------


def test_a_task_is_parted_where_a_sentence_ends(sign_in: Any, plan: PlanDocument) -> None:
    client = sign_in("officer")
    page = client.get(address(plan))
    fact = next(fact for fact in page.context["facts"] if fact["id"] == "tasks-4")
    cut = fact["cuts"][0]
    whole = reviewing.facts_of(plan)["tasks"][4]
    data = form_of(page) | {"split": "tasks-4", "cut-tasks-4": str(cut.position)}
    assert client.post(address(plan), data).url.endswith("#fact-tasks-4")
    plan.refresh_from_db()
    tasks = reviewing.facts_of(plan)["tasks"]
    assert [task["label"] for task in tasks][4:6] == ["III.5", "III.5 (2)"]
    assert " ".join(tasks[4]["text"].split())[:30] == " ".join(whole["text"].split())[:30]
    assert len(tasks[4]["text"]) + len(tasks[5]["text"]) <= len(whole["text"]) + 1
    assert tasks[4]["at"] != tasks[5]["at"], "each part has its own place in the source"


def test_a_task_is_joined_with_the_next(sign_in: Any, plan: PlanDocument) -> None:
    client = sign_in("officer")
    before = reviewing.facts_of(plan)["tasks"]
    client.post(address(plan), form_of(client.get(address(plan))) | {"merge": "tasks-0"})
    plan.refresh_from_db()
    tasks = reviewing.facts_of(plan)["tasks"]
    assert len(tasks) == len(before) - 1
    assert tasks[0]["text"] == f"{before[0]['text']}\n{before[1]['text']}"
    assert len(tasks[0]["at"]) == 2


def test_joined_tasks_keep_the_targets_of_both() -> None:
    tasks = [{"label": str(n), "title": "", "text": f"Việc {n}.", "target": f"{n}0%", "at": None} for n in (1, 2)]
    (joined,) = editing.merge_with_next({"tasks": tasks}, "tasks", 0)
    assert (joined["text"], joined["target"]) == ("Việc 1.\nViệc 2.", "10%; 20%")


@pytest.mark.parametrize(
    ("subject", "path", "title", "label"),
    [
        ("Phát động phong trào thi đua", "II.1", "Phong trào thi đua", "II.1"),
        ("Về việc ban hành Kế hoạch thi đua năm 2026", "PHẦN THỨ NHẤT.II.1.-2", "Thi đua năm 2026", "PTN.II.1.-2"),
        ("Tổ chức phong trào", "PHỤ LỤC 1.II.3", "Tổ chức phong trào", "PHỤ LỤC 1.II.3"),
    ],
)
def test_names_and_labels_are_those_of_the_movement(subject: str, path: str, title: str, label: str) -> None:
    task = {"id": path, "title": None, "text": "Làm việc.", "at": [0, 9]}
    nothing = {"duties": [], "deadlines": [], "text": ""}
    facts = as_read.facts_as_read({"document": {"title": subject}, "tasks": [task]} | nothing)
    assert (facts["title"], facts["tasks"][0]["label"]) == (title, label)


def test_what_is_dropped_on_the_page_is_not_parted(sign_in: Any, plan: PlanDocument) -> None:
    client = sign_in("officer")
    data = form_of(client.get(address(plan))) | {"tasks-0-DELETE": "on", "merge": "tasks-0"}
    answer = client.post(address(plan), data)
    assert answer.status_code == 422
    assert "không còn trong bản rà soát" in answer.content.decode()


# --- cited documents ----------------------------------------------------------------------------------------------


def test_cited_documents_say_whether_they_are_in_force() -> None:
    cited = [
        {"kind": "Luật", "number": "06/2022/QH15", "date": "2022-06-15"},
        {"kind": "Nghị định", "number": "98/2023/NĐ-CP", "date": "2023-12-31"},
        {"kind": "Kế hoạch", "number": "9733/KH-UBND", "date": None},
    ]
    found = citations_of(cited, AT.date())
    assert [each.status for each in found] == ["in_force", "replaced", "unknown"]
    assert found[1].replaced_by == "152/2025/NĐ-CP"
    assert [bool(each.warnings) for each in found] == [False, True, False]
    assert citations_of(cited[1:2], AT.date().replace(year=2024))[0].status == "in_force"


def test_a_dead_document_is_a_doubt_until_it_is_settled(office: Any, sign_in: Any, plan: PlanDocument) -> None:
    dead = {"kind": "Nghị định", "number": "98/2023/NĐ-CP", "date": "2023-12-31", "issuer": "Chính phủ", "subject": ""}
    officer = office.users["officer"]
    review = {"references": [dead], "issued_on": "2025-08-01"}
    actions.review_plan(plan=plan, review=review, actor=officer, at=AT)
    page = sign_in("officer").get(address(plan))
    assert "Đã bị thay thế bởi 152/2025/NĐ-CP" in page.content.decode()
    fact = next(fact for fact in page.context["facts"] if fact["id"] == "references-0")
    key = fact["doubts"][0].key
    actions.review_plan(plan=plan, review={}, confirmed=[key], actor=officer, at=AT)
    page = sign_in("officer").get(address(plan))
    assert not next(fact for fact in page.context["facts"] if fact["id"] == "references-0")["is_open"]


def test_documents_without_number_stand_apart_and_become_bases(office: Any, plan: PlanDocument) -> None:
    facts = reviewing.facts_of(plan)
    assert {row["kind"] for row in facts["unnumbered"]} >= {"Nghị quyết"}
    movement = actions.create_movement(plan=plan, actor=office.users["officer"], at=AT)
    nameless = movement.legal_bases.filter(number="")
    assert nameless.count() == len(facts["unnumbered"])
    assert all(str(basis).strip() != basis.kind for basis in nameless)


# --- who is who ---------------------------------------------------------------------------------------------------


def test_words_for_units_are_suggested_confirmed_and_kept_for_the_next_plan(
    office: Any, sign_in: Any, plan: PlanDocument
) -> None:
    client, url = sign_in("officer"), f"/phong-trao/ke-hoach/{plan.pk}/don-vi/"
    rows = client.get(url).context["rows"]
    assert not any(row.is_confirmed for row, _field in rows)
    everybody = next(number for number, (row, _field) in enumerate(rows) if row.words.startswith("Các cơ quan"))
    assert set(rows[everybody][0].units) == {office.emulation, office.personnel, office.archive}
    answer = client.post(url, {f"words_{everybody}": [office.archive.pk]})
    assert answer.url == address(plan)
    assert body_names.count_open(plan)["open"] == 0
    assert BodyName.objects.count() == len(rows)
    movement = actions.create_movement(plan=plan, actor=office.users["officer"], at=AT)
    duty = next(duty for duty in movement.duties.all() if duty.bodies[0].startswith("Các cơ quan"))
    assert list(duty.units.all()) == [office.archive]


def test_confirming_the_same_again_writes_nothing(office: Any, plan: PlanDocument) -> None:
    meanings = {"Các cơ quan, đơn vị": [office.archive]}
    officer = office.users["officer"]
    assert len(actions.confirm_body_names(body=office.body, meanings=meanings, actor=officer, at=AT)) == 1
    assert actions.confirm_body_names(body=office.body, meanings=meanings, actor=officer, at=AT) == []


def test_only_the_officer_says_who_is_who(office: Any, sign_in: Any, plan: PlanDocument) -> None:
    with pytest.raises(Refused, match="Chỉ chuyên viên"):
        actions.confirm_body_names(body=office.body, meanings={}, actor=office.users["contact"], at=AT)
    assert sign_in("director").get(f"/phong-trao/ke-hoach/{plan.pk}/don-vi/").status_code == 404


# --- pages --------------------------------------------------------------------------------------------------------


def test_a_pdf_shows_its_pages_with_a_mark_for_each_fact(office: Any, sign_in: Any) -> None:
    from tests.plans.pdf_files import reference_pdf

    officer = office.users["officer"]
    plan = actions.hand_in_plan(body=office.body, data=reference_pdf(), file_name="a.pdf", actor=officer, at=AT)
    client = sign_in("officer")
    page = client.get(address(plan))
    pages = page.context["pages"]
    assert len(pages) == 4
    marked = {mark["fact"] for each in pages for mark in each["marks"]}
    assert {"tasks-0", "theme", "references-0"} <= marked
    assert [each["marks"] for each in pages_of(plan, [])] == [[], [], [], []]
    picture = client.get(f"/phong-trao/ke-hoach/{plan.pk}/trang/1/")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    assert picture.content.startswith(b"\x89PNG")
    assert client.get(f"/phong-trao/ke-hoach/{plan.pk}/trang/5/").status_code == 404
    assert client.get(f"/phong-trao/ke-hoach/{plan.pk}/trang/0/").status_code == 404
    assert sign_in("contact").get(f"/phong-trao/ke-hoach/{plan.pk}/trang/1/").status_code == 404
    assert sign_in("officer").get(f"{address(plan)}?xem=van-ban").context["pages"] == []


def test_two_presses_on_create_make_one_movement(sign_in: Any, plan: PlanDocument) -> None:
    client = sign_in("officer")
    data = form_of(client.get(address(plan))) | {"create": "1"}
    assert client.post(address(plan), data).url == client.post(address(plan), data).url
    assert Movement.objects.count() == 1
