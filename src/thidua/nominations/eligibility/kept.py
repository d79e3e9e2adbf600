"""Answers of large units kept in the memory of the process, so that a page does not read a province again.

A record that is kept is never older than the register: it belongs to the last event of the journal about people, units
and initiatives, and every change of those is journalled. Small units are read each time.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.db.models import Max, Q

from thidua import law as library
from thidua.journal.models import Event
from thidua.nominations.eligibility.answers import Answers, answers_read
from thidua.nominations.eligibility.asking import Question
from thidua.nominations.eligibility.history import History
from thidua.organisation.models import Unit

# Fewer subjects than this are read faster than anybody waits.
LARGE = 500
# How many questions a process keeps; a province of 36,000 takes about 40 MB each.
MOST_KEPT = 3

_RECORD = Q(object_type__startswith="organisation.") | Q(object_type__startswith="initiatives.")
_NOMINATIONS = Q(object_type__startswith="nominations.") | Q(object_type__startswith="decisions.")

_lock = Lock()


@dataclass
class _Memory:
    """What a process remembers.

    Attributes:
        kept: question → answers, the latest used last.
        histories: the same question and the last event about nominations → what was nominated before.
        seen: the last event looked at.
        record, nominations: the last event that changed the register, and a nomination.
    """

    kept: OrderedDict[tuple[object, ...], Answers] = field(default_factory=OrderedDict)
    histories: OrderedDict[tuple[object, ...], History] = field(default_factory=OrderedDict)
    seen: int = 0
    record: int = 0
    nominations: int = 0


_memory = _Memory()


def answers_about(unit: Unit, question: Question, law: library.Law) -> tuple[Answers, History]:
    """The answers about a unit and what was nominated before, read now or kept since they last changed.

    Raises:
        Refused: ``law_cannot_answer`` when the question does not fit together.
    """
    record, nominations = versions()
    key = (unit.pk, unit.path, question, law.hash, record)
    answers = _taken_out(_memory.kept, key)
    if answers is None:
        answers = answers_read(unit, question, law)
        if len(answers.roster) < LARGE:
            return answers, History(answers)
        _put(_memory.kept, key, answers)
    history = _taken_out(_memory.histories, (key, nominations))
    if history is None:
        history = History(answers)
        _put(_memory.histories, (key, nominations), history)
    return answers, history


def _taken_out(shelf: OrderedDict[Any, Any], key: Any) -> Any:
    with _lock:
        found = shelf.get(key)
        if found is not None:
            shelf.move_to_end(key)
        return found


def _put(shelf: OrderedDict[Any, Any], key: Any, made: Any) -> None:
    with _lock:
        shelf[key] = made
        while len(shelf) > MOST_KEPT:
            shelf.popitem(last=False)


def versions() -> tuple[int, int]:
    """The last events of the journal that changed the register (people, units, initiatives), and a nomination.

    Only events that are new since the last call are looked at. A journal that is shorter than before belongs to
    another database (a backup was put in): then nothing is kept.
    """
    with _lock:
        seen = _memory.seen
    news = Event.objects.filter(sequence__gte=seen).aggregate(
        last=Max("sequence"),
        record=Max("sequence", filter=_RECORD),
        nominations=Max("sequence", filter=_NOMINATIONS),
    )
    if news["last"] is None:
        forget()
        return versions() if seen else (0, 0)
    with _lock:
        _memory.seen = max(_memory.seen, news["last"])
        _memory.record = max(_memory.record, news["record"] or 0)
        _memory.nominations = max(_memory.nominations, news["nominations"] or 0)
        return _memory.record, _memory.nominations


def forget() -> None:
    """Keep nothing."""
    with _lock:
        _memory.kept.clear()
        _memory.histories.clear()
        _memory.seen = _memory.record = _memory.nominations = 0
