"""The application as a WSGI server takes it up."""

import importlib
import logging
import os
import threading

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from thidua.law import LawError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.settings")


def _read_law() -> None:
    """Read the law, for which the first list of a process would otherwise wait.

    Without the law most pages answer, so a broken overlay is told and closes nothing here.
    """
    lawbook = importlib.import_module("thidua.organisation.awards")
    try:
        lawbook.the_law()
    except LawError:
        logging.getLogger(__name__).exception("Không đọc được bộ dữ liệu pháp luật")


application = get_wsgi_application()
reverse("portal:home")  # reads all addresses with their views, for which the first page would otherwise wait
threading.Thread(target=_read_law, daemon=True, name="law").start()
