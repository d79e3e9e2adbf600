"""Draws one page of a PDF: run as a program of its own, so that a page that never ends harms nothing but itself.

`python drawing.py PAGE COLOURS DPI WIDTH HEIGHT < file.pdf > page.ppm`: COLOURS is "grey" or "rgb"; DPI 0 means as wide
as WIDTH; no wider than WIDTH and no higher than HEIGHT pixels, 0 for no limit. Exit codes as below. Standard error says
how many seconds of the processor it took.
Imports nothing of the package: it has to start quickly.
"""

import contextlib
import sys
import time

import pypdfium2
import pypdfium2.raw as pdfium

DAMAGED, LOCKED, NO_SUCH_PAGE = 3, 4, 5
MOST_SECONDS = 2
MOST_MEMORY = 1024 * 1024 * 1024
_POINTS_PER_INCH = 72


def limit_this_process(seconds: int) -> None:
    """Give this process a few seconds of the processor and a gigabyte of memory, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def draw(data: bytes, number: int, colours: str, dpi: float, width: int, height: int) -> bytes:
    """Return a page on white as PGM ("P5") or PPM ("P6").

    Raises:
        IndexError: there is no such page.
        pypdfium2.PdfiumError: the file is damaged or locked.
    """
    document = pypdfium2.PdfDocument(data[max(data.find(b"%PDF-"), 0) :])
    if not 0 <= number < len(document):
        raise IndexError(number)
    page = document[number]
    wide, high = (max(one, 1.0) for one in page.get_size())
    scales = [dpi / _POINTS_PER_INCH] if dpi else [width / wide]
    scales += [limit / length for limit, length in ((width, wide), (height, high)) if limit]
    is_grey = colours == "grey"
    bitmap = page.render(scale=min(scales), grayscale=is_grey, rev_byteorder=True, prefer_bgrx=False)
    size = bitmap.width * bitmap.n_channels
    pixels = bytes(bitmap.buffer)
    rows = (pixels[at : at + size] for at in range(0, bitmap.height * bitmap.stride, bitmap.stride))
    return b"%s\n%d %d\n255\n" % (b"P5" if is_grey else b"P6", bitmap.width, bitmap.height) + b"".join(rows)


def main() -> int:
    """Draw what the arguments ask for; return the exit code."""
    limit_this_process(MOST_SECONDS)
    number, colours, dpi, width, height = sys.argv[1:]
    try:
        picture = draw(sys.stdin.buffer.read(), int(number), colours, float(dpi), int(width), int(height))
    except IndexError:
        return NO_SUCH_PAGE
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        return LOCKED if locked else DAMAGED
    sys.stdout.buffer.write(picture)
    sys.stderr.write(f"{time.process_time():.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
