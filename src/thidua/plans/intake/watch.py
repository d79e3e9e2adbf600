"""Who watches a long reading: told how far it is, asked whether to go on."""

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[int, int], None]
"""Called with how many of the scanned pages are read, and how many there are."""

Stop = Callable[[], bool]
"""Asked a few times a second whether to stop."""


@dataclass(frozen=True, slots=True)
class Watch:
    """The caller's two functions, always called in the caller's own thread."""

    progress: Progress | None = None
    stop: Stop | None = None

    def tell(self, done: int, pages: int) -> None:
        """Tell how far the reading is."""
        if self.progress is not None:
            self.progress(done, pages)

    def wants_stop(self) -> bool:
        """Ask whether to stop."""
        return self.stop is not None and self.stop()
