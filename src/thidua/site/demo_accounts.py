"""The accounts of the demo: one per role, entered with one press on the sign-in page."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.organisation.models import Assignment


@dataclass(frozen=True)
class DemoAccount:
    """One line of the sign-in page."""

    role: str
    person: str
    unit: str
    username: str


def demo_accounts() -> list[DemoAccount]:
    """The demo's accounts in the order in which they were made, one line each with all its roles."""
    rows = Assignment.objects.filter(user__username__startswith="demo.", user__is_active=True)
    by_user: dict[str, list[Assignment]] = {}
    for row in rows.select_related("user", "unit").order_by("user_id", "pk"):
        by_user.setdefault(row.user.username, []).append(row)
    return [
        DemoAccount(
            role=" · ".join(dict.fromkeys(str(found.get_role_display()) for found in found_rows)),
            person=str(found_rows[0].user),
            unit=found_rows[0].unit.short_name,
            username=username,
        )
        for username, found_rows in by_user.items()
    ]
