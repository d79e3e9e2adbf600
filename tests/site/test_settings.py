"""Settings of an office at work behind HTTPS: what Django itself would warn of."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


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
