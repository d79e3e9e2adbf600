"""What a second version of a plan says otherwise than the first: two readings held against each other.

Works on readings as they are kept (`Plan.to_json()`), so that neither file has to be read again. Facts are matched by
what they say and where in the outline they stand, never by their position in a list: a task put in at the top makes the
tasks below it renumbered, not changed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any

from thidua.text import fold

from .likeness import Item, Pair, pair_up
from .places import spans_of
from .plan import At

Reading = Mapping[str, Any]
Fact = Mapping[str, Any]

#: The lists of a reading: what one of their facts is called, and the fields that tell it from the others.
_LISTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "participants": ("Đối tượng", ("text",)),
    "reward_forms": ("Hình thức khen thưởng", ("text",)),
    "tasks": ("Nhiệm vụ", ("title", "text")),
    "targets": ("Chỉ tiêu", ("text",)),
    "movements": ("Phong trào", ("name",)),
    "milestones": ("Ngày lễ, kỷ niệm", ("name",)),
    "references": ("Văn bản", ("number", "subject")),
    "unnumbered_references": ("Văn bản", ("kind", "name")),
    "duties": ("Tổ chức thực hiện", ("bodies", "text")),
    "phases": ("Giai đoạn", ("name",)),
    "deadlines": ("Thời hạn", ("text",)),
    "quotas": ("Số lượng", ("unit", "award", "recipient")),
    "dossier": ("Hồ sơ", ("text",)),
    "submissions": ("Nơi gửi", ("senders", "receiver", "text")),
    "annexes": ("Phụ lục", ("label", "title")),
}
#: Fields that only say where a fact stands, or what somebody else's registry knows of it.
_NOT_SAID = frozenset({"at", "id", "label", "section", "children", "status", "replaced_by", "registered_title"})
_FIELD_LABELS = {
    "kind": "Loại", "number": "Số", "symbol": "Ký hiệu", "parent_body": "Cơ quan chủ quản", "body": "Cơ quan ban hành",
    "place": "Nơi ban hành", "date": "Ngày", "title": "Tên", "archive": "Lưu", "signer": "Người ký",
    "recipients": "Nơi nhận", "text": "Nội dung", "start": "Từ ngày", "end": "Đến ngày", "due": "Thời hạn",
    "start_is_issue_date": "Từ ngày ban hành", "bodies": "Đơn vị thực hiện", "supporting": "Đơn vị phối hợp",
    "references": "Văn bản được nêu", "movements": "Phong trào được nêu", "name": "Tên", "start_year": "Từ năm",
    "end_year": "Đến năm", "launched_by": "Nơi phát động", "anniversary": "Số năm", "origin": "Ngày gốc",
    "issuer": "Nơi ban hành", "subject": "Về việc", "every": "Lặp lại", "unit": "Đơn vị", "award": "Hình thức",
    "recipient": "Đối tượng", "count": "Số lượng", "senders": "Nơi gửi", "receiver": "Nơi nhận", "value": "Mức",
    "bound": "Cách tính", "theme": "Chủ đề", "period": "Thời gian thực hiện",
}  # fmt: skip
_DOCUMENT_FIELDS = ("kind", "number", "symbol", "parent_body", "body", "place", "date", "title", "archive", "signer")
#: Facts that a number names: another number is another fact however alike the rest is.
_BY_NUMBER = frozenset({"references"})
_MOST_WORDS = 3000


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a fact that says something else now."""

    name: str
    label: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that is new, gone, says something else, or stands elsewhere.

    Attributes:
        id: names the change among those of two readings ("tasks-3", "document.number").
        list: the list (or part) of the reading that it belongs to.
        what: "added", "dropped", "changed", "moved" (says the same elsewhere), "renumbered" (the same, new number).
        label: what it is, in Vietnamese.
        before, after: the facts as the readings have them, None where there is none.
        before_index, after_index: their numbers in their lists.
        fields: what differs.
        before_at, after_at: where in the two texts they were read.
        likeness: how alike the two are, 0 to 1.
        moved: a changed one stands elsewhere too.
    """

    id: str
    list: str
    what: str
    label: str
    before: Any
    after: Any
    before_index: int | None = None
    after_index: int | None = None
    fields: tuple[FieldChange, ...] = ()
    before_at: tuple[At, ...] = ()
    after_at: tuple[At, ...] = ()
    likeness: float = 0.0
    moved: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the change as dictionaries, lists, strings and numbers."""
        result: dict[str, Any] = asdict(self)
        result["fields"] = list(result["fields"])
        for name in ("before_at", "after_at"):
            result[name] = [list(at) for at in result[name]]
        return result


