"""The oracle: the same law, one person at a time, in the plainest Python, straight from the JSON facts.

It shares with the engine only the compiled criteria (which conditions, which figures). No bits, no columns, no NumPy:
where the two agree on every clause of random lives, the packing is right.
"""

from tests.law.oracle.life import Life
from tests.law.oracle.tree import door_masks, outcome

__all__ = ["Life", "door_masks", "outcome"]
