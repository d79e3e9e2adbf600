"""Names and texts as they come: each gives a right document, or a PaperworkError that names the place and the mend."""

import dataclasses
import unicodedata

import pytest

from thidua.paperwork import PaperworkError, document_docx, document_pdf, fields_of, paper_of, samples
from thidua.paperwork.metrics import VIETNAMESE_LETTERS
from thidua.paperwork.samples import SAMPLES

from .kinds import ONE_EACH
from .reading import pages, running_text, word_texts

replace = dataclasses.replace

LONG_NAME = ("Nguyễn Phúc Hoàng Bảo Long " * 8).strip()[:200].strip()


def with_name(kind: str, name: str):
    """Return the sample with `name` as the first text of its first list of rows, or as its first own text."""
    context = SAMPLES[kind]()
    own = [item for item in fields_of(type(context)) if item.name not in COMMON]
    for item in own:
        rows = getattr(context, item.name)
        if item.kind == "rows" and rows:
            field = next(part.name for part in fields_of(item.row) if part.kind == "text")
            return replace(context, **{item.name: (replace(rows[0], **{field: name}), *rows[1:])})
    field = next(item.name for item in own if item.kind == "text")
    return replace(context, **{field: name})


COMMON = {item.name for item in fields_of(type(SAMPLES["decision"]()).__mro__[1])}


@pytest.mark.parametrize("kind", ONE_EACH)
def test_a_name_of_two_hundred_letters_is_printed_whole_inside_the_margins(kind):
    context = with_name(kind, LONG_NAME)
    data = document_pdf(context)
    printed = running_text(data).replace(" ", "").upper()
    assert LONG_NAME.replace(" ", "").upper() in printed.replace("\u200b", "")
    if kind != "ballot":
        assert (
            max(line.right for page in pages(data) for line in page.lines)
            <= max(page.width for page in pages(data)) - 14.8
        )


@pytest.mark.parametrize("kind", ONE_EACH)
@pytest.mark.parametrize(
    ("name", "said"), [("Lê 😀 Tám", "không in được"), ("محمد", "phải sang trái"), ("Lê\u202eTám", "phải sang trái")]
)
def test_emoji_and_right_to_left_writing_are_refused_with_their_place(kind, name, said):
    for make in (document_pdf, document_docx):
        with pytest.raises(PaperworkError, match=said) as refused:
            make(with_name(kind, name))
        assert refused.value.mend
        assert refused.value.place[0].isupper()
        assert not refused.value.place.isascii()


@pytest.mark.parametrize("kind", ONE_EACH)
def test_both_unicode_forms_give_the_same_bytes(kind):
    name = "Nguyễn Thị Ưng Ứng Đặng"
    composed = document_docx(with_name(kind, unicodedata.normalize("NFC", name)))
    assert document_docx(with_name(kind, unicodedata.normalize("NFD", name))) == composed


SIZES = [
    {},
    {"nation": 12, "motto": 13, "agency": 12, "place": 13, "title": 13, "subject": 13, "body": 13, "table": 11},
    {"letter_subject": 13, "table": 14, "page_number": 13},
]


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_vietnamese_letter_in_both_forms_and_every_legal_size(sizes, form):
    pieces = [VIETNAMESE_LETTERS[at : at + 8] for at in range(0, len(VIETNAMESE_LETTERS), 8)]
    typed = tuple(unicodedata.normalize(form, piece) for piece in pieces)
    office = replace(samples.OFFICE, sizes=replace(samples.OFFICE.sizes, **sizes))
    decision = samples.decision(2, 0)
    grants = tuple(replace(decision.grants[0], name=piece, salutation="") for piece in typed)
    context = replace(decision, office=office, grants=grants, legal_bases=tuple(f"Căn cứ {piece}" for piece in typed))
    printed = running_text(document_pdf(context)).replace(" ", "")
    told = "".join(word_texts(document_docx(context))).replace(" ", "")
    for piece in pieces:
        assert printed.count(piece) == 2
        assert told.count(piece) == 2


@pytest.mark.parametrize("kind", ["plan", "letter", "review", "invitation"])
def test_a_document_without_a_signer_says_whom_to_choose(kind):
    with pytest.raises(PaperworkError, match="Chọn người ký"):
        paper_of(replace(SAMPLES[kind](), signer=None))


def test_markup_stays_text_in_free_documents():
    text = '#panic("x") $x$ *b* _i_ <a> @b [x] `c` {{ x }} {% y %} // nothing'
    lines = SAMPLES["notice"]().lines
    context = replace(SAMPLES["notice"](), lines=(replace(lines[0], text=text + "."), *lines[1:]))
    assert text.replace(" ", "") in running_text(document_pdf(context)).replace(" ", "")
    assert any(text in line for line in word_texts(document_docx(context)))
