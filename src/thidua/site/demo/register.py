"""Writes invented lives into the record at once, as a department hands over its files: what is known on the day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import models

from thidua.initiatives.models import Authorship, Initiative, Use
from thidua.organisation.models import Discipline, Hold, Honour, Leave, Person, Post, Rating
from thidua.site.demo.histories import Historian
from thidua.site.demo.lives import InventedInitiative, Life

BATCH = 2000


def write_lives(lives: Sequence[Life], historian: Historian, day: date, first_initiative: int = 1) -> dict[str, int]:
    """Write people with all that lies on or before ``day``; returns how many rows of each kind."""
    known = [life for life in lives if life.posts[0].start <= day]
    counts = {"people": _write(Person, [life.person for life in known])}
    posts = [post for life in known for post in life.posts if post.start <= day]
    for post in posts:
        if post.end is not None and post.end >= day:
            post.end = None
    counts["posts"] = _write(Post, posts)
    ratings = [*(rating for life in known for rating in life.ratings.values()), *historian.unit_ratings]
    counts["ratings"] = _write(Rating, [rating for rating in ratings if _decided(rating, day)])
    honours = [*(honour for life in known for honour in life.honours), *historian.unit_honours]
    counts["honours"] = _write(Honour, [honour for honour in honours if _decided(honour, day)])
    counts["disciplines"] = _write(Discipline, [row for life in known for row in life.disciplines if row.start <= day])
    counts["holds"] = _write(Hold, [row for life in known for row in life.holds if row.start <= day])
    counts["leaves"] = _write(Leave, [row for life in known for row in life.leaves if row.start <= day])
    counts["initiatives"] = _write_initiatives(historian.initiatives, day, first_initiative)
    return counts


def _decided(row: Rating | Honour, day: date) -> bool:
    return row.decided_on is not None and row.decided_on <= day


def _write(model: type[models.Model], rows: Iterable[models.Model]) -> int:
    return len(model._default_manager.bulk_create(list(rows), batch_size=BATCH))


def _write_initiatives(invented: Iterable[InventedInitiative], day: date, first: int) -> int:
    known = [row for row in invented if row.recognised_on <= day]
    rows, authorships, uses = [], [], []
    for number, row in enumerate(known, start=first):
        initiative = Initiative(
            code=f"SK{row.year}-{number:05d}", title=row.title, year=row.year, scope=row.scope,
            recognised_on=row.recognised_on, decision_number=row.decision_number,
        )  # fmt: skip
        rows.append(initiative)
        for life, share in row.shares:
            authorships.append(Authorship(initiative=initiative, person=life.person, share=share))
        for life, award, year in row.used_for:
            uses.append(Use(initiative=initiative, person=life.person, award=award, year=year))
    _write(Initiative, rows)
    _write(Authorship, authorships)
    _write(Use, uses)
    return len(rows)
