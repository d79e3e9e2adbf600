"""What Django itself would warn of: settings of an office at work behind HTTPS, models that no migration knows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command


def test_django_has_nothing_to_warn_of_behind_https(tmp_path: Path) -> None:
    at_work = {
        "THIDUA_DATA": str(tmp_path),
        "THIDUA_DEMO": "False",
        "THIDUA_HTTPS": "True",
        "THIDUA_HOSTS": "so.example",
    }
    words = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    environment = os.environ | at_work | {"DJANGO_SETTINGS_MODULE": "thidua.site.settings"}
    answer = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr


@pytest.mark.django_db
def test_migrations_say_all_that_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True)
