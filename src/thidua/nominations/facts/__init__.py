"""What is on record of people and units, in the form in which the law asks it (contracts/facts.schema.json)."""

from thidua.nominations.facts.people import facts_of_people, facts_of_person
from thidua.nominations.facts.units import facts_of_unit, facts_of_units

Facts = dict[str, object]

__all__ = ["Facts", "facts_of_people", "facts_of_person", "facts_of_unit", "facts_of_units"]
