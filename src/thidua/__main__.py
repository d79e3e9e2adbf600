"""``python -m thidua`` is the command ``thidua``."""

import sys

from thidua.site.main import main

if __name__ == "__main__":
    sys.exit(main())
