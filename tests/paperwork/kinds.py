"""Which samples a test looks at."""

from thidua.paperwork.samples import SAMPLES

ONE_EACH = tuple(name for name in SAMPLES if not name.startswith("achievement-") or name == "achievement-05")
"""A sample of each kind: the eleven forms of the achievement report differ in their parts, not in their layout."""

WITHOUT_SIGNER = ("ballot",)
OWN_SHEETS = ("ballot",)
"""Cut into slips, without header and page numbers: not in the layout of the decree."""

LYING = {"registration": 0, "payment": 0, "submission": 1, "plan": 3, "ballot": 0}
"""Samples with pages on their side, and the first of those."""
