"""Every paper that the apps offer, made in one press from the demo's live data: it can be printed as it stands."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from thidua.documents.models import OfficialDocument
from thidua.documents.sources import all_sources
from thidua.paperwork.generate import paper_of

pytestmark = pytest.mark.usefixtures("demo_world")

MAKERS = ("demo.officer", "demo.secretary", "demo.contact", "demo.administration")
# What the demo holds no object for at this day; their own tests make one.
ABSENT = {"decisions.final_review", "decisions.revocation"}
# Words that only people know; the draft says so and waits for them.
WAITING = {"nominations.achievement", "initiatives.certificate"}


def _objects(source: Any) -> Any:
    found = apps.get_model(source.model)._default_manager.order_by("-pk")
    if source.model in ("organisation.person", "organisation.unit"):
        found = found.filter(honours__isnull=False).distinct()
    return found[:60]


def _first(source: Any) -> tuple[Any, Any] | None:
    """An object and an account that may make this paper of it."""
    users = list(get_user_model().objects.filter(username__in=MAKERS))
    for obj in _objects(source):
        if not source.when(obj):
            continue
        for user in users:
            if source.may(user, obj):
                return obj, user
    return None


@pytest.mark.parametrize("key", [source.key for source in all_sources()])
def test_one_press_makes_a_draft_that_can_be_printed(key):
    source = next(source for source in all_sources() if source.key == key)
    found = _first(source)
    if key in ABSENT:
        assert found is None
        return
    assert found is not None, "the demo has nothing for this paper"
    obj, user = found
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    answer = client.post(reverse("documents:draft", args=[key, obj.pk]), follow=True)

    drafts = OfficialDocument.objects.filter(maker=key, source_pk=obj.pk, state=OfficialDocument.State.DRAFT)
    assert drafts.count() == 1, [str(message) for message in answer.context["messages"]]
    document = drafts.get()
    page = answer.content.decode()
    assert document.kind_name in page
    if key not in WAITING:
        assert paper_of(document.paper)
    edited = client.get(reverse("documents:edit", args=[document.pk]))
    assert edited.status_code == 200


def test_a_stranger_makes_nothing():
    staff = get_user_model().objects.get(username="demo.staff")
    client = Client()
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    source = next(source for source in all_sources() if source.key == "movements.plan")
    obj = _objects(source)[0]

    assert client.post(reverse("documents:draft", args=["movements.plan", obj.pk])).status_code == 404
    assert not OfficialDocument.objects.filter(maker="movements.plan").exists()
