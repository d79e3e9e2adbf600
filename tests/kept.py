"""What many tests begin with is made once and kept for the tests that follow.

A fixture made with `kept` is built in a transaction that stays open. A test gets a copy of what the fixture returned,
copies of the files that were stored meanwhile, and works in a savepoint that is rolled back. Fixtures that build upon
one another lie upon one another: a test that asks for the office alone does not see the council that an earlier test
has set up there.
"""

from __future__ import annotations

import copy
import inspect
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings

from thidua.base import clock

TODAY = date(2025, 11, 20)


@dataclass(frozen=True)
class Maker:
    """How a kept fixture is made, and of which other kept fixtures."""

    name: str
    make: Callable[..., Any]
    parents: tuple[str, ...]


@dataclass
class Layer:
    """One kept fixture as it lies in the database; what it and those below it have returned, and stored as files."""

    maker: Maker
    transaction: transaction.Atomic
    files: Path
    values: dict[str, Any] = field(default_factory=dict)


class Pile:
    """The kept fixtures that lie in this process's database, each built upon those before it."""

    def __init__(self) -> None:
        self.layers: list[Layer] = []
        self.copies: dict[str, Any] | None = None

    def hold(self, makers: list[Maker], folder: Callable[[], Path], unblock: Callable[[], Any]) -> None:
        """Make the database hold these and nothing else.

        Args:
            makers: each after those that it is made of; none, and the database is as the migrations left it.
            folder: makes a new folder for stored files.
            unblock: lets the database be used, as a context.
        """
        self.copies = None
        known = [layer.maker for layer in self.layers]
        same = next((i for i, (is_, wanted) in enumerate(zip(known, makers, strict=False)) if is_ != wanted), None)
        same = min(len(known), len(makers)) if same is None else same
        with unblock():
            self._take_off(same)
            for maker in makers[same:]:
                self._put_on(maker, folder())

    def clear(self, unblock: Callable[[], Any]) -> None:
        """Leave nothing in the database."""
        self.hold([], Path, unblock)

    def copy_of(self, maker: Maker) -> Any:
        """This test's copy of what the fixture returned."""
        if self.copies is None:
            # All at once: where one fixture's value holds another's, so do the copies.
            self.copies = copy.deepcopy(self.layers[-1].values)
            shutil.copytree(self.layers[-1].files, settings.MEDIA_ROOT, dirs_exist_ok=True)
        return self.copies[maker.name]

    def holds(self, maker: Maker) -> bool:
        """Whether the fixture lies in the database."""
        return any(layer.maker == maker for layer in self.layers)

    def _put_on(self, maker: Maker, files: Path) -> None:
        layer = Layer(maker, transaction.atomic(), files)
        if self.layers:
            # A copy: what is changed in it is for those that stand upon this one only.
            layer.values = copy.deepcopy(self.layers[-1].values)
            shutil.copytree(self.layers[-1].files, files, dirs_exist_ok=True)
        layer.transaction._from_testcase = True  # as a test's own: what must be outermost may be within it
        layer.transaction.__enter__()
        self.layers.append(layer)
        try:
            with override_settings(MEDIA_ROOT=files), clock.on_day(TODAY):
                layer.values[maker.name] = maker.make(**{name: layer.values[name] for name in maker.parents})
            connection.check_constraints()
        except BaseException:
            self._take_off(len(self.layers) - 1)
            raise

    def _take_off(self, left: int) -> None:
        while len(self.layers) > left:
            transaction.set_rollback(True)
            self.layers.pop().transaction.__exit__(None, None, None)


PILE = Pile()


def kept(make: Callable[..., Any]) -> Any:
    """A fixture that is made once and kept; its arguments are other kept fixtures.

    Where the test's work is not rolled back, as where two connections meet, the fixture is made for that test.
    """
    parents = tuple(inspect.signature(make).parameters)
    maker = Maker(make.__name__, make, parents)

    def fixture(**asked: Any) -> Any:
        if PILE.holds(maker):
            return PILE.copy_of(maker)
        return make(**{name: asked[name] for name in parents})

    kinds = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in ("_keeping", "db", *parents)]
    fixture.__signature__ = inspect.Signature(kinds)  # type: ignore[attr-defined]
    fixture.__doc__ = make.__doc__
    fixture.maker = maker  # type: ignore[attr-defined]
    return pytest.fixture(name=make.__name__)(fixture)


def prepare(request: Any) -> None:
    """Before a test opens its transaction: let the database hold what the test's kept fixtures are."""
    makers = [] if is_committing(request) else in_order(makers_asked_for(request))
    if makers or PILE.layers:
        factory = request.getfixturevalue("tmp_path_factory")
        unblock = request.getfixturevalue("django_db_blocker").unblock
        PILE.hold(makers, lambda: factory.mktemp("kept"), unblock)


def is_committing(request: Any) -> bool:
    """Whether the test's work is committed and flushed, not rolled back."""
    marker = request.node.get_closest_marker("django_db")
    marked = marker is not None and (marker.kwargs.get("transaction") or marker.kwargs.get("reset_sequences"))
    return bool(marked) or not {"transactional_db", "live_server"}.isdisjoint(request.fixturenames)


def makers_asked_for(request: Any) -> dict[str, Maker]:
    """The kept fixtures among those that a test asks for."""
    known = request.node._fixtureinfo.name2fixturedefs
    defined = {name: known[name][-1].func for name in request.fixturenames if known.get(name)}
    return {name: function.maker for name, function in defined.items() if hasattr(function, "maker")}


def in_order(makers: Mapping[str, Maker]) -> list[Maker]:
    """Each after its parents; the same makers always in the same order."""
    ordered: list[Maker] = []

    def add(maker: Maker) -> None:
        for parent in maker.parents:
            add(makers[parent])
        if maker not in ordered:
            ordered.append(maker)

    for name in sorted(makers):
        add(makers[name])
    return ordered
