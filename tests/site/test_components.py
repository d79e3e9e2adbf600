"""The components of the pages: what they say, and that they never say it by colour alone."""

from __future__ import annotations

import gettext
import gzip
import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import django_tables2 as tables
import pytest
from babel.messages.pofile import read_po
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

import thidua
import thidua.site
from thidua.site.components import charts, source, values
from thidua.site.components.cites import write_cite
from thidua.site.components.month import weeks_of
from thidua.site.components.tags.parts import icon_names
from thidua.site.components.tones import TONES

SITE = Path(thidua.site.__file__).parent
STATIC = SITE / "static/thidua"
PROJECT = SITE.parent.parent.parent
TODAY = date(2025, 11, 20)


@pytest.fixture(autouse=True)
def _vietnamese() -> Any:
    with translation.override("vi"):
        yield


def render(markup: str, /, **context: Any) -> str:
    return Template("{% load thidua %}" + markup).render(Context(context))


def words(html: str) -> str:
    """The text of a piece of HTML, spaces joined."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# --- small parts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tone", TONES)
def test_status_tag_carries_an_icon_and_words_besides_its_colour(tone: str) -> None:
    html = render("{% status_tag 'Đã gửi' tone=tone %}", tone=tone)
    assert f"status-{tone}" in html
    assert "<use href=" in html
    assert words(html) == "Đã gửi"


def test_status_tag_takes_the_tone_of_a_known_state_and_stays_neutral_for_others() -> None:
    assert "status-warning" in render("{% status_tag 'Trả lại' state='returned' %}")
    assert "status-neutral" in render("{% status_tag 'Khác' state='something_new' %}")


def test_status_tag_refuses_an_unknown_tone() -> None:
    with pytest.raises(ValueError, match="unknown tone"):
        render("{% status_tag 'x' tone='purple' %}")


def test_icon_is_silent_unless_it_stands_alone() -> None:
    assert 'aria-hidden="true"' in render('{% icon "bell" %}')
    named = render('{% icon "bell" label="Thông báo" %}')
    assert 'role="img"' in named
    assert 'aria-label="Thông báo"' in named


def test_icon_that_is_not_in_the_sprite_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="not in the sprite"):
        render('{% icon "unicorn" %}')


def test_sprite_and_list_of_icons_agree() -> None:
    drawn = re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8"))
    assert set(drawn) == icon_names()


def test_every_icon_named_in_a_template_exists() -> None:
    package = Path(thidua.__file__).parent
    for template in package.rglob("templates/**/*.html"):
        named = set(re.findall(r'{% icon "([\w-]+)"', template.read_text(encoding="utf-8")))
        assert named <= icon_names(), f"{template}: {named - icon_names()}"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1234000, "1.234.000"),
        (1234.5, "1.234,5"),
        (92.727272, "92,73"),
        (0, "0"),
        (-12, "-12"),
        ("11", "11"),
        (None, "—"),
        ("Chưa", "Chưa"),
    ],
)
def test_numbers_are_written_the_vietnamese_way(value: Any, written: str) -> None:
    assert values.write_number(value) == written


def test_money_percent_and_days_are_written_the_vietnamese_way() -> None:
    assert render("{{ sum|money }}", sum=1234000) == "1.234.000 đồng"
    assert render("{{ share|percent }}", share=0.756) == "75,6%"
    assert render("{{ day|vi_date }}", day=date(2025, 3, 2)) == "02/03/2025"
    assert render("{{ day|vi_date }}", day="2025-03-02") == "02/03/2025"
    assert render("{{ at|vi_datetime }}", at=datetime(2025, 11, 20, 3, 42, tzinfo=UTC)) == "10:42 ngày 20/11/2025"
    assert render("{{ day|vi_date }}", day=None) == "—"


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (date(2025, 11, 23), "còn 3 ngày"),
        (date(2025, 11, 20), "hạn hôm nay"),
        (date(2025, 11, 18), "quá hạn 2 ngày"),
    ],
)
def test_deadlines_say_how_long_there_is(until: date, said: str) -> None:
    assert render("{{ until|days_left:today }}", until=until, today=TODAY) == said


# --- actions ----------------------------------------------------------------------------------------------------


def test_refused_action_is_shown_disabled_with_its_reason() -> None:
    action = {"label": "Ban hành", "url": "/ban-hanh/", "reason": "Chưa có biên bản."}
    html = render("{% action_button action %}", action=action)
    assert 'aria-disabled="true"' in html
    assert "/ban-hanh/" not in html
    assert words(html) == "Ban hành Chưa có biên bản."


def test_allowed_action_is_a_link_without_a_reason() -> None:
    html = render("{% action_button action %}", action={"label": "Ban hành", "url": "/ban-hanh/", "reason": ""})
    assert 'href="/ban-hanh/"' in html
    assert "disabled" not in html


def test_action_by_post_is_a_form_with_the_secret_and_its_fields() -> None:
    action = {"label": "Nhắc", "url": "/nhac/", "method": "post", "fields": {"unit": 7}, "confirm": "Nhắc 3 đơn vị?"}
    html = render("{% action_button action %}", action=action, csrf_token="bí-mật")
    assert '<form method="post" action="/nhac/"' in html
    assert 'name="csrfmiddlewaretoken" value="bí-mật"' in html
    assert '<input type="hidden" name="unit" value="7">' in html
    assert 'data-confirm="Nhắc 3 đơn vị?"' in html


# --- forms ------------------------------------------------------------------------------------------------------


class Sample(forms.Form):
    name = forms.CharField(label="Họ và tên", help_text="Như trong hồ sơ.")
    kind = forms.ChoiceField(label="Loại.", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Tôi cam đoan")

    def clean(self) -> dict[str, Any]:
        raise forms.ValidationError("Hồ sơ đã khóa.")


def test_wrong_field_is_tied_to_its_help_and_error() -> None:
    form = Sample({})
    html = render("{{ form.name.as_field_group }}", form=form)
    described = re.search(r'<input[^>]*aria-describedby="([^"]+)"', html)
    assert described is not None
    assert described.group(1).split() == ["id_name_helptext", "id_name_error"]
    for name in described.group(1).split():
        assert f'id="{name}"' in html
    assert 'aria-invalid="true"' in html
    assert "Chưa điền mục này." in html


def test_right_field_shows_no_error() -> None:
    form = Sample({"name": "Đỗ Thị Hường", "kind": "a", "agreed": "on"})
    html = render("{{ form.name.as_field_group }}", form=form)
    assert "aria-invalid" not in html
    assert "field-errors" not in html


def test_error_summary_links_every_error_to_a_place_that_exists() -> None:
    form = Sample({})
    summary = render("{% error_summary form %}", form=form)
    page = render("{% form_fields form %}", form=form)
    places = re.findall(r'<a href="#([^"]+)">', summary)
    assert len(places) == 3
    for place in places:
        assert f'id="{place}"' in page
    assert "Loại: Chưa điền mục này." in summary
    assert "Hồ sơ đã khóa." in summary
    assert "Có 4 điểm cần sửa" in words(summary)


def test_error_summary_of_an_unsent_form_is_empty() -> None:
    assert render("{% error_summary form %}", form=Sample()).strip() == ""


def test_field_shows_the_words_of_the_law_beside_it() -> None:
    html = render("{% field form.name law=law words='Danh hiệu để tặng …' %}", form=Sample(), law={
        "document": "06/2022/QH15", "article": 23, "clause": 1, "point": "b"
    })  # fmt: skip
    assert "Điểm b khoản 1 Điều 23 Luật số 06/2022/QH15" in html
    assert "Danh hiệu để tặng …" in html


def test_confirm_list_sends_only_the_rows_without_a_problem() -> None:
    rows = [{"id": 1, "cells": ["An"]}, {"id": 2, "cells": ["Bình"], "problem": "Đang bị kỷ luật"}]
    html = render(
        "{% confirm_list headers=headers rows=rows question='Tiếp nhận?' confirm_label='Tiếp nhận' cancel_url='/' %}",
        headers=["Họ và tên"],
        rows=rows,
    )
    assert re.findall(r'name="ids" value="(\d+)"', html) == ["1"]
    assert "Đúng 1 dòng sẽ được thực hiện" in html
    assert "Đang bị kỷ luật" in html


def test_ballot_choices_are_labelled_and_none_is_chosen_beforehand() -> None:
    choices = [{"value": "yes", "label": "Đồng ý"}, {"value": "no", "label": "Không đồng ý"}]
    html = render("{% vote_buttons choices legend='Tặng danh hiệu' %}", choices=choices)
    assert re.findall(r'<label for="([^"]+)"', html) == ["choice-1", "choice-2"]
    assert "checked" not in html


# --- lists and figures ------------------------------------------------------------------------------------------


def test_todo_list_says_what_why_until_when_and_marks_what_is_late() -> None:
    todos = [
        {"what": "Bổ sung hồ sơ", "why": "Bị trả lại", "until": date(2025, 11, 18), "url": "/a/"},
        {"what": "Bỏ phiếu", "why": "Là ủy viên", "until": date(2025, 12, 30), "url": "/b/"},
    ]
    html = render("{% todo_list todos today=today %}", todos=todos, today=TODAY)
    assert "todo-bad" in html
    assert "todo-neutral" in html
    said = words(html)
    for part in ("Bổ sung hồ sơ", "Bị trả lại", "Hạn 18/11/2025", "quá hạn 2 ngày", "còn 40 ngày"):
        assert part in said


def test_heat_map_says_in_words_what_its_colours_say() -> None:
    heat = {
        "caption": "Tiến độ",
        "columns": [{"label": "Nhiệm vụ dài", "short": "Việc 1"}],
        "rows": [
            {"label": "Văn phòng", "cells": [{"text": "105%", "level": 5}]},
            {"label": "Thanh tra", "cells": [{"text": "–", "level": None, "note": "Không được giao"}]},
        ],
    }
    html = render("{% heat_map heat %}", heat=heat)
    assert re.search(r'<td class="heat-5">105%', html)
    assert re.search(r'<td class="heat-none" title="Không được giao">–', html)
    assert "Vượt mức" in html
    assert html.count('scope="row"') == 2


def test_funnel_keeps_the_share_of_each_step() -> None:
    steps = [{"label": "Đề nghị", "count": 120}, {"label": "Quyết định", "count": 30}]
    html = render("{% funnel steps %}", steps=steps)
    assert re.findall(r'class="funnel-fill" width="(\d+)"', html) == ["100", "25"]


def test_funnel_of_nothing_divides_by_nothing() -> None:
    html = render("{% funnel steps %}", steps=[{"label": "Đề nghị", "count": 0}])
    assert 'class="funnel-fill" width="0"' in html


def test_month_starts_on_monday_and_places_its_days() -> None:
    items = [{"date": date(2025, 12, 22), "title": "Ngày thành lập Quân đội", "kind": "great_day"}]
    weeks = weeks_of(2025, 12, items, TODAY)
    assert weeks[0][0].day == date(2025, 12, 1)
    busy = [day for week in weeks for day in week if day.items]
    assert [day.day for day in busy] == [date(2025, 12, 22)]
    assert busy[0].items[0]["tone"] == "gold"


def test_chart_gives_the_same_figures_to_the_drawing_and_to_the_table() -> None:
    data = {"kind": "column", "categories": ["2024", "2025"], "series": [{"name": "LĐTT", "values": [139, 144]}]}
    html = render("{% chart 'c' data caption='Danh hiệu' %}", data=data)
    drawn = json.loads(re.search(r'<script id="c" type="application/json">(.*?)</script>', html).group(1))
    assert drawn["series"][0]["values"] == [139, 144]
    assert re.findall(r'<td class="number">(\d+)</td>', html) == ["139", "144"]


def test_a_series_has_a_tone_or_a_step_of_the_heat_map() -> None:
    series = [{"name": "x", "values": [1], "tone": tone} for tone in ("heat-5", "info", "")]
    made = charts.prepare("c", {"categories": ["a"], "series": series}, "")["series"]
    assert [one["tone"] for one in made] == ["heat-5", "info", ""]
    with pytest.raises(ValueError, match="heat-6"):
        charts.prepare("c", {"categories": ["a"], "series": [{"name": "x", "values": [1], "tone": "heat-6"}]}, "")


def test_chart_refuses_figures_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match="1 values for 2 categories"):
        charts.prepare("c", {"categories": ["a", "b"], "series": [{"name": "x", "values": [1]}]}, "")
    with pytest.raises(ValueError, match="unknown kind"):
        charts.prepare("c", {"kind": "pie3d"}, "")


def test_pagination_keeps_the_filters_of_the_list() -> None:
    request = RequestFactory().get("/ho-so/", {"q": "Hường", "page": "2"})
    page = Paginator(range(100), 10).page(2)
    html = render("{% pagination page %}", page=page, request=request)
    assert 'rel="next" href="?q=H%C6%B0%E1%BB%9Dng&amp;page=3"' in html
    assert "Dòng 11–20 trong 100" in html
    assert len(re.findall('aria-current="page"', html)) == 1


class Names(tables.Table):
    """Two columns, one of them a day."""

    name = tables.Column(verbose_name="Họ và tên")
    born = tables.Column(verbose_name="Ngày sinh")


def test_table_escapes_its_cells_and_names_them_for_a_phone() -> None:
    request = RequestFactory().get("/", {"sort": "-name", "q": "a"})
    table = Names([{"name": "<b>Hường</b>", "born": date(1987, 2, 14)}], request=request, order_by="-name")
    html = render_to_string("components/table.html", {"table": table, "request": request})
    assert 'data-label="Họ và tên">&lt;b&gt;Hường&lt;/b&gt;</td>' in html
    assert 'data-label="Ngày sinh">14/02/1987</td>' in html
    assert 'aria-sort="descending"' in html
    assert "q=a" in html


def test_empty_table_says_so() -> None:
    table = Names([], request=RequestFactory().get("/"), empty_text="Chưa có ai.")
    html = render_to_string("components/table.html", {"table": table, "request": RequestFactory().get("/")})
    assert "Chưa có ai." in html


def test_pagination_of_one_page_is_silent() -> None:
    assert render("{% pagination page %}", page=Paginator(range(3), 10).page(1)).strip() == ""


# --- the law ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cite", "written"),
    [
        (
            {"document": "06/2022/QH15", "article": 23, "clause": 2, "point": "a"},
            "Điểm a khoản 2 Điều 23 Luật số 06/2022/QH15",
        ),
        ({"document": "98/2023/NĐ-CP", "article": 54}, "Điều 54 Nghị định số 98/2023/NĐ-CP"),
        ({"document": "01/2024/TT-BNV"}, "Thông tư số 01/2024/TT-BNV"),
        ({"document": "Quy chế của Sở", "article": 5}, "Điều 5 Quy chế của Sở"),
        ("khoản 1 Điều 3", "khoản 1 Điều 3"),
        (None, ""),
    ],
)
def test_provisions_are_cited_as_officials_cite_them(cite: Any, written: str) -> None:
    assert write_cite(cite) == written


ARTICLE = {"document": "06/2022/QH15", "article": 23}
CONDITIONS = [
    {"state": "met", "text": "Có danh hiệu.", "cite": ARTICLE, "knowledge": "confirmed"},
    {"state": "unmet", "text": "Quá tỷ lệ.", "cite": ARTICLE, "knowledge": "assumed"},
    {"state": "unknown", "text": "Gương mẫu.", "cite": ARTICLE, "knowledge": "confirmed", "needs_judgement": True},
    {"state": "unknown", "text": "Sáng kiến.", "cite": ARTICLE, "knowledge": "quoted"},
]


def test_conditions_say_their_state_in_words_with_the_article() -> None:
    html = render("{% condition_list conditions %}", conditions=CONDITIONS)
    said = words(html)
    for part in ("Đạt", "Chưa đạt", "Cần người đánh giá", "Chưa rõ", "Điều 23 Luật số 06/2022/QH15", "giả định"):
        assert part in said
    assert html.count('<span class="knowledge"') == 2


def test_marks_beside_several_conditions_are_explained_once_below_them() -> None:
    doubtful = {"state": "met", "text": "Có sáng kiến", "knowledge": "assumed"}
    html = render("{% condition_list conditions %}", conditions=[doubtful, doubtful | {"text": "Đủ năm"}])
    assert html.count("<dt>giả định</dt>") == 1
    assert "chưa đối chiếu" not in html
    assert "<dt>" not in render("{% condition_list conditions %}", conditions=[doubtful])


def test_verdict_box_shows_the_answer_the_counts_and_the_warnings() -> None:
    verdict = {
        "award": "CSTDCS", "on": "2025-11-20", "outcome": "not_eligible", "documents": ["06/2022/QH15"],
        "conditions": CONDITIONS, "warnings": [{"code": "x", "message": "Luật mới chưa có nội dung."}],
    }  # fmt: skip
    said = words(render("{% verdict_box verdict award_name='Chiến sĩ thi đua cơ sở' %}", verdict=verdict))
    assert said.startswith(
        "Chưa đủ điều kiện Chiến sĩ thi đua cơ sở 1 điều kiện đạt · 1 chưa đạt · 1 chưa rõ · 1 cần người đánh giá"
    )
    assert "Cần người đánh giá" in said
    assert "Luật mới chưa có nội dung." in said
    assert "Xét tại ngày 20/11/2025." in said


# --- the source viewer ------------------------------------------------------------------------------------------

TEXT = "Kế hoạch số 9733/KH-UBND ngày 04/9/2024\n\nTừ nay đến ngày 31/12/2025."


def test_source_is_cut_without_losing_a_letter() -> None:
    facts = [
        {"id": "ref", "at": (0, 39)},
        {"id": "date", "at": (30, 39)},
        {"id": "end", "at": [(57, 67)]},
        {"id": "far", "at": (50, 5000)},
        {"id": "none", "at": None},
    ]
    paragraphs = source.cut(TEXT, facts)
    assert ["".join(piece.text for piece in pieces) for pieces in paragraphs] == TEXT.split("\n\n")
    over = {piece.text: piece.facts for pieces in paragraphs for piece in pieces}
    assert over["04/9/2024"] == ("ref", "date")
    assert over["31/12/2025"] == ("end", "far")


def test_fact_and_its_place_link_to_each_other_once() -> None:
    facts = [{"id": "ref", "label": "Văn bản", "value": "9733", "at": (0, 39)}, {"id": "n", "label": "Số", "value": ""}]
    html = render("{% source_viewer text facts %}", text=TEXT, facts=facts)
    assert html.count('id="src-ref"') == 1
    assert html.count('id="fact-ref"') == 1
    assert 'href="#fact-ref"' in html
    assert 'href="#src-ref"' in html
    assert 'href="#src-n"' not in html
    assert "Văn bản để trống" in html


def test_source_text_is_escaped() -> None:
    html = render("{% source_viewer text facts %}", text="<script>x</script>", facts=[])
    assert "<script>" not in html


# --- the rules of all pages -------------------------------------------------------------------------------------


def all_templates() -> list[Path]:
    return sorted(Path(thidua.__file__).parent.rglob("templates/**/*.html"))


@pytest.mark.parametrize("template", all_templates(), ids=lambda path: path.name)
def test_no_template_holds_inline_style_or_script(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<style\b|\sstyle\s*=", text)
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", text)
    assert not re.search(r"<script\b(?![^>]*\bsrc=)", text)
    assert "javascript:" not in text


@pytest.mark.parametrize(
    "name", ["400.html", "403.html", "404.html", "405.html", "413.html", "500.html", "403_csrf.html"]
)
def test_error_pages_need_nothing_but_themselves(name: str) -> None:
    html = render_to_string(name)
    assert 'data-page-state="error"' in html
    assert "Có thể làm gì" in html
    assert name[:3] in html


def test_joined_files_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, PROJECT / "tools/bundle.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_every_vendored_file_is_listed_with_its_licence() -> None:
    listed = (STATIC / "vendor/LICENSES.md").read_text(encoding="utf-8")
    for file in (STATIC / "vendor").iterdir():
        if file.suffix in (".css", ".js"):
            assert f"vendor/{file.name}" in listed


@pytest.mark.urls("tests.site.component_pages")
def test_first_page_weighs_less_than_100_kilobytes() -> None:
    todos = [{"what": "Bổ sung minh chứng", "why": "Bị trả lại", "until": TODAY, "url": "/x/"}] * 12
    page = render_to_string("site/start.html", {"todos": todos, "today": TODAY})
    packed = len(gzip.compress(page.encode()))
    packed += sum(len(gzip.compress((STATIC / name).read_bytes())) for name in ("thidua.css", "thidua.js", "icons.svg"))
    packed += sum(font.stat().st_size for font in (STATIC / "fonts").glob("*.woff2"))
    assert packed < 100_000


# --- translations -----------------------------------------------------------------------------------------------


def test_every_text_of_the_shell_has_an_english_translation() -> None:
    catalogue = SITE / "locale/en/LC_MESSAGES/django.po"
    with catalogue.open("rb") as file:
        messages = {(m.id[0] if isinstance(m.id, tuple) else m.id): m for m in read_po(file) if m.id}
    for name, message in messages.items():
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(strings), name
        assert not message.fuzzy, name
    for template in (SITE / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        for said in re.findall(r"""{% translate (?:"([^"]+)"|'([^']+)')""", text):
            assert (said[0] or said[1]) in messages, f"{template.name}: {said}"


@pytest.mark.parametrize("language", ["en", "vi"])
def test_compiled_catalogues_are_fresh(language: str) -> None:
    folder = SITE / f"locale/{language}/LC_MESSAGES"
    with (folder / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    with (folder / "django.po").open("rb") as file:
        for message in read_po(file):
            if message.id and not isinstance(message.id, tuple):
                found = (
                    compiled.pgettext(message.context, message.id) if message.context else compiled.gettext(message.id)
                )
                assert found == message.string
