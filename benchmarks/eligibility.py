"""From a province's database to answers: kept list, live page of a unit. ``python -m benchmarks.eligibility``

``THIDUA_DATA=/somewhere thidua demo --size province`` first, then the same ``THIDUA_DATA`` here. Every figure is
processor time of this process; kept lists that it makes are taken back.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import django

from benchmarks.measuring import peak_memory, report

RUNS = 3


def seconds(function: Callable[[], Any], runs: int = RUNS) -> float:
    """The least processor time of a few runs: what the work costs when nobody disturbs it."""
    best = float("inf")
    for _run in range(runs):
        begin = time.process_time()
        function()
        best = min(best, time.process_time() - begin)
    return best


def milliseconds(value: float) -> str:
    """Below a second in milliseconds."""
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def kept_list(root: Any, question: Any) -> list[tuple[str, str, str]]:
    """From the rows of the database to the stored list with reasons, and the same asked again."""
    from django.db import transaction
    from django.utils import timezone

    from thidua.nominations.eligibility import kept
    from thidua.nominations.eligibility.answers import answers_read
    from thidua.nominations.eligibility.lists.actions import keep_list
    from thidua.nominations.eligibility.lists.again import again
    from thidua.nominations.facts.register import register_of
    from thidua.nominations.lawbook import the_law

    law = the_law()
    made: list[Any] = []

    def keep() -> None:
        kept.forget()
        made.append(keep_list(unit=root, question=question, at=timezone.now()))

    with transaction.atomic():
        whole = seconds(keep)
        row = made[-1]
        asked = seconds(lambda: again(row))
        who = f"{row.people:,} people, {row.collectives:,} collectives, {len(row.counts)} awards"
        transaction.set_rollback(True)
    reading = seconds(lambda: register_of(root, question.on))
    packing = seconds(lambda: answers_read(root, question, law)) - reading
    return [
        (f"database → stored list with reasons ({who})", milliseconds(whole), "< 3 s"),
        ("of it reading the register", milliseconds(reading), ""),
        ("of it making the law's tables", milliseconds(packing), ""),
        ("the kept list asked again, compared to the letter", milliseconds(asked), ""),
    ]


def pages(units: list[Any], username: str) -> list[tuple[str, str, str]]:
    """The live page of units: the first view reads the register, the later ones have it at hand."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from thidua.nominations.eligibility import kept
    from thidua.nominations.eligibility.asking import Question, usual_year
    from thidua.nominations.eligibility.quotas import quota_lines
    from thidua.nominations.eligibility.screening import USUAL_AWARDS, Filters, listed, screened
    from thidua.organisation.models import Assignment
    from thidua.organisation.queries import people_of

    settings.ALLOWED_HOSTS = ["*"]
    user = get_user_model().objects.get(username=username)
    root = units[0]
    role, is_new = Assignment.objects.get_or_create(user=user, role="officer", unit=root, start=date(2020, 1, 1))
    client = Client()
    client.force_login(user)
    rows = []
    try:
        for unit in units:
            address = f"/ho-so/ra-soat/{unit.pk}/"
            from thidua.base import clock

            day = clock.today()
            question = Question("", day, usual_year(day))
            count = people_of(unit, day).count()
            client.get(address)
            kept.forget()
            first = seconds(lambda address=address: client.get(address), runs=1)
            later = seconds(lambda address=address: client.get(address), runs=7)

            def law_alone(unit: Any = unit, question: Any = question) -> None:
                found = screened(unit, question, USUAL_AWARDS)
                found.answers._answers.clear()
                listed(found, Filters("gan"))
                found.summary()
                quota_lines(found)

            alone = seconds(law_alone, runs=7)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            rows.append((f"unit of {count:,}: law, counts, filter, quotas", milliseconds(alone), "< 20 ms at 5,000"))
            rows.append((f"unit of {count:,}: whole page, {len(queries)} queries", milliseconds(later), ""))
            rows.append((f"unit of {count:,}: first view after a change", milliseconds(first), ""))
    finally:
        if is_new:
            role.delete()
    return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--user", default="demo.officer")
    username = parser.parse_args().user
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.settings")
    django.setup()

    from thidua.base import clock
    from thidua.nominations.eligibility.asking import Question, usual_year
    from thidua.organisation.models import Unit
    from thidua.organisation.queries import head_counts

    day = clock.today()
    root = Unit.objects.get(depth=1)
    counts = head_counts(Unit.objects.filter(depth=2), day)
    large = Unit.objects.get(pk=max(counts, key=lambda pk: counts[pk]))
    rows = kept_list(root, Question("", day, usual_year(day))) + pages([root, large], username)
    report("Eligibility, from the database of a province", ("what", "processor time", "aim"), rows)
    print(f"\nMemory at its peak {peak_memory()}.")


if __name__ == "__main__":
    main()
