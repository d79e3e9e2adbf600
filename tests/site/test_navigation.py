"""The main menu marks where one is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

CURRENT = re.compile(r'<a href="([^"]+)" aria-current="page"')


@pytest.mark.parametrize(
    ("page", "entry"),
    [
        ("start", "start"),
        ("organisation:my_record", "organisation:my_record"),
        ("organisation:units", "organisation:units"),
        ("organisation:people", "organisation:units"),
        ("nominations:eligibility", "organisation:my_record"),
        ("nominations:laws", "nominations:list"),
        ("notices:list", ""),
    ],
)
def test_one_entry_is_marked_the_nearest(office: Any, client: Any, page: str, entry: str) -> None:
    client.force_login(office.users["officer"], backend="django.contrib.auth.backends.ModelBackend")
    menu = client.get(reverse(page)).content.decode().split('id="main-nav"')[1].split("</nav>")[0]
    assert CURRENT.findall(menu) == ([reverse(entry)] if entry else [])
