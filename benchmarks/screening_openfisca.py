"""Ten of the law's awards asked of OpenFisca-Core: the same criteria, the same facts, written as its own users would.

Facts are yearly boolean or integer variables, runs of years are formulas that look at the year before, states are small
integers (0 unmet, 1 cannot tell, 2 met) joined by minimum and maximum. OpenFisca-Core is called as a separate library.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit, period
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from thidua.law.conditions.absence import AbsentLess
from thidua.law.conditions.award_held import AwardHeld
from thidua.law.conditions.discipline import DisciplineServed, NotDisciplinedInYear
from thidua.law.conditions.employed import EmployedMonths
from thidua.law.conditions.holds import NotOnHold
from thidua.law.conditions.initiatives import Initiatives
from thidua.law.conditions.judged import Judged
from thidua.law.conditions.rating_run import RatingRun
from thidua.law.conditions.role import Role
from thidua.law.conditions.runs import Run
from thidua.law.conditions.title_run import TitleRun
from thidua.law.conditions.within_run import TimesWithin, YearsWithin
from thidua.law.criteria import Branch, Criteria, Leaf, Node, Not
from thidua.law.facts import ROLES
from thidua.law.record import MATERNITY, Atom, after, given_times, held, rated, rewarded, undated
from thidua.law.subject import LAST_YEAR

Array = NDArray[Any]
UNMET, UNKNOWN, MET = 0, 1, 2
_SERVING = 9999


class OpenFisca:
    """The ten awards as variables of a tax and benefit system.

    Args:
        criteria: code → compiled criteria.
        kind: of commendation.
        year: the achievement year, the running one; history reaches back ten years.
    """

    def __init__(self, criteria: Mapping[str, Criteria], kind: str, year: int) -> None:
        self.year = year
        self.years = range(year - 9, year + 1)
        self._kind = kind
        self._person = Entity("person", "persons", "", "")
        self._system = TaxBenefitSystem([self._person])
        self._names: dict[Any, str] = {}
        self.inputs: dict[str, Atom] = {}
        self.awards = {code: self._award(item) for code, item in criteria.items()}

    def simulate(self, inputs: Mapping[str, Mapping[int, Array] | Array], size: int) -> dict[str, Array]:
        """Build a simulation, hand it the facts, calculate every award: code → outcome (as places in OUTCOMES)."""
        simulation = self.build(inputs, size)
        return {code: simulation.calculate(name, period(self.year)) for code, name in self.awards.items()}

    def build(self, inputs: Mapping[str, Mapping[int, Array] | Array], size: int) -> Any:
        """A simulation that holds the facts."""
        simulation = SimulationBuilder().build_default_simulation(self._system, count=size)
        simulation.max_spiral_loops = len(self.years) + 1  # a run of years asks itself about the year before
        for name, values in inputs.items():
            if isinstance(values, Mapping):
                for year, column in values.items():
                    simulation.set_input(name, period(year), column)
            else:
                simulation.set_input(name, period(self.year), values)
        return simulation

    def inputs_of(self, columns: Mapping[str, Array]) -> dict[str, dict[int, Array] | Array]:
        """The facts as OpenFisca wants them, from whole columns of masks and numbers (not part of what is timed)."""
        found: dict[str, dict[int, Array] | Array] = {}
        for name, atom in self.inputs.items():
            values = columns[atom.name]
            if atom.dtype == "u8":
                found[name] = {
                    year: (values >> np.uint64(LAST_YEAR - year) & np.uint64(1)).astype(bool) for year in self.years
                }
            else:
                found[name] = values.astype(np.int32)
        return found

    # variables

    def _add(self, key: Any, value_type: type, formula: Callable[..., Any] | None) -> str:
        """A yearly variable; the same key gives the same variable."""
        if key not in self._names:
            name = f"v{len(self._names)}"
            body: dict[str, Any] = {
                "value_type": value_type,
                "entity": self._person,
                "definition_period": DateUnit.YEAR,
            }
            if formula is not None:
                body["formula"] = formula
            self._system.add_variable(type(name, (Variable,), body))
            self._names[key] = name
        return self._names[key]

    def _input(self, atom: Atom) -> str:
        name = self._add(("in", atom.name), bool if atom.dtype == "u8" else int, None)
        self.inputs[name] = atom
        return name

    def _good(self, run: Run, certain: bool) -> str:
        rating = self._input(rated(run.rating, certain)) if run.rating else None
        titles = self._input(held(run.titles, certain)) if run.titles else None
        taken = self._input(rewarded(run.fresh_for, not certain)) if run.fresh_for else None
        later = self._input(after(run.after, run.steps, certain)) if run.after else None

        def formula(person: Any, period: Any) -> Any:
            good = person(rating, period) if rating else False
            if titles:
                good = good + person(titles, period)
            if taken:
                good = good * ~person(taken, period)
            return good * person(later, period) if later else good

        return self._add(("good", run.rating, run.titles, run.fresh_for, run.after, run.steps, certain), bool, formula)

    def _covered(self, run: Run, certain: bool) -> str:
        good, maternity = self._good(run, certain), self._input(MATERNITY)
        return self._add(
            ("covered", good), bool, lambda person, period: person(good, period) + person(maternity, period)
        )

    def _within(self, run: Run, certain: bool, counted: tuple[str, ...]) -> str:
        """How much of what is counted lies in the unbroken run that ends with a year."""
        good, covered, first = self._good(run, certain), self._covered(run, certain), self.years[0]
        key = ("within", good, counted)

        def formula(person: Any, period: Any) -> Any:
            now = person(good, period)
            amount = sum(person(item, period) * 1 for item in counted) * now if counted else now * 1
            if period.start.year > first:
                amount = amount + person(self._names[key], period.last_year)
            return amount * person(covered, period)

        return self._add(key, int, formula)

    def _at_end(self, run: Run, certain: bool, counted: tuple[str, ...] = ()) -> Callable[[Any, Any], Any]:
        """The same at the achievement year, or the year before while that one is not decided."""
        within, covered = self._within(run, certain, counted), self._covered(run, certain)
        return lambda person, period: np.where(
            person(covered, period), person(within, period), person(within, period.last_year)
        )

    def _so_far(self, counted: tuple[str, ...]) -> str:
        """How much of what is counted there is up to a year."""
        first, key = self.years[0], ("so far", counted)

        def formula(person: Any, period: Any) -> Any:
            amount = sum(person(item, period) * 1 for item in counted)
            if period.start.year > first:
                amount = amount + person(self._names[key], period.last_year)
            return amount

        return self._add(key, int, formula)

    # conditions

    def _run_state(self, run: Run) -> Callable[[Any, Any], tuple[Array, Array]]:
        if run.years == 1:
            sure, may_be = self._good(run, True), self._good(run, False)
            return lambda person, period: (person(sure, period), ~person(may_be, period))
        surely, perhaps = self._at_end(run, True), self._at_end(run, False)
        return lambda person, period: (surely(person, period) >= run.years, perhaps(person, period) < run.years)

    def _count_state(
        self, run: Run, count: int, sure: tuple[str, ...], may_be: tuple[str, ...]
    ) -> Callable[[Any, Any], tuple[Array, Array]]:
        surely, perhaps = self._at_end(run, True, sure), self._at_end(run, False, may_be)
        return lambda person, period: (surely(person, period) >= count, perhaps(person, period) < count)

    def _condition(self, condition: Any) -> Callable[[Any, Any], tuple[Array, Array]]:
        match condition:
            case RatingRun() | TitleRun():
                return self._run_state(condition.run)
            case Initiatives():
                levels = [[self._input(condition._atom(certain, level)) for level in range(1, condition.count + 1)]
                          for certain in (True, False)]  # fmt: skip
                if condition.during is not None:
                    return self._count_state(condition.during, condition.count, tuple(levels[0]), tuple(levels[1]))
                if condition.ever:
                    sure, may_be = (self._so_far(tuple(counted)) for counted in levels)
                    count = condition.count
                    return lambda person, period: (person(sure, period) >= count, person(may_be, period) < count)
                sure, may_be = levels[0][-1], levels[1][-1]
                return lambda person, period: (person(sure, period), ~person(may_be, period))
            case YearsWithin():
                names = [(self._input(rated(condition.rating, certain)),) for certain in (True, False)]
                return self._count_state(condition.during, condition.count, *names)
            case TimesWithin():
                self._input(undated(condition.awards, condition.steps))
                found = [
                    tuple(
                        self._input(given_times(condition.awards, condition.steps, certain, level))
                        for level in range(1, condition.count + 1)
                    )
                    for certain in (True, False)
                ]
                return self._count_state(condition.during, condition.count, *found)
            case _:
                return self._plain(condition)

    def _plain(self, condition: Any) -> Callable[[Any, Any], tuple[Array, Array]]:
        names = [self._input(atom) for atom in condition.atoms()]
        first = names[0] if names else ""
        match condition:
            case EmployedMonths(months=months):
                return lambda person, period: (
                    person(first, period) >= months,
                    (person(first, period) >= 0) * (person(first, period) < months),
                )
            case NotDisciplinedInYear() | NotOnHold():
                return lambda person, period: (person(first, period) == 0, person(first, period) != 0)
            case DisciplineServed(years=years):
                start = self.year - years + 1
                return lambda person, period: (person(first, period) < start, person(first, period) > start)
            case AwardHeld():
                return lambda person, period: (person(first, period) > 0, person(names[1], period) == 0)
            case AbsentLess(days=days):
                return lambda person, period: (person(first, period) < days, person(first, period) >= days)
            case Judged():
                return lambda person, period: (person(first, period) == 1, person(first, period) == 0)
            case Role(roles=roles):
                inside = np.array([role in roles for role in ROLES] + [False])
                return lambda person, period: (inside[person(first, period)], ~inside[person(first, period)])
            case _:
                return lambda person, period: (np.zeros(person.count, bool), np.zeros(person.count, bool))

    def _leaf(self, leaf: Leaf) -> str:
        state = self._condition(leaf.condition)
        conduct = isinstance(leaf.condition, Judged) and leaf.condition.about == "conduct"
        formality = isinstance(leaf.condition, Judged) and leaf.condition.about == "formality"
        record = self._input(rated("failed", True)) if conduct else ""

        def formula(person: Any, period: Any) -> Any:
            met, unmet = state(person, period)
            if leaf.stricter:
                return np.full(person.count, MET)
            if leaf.knowledge == "unknown":
                met, unmet = ~unmet, np.zeros_like(unmet)
            elif leaf.disputed:
                unmet = np.zeros_like(unmet)
            elif conduct:
                met = met + ~unmet * (person(record, period) + person(record, period.last_year))
            elif formality:
                met = ~unmet
            return np.where(met, MET, np.where(unmet, UNMET, UNKNOWN))

        return self._add(("leaf", leaf.number), int, formula)

    def _node(self, node: Node) -> str:
        if isinstance(node, Leaf):
            return self._leaf(node)
        if isinstance(node, Not):
            inner = self._node(node.node)
            return self._add(("not", inner), int, lambda person, period: MET - person(inner, period))
        assert isinstance(node, Branch)
        assert node.kind != "at_least"
        members = tuple(self._node(member) for member in node.nodes)
        return self._join("all" if node.kind == "all" else "any", members)

    def _join(self, kind: str, members: tuple[str, ...]) -> str:
        join = np.minimum if kind == "all" else np.maximum

        def formula(person: Any, period: Any) -> Any:
            state = person(members[0], period)
            for member in members[1:]:
                state = join(state, person(member, period))
            return state

        return self._add((kind, members), int, formula)

    def _award(self, criteria: Criteria) -> str:
        common = tuple(self._node(node) for node in criteria.common)
        doors = tuple(
            self._join("all", (*common, *(self._node(node) for node in door.clauses)))
            for door in criteria.doors
            if door.is_tried(self._kind)
        )
        best = self._join("any", doors)
        held_up = [
            self._leaf(node)
            for node in criteria.common
            if isinstance(node, Leaf) and isinstance(node.condition, NotOnHold)
        ]

        def formula(person: Any, period: Any) -> Any:
            state = person(best, period)
            outcome = np.where(state == MET, 0, np.where(state == UNMET, 1, 2))
            return np.where(person(held_up[0], period) == UNMET, 3, outcome) if held_up else outcome

        return self._add(("award", criteria.award), int, formula)
