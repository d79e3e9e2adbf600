"""Columns of a packed block from long tables: for every atom the same value as it reads from one subject.

An atom's name tells all that it depends on; its first word chooses the reader here. An atom without a reader is read
subject by subject, so that a new condition works before it is fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from thidua.law.record import Atom
from thidua.law.subject import Subject
from thidua.law.tables import collectives, grants, initiatives, people, years
from thidua.law.tables.model import Array
from thidua.law.tables.view import View


def columns_of(view: View, atoms: Iterable[Atom], subject: Callable[[int], Subject]) -> Iterator[tuple[str, Array]]:
    """The column of every atom, one after the other: (name, values).

    Args:
        view: the record on a day.
        atoms: what is wanted.
        subject: one subject of the view, for atoms that have no reader here.
    """
    for atom in atoms:
        yield atom.name, column(view, atom, subject)


def column(view: View, atom: Atom, subject: Callable[[int], Subject]) -> Array:
    """The column of one atom; see `columns_of`."""
    first, *rest = atom.name.split(":")
    reader = READERS.get(first)
    values = reader(view, *rest) if reader is not None else None
    if values is None:
        values = _one_by_one(view, atom, subject)
    return values if values.dtype == np.dtype(atom.dtype) else values.astype(atom.dtype)


def _one_by_one(view: View, atom: Atom, subject: Callable[[int], Subject]) -> Array:
    return np.fromiter((atom.read(subject(index)) for index in range(view.size)), dtype=atom.dtype, count=view.size)


READERS: dict[str, Callable[..., Array | None]] = {
    "given": years.given,
    "rated": years.rated,
    "held": years.held,
    "maternity": years.maternity,
    "rewarded": years.rewarded,
    "after": grants.after,
    "given_times": grants.given_times,
    "undated": grants.undated,
    "ever_given": grants.ever_given,
    "initiatives": initiatives.initiatives,
    "disciplined": people.disciplined,
    "clean_from": people.clean_from,
    "discipline_end_missing": people.discipline_end_missing,
    "disciplined_in_post": people.disciplined_in_post,
    "held_up": people.held_up,
    "judged": people.judged,
    "movement": people.movement,
    "role": people.role,
    "employed_months": people.employed_months,
    "service_years": people.service_years,
    "existence_years": collectives.existence_years,
    "anniversary": collectives.anniversary,
    "members": collectives.members,
    "members_completed": collectives.members_completed,
    "holders": collectives.holders,
    "worst_discipline": collectives.worst_discipline,
    "cluster_rank": collectives.cluster_rank,
    "absent_days": people.absent_days,
}
