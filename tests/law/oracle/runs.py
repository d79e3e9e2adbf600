"""Years that count, and how they follow each other."""

from __future__ import annotations

from collections.abc import Callable

from tests.law.oracle.life import RATING_ORDER, Life, State, at_least, both

from thidua.law.conditions.runs import Run


def good_year(run: Run, life: Life, year: int) -> State:
    """Whether a year counts towards a run."""
    states: list[State] = []
    if run.rating is not None:
        states.append(rated(run.rating, life, year))
    if run.titles:
        known = "titles" in life.facts
        held: State = True if life.has_title(run.titles, year) else (False if known else None)
        states.append(held if life.is_own(year) or not held else None)
    state = at_least(states, 1)
    if run.fresh_for is not None:
        taken = life.rewarded(run.fresh_for, year)
        state = both([state, None if taken is None else not taken])
    if run.after:
        state = both([state, life.is_after(run.after, run.steps, year)])
    return state


def rated(level: str, life: Life, year: int) -> State:
    if "ratings" not in life.facts:
        return None
    rating = life.rating(year)
    if rating is not None:
        reached = RATING_ORDER.index(rating) >= RATING_ORDER.index(level)
        return None if reached and not life.is_own(year) else reached
    pending = (year == life.year == life.on.year) or life.on_maternity(year)
    return None if pending else False


def _reaches(run: Run, good: Callable[[int], bool], year: int) -> bool:
    """Whether a good year lies so near that the run may still end at that year."""
    return any(good(year - back) for back in range(run.apart))


def window(run: Run, life: Life, certain: bool) -> set[int]:
    """The years of the run that ends at the achievement year."""

    def good(year: int) -> bool:
        state = good_year(run, life, year)
        return state is True or (state is None and not certain)

    year = life.year
    if life.year == life.on.year and not good(year) and (run.apart == 1 or not _reaches(run, good, year)):
        year -= 1
    years: set[int] = set()
    missed = 0 if run.apart == 1 or good(year) else year - max((y for y in range(1990, year) if good(y)), default=0)
    if missed >= run.apart > 1:
        return years
    gap = 0
    while year >= 1990:
        if good(year):
            years.add(year)
            gap = 0
        elif run.apart > 1:
            gap += 1
            if gap >= run.apart:
                break
        elif not life.on_maternity(year):
            break
        year -= 1
    return years


def run_state(run: Run, life: Life) -> State:
    if run.years == 1:
        return good_year(run, life, life.year)
    if len(window(run, life, certain=True)) >= run.years:
        return True
    return None if len(window(run, life, certain=False)) >= run.years else False
