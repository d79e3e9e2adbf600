"""Pages of blanks (`keeping.py`) and of printing certificates on them (`printing.py`)."""
