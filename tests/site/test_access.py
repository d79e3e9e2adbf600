"""Every address × every role: allowed or refused as the permission table says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client, override_settings
from django.urls import get_resolver, reverse
from tests.conftest import TODAY

from thidua.base import clock
from thidua.base.files import TEXT, store
from thidua.councils.models import Meeting
from thidua.decisions.blanks.models import Blank, PrintRun, places
from thidua.decisions.documents import payment_context
from thidua.decisions.models import Certificate, Decision
from thidua.decisions.revocation.actions import propose_revocation
from thidua.documents.actions import draft_document
from thidua.documents.annexes.actions import add_annex
from thidua.documents.copies.actions import make_copy, take_in_paper
from thidua.documents.copies.making import CopyOrder
from thidua.documents.models import RegisterEntry
from thidua.journal.queries import head
from thidua.movements.models import Evidence as ReportEvidence
from thidua.movements.models import Movement, PlanDocument
from thidua.nominations.eligibility.asking import Question
from thidua.nominations.eligibility.lists.actions import keep_list
from thidua.nominations.models import Check, Dossier
from thidua.nominations.models import Evidence as NominationEvidence
from thidua.nominations.permissions import BEFORE_COUNCIL
from thidua.organisation.models import Assignment, Hold, Unit
from thidua.organisation.queries import people_of
from thidua.paperwork import usual_blank
from thidua.site.access import doors, passes

pytestmark = pytest.mark.usefixtures("demo_world")

ACCOUNTS = [
    "demo.officer", "demo.contact", "demo.staff", "demo.secretary", "demo.member", "demo.director",
    "demo.administration", "demo.union", "demo.administrator",
]  # fmt: skip


def addresses(resolver: Any = None, namespace: str = "") -> Iterator[str]:
    """The names of all addresses of the product."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern, namespace + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            yield f"{namespace}{pattern.name}"