def difference(before: Reading, after: Reading) -> list[Change]:
    """Return what the second reading says otherwise than the first, in the order of the second.

    Args:
        before, after: readings in the form of the contract (`Plan.to_json()`); lists that an older reading does not
            have count as empty only if the other one has facts for them.
    """
    changes = [*_document_changes(before, after), *_single_changes(before, after)]
    for name, (label, key) in _LISTS.items():
        # a reading made before a kind of fact was read says nothing about it
        if name in before and name in after:
            changes += _list_changes(name, label, _Side(before, name, key), _Side(after, name, key))
    return changes + _section_changes(before, after, changes)


def _document_changes(before: Reading, after: Reading) -> Iterator[Change]:
    old, new = before["document"], after["document"]
    for name in _DOCUMENT_FIELDS:
        places = (old.get("at", {}).get(name), new.get("at", {}).get(name))
        yield from _value_change("document", name, old.get(name), new.get(name), places)
    old_names, new_names = ([item["text"] for item in one["recipients"]] for one in (old, new))
    old_places, new_places = ([item["at"] for item in one["recipients"]] or None for one in (old, new))
    yield from _value_change("document", "recipients", old_names, new_names, (old_places, new_places))


def _single_changes(before: Reading, after: Reading) -> Iterator[Change]:
    for name in ("theme", "period"):
        old, new = before[name], after[name]
        said = [{key: value for key, value in one.items() if key != "at"} if one else None for one in (old, new)]
        places = (old and old["at"], new and new["at"])
        yield from _value_change(name, name, said[0], said[1], places)


def _value_change(part: str, name: str, old: Any, new: Any, places: tuple[Any, Any]) -> Iterator[Change]:
    if old == new or (not old and not new):
        return
    label = _FIELD_LABELS[name]
    what = "added" if not old else "dropped" if not new else "changed"
    fields = tuple(_fields(old, new)) if isinstance(old, dict) and isinstance(new, dict) else ()
    fields = fields or (FieldChange(name, label, old, new),)
    change_id = name if part == name else f"{part}.{name}"
    yield Change(change_id, part, what, label, old, new, None, None, fields, spans_of(places[0]), spans_of(places[1]))


def _fields(old: Fact, new: Fact) -> Iterator[FieldChange]:
    for name in dict.fromkeys((*old, *new)):
        if name not in _NOT_SAID and old.get(name) != new.get(name):
            yield FieldChange(name, _FIELD_LABELS.get(name, name), old.get(name), new.get(name))


class _Side:
    """The facts of one list of one reading, made comparable."""

    def __init__(self, reading: Reading, name: str, key: tuple[str, ...], facts: Sequence[Fact] | None = None) -> None:
        self.facts = facts if facts is not None else [_resolved(reading, name, fact) for fact in reading[name]]
        self.ids = [str(fact.get("id") or fact.get("section") or "") for fact in self.facts]
        titles = _titles(reading)
        self.items: list[Item] = []
        for fact, place in zip(self.facts, self.ids, strict=True):
            said = " ".join(_words(fact.get(field)) for field in key)
            own = fact["number"] if name in _BY_NUMBER else said
            self.items.append(Item(own, said, place, titles.get(place.rpartition(".")[0], "")))


def _resolved(reading: Reading, name: str, fact: Fact) -> Fact:
    """A task has documents and movements by their numbers in the lists of its own reading: put their names."""
    if name != "tasks":
        return fact
    documents, movements = reading["references"], reading["movements"]
    return {
        **fact,
        "references": [documents[number]["number"] for number in fact["references"]],
        "movements": [movements[number]["name"] for number in fact["movements"]],
    }


