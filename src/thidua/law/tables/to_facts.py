"""One subject's facts from long tables: only for rows that somebody looks at."""

from __future__ import annotations

from datetime import date
from typing import Any

from thidua.law.facts import AWARD_KINDS, DISCIPLINE_LEVELS, RATINGS, RECIPIENTS, ROLES, SCOPES, Facts, read_facts
from thidua.law.tables.model import (
    BASES,
    EPOCH_DAY,
    HOLD_REASONS,
    INITIATIVE_KINDS,
    LEAVE_KINDS,
    NO,
    NO_DAY,
    NONE_CODE,
    SILENT,
    WORST,
    YES,
    Table,
    Tables,
)


def facts_of(tables: Tables, index: int) -> Facts:
    """The facts of one subject, checked like any other.

    Raises:
        LawError: the record contradicts itself; the message names the subject and the row.
    """
    if tables.facts is not None:
        return tables.facts(index)
    key = index if tables.keys is None else tables.keys[index]
    return read_facts(json_of(tables, index), tables.codes, f"đối tượng {key}")


def json_of(tables: Tables, index: int) -> dict[str, Any]:
    """The facts of one subject in their JSON form; lists that are not given are left out."""
    facts: dict[str, Any] = {"subject": _subject(tables, index)}
    writers = {
        "ratings": _ratings,
        "titles": _titles,
        "awards": _awards,
        "initiatives": _initiatives,
        "discipline": _discipline,
        "holds": _holds,
        "leave": _leave,
        "service": _service,
        "collective": _collective,
        "judged": _judged,
    }
    for name, write in writers.items():
        if bool(tables.is_given(name)[index]):
            facts[name] = write(tables, index)
    return facts


def _day(value: Any) -> str | None:
    return None if value == NO_DAY else date.fromordinal(int(value) + EPOCH_DAY).isoformat()


def _word(words: tuple[str, ...], place: Any) -> str | None:
    return None if place == NONE_CODE else words[int(place)]


def _known(**values: Any) -> dict[str, Any]:
    return {name.removesuffix("_"): value for name, value in values.items() if value is not None}


def _rows(tables: Tables, name: str, index: int) -> tuple[Table, range]:
    table = tables.table(name)
    rows = table.of(index)
    return table, range(rows.start, rows.stop)


def _subject(tables: Tables, index: int) -> dict[str, Any]:
    subject = {name: values[index] for name, values in tables.subjects.items()}
    armed = subject["armed_forces"]
    return _known(
        kind=_word(RECIPIENTS, subject["kind"]),
        role=_word(ROLES, subject["role"]),
        armed_forces=None if armed == SILENT else bool(armed == YES),
        employed_from=_day(subject["employed_from"]),
        founded=_day(subject["founded"]),
    )


def _ratings(tables: Tables, index: int) -> list[dict[str, Any]]:
    table, rows = _rows(tables, "ratings", index)
    return [{"year": int(table["year"][row]), "rating": _word(RATINGS, table["rating"][row])} for row in rows]


def _titles(tables: Tables, index: int) -> list[dict[str, Any]]:
    table, rows = _rows(tables, "titles", index)
    return [
        _known(
            award=_word(tables.codes, table["award"][row]),
            year=int(table["year"][row]),
            decided_on=_day(table["decided_on"][row]),
            basis=_word(BASES, table["basis"][row]),
            revoked=True if table["revoked"][row] else None,
        )
        for row in rows
    ]


def _awards(tables: Tables, index: int) -> list[dict[str, Any]]:
    table, rows = _rows(tables, "awards", index)
    return [
        _known(
            award=_word(tables.codes, table["award"][row]),
            year=int(table["year"][row]) or None,
            decided_on=_day(table["decided_on"][row]),
            from_year=int(table["from_year"][row]) or None,
            to_year=int(table["to_year"][row]) or None,
            kind=_word(AWARD_KINDS, table["kind"][row]),
            revoked=True if table["revoked"][row] else None,
        )
        for row in rows
    ]


