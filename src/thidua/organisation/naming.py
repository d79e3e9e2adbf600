"""The columns that follow from a name: how it is searched and where it stands in a list."""

from __future__ import annotations

from thidua.text import fold, person_sort_key, squeeze


def person_names(full_name: str) -> dict[str, str]:
    """The name columns of a `Person`: as written, as searched, as sorted (given name first)."""
    name = squeeze(full_name)
    return {"full_name": name, "name_folded": fold(name)[:150], "name_key": person_sort_key(name)[:300]}


def unit_names(name: str, short_name: str = "") -> dict[str, str]:
    """The name columns of a `Unit`; both its names are searched."""
    name, short_name = squeeze(name), squeeze(short_name or name)
    searched = fold(name) if short_name == name else f"{fold(name)} {fold(short_name)}"
    return {"name": name, "name_folded": searched[:200], "short_name": short_name[:60]}