def arguments() -> dict[str, list[Any]]:
    """For each address with arguments, an object that lies within the reach of the demo's accounts."""
    movement = Movement.objects.filter(state="launched").first()
    archive = Unit.objects.get(assignments__user__username="demo.contact")
    person = people_of(archive, clock.today()).exclude(user__username__startswith="demo.").first()
    task = movement.tasks.first()
    dossier = Dossier.objects.filter(unit=archive, state__in=BEFORE_COUNCIL).order_by("-pk").first()
    nomination = dossier.nominations.first()
    meeting = Meeting.objects.filter(state="closed").order_by("pk").first()
    question = meeting.questions.first()
    published = Decision.objects.filter(state="published").first()
    draft = Decision.objects.create(body=published.body, symbol="QĐ-SNV", title="Dự thảo", meeting=meeting)
    blank = Blank.objects.create(body=published.body, name="Phôi", width=297, height=210, fields=places(usual_blank()))
    run = PrintRun.objects.create(
        decision=published, asked_by=dossier.created_by, asked_at=clock.now(), state="ready", pdf=published.pdf
    )
    check = Check.objects.filter(nomination=nomination).first()
    officer = get_user_model().objects.get(username="demo.officer")
    paper = draft_document(
        body=published.body, context=payment_context(published, "Người lập"), actor=officer, at=clock.now()
    )
    outside = take_in_paper(
        body=published.body, type_name="Quyết định", reference="1/QĐ-UBND", day=clock.today(), issuer="UBND tỉnh",
        subject="Về việc khen thưởng", standing="original", medium="paper", data=published.pdf.read(),
        file_name="qd.pdf", actor=officer, at=clock.now(),
    )  # fmt: skip
    order = CopyOrder("SY", "paper", clock.today(), "GIÁM ĐỐC", "Người Ký")
    copy = make_copy(source=outside, order=order, actor=officer, at=clock.now())
    annex = add_annex(source=published, title="Biểu 1", data=published.pdf.read(), actor=officer, at=clock.now())
    revocation = propose_revocation(
        honours=[published.lines.last().honour], ground="false_papers", explanation="Giấy tờ giả", source="own",
        actor=officer, at=clock.now(),
    )  # fmt: skip
    evidence = NominationEvidence.objects.create(
        dossier=dossier, nomination=nomination, file=store(b"minh chung", media_type=TEXT, at=clock.now()),
        name="minh-chung.txt", added_at=clock.now(), added_by=dossier.created_by,
    )  # fmt: skip
    spare_role = Assignment.objects.create(
        user=get_user_model().objects.create(username="nobody"), role="union", unit=archive, start=clock.today()
    )
    kept = keep_list(unit=archive, question=Question("", clock.today(), clock.today().year), at=clock.now())
    hold = Hold.objects.create(person=person, reason="complaint", start=clock.today())
    report_evidence = ReportEvidence.objects.filter(report__unit=archive).first()
    read = PlanDocument.objects.first()
    loose = PlanDocument.objects.create(
        file=read.file, file_name="moi.txt", body=read.body, uploaded_by=read.uploaded_by, uploaded_at=clock.now(),
        state="read", reading=read.reading,
    )  # fmt: skip
    amendment = PlanDocument.objects.create(
        file=read.file, file_name="ban-moi.txt", body=read.body, uploaded_by=read.uploaded_by, uploaded_at=clock.now(),
        state="read", reading=read.reading, amends=read,
    )  # fmt: skip
    return {
        "movements:review": [read.pk],
        **{
            f"movements:{name}": [loose.pk]
            for name in "review_draft plan_units plan_progress read_again discard derive_plan".split()
        },
        "movements:amendment": [amendment.pk],
        **{f"movements:{name}": [movement.pk] for name in "amend edit_tasks higher".split()},
        "movements:duty": [movement.pk, movement.duties.filter(units=archive).first().pk],
        "movements:plan_file": [read.pk],
        **{
            f"movements:{name}": [movement.pk]
            for name in ("detail edit launch admit acknowledge calendar tasks board remind registrations".split())
        },
        "movements:act": [movement.pk, "submit"],
        "movements:task": [movement.pk, task.pk],
        "movements:report": [movement.pk, task.pk],
        "movements:registration": [movement.pk, archive.pk],
        "movements:registration_act": [movement.pk, archive.pk, "submit"],
        "movements:evidence": [report_evidence.pk],
        **{f"nominations:{name}": [dossier.pk] for name in "detail add_paper nominate consider".split()},
        "nominations:export": ["csv"],
        "nominations:eligibility_person": [person.pk],
        "nominations:eligibility_unit": [archive.pk],
        "nominations:replay": [check.pk],
        "nominations:law": ["LDTT"],
        "nominations:law_changes": ["LDTT"],
        "nominations:screening": [archive.pk],
        "nominations:screening_export": [archive.pk, "csv"],
        "nominations:screening_nominate": [archive.pk],
        "nominations:screening_keep": [archive.pk],
        **{f"nominations:{name}": [kept.pk] for name in "screening_list screening_list_again".split()},
        "nominations:screening_list_export": [kept.pk, "csv"],
        "nominations:screening_trial": [archive.pk],
        "nominations:submission": [dossier.pk, "pdf"],
        "nominations:act": [dossier.pk, "submit"],
        **{
            f"nominations:{name}": [nomination.pk]
            for name in "nomination check_again drop add_evidence appraise report".split()
        },
        "nominations:appraisal_sheet": [nomination.pk, "pdf"],
        "nominations:check": [check.pk],
        "nominations:check_json": [check.pk],
        "nominations:evidence": [evidence.pk],
        "nominations:remove_evidence": [evidence.pk],
        **{f"councils:{name}": [meeting.council_id] for name in "detail appoint plan_meeting".split()},
        "councils:release": [meeting.council_id, meeting.council.members.last().pk],
        **{
            f"councils:{name}": [meeting.pk]
            for name in "meeting progress attendance agenda conflict vote ballots papers".split()
        },
        "councils:act": [meeting.pk, "open"],
        "councils:minutes": [meeting.pk, "pdf"],
        "councils:take_off": [meeting.pk, question.pk],
        "councils:secrecy": [meeting.pk, question.pk],
        "decisions:draft": [meeting.pk],
        "decisions:detail": [published.pk],
        "decisions:file": [published.pk, "quyet-dinh.pdf"],
        **{f"decisions:{name}": [draft.pk] for name in "edit discard return sign".split()},
        "decisions:act": [draft.pk, "submit"],
        "decisions:revoke": [published.pk],
        "decisions:revoke_honour": [published.lines.first().honour_id],
        "decisions:revocation": [revocation.pk],
        "decisions:revocation_act": [revocation.pk, "withdraw"],
        "decisions:revocation_settle": [revocation.pk, revocation.rows.first().pk, "money"],
        **{f"decisions:{name}": [published.pk] for name in "signed package".split()},
        "decisions:award_records_file": ["json"],
        **{f"decisions:{name}": [blank.pk] for name in "blank blank_sheets".split()},
        "decisions:blank_act": [blank.pk, "nhan-ban"],
        "decisions:blank_file": [blank.pk, "to-thu.pdf"],
        "decisions:print": [published.pk],
        **{f"decisions:{name}": [run.pk] for name in "print_run print_file print_retry".split()},
        **{
            f"documents:{name}": [paper.pk]
            for name in "detail edit gather discard number issue replace recall signed package".split()
        },
        "documents:check_paper": [paper.pk],
        "documents:copy_make": ["documents.outsidepaper", outside.pk],
        **{f"documents:{name}": [copy.pk] for name in "copy copy_recall copy_signed".split()},
        "documents:copy_page": [copy.pk, 1],
        "documents:copy_file": [copy.pk, "ban-sao.pdf"],
        "documents:annex_add": ["decisions.decision", published.pk],
        "documents:annex_file": [annex.pk, "kem-theo.pdf"],
        **{f"documents:{name}": [annex.pk] for name in "annex_signed annex_remove".split()},
        "documents:page": [paper.pk, 1],
        "documents:file": [paper.pk, "du-thao.pdf"],
        "documents:draft": ["movements.reminder_report", movement.pk],
        "documents:agency_code": [published.body_id],
        "documents:letterhead": [published.body_id],
        "documents:template_fields": ["decision"],
        "documents:register_export": ["csv"],
        "documents:register_note": [RegisterEntry.objects.first().pk],
        "organisation:unit": [archive.pk],
        "organisation:person": [person.pk],
        **{f"organisation:{name}": [archive.pk] for name in "ratings roles create_account".split()},
        "organisation:end_role": [spare_role.pk],
        "organisation:person_hindrances": [person.pk],
        "organisation:unit_hindrances": [archive.pk],
        **{f"organisation:{name}": ["tam-dung", hold.pk] for name in "conclude withdraw".split()},
        "portal:movement": [movement.pk],
        "portal:decision": [published.pk],
        "portal:decision_pdf": [published.pk],
        "portal:honour_roll_export": ["csv"],
        "portal:verify_code": [Certificate.objects.first().code],
    }


