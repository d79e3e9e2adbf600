"""From certificates to pages for the printer: on blank paper or on a blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from thidua import paperwork
from thidua.decisions import documents
from thidua.decisions.blanks.models import Blank, PrintRun
from thidua.decisions.blanks.wording import PLACE_NAMES
from thidua.decisions.models import Certificate, Decision
from thidua.organisation.letterhead import letterhead, office_record
from thidua.paperwork import samples

PART = 20
"""Pages made before the progress is noted."""


@dataclass(frozen=True)
class Shrunk:
    """A text that will be printed smaller than usual."""

    name: str
    place: str
    size: float
    usual: float


def printable(decision: Decision) -> list[Certificate]:
    """The valid certificates of a signed decision in the order of its list, with all that their sheets need."""
    return list(
        Certificate.objects.filter(line__decision=decision, state=Certificate.State.VALID)
        .select_related(
            "line__decision__body", "line__decision__movement", "line__nomination__person", "line__nomination__dossier"
        )
        .order_by("line__order")
    )


def check(certificates: Sequence[Certificate], blank: Blank | None) -> list[Shrunk]:
    """What will be printed smaller than usual.

    Raises:
        PaperworkError: a text fits in no size; names the certificate and the place.
        Refused: the body has no letterhead.
    """
    items = [documents.certificate_sheet(certificate) for certificate in certificates]
    office = letterhead(office_record(certificates[0].line.decision.body))
    if blank is None:
        return [
            Shrunk(item.name, str(PLACE_NAMES["name"]), item.size_pt, item.normal_pt)
            for item in paperwork.shrunk_names(items, office)
        ]
    return [
        Shrunk(items[item.index].name, str(PLACE_NAMES[item.field]), item.size_pt, item.normal_pt)
        for item in paperwork.shrunk_texts(items, office, blank.layout)
    ]


def parts(run: PrintRun) -> Iterator[bytes]:
    """The pages of a batch as PDF files of `PART` pages.

    Raises:
        PaperworkError: as `check` does; the records may have changed since the batch was asked for.
        Refused: the body has no letterhead.
    """
    order = {key: place for place, key in enumerate(run.certificates)}
    found = sorted(
        (one for one in printable(run.decision) if one.pk in order), key=lambda certificate: order[certificate.pk]
    )
    items = [documents.certificate_sheet(certificate) for certificate in found]
    if not run.with_code:
        items = [replace(item, code="", verify_url="") for item in items]
    record = office_record(run.decision.body)
    office = letterhead(record)
    if run.blank is None:
        emblem = record.emblem.read() if record.emblem else None
        return paperwork.certificate_parts(items, office, emblem=emblem, size=PART)
    serials = dict(run.sheets.values_list("certificate_id", "serial"))
    numbered = [serials.get(certificate.pk, "") for certificate in found] if serials else []
    layout = run.blank.layout
    return paperwork.overlay_parts(items, office, layout, offset=run.offset, serials=numbered, size=PART)


def sample(blank: Blank, certificates: Sequence[Certificate], *, with_scan: bool) -> bytes:
    """A look at the blank with the certificates on it, over its picture if there is one.

    Raises:
        PaperworkError: a text fits in no size.
        Refused: the body has no letterhead.
    """
    office = letterhead(office_record(blank.body))
    items = [documents.certificate_sheet(certificate) for certificate in certificates]
    if not items:
        items = [samples.certificates(1)[0]]
    scan = blank.scan.read() if with_scan and blank.scan else None
    numbers = ["000001"] * len(items)
    return paperwork.overlay_pdf(items, office, blank.layout, serials=numbers, scan=scan)
