"""Titles and forms that a subject has been given, seen as steps to something higher.

"Has been given X and after that …" is asked of titles and forms alike. A form given for a sudden deed or in a movement
is no step on the way of merit (clause 3, article 4 of Decree 98/2023 and of Decree 152/2025); one whose kind is not
written may be one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.law.codes import TITLES
from thidua.law.facts import Given
from thidua.law.subject import ALL_YEARS, Subject, years_from

#: Kinds of commendation that are no step to a higher form by merit.
NOT_STEPS = ("spontaneous", "movement")

STEPS = ("merit", "any")


@dataclass(frozen=True)
class Grant:
    """One title or form given.

    Attributes:
        pointer: where it stands in the facts.
        code: which.
        year: the year it counts in, None where the record does not say.
        first, last: it rewarded everything surely up to `first`, perhaps up to `last` (None: not known).
        doubt: why it may not count, in Vietnamese; None: it surely counts.
    """

    pointer: str
    code: str
    year: int | None
    first: int | None
    last: int | None
    doubt: str | None

    @property
    def certain(self) -> bool:
        return self.doubt is None


_KIND_OPEN = "chưa rõ loại hình khen thưởng"
_FORERUNNERS = "của đơn vị trước khi sắp xếp, chưa rõ có được tính"
_DAY_OPEN = "không ghi ngày quyết định, chưa rõ đã có vào ngày xét"


def _doubt(subject: Subject, year: int | None, kind_open: bool) -> str | None:
    if kind_open:
        return _KIND_OPEN
    return None if year is None or subject.is_own_year(year) else _FORERUNNERS


def _doubt_of_form(given: Given, subject: Subject, year: int | None, kind_open: bool) -> str | None:
    return _doubt(subject, year, kind_open) or (None if subject.is_surely_received(given) else _DAY_OPEN)


def is_silent(subject: Subject, codes: tuple[str, ...]) -> bool:
    """Whether the record lacks a list in which one of the codes would stand."""
    needs = {"titles" if code in TITLES else "awards" for code in codes}
    return any(not subject.is_given(name) for name in needs)


def grants(subject: Subject, codes: tuple[str, ...], steps: str) -> list[Grant]:
    """What was given of those codes by the day of the question, revoked ones left out.

    Args:
        subject: whose record.
        codes: titles and forms.
        steps: "merit": forms for a sudden deed or a movement do not count; "any": all count.
    """
    return [*_titles(subject, codes), *_forms(subject, codes, steps)]


def _titles(subject: Subject, codes: tuple[str, ...]) -> Iterator[Grant]:
    for code in codes:
        seen: set[int] = set()
        for title in subject.held(code) if code in TITLES else ():
            if title.year not in seen:  # one title a year, however often the list names it
                seen.add(title.year)
                doubt = _doubt(subject, title.year, kind_open=False)
                yield Grant(title.pointer, code, title.year, title.year, title.year, doubt)


def _forms(subject: Subject, codes: tuple[str, ...], steps: str) -> Iterator[Grant]:
    for given in subject.received():
        if given.award in codes and not (steps == "merit" and given.kind in NOT_STEPS):
            yield _of_form(given, subject, kind_open=steps == "merit" and given.kind is None)


def _of_form(given: Given, subject: Subject, kind_open: bool) -> Grant:
    first = last = counts_in = given.last_year
    if last is None and given.decided_on is not None:
        last = given.decided_on.year
        first = last - 1
        counts_in = min(last, subject.year)  # decided in the year after the last achievement year: it belongs to that
    doubt = _doubt_of_form(given, subject, counts_in, kind_open)
    return Grant(given.pointer, given.award, counts_in, first, last, doubt)


def years_after(subject: Subject, codes: tuple[str, ...], steps: str) -> tuple[int, int]:
    """Masks (certain, possible) of the years that lie after one of the grants.

    Where the decision names the achievement period, after that; where only its day is known, the year of the decision
    itself may count.
    """
    certain = 0
    possible = ALL_YEARS if is_silent(subject, codes) else 0
    for grant in grants(subject, codes, steps):
        if grant.certain and grant.last is not None:
            certain |= years_from(grant.last + 1)
        possible |= ALL_YEARS if grant.first is None else years_from(grant.first + 1)
    return certain, possible
