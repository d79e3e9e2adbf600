"""SQLite with a fair queue around writing transactions.

SQLite lets whoever retries fastest win the write lock; a busy writer can starve the others for seconds. Every
transaction here first takes a file lock beside the database, which the system hands out in turn.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from django.db.backends.sqlite3 import base

if sys.platform != "win32":
    import fcntl


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite connection, queueing for its transactions on ``<database>.queue``."""

    _queue: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._enter_queue()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # Django has it, its stubs do not
        except BaseException:
            self._leave_queue()
            raise

    def set_autocommit(self, autocommit: bool, *args: Any, **kwargs: Any) -> None:
        super().set_autocommit(autocommit, *args, **kwargs)
        if autocommit:
            self._leave_queue()

    def close(self) -> None:
        super().close()
        if not self.in_atomic_block:
            self._leave_queue()

    def _enter_queue(self) -> None:
        name = str(self.settings_dict["NAME"])
        if sys.platform == "win32" or self._queue is not None or self.is_in_memory_db():
            return
        self._queue = os.open(f"{name}.queue", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._queue, fcntl.LOCK_EX)

    def _leave_queue(self) -> None:
        if self._queue is not None:
            os.close(self._queue)
            self._queue = None
