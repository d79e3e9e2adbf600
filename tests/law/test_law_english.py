"""Every sentence of the law has an English reading; the contract itself stays Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
import yaml

from thidua.law import load_law
from thidua.law.__main__ import main
from thidua.law.awards import TEXT_OF_THE_TIME
from thidua.law.conditions import VOCABULARY
from thidua.law.criteria import Criteria
from thidua.law.language import EN, VI, english_sentences
from thidua.law.names import award_name
from thidua.law.sources import KNOWLEDGE, knowledge_text
from thidua.law.tell import tell_award
from thidua.law.tell_words import WORDS

OVERLAYS = (None, "so-noi-vu-khanh-hoa", "tinh-bac-ninh", "thanh-pho-ha-noi")
DAYS = (date(2010, 1, 1), date(2016, 5, 5), date(2022, 3, 3), date(2024, 5, 5), date(2025, 11, 20), date(2026, 3, 10))
VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)
#: What stays as it is written in English too: numbers of documents, the point đ, the name of a demo's rules.
KEPT = re.compile(
    r"\d+/\d+/NĐ-CP|\d*/?\d*/?QĐ-\w+|\d+/\d+/NQ-HĐND|TTg-TĐKT|\w+/BNV-TĐKT|point đ|Quy chế trình diễn/SNV"
)


def _sentences(node: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Every text of a pack that is told to people in explaining or showing an award."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _sentences(value, (*path, str(key)))
    elif isinstance(node, list):
        for value in node:
            yield from _sentences(value, path)
    elif isinstance(node, str):
        told = path[-1] in ("text", "name", "settled_by")
        told |= path[-1] in ("of", "when") and bool(VIETNAMESE.search(node))
        parts = ("decided_by", "nominated_by", "deadlines", "money_note", "not_known", "considered")
        told |= path[-1] == "value" and any(part in path for part in parts) and bool(VIETNAMESE.search(node))
        if told:
            yield " ".join(node.split())


def _packs() -> Iterator[tuple[str, Any]]:
    packs = files("thidua.law") / "packs"
    for folder in (packs / "vn", packs / "vn" / "awards", packs / "local"):
        for file in folder.iterdir():
            if file.name.endswith(".yaml") and file.name != "english.yaml":
                yield file.name, yaml.safe_load(file.read_text(encoding="utf-8"))


def test_no_sentence_of_the_packs_is_without_english() -> None:
    missing = {
        sentence: name
        for name, pack in _packs()
        for sentence in _sentences(pack)
        if sentence not in english_sentences()
    }
    assert missing == {}


def test_no_english_sentence_is_left_over() -> None:
    used = {TEXT_OF_THE_TIME} | {sentence for _name, pack in _packs() for sentence in _sentences(pack)}
    assert set(english_sentences()) - used == set()


def _criteria() -> Iterator[Criteria]:
    for overlay in OVERLAYS:
        law = load_law(overlay)
        for code, pack in law.awards.items():
            for recipient in pack.recipients:
                for day in DAYS:
                    found = law.criteria(code, recipient, day)
                    if found is not None:
                        yield found


def test_every_condition_asks_in_english_without_a_vietnamese_word() -> None:
    seen = set()
    for criteria in _criteria():
        for leaf in criteria.leaves():
            seen.add(leaf.condition.name)
            for year in (None, 2025):
                text = leaf.condition.asked(year, EN)
                assert not VIETNAMESE.search(KEPT.sub("", text)), text
                assert leaf.condition.asked(year, VI) == leaf.condition.ask(year)
    assert seen == set(VOCABULARY)


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_an_award_is_shown_in_english_from_end_to_end(overlay: str | None) -> None:
    law = load_law(overlay)
    for code in law.awards:
        for day in DAYS:
            for line in tell_award(law.award(code, day), True, EN).splitlines():
                assert not VIETNAMESE.search(KEPT.sub("", line)), (code, day, line)


def test_english_names_are_those_of_the_packs() -> None:
    law = load_law("thanh-pho-ha-noi")
    assert {code: award_name(code, EN) for code in law.codes} == {
        code: pack.names["en"] for code, pack in law.awards.items()
    }
    assert award_name("HN_CDTD") == "Công dân Thủ đô ưu tú"


def test_the_figures_of_both_languages_are_the_same() -> None:
    """A slip in translating shows first in numbers: shares, years, articles."""
    words = {"một": 1, "hai": 2, "ba": 3}
    for vi, en in english_sentences().items():
        asked = {int(number) for number in re.findall(r"\d+", vi)}
        found = {int(number) for number in re.findall(r"\d+", en)}
        months = {number for number in asked if re.search(rf"\d/0?{number}(\D|$)", vi)}
        assert asked - found - months - set(words.values()) == set(), (vi, en)


def test_fixed_words_are_there_in_both_languages() -> None:
    assert set(WORDS[VI]) == set(WORDS[EN])
    assert all(knowledge_text(mark, EN) != knowledge_text(mark, VI) for mark in KNOWLEDGE)


def test_the_command_explains_in_english_and_keeps_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["explain", "TTLDTT", "--on", "2025-11-20"]
    assert main([*words, "--language", "en"]) == 0
    english = capsys.readouterr().out
    assert "at least 70% of the members were given the title “Advanced Worker”" in english
    assert "point c, clause 1, Article 28, Law No. 06/2022/QH15" in english
    assert "the Vietnamese text is the law" in english
    assert main([*words, "--json"]) == 0
    plain = capsys.readouterr().out
    assert main([*words, "--json", "--language", "en"]) == 0
    assert capsys.readouterr().out == plain
