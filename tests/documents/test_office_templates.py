"""Templates of offices: taken in with what was found, accepted from a day on, used when papers are made."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.paperwork.office_templates.making import word
from tests.paperwork.reading import running_text, word_texts

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.documents import actions
from thidua.documents import office_templates as templates
from thidua.documents.template_models import OfficeTemplate
from thidua.documents.template_transitions import may_keep
from thidua.journal.queries import verify
from thidua.paperwork import office_templates as library

pytest.importorskip("docxtpl", reason="the extra “office-templates” is not installed")

State = OfficeTemplate.State
GOOD = word("MẪU RIÊNG {{ printed.number_line }}", "{{ printed.day_line }}", "{{ subject }}{{ signer.name }}")
BAD = word("{{ printed.number_line }}", "{{ nguoi_ky }}")


@pytest.fixture
def _no_process(monkeypatch):
    """The template is looked at in this process; tests of the library have the process of its own."""
    from thidua.paperwork.office_templates import templates as inner
    from thidua.paperwork.office_templates import working

    def call(function, payload, **_limits):
        return getattr(working, function.rpartition(":")[2])(**payload)

    monkeypatch.setattr(inner, "run_isolated", call)


@pytest.fixture
def _no_libreoffice(monkeypatch):
    """LibreOffice takes seconds; here the PDF is that of a line of text."""
    monkeypatch.setattr(library, "docx_to_pdf", lambda docx: b"%PDF-" + " ".join(word_texts(docx)).encode())
    monkeypatch.setattr(library, "office_program", lambda: "/usr/bin/soffice")


pytestmark = pytest.mark.usefixtures("_no_process", "_no_libreoffice")


def take_in(desk, data=GOOD, kind="reminder", by="officer") -> OfficeTemplate:
    return actions.take_in_template(
        body=desk.office.body, kind=kind, data=data, file_name="mau.docx", actor=desk.user(by), at=clock.now()
    )


def accept(desk, template, day: date | None = None, by="officer") -> OfficeTemplate:
    return actions.accept_template(
        template=template, valid_from=day or clock.today(), actor=desk.user(by), at=clock.now()
    )


def refused(act, *values, **named) -> str:
    with pytest.raises(Refused) as caught:
        act(*values, **named)
    return caught.value.code


def test_upload_is_kept_on_trial_with_versions_and_mistakes(desk):
    first, second = take_in(desk, BAD), take_in(desk)
    assert (first.version, second.version) == (1, 2)
    assert (first.state, second.state) == (State.TRIAL, State.TRIAL)
    [mistake] = first.found.errors
    assert (mistake.message, mistake.place) == ("Không có trường “nguoi_ky”.", "đoạn 2")
    assert second.found.usable
    assert list(verify()) == []


@pytest.mark.parametrize("data", [b"not a word file", b"PK\x03\x04 a zip of something", b"%PDF-1.7 x"])
def test_what_is_no_word_file_is_refused_at_its_field_and_not_kept(desk, data):
    with pytest.raises(Refused, match=r"mau\.docx") as refused:
        take_in(desk, data)
    assert (refused.value.code, list(refused.value.fields)) == ("no_word", ["file"])
    assert not OfficeTemplate.objects.exists()


def test_only_a_usable_template_is_accepted(desk):
    assert refused(accept, desk, take_in(desk, BAD)) == "not_allowed"
    assert accept(desk, take_in(desk)).state == State.ACCEPTED


def test_template_is_not_accepted_where_its_pdf_could_not_be_made(desk, monkeypatch):
    monkeypatch.setattr(library, "office_program", lambda: None)
    with pytest.raises(Refused, match="apt-get install libreoffice-writer"):
        accept(desk, take_in(desk))


def test_day_in_the_past_is_refused(desk):
    assert refused(accept, desk, take_in(desk), clock.today() - timedelta(days=1)) == "day_past"


def test_new_version_follows_the_old_one_on_its_day(desk):
    today, later = clock.today(), clock.today() + timedelta(days=10)
    old, new = accept(desk, take_in(desk)), accept(desk, take_in(desk), later)
    old.refresh_from_db()
    assert old.valid_until == later
    body = desk.office.body
    assert templates.template_on(body, "reminder", today) == old
    assert templates.template_on(body, "reminder", later - timedelta(days=1)) == old
    assert templates.template_on(body, "reminder", later) == new
    assert templates.template_on(body, "reminder", today - timedelta(days=1)) is None
    assert templates.template_on(body, "decision", today) is None
    assert list(verify()) == []


def test_retired_template_is_used_no_more(desk):
    template = accept(desk, take_in(desk))
    retired = actions.retire_template(template=template, actor=desk.user("officer"), at=clock.now())
    assert retired.state == State.RETIRED
    assert templates.template_on(desk.office.body, "reminder", clock.today()) is None
    assert refused(actions.retire_template, template=retired, actor=desk.user("officer"), at=clock.now())


def test_paper_is_made_by_the_template_in_use_and_stays_as_it_was(desk):
    template = accept(desk, take_in(desk))
    document = desk.numbered()
    assert word_texts(document.docx.read())[0].startswith("MẪU RIÊNG Số: 01/SNV-TĐKT")
    assert "MẪU RIÊNG" in document.pdf.read().decode()
    actions.retire_template(template=template, actor=desk.user("officer"), at=clock.now())
    other = actions.number_document(
        document=desk.draft(context=desk.reminder(deadline="trước 30/11/2025"), by="administration"),
        actor=desk.user("administration"), at=clock.now(),
    )  # fmt: skip
    assert "CỘNG HÒA" in running_text(other.pdf.read())
    document.refresh_from_db()
    assert "MẪU RIÊNG" in document.pdf.read().decode()


def test_draft_shows_the_template_too(desk, sign_in):
    accept(desk, take_in(desk))
    response = sign_in("officer").get(reverse("documents:file", args=[desk.draft().pk, "du-thao.docx"]))
    assert word_texts(response.content)[0].startswith("MẪU RIÊNG")


@pytest.mark.parametrize(
    ("who", "may"), [("officer", True), ("administration", True), ("director", False), ("staff", False)]
)
def test_who_keeps_templates_and_the_twin(desk, who, may):
    user = desk.user(who)
    template = take_in(desk)
    assert bool(may_keep(user, desk.office.body)) is may
    assert list(templates.templates_of(user)) == ([template] if may else [])
    assert list(templates.bodies_of(user)) == ([desk.office.body] if may else [])
    if not may:
        assert refused(take_in, desk, by=who) == "not_allowed"
        assert refused(accept, desk, template, by=who) == "not_allowed"


def test_without_the_extra_the_command_is_told(desk, sign_in, monkeypatch):
    from thidua.paperwork.office_templates import templates as inner

    monkeypatch.setattr(inner, "available", lambda: False)
    monkeypatch.setattr(library, "available", lambda: False)
    with pytest.raises(Refused, match="pip install 'thidua"):
        take_in(desk)
    assert "pip install" in sign_in("officer").get(reverse("documents:templates")).content.decode()


# ── pages ────────────────────────────────────────────────────────────────────


def upload(client, desk, data, kind="reminder"):
    file = SimpleUploadedFile("mau.docx", data)
    values = {"body": desk.office.body.pk, "kind": kind, "file": file}
    return client.post(reverse("documents:template_upload"), values)


def test_upload_page_leads_to_the_mistakes_with_their_places(desk, sign_in):
    client = sign_in("officer")
    response = upload(client, desk, BAD)
    assert response.status_code == 302
    page = client.get(response.url).content.decode()
    assert "đoạn 2" in page
    assert "Không có trường “nguoi_ky”." in page
    assert "Nhận mẫu này" not in page


def test_template_is_tried_and_accepted_on_its_page(desk, sign_in):
    client = sign_in("officer")
    url = upload(client, desk, GOOD).url
    template = OfficeTemplate.objects.get()
    trial = client.get(reverse("documents:template_file", args=[template.pk, "xem-thu.docx"]))
    assert word_texts(trial.content)[0].startswith("MẪU RIÊNG Số: ")
    assert client.get(reverse("documents:template_file", args=[template.pk, "mau.docx"])).content == GOOD
    assert client.get(reverse("documents:template_file", args=[template.pk, "khac.docx"])).status_code == 404
    assert client.post(url, {"valid_from": ""}).status_code == 422
    assert client.post(url, {"valid_from": f"{clock.today():%d/%m/%Y}"}).status_code == 302
    assert "Đang dùng" in client.get(url).content.decode()
    assert client.post(reverse("documents:template_retire", args=[template.pk])).status_code == 302
    assert "Ngừng dùng" in client.get(url).content.decode()


def test_fields_of_every_kind_are_listed(desk, sign_in):
    client = sign_in("officer")
    page = client.get(reverse("documents:template_fields", args=["decision"])).content.decode()
    assert "grants[].name" in page
    assert "printed.number_line" in page
    assert client.get(reverse("documents:template_fields", args=["khac"])).status_code == 404


@pytest.mark.parametrize("who", ["contact", "staff", "director"])
def test_pages_are_not_there_for_others(desk, sign_in, who):
    template = take_in(desk)
    client = sign_in(who)
    for name, arguments in (("templates", []), ("template_upload", []), ("template", [template.pk])):
        assert client.get(reverse(f"documents:{name}", args=arguments)).status_code == 404


def test_list_asks_the_same_number_of_questions_for_one_and_thirty(desk, sign_in):
    client = sign_in("officer")

    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(reverse("documents:templates")).status_code == 200
        return len(asked)

    first = take_in(desk)
    questions()
    one = questions()
    OfficeTemplate.objects.bulk_create(
        OfficeTemplate(
            body=first.body, kind="reminder", version=number, file=first.file, file_name="mau.docx",
            report=first.report, uploaded_by=first.uploaded_by, uploaded_at=first.uploaded_at,
        )
        for number in range(2, 31)
    )  # fmt: skip
    assert questions() == one
