"""Jinja in a sandbox of ours: values are plain JSON, no attribute of any object can be reached, nothing is undefined.

`rules` has refused everything but fields, loops and conditions before; here the same is held once more while it runs.
"""

from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.office_templates.filters import FILTERS, plain
from thidua.paperwork.office_templates.rules import Walk


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox; every source that is compiled in it is checked against the fields of a kind."""

    def __init__(self, kinds: dict[str, str]) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, finalize=plain, cache_size=0)
        self.kinds = kinds
        self.globals.clear()
        self.tests.clear()
        self.filters = dict(FILTERS)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        walk = Walk(self.kinds, lambda _line: "Mẫu văn bản")
        walk.check(tree)
        for mistake in walk.mistakes:
            raise PaperworkError(mistake.message, mistake.place, mistake.mend)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look only into the values: a dict's entry, or "index", "first", "last" of a loop."""
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if obj is None:
            return None
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The same as `getattr`: templates have no other way in."""
        return self.getattr(obj, str(argument))
