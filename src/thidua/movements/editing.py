"""Parting an item of a review in two, and joining it with the next one; the places in the source go with the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from thidua import plans
from thidua.base.refusal import Refused
from thidua.movements.as_read import LONGEST_LABEL, LONGEST_TARGET, Facts, first_words, shortened
from thidua.movements.doubts import spans
from thidua.movements.reviewing import WORDS

Item = dict[str, Any]


def cuts_of(text: str, name: str, item: Mapping[str, Any]) -> list[plans.Cut]:
    """Where an item of the list ``name`` can be parted: ends of sentences, lines, clauses; none for other lists."""
    if name not in WORDS:
        return []
    source, at = _source(text, item.get(WORDS[name]) or "", item.get("at"))
    return plans.cut_points(source, at)


def split_item(text: str, facts: Facts, name: str, number: int, position: int) -> list[Item]:
    """The list ``name`` with its item ``number`` parted in two at ``position``, one of `cuts_of`.

    Raises:
        Refused: ``no_such_item``, ``bad_cut``.
    """
    items = list(facts[name])
    item = _item(items, name, number)
    key = WORDS[name]
    source, at = _source(text, item[key], item.get("at"))
    try:
        first, second = plans.split(source, at, position)
    except ValueError:
        message = _("Hãy chọn chỗ tách trong danh sách rồi bấm lại.")
        raise Refused("bad_cut", message) from None
    in_source = source is text
    parts = [_part(item, name, piece, in_source) for piece in (first, second)]
    if name == "tasks":
        _tell_tasks_apart(item, parts, {row["label"] for row in items})
    return [*items[:number], *parts, *items[number + 1 :]]


def merge_with_next(facts: Facts, name: str, number: int) -> list[Item]:
    """The list ``name`` with its item ``number`` and the one behind it made one; what the first says comes first.

    Raises:
        Refused: ``no_such_item``.
    """
    items = list(facts[name])
    first, second = _item(items, name, number), _item(items, name, number + 1)
    key = WORDS[name]
    joint = " " if key == "name" else "\n"
    made = {each: first.get(each) or second.get(each) for each in {**first, **second}}
    made[key] = joint.join(part for part in (first[key], second[key]) if part)
    made["at"] = [list(span) for span in (*spans(first.get("at")), *spans(second.get("at")))] or None
    if "bodies" in made:
        made["bodies"] = list(dict.fromkeys([*(first.get("bodies") or ()), *(second.get("bodies") or ())]))
    if "target" in made:
        targets = dict.fromkeys(filter(None, (first.get("target"), second.get("target"))))
        made["target"] = shortened("; ".join(targets), LONGEST_TARGET)
    return [*items[:number], made, *items[number + 2 :]]


def _item(items: list[Item], name: str, number: int) -> Item:
    if name not in WORDS or not 0 <= number < len(items):
        raise Refused("no_such_item", _("Mục này không còn trong bản rà soát. Hãy tải lại trang."))
    return items[number]


def _source(text: str, words: str, at: Any) -> tuple[str, list[list[int]]]:
    """The text to cut in: the plan's own where the item still says what stands there, else the item's words."""
    places = [list(span) for span in spans(at)]
    if places and plans.merge(text, places).text == words:
        return text, places
    return words, [[0, len(words)]]


def _part(item: Item, name: str, piece: plans.Piece, in_source: bool) -> Item:
    made = item | {WORDS[name]: piece.text}
    if in_source:
        made["at"] = [list(span) for span in piece.at]
    if "bodies" in item and name == "duties":
        made["bodies"] = list(plans.bodies_in(piece.text)) or list(item["bodies"])
    return made


def _tell_tasks_apart(item: Item, parts: list[Item], taken: Iterable[str]) -> None:
    """The second part gets a label and a name of its own; a day and a target go where the words for them are."""
    dues = [plans.due_in(part["text"]) for part in parts]
    for place, part in enumerate(parts):
        if any(dues):
            due = dues[place]
            part["due"] = due.isoformat() if due else None
        elif place:
            part["due"] = None
        target = item.get("target") or ""
        if target and any(target in other["text"] for other in parts):
            part["target"] = target if target in part["text"] else ""
    parts[1]["title"] = first_words(parts[1]["text"])
    parts[1]["label"] = free_label(item["label"], set(taken))


def free_label(label: str, taken: set[str]) -> str:
    """``label``, with a number behind it where it is taken: each task has a label of its own."""
    made, number = label, 2
    while made in taken:
        made, number = f"{label[: LONGEST_LABEL - 5]} ({number})", number + 1
    return made
