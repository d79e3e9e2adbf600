"""People and collectives of the workbook, as the rows of all sheets are added to their facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from thidua.law.codes import AWARD_CODES, TITLES
from thidua.law.errors import LawError
from thidua.law.facts import read_facts
from thidua.law.screen.cells import folded, without_title
from thidua.law.screen.entries import Entry, Problem, Row
from thidua.law.screen.sheets import EVENTS, PEOPLE


def _known(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _iso(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())


class Register:
    """People and collectives by code and name, as rows are added to their facts."""

    def __init__(self, problems: list[Problem], codes: Collection[str] = AWARD_CODES) -> None:
        """Empty; `codes`: the titles and forms that may be held."""
        self.entries: list[Entry] = []
        self._codes = codes
        self._by_key: dict[str, Entry] = {}
        self._by_name: dict[str, list[Entry]] = {}
        self._problems = problems

    def _problem(self, row: Row, column: str, message: str, mend: str, entry: Entry | None = None) -> None:
        self._problems.append(Problem(row.sheet, row.number, column, message, mend))
        if entry is not None:
            entry.faulty = True

    def _add(self, row: Row, subject: Mapping[str, Any], name: str) -> Entry | None:
        key = row.values.get("key") or ""
        if key and folded(key) in self._by_key:
            other = self._by_key[folded(key)]
            message = f"mã '{key}' đã có ở dòng {other.row}"
            self._problem(row, "Mã", message, "Mỗi người, mỗi tập thể một mã riêng", other)
            return None
        entry = Entry(key, name, row.values.get("unit") or "", row.sheet, row.number, {"subject": dict(subject)})
        self.entries.append(entry)
        if key:
            self._by_key[folded(key)] = entry
        self._by_name.setdefault(folded(name), []).append(entry)
        entry.faulty = not row.whole
        return entry

    def add_person(self, row: Row) -> None:
        if "name" not in row.values:
            return
        name, gender = without_title(row.values["name"])
        subject = _known(
            kind="individual",
            name=name,
            gender=row.values.get("gender") or gender,
            role=row.values.get("role"),
            post_band=row.values.get("post_band"),
            employed_from=_iso(row.values.get("employed_from")),
        )
        self._add(row, subject, name)

    def add_collective_year(self, row: Row) -> None:
        """A row is one year of a collective; its first row makes it known."""
        values = row.values
        if "name" not in values:
            return
        name = values["name"]
        found = self._by_key.get(folded(values["key"])) if "key" in values else None
        if found is None and "key" not in values:
            found = next((entry for entry in self._by_name.get(folded(name), ()) if entry.is_collective), None)
        entry = found if found is not None and found.is_collective else None
        if entry is None:
            subject = _known(kind="collective", name=name, founded=_iso(values.get("founded")))
            entry = self._add(row, subject, name)
            if entry is None:
                return
            entry.facts["collective"] = {"years": []}
        if not row.whole:
            entry.faulty = True
        elif "year" in values:
            years = entry.facts["collective"]["years"]
            entry.rows[f"/collective/years/{len(years)}"] = (row.sheet, row.number)
            titles = _known(LDTT=values.get("LDTT"), CSTDCS=values.get("CSTDCS"))
            names = ("year", "members", "completed", "worst_discipline", "cluster_rank")
            years.append(_known(**{item: values.get(item) for item in names}, titles=titles or None))

    def open_lists(self, there: set[str]) -> None:
        """A sheet that is there is complete for everybody."""
        lists = {"ratings": ["ratings"], "honours": ["titles", "awards"], "initiatives": ["initiatives"]}
        lists["events"] = ["discipline", "holds", "leave"]
        for entry in self.entries:
            for sheet, names in lists.items():
                if sheet in there:
                    entry.facts |= {name: [] for name in names}

    def find(self, row: Row) -> Entry | None:
        """Whose row it is: by code, else by a name that only one of them has."""
        key, name = row.values.get("key"), row.values.get("name")
        if key is not None:
            entry = self._by_key.get(folded(key))
            if entry is None and row.whole:
                self._problem(row, "Mã", f"không có mã '{key}'", f"Thêm vào trang {PEOPLE.name} hoặc sửa mã")
            return entry
        if name is None and not row.whole:
            return None
        if name is None:
            self._problem(row, "Mã", "không ghi mã hoặc họ tên", "Điền mã")
            return None
        found = self._by_name.get(folded(without_title(name)[0]), [])
        if len(found) == 1:
            return found[0]
        message = f"có {len(found)} người tên '{name}'" if found else f"không có '{name}'"
        self._problem(row, "Họ và tên", message, "Ghi mã" if found else f"Thêm vào trang {PEOPLE.name} hoặc sửa tên")
        return None

    def _put(self, entry: Entry, name: str, row: Row, item: dict[str, Any]) -> None:
        items = entry.facts[name]
        entry.rows[f"/{name}/{len(items)}"] = (row.sheet, row.number)
        items.append(item)

    def add_rating(self, entry: Entry, row: Row) -> None:
        self._put(entry, "ratings", row, {"year": row.values["year"], "rating": row.values["rating"]})

    def add_honour(self, entry: Entry, row: Row) -> None:
        values = row.values
        code = values["award"]
        decided_on, revoked = _iso(values.get("decided_on")), values.get("revoked") or None
        if code not in TITLES:
            years = _known(year=values.get("year"), from_year=values.get("from_year"), to_year=values.get("to_year"))
            item = _known(award=code, decided_on=decided_on, kind=values.get("kind"), revoked=revoked)
            self._put(entry, "awards", row, item | years)
        elif "year" not in values:
            self._problem(row, "Năm", "danh hiệu chưa ghi năm thành tích", "Điền năm", entry)
        else:
            item = _known(award=code, year=values["year"], decided_on=decided_on, revoked=revoked)
            self._put(entry, "titles", row, item | _known(basis=values.get("basis")))

    def add_initiative(self, entry: Entry, row: Row) -> None:
        values = row.values
        item = {"year": values["year"], "scope": values["scope"], "kind": values.get("kind", "initiative")}
        if "title" in values:  # one that the cơ sở and later the tỉnh recognised stands on two rows
            item["code"] = f"{values['title'].casefold()} ({values['year']})"
        if "recognised_on" in row.columns:  # without such a column nothing is known of it
            item["recognised_on"] = _iso(values.get("recognised_on"))
        self._put(entry, "initiatives", row, item | _known(used_for=values.get("used_for")))

    def add_event(self, entry: Entry, row: Row) -> None:
        values = row.values
        name, _colon, what = values["event"].partition(":")
        period = {"from": _iso(values["start"]), "until": _iso(values.get("end"))}
        if name == "leave":
            if period["until"] is None:
                self._problem(
                    row, EVENTS.column("end").header, "nghỉ chưa ghi ngày kết thúc", "Điền ngày kết thúc", entry
                )
                return
            self._put(entry, name, row, {"kind": what, **period})
        elif name == "holds":
            self._put(entry, name, row, {"reason": what, **period} | _known(cleared=values.get("cleared")))
        else:
            self._put(entry, name, row, {"level": what, **period})

    def add(self, row: Row, put: Callable[[Entry, Row], None]) -> None:
        """Add a row to whom it belongs; one that could not be read whole spoils the entry."""
        entry = self.find(row)
        if entry is not None and not row.whole:
            entry.faulty = True
        elif entry is not None:
            put(entry, row)

    def check(self) -> None:
        """Read every entry's facts: what contradicts itself is listed with the row it came from."""
        for entry in self.entries:
            try:
                entry.read = read_facts(entry.facts, self._codes)
            except LawError as error:
                entry.faulty = True
                sheet, row = self._place(entry, error.place)
                self._problems.append(Problem(sheet, row, "", f"{entry.name}: {error.message}", error.mend))

    @staticmethod
    def _place(entry: Entry, place: str) -> tuple[str, int]:
        found = re.match(r"(/\w+(?:/years)?/\d+)", place.strip())
        return entry.rows.get(found.group(1), (entry.sheet, entry.row)) if found else (entry.sheet, entry.row)
