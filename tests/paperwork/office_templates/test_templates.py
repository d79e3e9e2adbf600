"""Templates of offices: fields are known with their places, unknown ones refused, bombs stopped, the same bytes."""

import dataclasses
import datetime
import importlib

import pytest
from tests.paperwork.reading import word_file, word_texts

from thidua.paperwork import PaperworkError, isolated, samples
from thidua.paperwork.generate import KINDS
from thidua.paperwork.office_templates import (
    INSTALL,
    TemplateReport,
    available,
    fields_of,
    inspect_template,
    preview,
    render_template,
    templates,
)

from .making import good, part, with_part, word

pytest.importorskip("docxtpl", reason="the extra “office-templates” is not installed")


@pytest.fixture(autouse=True)
def _in_this_process(request, monkeypatch):
    """What takes most of the time is the start of a process for each file; tests with `isolated_too` have it."""
    if "isolated_too" in request.fixturenames:
        return

    def call(function, payload, **_limits):
        module, name = function.split(":")
        return getattr(importlib.import_module(module), name)(**payload)

    monkeypatch.setattr(templates, "run_isolated", call)


@pytest.fixture
def isolated_too():
    """The file is worked on in a process of its own, as in the product."""


def mistakes(data: bytes, kind: str = "decision") -> list[tuple[str, str]]:
    """Return message and place of what is wrong."""
    return [(item.message, item.place) for item in inspect_template(data, kind).errors]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_documented_list_of_fields(kind):
    fields = {field.path: field for field in fields_of(kind)}
    assert {"number", "day", "subject", "signer.name", "office.name", "printed.number_line"} <= set(fields)
    assert all(field.label for field in fields.values())
    assert len(fields) < 400
    for path in fields:
        parent = path.rpartition(".")[0].removesuffix("[]")
        assert not parent or parent in fields


def test_fields_of_a_kind_that_does_not_exist_are_refused():
    with pytest.raises(PaperworkError, match="Không có loại văn bản 'letter-bomb'"):
        fields_of("letter-bomb")


@pytest.mark.usefixtures("isolated_too")
def test_good_template_is_usable_and_its_fields_are_told_with_places():
    report = inspect_template(good(), "decision")
    assert report.errors == ()
    assert report.remarks == ()
    places = {use.path: use.places for use in report.fields}
    assert places["printed.number_line"] == ("đoạn 1",)
    assert places["grants"] == ("đoạn 7", "bảng 1, hàng 2, cột 1")
    assert places["grants[].name"] == ("bảng 1, hàng 3, cột 2",)
    assert places["office.name"] == ("đầu trang, đoạn 1",)
    assert TemplateReport.from_json(report.as_json()) == report


@pytest.mark.usefixtures("isolated_too")
def test_template_is_filled_with_the_document():
    context = samples.decision(2, 1)
    data = render_template(good(), context)
    texts = word_texts(data)
    assert texts[:2] == ["Số: 08/QĐ-SNV", "Khánh Hòa, ngày 05 tháng 12 năm 2025"]
    assert texts[2].startswith("QUYẾT ĐỊNH VỀ VIỆC TẶNG DANH HIỆU THI ĐUA")
    assert any(text.startswith("Điều 1. Tặng") for text in texts)
    assert "Từ ngày 05 tháng 12 năm 2025, có danh sách kèm theo:" in texts
    rows = [[cell.text for cell in row.cells] for row in word_file(data).tables[0].rows]
    assert rows[0] == ["TT", "Họ tên", "Tiền"]
    assert [row[0] for row in rows[1:]] == ["1", "2", "3"]
    assert rows[1][2] == "1.880.000 đồng"
    assert word_file(data).sections[0].header.paragraphs[0].text == "Sở Nội vụ tỉnh Khánh Hòa"
    assert not any("{" in text for text in texts)


def test_same_document_gives_the_same_bytes():
    context = samples.decision(2, 1)
    assert render_template(good(), context) == render_template(good(), context)


@pytest.mark.parametrize("kind", KINDS)
def test_preview_is_made_for_every_kind(kind):
    data = word("{{ printed.number_line }} {{ printed.day_line }} {{ printed.subject }} {{ printed.signer_name }}")
    assert inspect_template(data, kind).errors == ()
    assert word_texts(preview(data, kind))


