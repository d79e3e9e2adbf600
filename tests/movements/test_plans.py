"""Handing in plans and reviewing them."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from tests.movements.conftest import AT, PLAN_FILE, PLAN_NAME

from thidua.base.models import StoredFile
from thidua.base.refusal import Refused
from thidua.movements import actions, reviewing
from thidua.movements.models import Movement, PlanDocument


def zip_bomb() -> bytes:
    """A small .docx that would unfold to very much."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * (300 * 1024 * 1024))
    return made.getvalue()


BAD_FILES = {
    "empty": ("ke-hoach.txt", lambda: b""),
    "60 MB": ("ke-hoach.txt", lambda: b"a" * (60 * 1024 * 1024)),
    "zip bomb": ("ke-hoach.docx", zip_bomb),
    "wrong encoding": ("ke-hoach.txt", lambda: bytes(range(128, 256)) * 40),
    "no plan": ("thu.txt", lambda: "Kính gửi bạn, hôm nay trời đẹp.\n".encode()),
    "a picture": ("anh.docx", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_kept(office: Any, kind: str) -> None:
    name, make = BAD_FILES[kind]
    with pytest.raises(Refused) as caught:
        actions.read_plan_document(body=office.body, data=make(), file_name=name, actor=office.users["officer"], at=AT)
    assert caught.value.code == "plan_unreadable"
    assert name in caught.value.message
    assert PlanDocument.objects.count() == 0
    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize("kind", BAD_FILES)
def test_the_upload_page_answers_a_bad_file_in_the_readers_words(sign_in: Any, kind: str) -> None:
    name, make = BAD_FILES[kind]
    upload = io.BytesIO(make())
    upload.name = name
    answer = sign_in("officer").post("/phong-trao/ke-hoach/tai-len/", {"file": upload})
    assert answer.status_code == 422
    assert name in answer.content.decode()
    assert PlanDocument.objects.count() == 0


def test_the_reference_plan_is_read_and_its_review_opens(sign_in: Any, office: Any) -> None:
    with PLAN_FILE.open("rb") as upload:
        answer = sign_in("officer").post("/phong-trao/ke-hoach/tai-len/", {"file": upload})
    plan = PlanDocument.objects.get()
    assert answer.url == f"/phong-trao/ke-hoach/{plan.pk}/ra-soat/"
    page = sign_in("officer").get(answer.url).content.decode()
    for words in ("III.8", "09-NQ/TW", "xóa nhà tạm", "Võ Chí Vương", "Công đoàn cơ sở"):
        assert words in page


def test_only_the_officer_hands_in_plans(office: Any, sign_in: Any) -> None:
    with pytest.raises(Refused, match="Chỉ chuyên viên"):
        actions.read_plan_document(
            body=office.body, data=PLAN_FILE.read_bytes(), file_name=PLAN_NAME, actor=office.users["contact"], at=AT
        )
    assert sign_in("contact").get("/phong-trao/ke-hoach/tai-len/").status_code == 404
    assert sign_in("officer").get("/phong-trao/ke-hoach/tai-len/").status_code == 200


def test_the_same_file_handed_in_again_goes_on_with_its_review(office: Any, plan: PlanDocument) -> None:
    again = actions.read_plan_document(
        body=office.body, data=PLAN_FILE.read_bytes(), file_name="khac.txt", actor=office.users["officer"], at=AT
    )
    assert again.pk == plan.pk
    assert again.review_version == 1


def test_the_day_of_issue_becomes_the_start_where_the_plan_says_so(plan: PlanDocument) -> None:
    facts = reviewing.facts_of(plan)
    assert facts["start"] == "2024-09-20"
    assert facts["end"] == "2025-12-31"


def test_of_two_officers_the_second_is_told_that_the_review_is_stale(office: Any, plan: PlanDocument) -> None:
    actor = office.users["officer"]
    seen = plan.review_version
    actions.review_plan(plan=plan, review={"theme": "Một"}, actor=actor, at=AT, version=seen)
    with pytest.raises(Refused, match="Lê Thị Chuyên vừa lưu") as caught:
        actions.review_plan(plan=plan, review={"theme": "Hai"}, actor=actor, at=AT, version=seen)
    assert caught.value.code == "stale_review"
    plan.refresh_from_db()
    assert plan.review["theme"] == "Một"


@pytest.mark.parametrize(
    ("review", "field"),
    [
        ({"issued_on": "2024-13-45"}, "issued_on"),
        ({"kind": "lạ"}, "kind"),
        ({"tasks": [{"label": "1", "title": "a", "text": "a", "due": "mai"}]}, "tasks.0.due"),
        (
            {"tasks": [{"label": "1", "title": "a", "text": "a"}, {"label": "1", "title": "b", "text": "b"}]},
            "tasks.1.label",
        ),
    ],
)
def test_a_bad_fact_is_refused_at_its_place(office: Any, plan: PlanDocument, review: Any, field: str) -> None:
    with pytest.raises(Refused) as caught:
        actions.review_plan(plan=plan, review=review, actor=office.users["officer"], at=AT)
    assert list(caught.value.fields) == [field]


def form_of(page: Any) -> dict[str, str]:
    """What a browser would send back of the review page, unchanged."""
    forms = page.context["forms"]
    data = {"version": str(page.context["version"])}
    for name in forms.head.fields:
        value = forms.head[name].value()
        data[name] = "" if value is None else f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
    for prefix, formset in forms.lists.items():
        for key in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS"):
            data[f"{prefix}-{key}"] = str(formset.management_form[key].value())
        for form in formset:
            for name in form.fields:
                value = form[name].value()
                if name != "DELETE":
                    data[form.add_prefix(name)] = "" if value is None else str(value)
    return data


def test_in_the_page_facts_are_corrected_dropped_and_added(sign_in: Any, plan: PlanDocument) -> None:
    client, url = sign_in("officer"), f"/phong-trao/ke-hoach/{plan.pk}/ra-soat/"
    data = form_of(client.get(f"{url}?them=tasks"))
    data |= {"theme": "Chủ đề đã sửa", "tasks-0-title": "Nhiệm vụ đã sửa", "tasks-1-DELETE": "on"}
    data |= {
        "tasks-8-label": "III.9",
        "tasks-8-title": "Nhiệm vụ thêm",
        "tasks-8-text": "Việc mới",
        "tasks-8-due": "01/12/2025",
    }
    answer = client.post(url, data | {"save": "1"}, follow=True)
    assert answer.status_code == 200
    plan.refresh_from_db()
    facts = reviewing.facts_of(plan)
    assert facts["theme"] == "Chủ đề đã sửa"
    labels = [task["label"] for task in facts["tasks"]]
    assert labels == ["III.1", "III.3", "III.4", "III.5", "III.6", "III.7", "III.8", "III.9"]
    assert facts["tasks"][0]["title"] == "Nhiệm vụ đã sửa"
    assert facts["tasks"][0]["at"], "the place in the source stays with a corrected fact"
    assert facts["tasks"][-1]["due"] == "2025-12-01"
    assert "Đã lưu lúc" in answer.content.decode()


def test_in_the_page_a_stale_review_keeps_what_was_typed(sign_in: Any, office: Any, plan: PlanDocument) -> None:
    client, url = sign_in("officer"), f"/phong-trao/ke-hoach/{plan.pk}/ra-soat/"
    data = form_of(client.get(url))
    actions.review_plan(plan=plan, review={"theme": "Một"}, actor=office.users["officer"], at=AT)
    answer = client.post(url, data | {"theme": "Chủ đề của tôi", "save": "1"})
    assert answer.status_code == 409
    assert "Chủ đề của tôi" in answer.content.decode()
    plan.refresh_from_db()
    assert plan.review["theme"] == "Một"


def test_in_the_page_a_wrong_date_is_named(sign_in: Any, plan: PlanDocument) -> None:
    client, url = sign_in("officer"), f"/phong-trao/ke-hoach/{plan.pk}/ra-soat/"
    answer = client.post(url, form_of(client.get(url)) | {"report_due": "31/02/2025", "save": "1"})
    assert answer.status_code == 422
    assert "Ngày không hợp lệ" in answer.content.decode()


def test_saving_and_creating_makes_the_movement_with_all_its_parts(sign_in: Any, plan: PlanDocument) -> None:
    client, url = sign_in("officer"), f"/phong-trao/ke-hoach/{plan.pk}/ra-soat/"
    answer = client.post(url, form_of(client.get(url)) | {"create": "1"})
    movement = Movement.objects.get()
    assert answer.url == f"/phong-trao/{movement.pk}/"
    assert movement.title.startswith("Phong trào thi đua lập thành tích")
    assert movement.registration_due == date(2025, 1, 15)
    counts = {
        name: getattr(movement, name).count()
        for name in ("tasks", "milestones", "higher_movements", "legal_bases", "duties")
    }
    assert counts == {"tasks": 8, "milestones": 7, "higher_movements": 6, "legal_bases": 11, "duties": 3}
    assert client.post(url, {"create": "1"}).url == f"/phong-trao/{movement.pk}/", "pressed twice, made once"
    assert Movement.objects.count() == 1


def test_a_plan_without_title_or_tasks_makes_no_movement(office: Any, plan: PlanDocument) -> None:
    actor = office.users["officer"]
    actions.review_plan(plan=plan, review={"tasks": []}, actor=actor, at=AT)
    with pytest.raises(Refused, match="chưa có nhiệm vụ"):
        actions.create_movement(plan=plan, actor=actor, at=AT)
    actions.review_plan(plan=plan, review={"title": ""}, actor=actor, at=AT)
    with pytest.raises(Refused, match="Chưa có tên"):
        actions.create_movement(plan=plan, actor=actor, at=AT)
    assert Movement.objects.count() == 0


def test_a_text_that_is_too_long_is_refused_on_every_database(office: Any, plan: PlanDocument) -> None:
    actions.review_plan(plan=plan, review={"theme": "a" * 501}, actor=office.users["officer"], at=AT)
    with pytest.raises(Refused, match="tối đa 500"):
        actions.create_movement(plan=plan, actor=office.users["officer"], at=AT)
    assert Movement.objects.count() == 0


def test_the_plan_file_is_handed_out_as_it_came_in(sign_in: Any, plan: PlanDocument) -> None:
    answer = sign_in("director").get(f"/phong-trao/ke-hoach/{plan.pk}/tep/")
    assert answer.content == PLAN_FILE.read_bytes()
    assert "attachment" in answer["Content-Disposition"]
    assert sign_in("contact").get(f"/phong-trao/ke-hoach/{plan.pk}/tep/").status_code == 404
