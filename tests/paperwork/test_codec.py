"""Contexts as JSON and back."""

import json

import pytest

from thidua.paperwork import PaperworkError, document_pdf, from_json, to_json
from thidua.paperwork.samples import SAMPLES


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_context_survives_json(kind):
    context = SAMPLES[kind]()
    again = from_json(json.loads(json.dumps(to_json(context), ensure_ascii=False)))
    assert again == context
    assert document_pdf(again) == document_pdf(context)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"kind": "poem"}, "/kind"),
        ({"colour": "red"}, "/colour"),
        ({"day": "tomorrow"}, "/day"),
        ({"number": 8}, "/number"),
        ({"grants": "all"}, "/grants"),
        ({"office": {"name": "Sở"}}, "/office/agency_lines"),
    ],
)
def test_wrong_data_is_named_by_its_place(change, place):
    data = {**to_json(SAMPLES["decision"]()), **change}
    with pytest.raises(PaperworkError) as refused:
        from_json(data)
    assert refused.value.place == place


def test_a_wrong_choice_lists_the_right_ones():
    data = to_json(SAMPLES["decision"]())
    data["grants"][1]["recipient"] = "cat"
    with pytest.raises(PaperworkError, match=r"/grants/1/recipient.*individual, collective, household"):
        from_json(data)