def _words(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _titles(reading: Reading) -> dict[str, str]:
    """What each part of the outline is called, by its id."""
    return {one["id"]: one["title"] or (one["text"] or "")[:60] for one in _walk(reading["sections"])}


def _walk(sections: Sequence[Fact]) -> Iterator[Fact]:
    for section in sections:
        yield section
        yield from _walk(section["children"])


def _list_changes(name: str, label: str, old: _Side, new: _Side) -> list[Change]:
    pairs = pair_up(old.items, new.items, by_key_alone=name in _BY_NUMBER)
    in_order = _longest_in_order([pair.before for pair in pairs])
    to_after = {pair.before: pair.after for pair in pairs}
    entries: list[tuple[float, Change]] = []
    for pair in pairs:
        change = _paired(name, label, (old, new), pair, is_moved=pair.before not in in_order)
        entries += [(pair.after, change)] if change else []
    for index in sorted(set(range(len(new.facts))) - set(to_after.values())):
        entries.append((index, _alone(name, label, "added", new, index)))
    last = -1
    for number in range(len(old.facts)):
        # one that is gone is told where it stood: behind the one that it followed
        last = to_after.get(number, last)
        if number not in to_after:
            entries.append((last + 0.5, _alone(name, label, "dropped", old, number)))
    return [change for _, change in sorted(entries, key=lambda entry: entry[0])]


def _alone(name: str, label: str, what: str, side: _Side, index: int) -> Change:
    fact, is_new = side.facts[index], what == "added"
    change_id = f"{name}-{index}" if is_new else f"{name}-{index}-before"
    spans = spans_of(fact["at"])
    shown = f"{label} {side.ids[index]}".rstrip()
    if is_new:
        return Change(change_id, name, what, shown, None, fact, after_index=index, after_at=spans)
    return Change(change_id, name, what, shown, fact, None, before_index=index, before_at=spans)


def _paired(name: str, label: str, sides: tuple[_Side, _Side], pair: Pair, *, is_moved: bool) -> Change | None:
    old, new = sides
    before, after = old.facts[pair.before], new.facts[pair.after]
    fields = tuple(_fields(before, after))
    one, other = old.items[pair.before], new.items[pair.after]
    is_moved = is_moved or fold(one.parent) != fold(other.parent)
    is_renumbered = one.place != other.place
    what = "changed" if fields else "moved" if is_moved else "renumbered" if is_renumbered else None
    if what is None:
        return None
    return Change(
        id=f"{name}-{pair.after}",
        list=name,
        what=what,
        label=f"{label} {other.place}".rstrip(),
        before=before,
        after=after,
        before_index=pair.before,
        after_index=pair.after,
        fields=fields,
        before_at=spans_of(before["at"]),
        after_at=spans_of(after["at"]),
        likeness=round(pair.likeness, 3),
        moved=is_moved,
    )


def _longest_in_order(numbers: Sequence[int]) -> set[int]:
    """The most numbers that stand in rising order: what is not among them was moved."""
    ends: list[int] = []
    places: list[int] = []
    for number in numbers:
        at = bisect_left(ends, number)
        ends[at : at + 1] = [number]
        places.append(at)
    kept: set[int] = set()
    wanted = len(ends) - 1
    for number, at in zip(reversed(numbers), reversed(places), strict=True):
        if at == wanted:
            kept.add(number)
            wanted -= 1
    return kept


def _section_changes(before: Reading, after: Reading, told: Sequence[Change]) -> list[Change]:
    """What parts of the outline say otherwise that no fact has told: purposes, requirements, conditions."""
    sides = [_Side(one, "sections", ("title", "text"), list(_walk(one["sections"]))) for one in (before, after)]
    changes = _list_changes("sections", "Mục", sides[0], sides[1])
    old_told = [at for change in told if change.what != "renumbered" for at in change.before_at]
    new_told = [at for change in told if change.what != "renumbered" for at in change.after_at]
    return [
        change
        for change in changes
        if not _covers(old_told, change.before, change.before_at)
        and not _covers(new_told, change.after, change.after_at)
        and change.what != "renumbered"
    ]


def _covers(told: Sequence[At], section: Fact | None, spans: Sequence[At]) -> bool:
    """Whether a fact that is told stands in a part of the outline and is not in one of the parts below it."""
    below = [tuple(child["at"]) for child in section["children"]] if section else []
    return any(
        start < last and first < end and not any(top <= start and end <= bottom for top, bottom in below)
        for first, last in spans
        for start, end in told
    )


def text_difference(before: str, after: str) -> list[tuple[str, str]]:
    """Return how one text becomes another, word by word: ("equal" | "delete" | "insert", words) in reading order.

    Every word carries the space or line end behind it.
    """
    old, new = re.findall(r"\S+\s*", f"{before} "), re.findall(r"\S+\s*", f"{after} ")
    if max(len(old), len(new)) > _MOST_WORDS:
        return [("equal", after)] if before == after else [("delete", before), ("insert", after)]
    bare = [[word.strip() for word in words] for words in (old, new)]
    steps: list[tuple[str, str]] = []
    for what, start, end, first, last in SequenceMatcher(None, bare[0], bare[1], autojunk=False).get_opcodes():
        if what == "equal":
            steps.append(("equal", "".join(new[first:last])))
        else:
            steps += [("delete", "".join(old[start:end]))] if end > start else []
            steps += [("insert", "".join(new[first:last]))] if last > first else []
    return steps
