"""The application as a WSGI server takes it up."""

import importlib
import logging
import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from thidua.law import LawError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.settings")


def _warm() -> None:
    """Do what the first page of a process would wait for: read all addresses with their views, and the law.

    Without the law most pages answer, so a broken overlay is told and closes nothing here.
    """
    reverse("portal:home")
    lawbook = importlib.import_module("thidua.organisation.awards")
    try:
        lawbook.the_law()
    except LawError:
        logging.getLogger(__name__).exception("Không đọc được bộ dữ liệu pháp luật")


application = get_wsgi_application()
_warm()
