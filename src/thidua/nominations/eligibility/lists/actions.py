"""Making a list: the law is asked about everybody of a unit, and what it says is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from thidua.base import files
from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.nominations.eligibility.asking import Question
from thidua.nominations.eligibility.lists.packing import MEDIA_TYPE, parts_to_bytes
from thidua.nominations.eligibility.lists.writing import Written, told, written
from thidua.nominations.eligibility.permissions import may_keep_list
from thidua.nominations.eligibility.screening import UnitScreening, screened
from thidua.nominations.lawbook import award_options
from thidua.nominations.models import ScreenedSubject, ScreeningList
from thidua.organisation.models import Unit


def keep_list(*, unit: Unit, question: Question, at: datetime, actor: Any = None) -> ScreeningList:
    """Ask the law about everybody of ``unit`` and every award, and keep the answers.

    Args:
        unit: with all below it.
        question: day, year, kind; its award is not used.
        at: the moment.
        actor: who keeps it; None for the program itself (a command, a schedule).

    Raises:
        Refused: ``forbidden`` when the actor may not; ``law_cannot_answer``; ``nobody`` when the unit has no people.
    """
    if actor is not None and not (answer := may_keep_list(actor, unit)):
        raise Refused("forbidden", answer.reason)
    codes = [option.code for option in award_options(question.on)]
    found = screened(unit, question, codes)
    if not len(found.roster):
        raise Refused("nobody", _("Đơn vị không có ai trong ngày này."))
    kept = written(told(found))
    packed = parts_to_bytes(found.answers.parts, found.answers.unreadable)
    with transaction.atomic():
        made = ScreeningList.objects.create(
            unit=unit,
            on=question.on,
            year=question.year,
            kind=question.kind,
            law_hash=found.law.hash,
            awards=kept.awards,
            patterns=kept.patterns,
            counts=_counts(found),
            people=len(found.roster.people),
            collectives=len(found.roster.units),
            content=kept.content,
            packed=files.store(packed, media_type=MEDIA_TYPE, at=at),
            made_at=at,
            made_by=actor,
        )
        _add_subjects(made, found, kept)
        record("nominations.screening.keep", made, actor=actor, at=at)
    return made


def _counts(found: UnitScreening) -> dict[str, dict[str, int]]:
    rows = found.summary()
    return {row["option"].code: {name: value for name, value in row.items() if isinstance(value, int)} for row in rows}


def _add_subjects(made: ScreeningList, found: UnitScreening, kept: Written) -> None:
    """The rows, in one go: a province has tens of thousands, as objects they would cost more than the law itself."""
    names = (
        "person", "unit", "name", "name_folded", "post", "unit_name", "band", "is_woman",
        "screening", "place", "answers",
    )  # fmt: skip
    rows = [
        (*row, made.pk, place, signs)
        for place, (row, signs) in enumerate(zip(found.roster.rows(), kept.answers, strict=True))
    ]
    quote = connection.ops.quote_name
    column_of = {field.name: str(field.column) for field in ScreenedSubject._meta.concrete_fields}
    columns = ", ".join(quote(column_of[name]) for name in names)
    marks = ", ".join(["%s"] * len(names))
    table = quote(ScreenedSubject._meta.db_table)
    with connection.cursor() as cursor:
        # Names of the model's own columns, no text of anybody's.
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