def words() -> dict[str, dict[str, Any]]:
    """What an address needs beside its path."""
    archive = Unit.objects.get(assignments__user__username="demo.contact")
    person = people_of(archive, clock.today()).first()
    return {
        "movements:remind": {"what": "report"},
        "movements:acknowledge": {"unit": archive.pk},
        "movements:duty": {"unit": archive.pk},
        "nominations:screening_nominate": {"de_nghi": "LDTT", "ids": f"p{person.pk}"},
        "nominations:consider": {"danh_hieu": "LDTT", "ai": f"p{person.pk}"},
    }


# Addresses whose object the demo does not hold at this day; their apps' own tests open them.
WITHOUT_OBJECT = {
    "movements:derive",
    "councils:withdraw_conflict",
    "councils:confirm_papers",
    "councils:withdraw_papers",
    "notices:detail",
    "movements:plan_page",
    "documents:template",
    "documents:template_file",
    "documents:template_retire",
}


def test_every_address_has_its_row_and_every_row_its_address():
    names = {name for name in addresses() if name != "components"}
    rows = set(doors()) - {"components"}
    assert names == rows


@pytest.fixture(scope="module")
def within_reach(demo: Path, django_db_blocker: Any) -> tuple[dict[str, list[Any]], dict[str, dict[str, Any]]]:
    """What addresses need, made once in the demo for all accounts; rolled back with it."""
    as_the_demo = override_settings(MEDIA_ROOT=demo / "files", DATA=demo, LAW_OVERLAY="so-noi-vu-khanh-hoa")
    with django_db_blocker.unblock(), as_the_demo, clock.on_day(TODAY):
        return arguments(), words()


@pytest.mark.parametrize("account", [*ACCOUNTS, ""])
def test_every_address_opens_or_refuses_as_the_table_says(account, within_reach):
    user = get_user_model().objects.get(username=account) if account else None
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    with_arguments, with_words = within_reach
    wrong: list[str] = []
    for name, door in doors().items():
        if name in WITHOUT_OBJECT or name in {"components", "sign_out", "demo_sign_in", "demo_day"}:
            continue
        url, given = reverse(name, args=with_arguments.get(name, [])), with_words.get(name, {})
        before = head()
        answer = client.post(url, given) if door.act else client.get(url, given)
        what = f"{name} {url}: {answer.status_code}"
        if answer.status_code >= 500:
            wrong.append(what)
        elif passes(user, door):
            if answer.status_code in {403, 404} or "/dang-nhap/" in getattr(answer, "url", ""):
                wrong.append(f"{what}, though the table opens it")
        # Who is refused sees nothing: not found, or sent back with the reason. And nothing was written.
        elif answer.status_code not in {302, 403, 404, 405} or head() != before:
            wrong.append(f"{what}, though the table closes it")
    assert not wrong, "\n".join(wrong)
