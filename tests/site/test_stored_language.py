"""What is written down for good is Vietnamese, whatever language the actor reads the pages in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.utils.translation import override

from thidua.site.demo.building import build

OURS = [model for model in apps.get_models() if model.__module__.startswith("thidua.")]
# PostgreSQL goes on counting rows after a rollback; it is the words that must be the same.
COUNTED = re.compile(r"\d+")
DRAWN = re.compile(r"\b[0-9a-f]{12,}\b|\b[0-9A-Z]{12}\b|\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
TEXTS = (models.CharField, models.TextField, models.JSONField)


def _stored_texts() -> dict[str, set[str]]:
    """Every text in the database by field, without what is drawn anew each time: hashes, codes, unusable passwords."""
    found = {}
    for model in OURS:
        for field in model._meta.concrete_fields:
            if isinstance(field, TEXTS) and field.name not in {"password", "seal"}:
                values = model._default_manager.values_list(field.attname, flat=True).distinct()
                found[f"{model._meta.label}.{field.name}"] = {
                    COUNTED.sub("0", DRAWN.sub("…", str(value))) for value in values
                }
    return found


def _whole_way(language: str, folder: Path, settings: Any) -> dict[str, set[str]]:
    """All that a movement leaves behind, from the plan to published decisions, done by people reading ``language``."""
    folder.mkdir()
    settings.DATA, settings.MEDIA_ROOT = folder, folder / "files"
    with override(language), transaction.atomic():
        build()
        texts = _stored_texts()
        transaction.set_rollback(True)
    return texts


@pytest.mark.django_db
def test_the_whole_way_leaves_the_same_words_in_both_languages(tmp_path: Path, settings: Any) -> None:
    settings.DEMO_MODE, settings.LAW_OVERLAY = True, "so-noi-vu-khanh-hoa"
    vietnamese = _whole_way("vi", tmp_path / "vi", settings)
    english = _whole_way("en", tmp_path / "en", settings)
    assert vietnamese["notices.Notice.subject"]
    differing = {name: sorted(english[name] ^ texts)[:6] for name, texts in vietnamese.items()}
    assert not {name: texts for name, texts in differing.items() if texts}
