"""Answers of large units kept in the memory of the process, so that a page does not read a province again.

A record that is kept is never older than the register: it belongs to the last event of the journal about people, units
and initiatives, and every change of those is journalled. Small units are read each time.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from django.db.models import Max, Q

from thidua import law as library
from thidua.journal.models import Event
from thidua.nominations.eligibility.answers import Answers
from thidua.nominations.eligibility.asking import Question
from thidua.organisation.models import Unit
from thidua.organisation.queries import people_of

# Fewer people than this are read faster than anybody waits.
LARGE = 500
# How many questions a process keeps; a province of 36,000 takes about 40 MB each.
MOST_KEPT = 3

_RECORD = Q(object_type__startswith="organisation.") | Q(object_type__startswith="initiatives.")

_lock = Lock()


@dataclass
class _Memory:
    """What a process remembers.

    Attributes:
        kept: question → answers, the latest used last.
        seen: the last event looked at.
        version: the last event that changed the register.
    """

    kept: OrderedDict[tuple[object, ...], Answers] = field(default_factory=OrderedDict)
    seen: int = 0
    version: int = 0


_memory = _Memory()


def answers_about(unit: Unit, question: Question, law: library.Law) -> Answers:
    """The answers about a unit, read now or kept since the register last changed.

    Raises:
        Refused: ``law_cannot_answer`` when the question does not fit together.
    """
    if people_of(unit, question.on).count() < LARGE:
        return Answers(unit, question, law)
    key = (unit.pk, unit.path, question, law.hash, register_version())
    with _lock:
        found = _memory.kept.get(key)
        if found is not None:
            _memory.kept.move_to_end(key)
            return found
    found = Answers(unit, question, law)
    with _lock:
        _memory.kept[key] = found
        while len(_memory.kept) > MOST_KEPT:
            _memory.kept.popitem(last=False)
    return found


def register_version() -> int:
    """The last event of the journal that changed people, units, honours, ratings or initiatives.

    Only events that are new since the last call are looked at. A journal that is shorter than before belongs to
    another database (a backup was put in): then nothing is kept.
    """
    with _lock:
        seen = _memory.seen
    news = Event.objects.filter(sequence__gte=seen).aggregate(
        last=Max("sequence"), changed=Max("sequence", filter=_RECORD)
    )
    if news["last"] is None:
        forget()
        return register_version() if seen else 0
    with _lock:
        _memory.seen = max(_memory.seen, news["last"])
        _memory.version = max(_memory.version, news["changed"] or 0)
        return _memory.version


def forget() -> None:
    """Keep nothing."""
    with _lock:
        _memory.kept.clear()
        _memory.seen = _memory.version = 0