def _initiatives(tables: Tables, index: int) -> list[dict[str, Any]]:
    table, rows = _rows(tables, "initiatives", index)
    uses, use_rows = _rows(tables, "uses", index)
    codes = _codes_of_initiatives(table, rows)
    found = []
    for row in rows:
        item = _known(
            code=codes.get(row),
            year=int(table["year"][row]),
            kind=_word(INITIATIVE_KINDS, table["kind"][row]),
            scope=_word(SCOPES, table["scope"][row]),
        )
        recognised = table["recognised"][row]
        if recognised != SILENT:
            item["recognised_on"] = None if recognised == NO else _day(table["recognised_on"][row])
        if table["uses_given"][row]:
            item["used_for"] = [
                f"{_word(tables.codes, uses['award'][use])}:{int(uses['year'][use])}"
                for use in use_rows
                if uses["initiative"][use] == row
            ]
        found.append(item)
    return found


def _codes_of_initiatives(table: Table, rows: range) -> dict[int, str]:
    """A code for rows that are one initiative, recognised for one scope after the other."""
    codes: dict[int, str] = {}
    taken: set[tuple[str, int]] = set()
    for row in sorted(rows, key=lambda place: -int(table["scope"][place])):
        scope = int(table["scope"][row])
        for other in rows if table["superseded_on"][row] != NO_DAY else ():
            code = codes.get(other, f"SK{other}")
            if _is_widened(table, row, other) and (code, scope) not in taken:
                codes[row] = codes[other] = code
                taken.add((code, scope))
                break
    return codes


def _is_widened(table: Table, row: int, other: int) -> bool:
    alike = all(table[name][other] == table[name][row] for name in ("year", "kind"))
    wider = bool(table["scope"][other] > table["scope"][row])
    return alike and wider and bool(table["recognised_on"][other] == table["superseded_on"][row])


def _period(table: Table, row: int) -> dict[str, Any]:
    period = {"from": _day(table["start"][row])}
    return period | ({"until": _day(table["end"][row])} if table["end_given"][row] else {})


def _discipline(tables: Tables, index: int) -> list[dict[str, Any]]:
    table, rows = _rows(tables, "discipline", index)
    return [{"level": _word(DISCIPLINE_LEVELS, table["level"][row]), **_period(table, row)} for row in rows]


def _holds(tables: Tables, index: int) -> list[dict[str, Any]]:
    table, rows = _rows(tables, "holds", index)
    return [
        {
            "reason": _word(HOLD_REASONS, table["reason"][row]),
            **_period(table, row),
            "cleared": bool(table["cleared"][row]),
        }
        for row in rows
    ]


def _leave(tables: Tables, index: int) -> list[dict[str, Any]]:
    table, rows = _rows(tables, "leave", index)
    return [{"kind": _word(LEAVE_KINDS, table["kind"][row]), **_period(table, row)} for row in rows]


def _service(tables: Tables, index: int) -> list[dict[str, Any]]:
    table, rows = _rows(tables, "service", index)
    return [{"post": tables.posts[int(table["post"][row])], **_period(table, row)} for row in rows]


def _collective(tables: Tables, index: int) -> dict[str, Any]:
    table, rows = _rows(tables, "member_years", index)
    titles, title_rows = _rows(tables, "member_titles", index)
    years = []
    for row in rows:
        counts = {
            tables.codes[int(titles["award"][place])]: int(titles["count"][place])
            for place in title_rows
            if titles["member_year"][place] == row
        }
        years.append(
            _known(
                year=int(table["year"][row]),
                members=None if table["members"][row] < 0 else int(table["members"][row]),
                completed=None if table["completed"][row] < 0 else int(table["completed"][row]),
                worst_discipline=_word(WORST, table["worst"][row]),
                titles=counts if table["titles_given"][row] else None,
                cluster_rank=None if table["cluster_rank"][row] < 0 else int(table["cluster_rank"][row]),
            )
        )
    return {"years": years}


def _judged(tables: Tables, index: int) -> dict[str, bool]:
    table, rows = _rows(tables, "judged", index)
    return {tables.conditions[int(table["condition"][row])]: bool(table["met"][row]) for row in rows}
