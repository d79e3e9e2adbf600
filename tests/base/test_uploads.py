import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from thidua.base import uploads


def posted(size):
    return RequestFactory().post("/", {"file": SimpleUploadedFile("a.pdf", b"x" * size)})


def test_a_request_within_the_limit_is_taken(monkeypatch):
    monkeypatch.setattr(uploads, "REQUEST_LIMIT", 100_000)

    assert posted(90_000).FILES["file"].size == 90_000


def test_a_request_beyond_the_limit_is_cut_off(monkeypatch):
    monkeypatch.setattr(uploads, "REQUEST_LIMIT", 100_000)

    with pytest.raises(RequestDataTooBig):
        posted(200_000).FILES  # noqa: B018 - reading is what parses the request
