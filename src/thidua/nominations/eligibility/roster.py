"""Who is looked through: the people and collectives of a unit by columns; a row becomes an `Entry` when it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from django.utils.translation import pgettext
from numpy.typing import NDArray

from thidua.nominations.facts.register import Register
from thidua.organisation.models import Person, Post, Unit

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Entry:
    """A person or a collective of the unit.

    Attributes:
        person, unit: the number of the one or the other.
        name, post, unit_name: as on the day of the question.
        band: position band of the statutory forms; empty for collectives.
    """

    person: int | None
    unit: int | None
    name: str
    post: str
    unit_name: str
    band: str = ""
    is_woman: bool = False

    @property
    def key(self) -> str:
        """The same key by which a dossier's page names its candidates."""
        return f"p{self.person}" if self.person is not None else f"u{self.unit}"

    @property
    def recipient(self) -> str:
        """individual or collective."""
        return "individual" if self.person is not None else "collective"


@dataclass(frozen=True)
class Roster:
    """All subjects: people in the order of Vietnamese names, then collectives in the order of the tree.

    Attributes:
        people: rows of `Register.people`.
        units: the collectives.
        posts: person → the row of `Register.posts` that runs on the day.
    """

    people: list[tuple[Any, ...]]
    units: list[Unit]
    posts: dict[int, tuple[Any, ...]] = field(repr=False)

    @classmethod
    def of(cls, register: Register) -> Roster:
        """The subjects of a register."""
        day = register.day.isoformat()
        posts = {row[0]: row for row in register.posts if row[6] is None or row[6] >= day}
        return cls(register.people, register.units, posts)

    def __len__(self) -> int:
        return len(self.people) + len(self.units)

    def entry(self, place: int) -> Entry:
        """One subject."""
        if place >= len(self.people):
            unit = self.units[place - len(self.people)]
            return Entry(None, unit.pk, unit.name, pgettext("one", "Tập thể"), "")
        number, name, _folded, gender, *_rest = self.people[place]
        _person, _path, unit_name, title, band, *_days = self.posts[number]
        return Entry(number, None, name, title, unit_name, band, gender == Person.Gender.FEMALE)

    def rows(self) -> Iterator[tuple[int | None, int | None, str, str, str, str, str, bool]]:
        """All subjects: (person, unit, name, folded name, post, name of the unit, band, is a woman)."""
        woman = Person.Gender.FEMALE.value
        for number, name, folded, gender, *_rest in self.people:
            post = self.posts[number]
            yield number, None, name, folded, post[3], post[2], post[4], gender == woman
        for unit in self.units:
            yield None, unit.pk, unit.name, unit.name_folded, "", "", "", False

    def people_at(self, places: Iterable[int]) -> list[int]:
        """The numbers of the people among the subjects at ``places``."""
        return [self.people[place][0] for place in places if place < len(self.people)]

    @cached_property
    def names_folded(self) -> list[str]:
        """The names without diacritics."""
        return [row[2] for row in self.people] + [unit.name_folded for unit in self.units]

    @cached_property
    def places(self) -> dict[str, int]:
        """Key of an entry → its place."""
        keys = [f"p{row[0]}" for row in self.people] + [f"u{unit.pk}" for unit in self.units]
        return {key: place for place, key in enumerate(keys)}

    def _of_people(self, values: list[bool]) -> Flags:
        return np.array(values + [False] * len(self.units), bool)

    @cached_property
    def is_person(self) -> Flags:
        """Which of them are people."""
        return self._of_people([True] * len(self.people))

    @cached_property
    def is_woman(self) -> Flags:
        """Which of them are women."""
        return self._of_people([row[3] == Person.Gender.FEMALE for row in self.people])

    @cached_property
    def is_direct(self) -> Flags:
        """Who works directly."""
        return self._of_people([self.posts[row[0]][4] == Post.Band.DIRECT for row in self.people])

    @cached_property
    def is_leader(self) -> Flags:
        """Who leads, from deputy head of a division up (bands of the statutory forms)."""
        return self._of_people([self.posts[row[0]][4] not in ("", Post.Band.DIRECT) for row in self.people])

    def named(self, words: str) -> Flags:
        """Whose name has all of ``words``, which are folded."""
        wanted = words.split()
        return np.array([all(word in name for word in wanted) for name in self.names_folded], bool)
