"""Places of a PDF page as it is shown: counted from its upper left corner, however it is turned and cropped."""

from dataclasses import dataclass

import pypdfium2

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points."""


@dataclass(frozen=True, slots=True)
class Turning:
    """How a page is shown: the part of it that is shown, and by how many degrees it is turned."""

    crop: Box
    degrees: int

    @classmethod
    def of(cls, page: pypdfium2.PdfPage) -> "Turning":
        """Return how a page is shown."""
        return cls(page.get_cropbox(), page.get_rotation())

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a box of the page's own space as a box of what is shown."""
        crop_left, crop_bottom, crop_right, crop_top = self.crop
        if self.degrees == 90:
            return (bottom - crop_bottom, left - crop_left, top - crop_bottom, right - crop_left)
        if self.degrees == 180:
            return (crop_right - right, bottom - crop_bottom, crop_right - left, top - crop_bottom)
        if self.degrees == 270:
            return (crop_top - top, crop_right - right, crop_top - bottom, crop_right - left)
        return (left - crop_left, crop_top - top, right - crop_left, crop_top - bottom)
