"""``python -m thidua.site.demo``: the same as ``thidua demo``."""

import sys

from thidua.site.main import main

sys.exit(main(["demo", *sys.argv[1:]]))