def test_signs_of_xml_in_the_data_stay_text():
    context = dataclasses.replace(samples.decision(1, 0), subject="Về việc <w:p> & “khen” {{ office.name }}")
    texts = word_texts(render_template(word("{{ subject }}"), context))
    assert texts == ["Về việc <w:p> & “khen” {{ office.name }}"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ signer.nam }}", "Không có trường “signer.nam”."),
        ("{{ money }}", "Không có trường “money”."),
        ("{% for a in subject %}{% endfor %}", "“subject” không phải danh sách nên không lặp được."),
        ("{% for a in grants %}{{ a.price }}{% endfor %}", "Không có trường “a.price”."),
        ("{% for a in grants %}{{ a }}{% endfor %}", "Không có trường “a”."),
        ("{{ subject|upper }}", "Không có bộ lọc “upper”, hoặc dùng sai cách."),
        ("{{ subject", "Thẻ viết sai hoặc thiếu phần kết thúc."),
        ("{% if subject %}", "Thẻ viết sai hoặc thiếu phần kết thúc."),
        ("{% if subject == “x” %}a{% endfor %}", "Thẻ viết sai hoặc thiếu phần kết thúc."),
    ],
)
def test_wrong_field_is_named_with_its_place(text, message):
    in_paragraph = word("{{ printed.number_line }}", text)
    assert mistakes(in_paragraph) == [(message, "đoạn 2")]
    in_cell = word("{{ printed.number_line }}", rows=[["a", "b"], ["c", text]])
    assert mistakes(in_cell) == [(message, "bảng 1, hàng 2, cột 2")]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("{{ subjct }}", "Có phải “subject”?"),
        ("{{ signer.nam }}", "Có phải “signer.name”?"),
        ("{% for a in grants %}{{ a.nme }}{% endfor %}", "Có phải “a.name”?"),
        ("{{ zzz }}", "Xem danh sách"),
    ],
)
def test_the_field_that_was_meant_is_offered(text, meant):
    (mistake,) = inspect_template(word("{{ printed.number_line }}", text), "decision").errors
    assert mistake.mend.startswith(meant)


def test_all_wrong_fields_are_told_at_once():
    data = word("{{ first }}", "{{ subject }}", rows=[["{{ second }}"]], header="{{ third }}")
    assert [place for _message, place in mistakes(data)] == ["đoạn 1", "bảng 1, hàng 1, cột 1", "đầu trang, đoạn 1"]


@pytest.mark.parametrize(
    "text",
    [
        "{{ subject.__class__ }}",
        "{{ subject.__class__.__mro__ }}",
        "{{ grants[0] }}",
        "{{ ''.format(1) }}",
        "{{ subject.upper() }}",
        "{{ range(10**9) }}",
        "{{ 'a' * 1000000000 }}",
        "{{ [1, 2] }}",
        "{{ 1 ~ 2 }}",
        "{% set x = subject %}",
        "{% macro m() %}{% endmacro %}",
        "{% include 'word/document.xml' %}",
        "{% import 'x' as y %}",
        "{{ self }}",
        "{{ cycler }}",
        "{% for a in grants %}{{ loop.parent }}{% endfor %}",
        "{% for a in grants recursive %}{% endfor %}",
        "{{ config }}",
        "{% raw %}{{ x }}{% endraw %}{% do x %}",
    ],
)
def test_nothing_but_fields_loops_and_conditions_is_allowed(text):
    found = mistakes(word("{{ subject }}", text))
    assert found
    assert {place for _message, place in found} == {"đoạn 2"}


def test_loops_that_explode_are_refused():
    nested = "{% for a in grants %}{% for b in grants %}x{% endfor %}{% endfor %}"
    assert mistakes(word("{{ subject }}", nested)) == [
        ("Vòng lặp “grants” nằm trong vòng lặp khác mà không thuộc vòng đó.", "đoạn 2")
    ]


def test_loop_over_a_list_of_the_outer_item_is_allowed():
    kind, path = next(
        (kind, field.path)
        for kind in KINDS
        for field in fields_of(kind)
        if field.path.count("[]") == 1 and field.kind in ("rows", "lines")
    )
    outer, inner = path.split("[].")
    text = f"{{% for a in {outer} %}}{{% for b in a.{inner} %}}x{{% endfor %}}{{% endfor %}}"
    assert mistakes(word("{{ printed.subject }}", text), kind) == []


