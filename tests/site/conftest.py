"""The demo as a world to test in: made once per module, rolled back afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from tests.conftest import TODAY
from tests.kept import PILE

from thidua.base import clock
from thidua.site.demo.building import build


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Path]:
    """The office's demo with work at every stage; gives its data folder."""
    folder = tmp_path_factory.mktemp("demo")
    PILE.clear(django_db_blocker.unblock)
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=folder / "files", DATA=folder, DEMO_MODE=True),
        clock.on_day(TODAY),
        transaction.atomic(),
    ):
        assert folder == settings.DATA
        build()
        yield folder
        PILE.clear(django_db_blocker.unblock)
        transaction.set_rollback(True)


@pytest.fixture
def demo_world(demo: Path, db: None, _files: None, settings: Any) -> Path:
    """The demo within one test, with its files."""
    settings.MEDIA_ROOT, settings.DATA, settings.DEMO_MODE = demo / "files", demo, True
    settings.LAW_OVERLAY = "so-noi-vu-khanh-hoa"
    return demo
