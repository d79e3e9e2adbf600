"""Every field of every document can be filled in by a form and has Vietnamese words."""

import dataclasses

import pytest

from thidua.paperwork import KINDS, Copy, fields_of
from thidua.paperwork.samples import SAMPLES


def dataclasses_of(kind: type, seen: set[type]) -> set[type]:
    """Return `kind` and every dataclass that its fields hold."""
    if kind in seen:
        return seen
    seen.add(kind)
    for item in fields_of(kind):
        if item.row:
            dataclasses_of(item.row, seen)
    return seen


ALL = sorted(
    {found for kind in KINDS.values() for found in dataclasses_of(kind, set())}, key=lambda kind: kind.__name__
)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_field_has_a_vietnamese_label_of_its_own(kind):
    found = fields_of(kind)
    for item in found:
        assert item.label != item.name
        assert item.label[0].isupper()
        assert not item.label.endswith((".", ":"))
        if item.kind == "choice":
            assert all(words != value or words.isupper() for value, words in item.choices.items()), item
    labels = [item.label for item in found]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_a_field_that_may_be_left_out_tells_its_default(kind):
    for item in fields_of(kind):
        field = next(field for field in dataclasses.fields(kind) if field.name == item.name)
        given = field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING
        assert item.required is not given
        if field.default is not dataclasses.MISSING:
            assert item.default == field.default


def test_kinds_of_fields_are_told_from_their_types():
    found = {item.name: item for item in fields_of(KINDS["decision"])}
    assert found["grants"].kind == "rows"
    assert found["day"].kind == "date"
    assert found["day"].optional
    assert not found["day"].required
    assert found["legal_bases"].kind == "lines"
    assert found["signer"].kind == "part"
    assert found["annexed"].kind == "boolean"
    row = {item.name: item for item in fields_of(found["grants"].row)}
    assert row["category"].choices == {"title": "danh hiệu thi đua", "award_form": "hình thức khen thưởng"}
    assert row["money"].kind == "integer"


def test_a_type_that_no_form_knows_is_refused():
    @dataclasses.dataclass
    class Strange:
        values: dict[str, str]

    with pytest.raises(TypeError, match="cannot be filled in"):
        fields_of(Strange)
    with pytest.raises(TypeError):
        fields_of(Copy)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.KIND)
def test_every_kind_has_a_name_for_menus_and_a_sample(kind):
    assert kind.LABEL
    assert any(type(make()) is kind for make in SAMPLES.values())


def test_names_of_kinds_are_all_different():
    assert len({kind.LABEL for kind in KINDS.values()}) == len(KINDS)