def test_loop_torn_over_paragraphs_is_refused_instead_of_losing_text():
    data = word("{{ subject }}", "{% for a in grants %}", rows=[["{{ a.name }}", "{% endfor %}"]])
    [(message, _place)] = mistakes(data)
    assert message == "Lệnh lặp hoặc điều kiện đặt sai chỗ làm hỏng tệp."


def test_tag_hidden_outside_the_text_is_found_when_it_is_tried():
    body = part(good(), "word/document.xml").replace(b"<w:body>", b"<w:body><!-- {{ subject.__class__ }} -->")
    [(message, _place)] = mistakes(with_part(good(), "word/document.xml", body))
    assert message == "Không có trường “subject.__class__”."


def test_template_without_fields_is_refused_and_missing_ones_are_remarked():
    assert mistakes(word("Quyết định")) == [("Mẫu không có trường nào để điền.", "Cả tệp")]
    report = inspect_template(word("{{ subject }}"), "decision")
    assert report.usable
    assert [item.message.rpartition(": ")[2] for item in report.remarks] == [
        "Số và ký hiệu.",
        "Ngày ban hành.",
        "Họ tên người ký.",
    ]


def bomb(size: int = 60 * 2**20) -> bytes:
    return with_part(good(), "word/media/image1.png", bytes(size))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Tệp hỏng hoặc không phải tệp Word"),
        (b"%PDF-1.7", "Tệp hỏng hoặc không phải tệp Word"),
        (good()[:2000], "Tệp hỏng hoặc không phải tệp Word"),
        (good() + bytes(6 * 2**20), "quá 5 MB"),
        (bomb(), "Tệp bung ra quá lớn"),
        (with_part(good(), "word/vbaProject.bin", b"x"), "macro hoặc tệp nhúng"),
        (with_part(good(), "word/embeddings/a.bin", b"x"), "macro hoặc tệp nhúng"),
        (
            with_part(good(), "word/document.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
            "khai báo không được phép",
        ),
        (with_part(good(), "word/document.xml", "<a/>".encode("utf-16")), "không viết bằng UTF-8"),
        (with_part(good(), "word/document.xml", b"<a>"), "của tệp hỏng"),
        (
            with_part(
                good(),
                "word/_rels/settings.xml.rels",
                b'<Relationships><Relationship Id="a" Type="http://x/attachedTemplate" Target="http://x/y.dotm" '
                b'TargetMode="External"/></Relationships>',
            ),
            "từ ngoài tệp",
        ),
    ],
)
def test_bad_files_are_refused_with_the_reason(data, message):
    [(found, place)] = mistakes(data)
    assert message in found
    assert place == "Tệp mẫu Word"


def test_entry_that_is_larger_than_it_says_is_refused():
    data = bytearray(with_part(word("{{ subject }}"), "word/media/a.bin", bytes(1000)))
    place = data.rindex(b"word/media/a.bin") - 46
    assert data[place : place + 4] == b"PK\x01\x02"
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    assert mistakes(bytes(data))


def test_template_that_takes_too_long_is_stopped(monkeypatch):
    def slow(function, payload, **_limits):
        return isolated.run_isolated("re:match", {"pattern": "(a+)+$", "string": "a" * 60 + "b"}, seconds=1)

    monkeypatch.setattr(templates, "run_isolated", slow)
    [(message, _place)] = mistakes(good())
    assert "quá lâu" in message


def test_without_the_extra_the_command_is_told(monkeypatch):
    monkeypatch.setattr(templates, "available", lambda: False)
    with pytest.raises(PaperworkError, match="thidua") as caught:
        inspect_template(good(), "decision")
    assert caught.value.mend == f"Cài bằng lệnh: {INSTALL}"
    with pytest.raises(PaperworkError, match="thidua"):
        render_template(good(), samples.decision())
    monkeypatch.undo()
    assert available()


def test_filters_write_days_money_and_numbers_as_documents_do():
    data = word(
        "{{ day }}|{{ day|ngay }}|{{ day|ngay_dai }}|{{ number|hai_chu_so }}|{{ marks.copies }}",
        "{% for g in grants %}{{ g.money|tien }} ({{ g.money|tien_bang_chu }}){% endfor %}",
    )
    context = samples.decision(1, 0)
    assert context.day == datetime.date(2025, 12, 5)
    texts = word_texts(render_template(data, context))
    assert texts[0] == "05/12/2025|05/12/2025|ngày 05 tháng 12 năm 2025|08|"
    assert texts[1].startswith("710.000 đồng (Bảy trăm")
