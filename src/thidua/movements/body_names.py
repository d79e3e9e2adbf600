"""Which units a plan means by its words: as a person has confirmed it before, else as the words suggest it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from thidua import plans
from thidua.movements import reviewing
from thidua.movements.models import BodyName, PlanDocument
from thidua.organisation.models import Unit
from thidua.organisation.queries import units_below
from thidua.text import fold

_WORTH_SUGGESTING = 0.7


@dataclass(frozen=True)
class Named:
    """Words of a plan and the units they mean.

    Attributes:
        words: as the plan has them.
        units: confirmed, or suggested; none: nobody of the organisation, or not known.
        reason: why these are suggested, in the library's words.
        is_confirmed: whether a person has said so.
        uses: how many tasks and duties name them.
    """

    words: str
    units: tuple[Unit, ...]
    reason: str
    is_confirmed: bool
    uses: int = 1


def units_of(body: Unit, day: date) -> list[Unit]:
    """The units that plans of a body can mean: all directly below it on ``day``."""
    return list(units_below(body, day))


def words_of(plan: PlanDocument) -> dict[str, int]:
    """The words for bodies in a plan's tasks and duties, each with the number of its uses, in the plan's order."""
    facts = reviewing.facts_of(plan)
    found: dict[str, int] = {}
    for item in (*facts["tasks"], *facts["duties"]):
        for words in item.get("bodies") or ():
            found[words] = found.get(words, 0) + 1
    return found


def names_of(plan: PlanDocument, units: Iterable[Unit]) -> list[Named]:
    """All words for bodies in a plan with what they mean (two queries)."""
    uses = words_of(plan)
    return [
        Named(named.words, named.units, named.reason, named.is_confirmed, uses[named.words])
        for named in meant(plan.body, uses, units)
    ]


def meant(body: Unit, words: Iterable[str], units: Iterable[Unit]) -> list[Named]:
    """What each of ``words`` means in ``body``, in their order."""
    asked, candidates = list(words), list(units)
    confirmed = _confirmed(body)
    open_words = [each for each in asked if fold(each)[:300] not in confirmed]
    suggested = dict(zip(open_words, _suggested(open_words, candidates, body), strict=True))
    found = []
    for each in asked:
        if each in suggested:
            found.append(suggested[each])
        else:
            found.append(Named(each, confirmed[fold(each)[:300]], "", True))
    return found


def confirmed_units(body: Unit, words: Iterable[str]) -> list[Unit]:
    """The units that ``words`` mean as far as a person has confirmed it."""
    known = _confirmed(body)
    found = [unit for each in words for unit in known.get(fold(each)[:300], ())]
    return list({unit.pk: unit for unit in found}.values())


def count_open(plan: PlanDocument) -> dict[str, int]:
    """How many words for bodies the plan has, and how many of them nobody has confirmed yet."""
    words = words_of(plan)
    known = _confirmed(plan.body)
    return {"all": len(words), "open": sum(fold(each)[:300] not in known for each in words)}


def _confirmed(body: Unit) -> Mapping[str, tuple[Unit, ...]]:
    rows = BodyName.objects.filter(body=body).prefetch_related("units")
    return {row.words_folded: tuple(row.units.all()) for row in rows}


def _suggested(words: list[str], units: list[Unit], body: Unit) -> list[Named]:
    known = [plans.KnownUnit(unit.pk, unit.name, unit.short_name) for unit in units]
    known.append(plans.KnownUnit(body.pk, body.name, body.short_name))
    by_pk = {unit.pk: unit for unit in units}
    offices = tuple(unit for unit in units if unit.kind != Unit.Kind.MASS_ORGANISATION)
    found = []
    for suggestion in plans.match_bodies(words, known, own=body.pk):
        if suggestion.is_group:
            # Words for all units mean the offices, not the mass organisations.
            named = tuple(by_pk[match.key] for match in suggestion.matches if match.key in by_pk)
            chosen = offices if suggestion.is_everyone else named
        else:
            best = suggestion.best or _only_one(suggestion)
            chosen = (by_pk[best.key],) if best and best.key in by_pk else ()
        reason = suggestion.matches[0].reason if chosen and suggestion.matches else ""
        found.append(Named(suggestion.name, chosen, reason, False))
    return found


def _only_one(suggestion: plans.Suggestion) -> plans.Match | None:
    """A match that the library is not sure of but that has no rival is worth suggesting; a person confirms it."""
    matches = suggestion.matches
    return matches[0] if len(matches) == 1 and matches[0].score >= _WORTH_SUGGESTING else None
