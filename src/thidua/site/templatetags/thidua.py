"""The components of the pages as one library of tags; `docs/components.md` shows each with its parameters.

Every item handed to a tag may be a mapping or an object with the named attributes.
"""

from django import template

from thidua.site.components.tags import entry, figures, lawful, lists, parts, ways

register = template.Library()
for part in (parts, ways, entry, figures, lawful, lists):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
