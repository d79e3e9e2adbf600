"""The product's settings, with the addresses that a measurement asks for."""

import os

from thidua.site.settings import *  # noqa: F403

ROOT_URLCONF = os.environ["THIDUA_URLCONF"]
