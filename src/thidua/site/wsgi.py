"""The application as a WSGI server takes it up."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.settings")

application = get_wsgi_application()
