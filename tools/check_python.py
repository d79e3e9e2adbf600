"""One clear line when Python is too old or lacks what a virtual environment needs (runs on any Python 3)."""

import sys

if sys.version_info < (3, 11):
    found = ".".join(str(part) for part in sys.version_info[:3])
    sys.exit("Thi Dua can Python 3.11 tro len; may nay co Python " + found + ". / Python 3.11 or newer is needed.")
try:
    import ensurepip  # noqa: F401
    import venv  # noqa: F401
except ImportError:
    sys.exit("Python thieu mo-dun venv. Hay cai: apt install python3-venv / The venv module is missing.")
