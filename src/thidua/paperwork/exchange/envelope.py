"""The edXML envelope of QCVN 102:2016/BTTTT: what the office's system for documents takes in and sends on.

Every element of the envelope carries the prefix (receivers reject messages whose children lack it); the encoded files
follow outside the envelope, without prefix. The numbers of the types of documents in the standard are not known to us
but for the letter (18): for other types only the name is told, unless the office gives the number. `schemas/edxml.xsd`
is written from the same facts and is not the standard's own.
"""

import base64
import datetime
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.exchange.metadata import Agency, FileEntry, Metadata

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
TYPE_NUMBERS = {"Công văn": 18}
_NEW_DOCUMENT = "0"


def envelope(
    metadata: Metadata,
    files: Mapping[str, bytes],
    *,
    at: datetime.datetime,
    type_numbers: Mapping[str, int] = TYPE_NUMBERS,
) -> bytes:
    """Return the message as XML.

    Arguments:
        metadata: of the document; its agency must have a code.
        files: name → content of what goes along; the names are those of `metadata.files`.
        at: the moment that the trace tells.
        type_numbers: numbers of the types in the standard, where the office knows them.

    Raises PaperworkError when the agency has no code.
    """
    if not metadata.agency.code:
        raise PaperworkError(
            "Chưa khai mã định danh của cơ quan.",
            "Tệp edXML",
            "Khai mã định danh điện tử của cơ quan (như “H37.02”) rồi tải lại.",
        )
    entries = [entry for entry in metadata.files if entry.name in files]
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<edXML xmlns="{NAMESPACE}">',
        f'<edXML:edXMLEnvelope xmlns:edXML="{NAMESPACE}">',
        _node("edXMLHeader", _message(metadata, type_numbers) + _trace(metadata, at)),
        _node("edXMLBody", _manifest(metadata, entries)),
        "</edXML:edXMLEnvelope>",
        _attachments(metadata, entries, files),
        "</edXML>\n",
    ]
    return "".join(parts).encode()


def _node(name: str, content: str) -> str:
    return f"<edXML:{name}>{content}</edXML:{name}>"


def _leaf(name: str, text: object) -> str:
    return _node(name, escape(str(text)))


def _leaves(pairs: Iterable[tuple[str, object]]) -> str:
    """Return an element for each pair whose value is there."""
    return "".join(_leaf(name, value) for name, value in pairs if value not in ("", None))


def _agency(name: str, agency: Agency) -> str:
    parts = (("OrganId", agency.code), ("OrganizationInCharge", agency.parent), ("OrganName", agency.name))
    return _node(name, _leaves(parts))


def _message(metadata: Metadata, type_numbers: Mapping[str, int]) -> str:
    signer = (("Competence", metadata.authority), ("Position", metadata.post), ("FullName", metadata.signer))
    # What number stands for which urgency is not known to us: an urgent paper must not be told to be a usual one.
    other = ("" if metadata.urgency else _leaf("Priority", 0)) + _leaves(
        (
            ("TyperNotation", metadata.drafting_unit),
            ("PromulgationAmount", metadata.copies or None),
            ("PageAmount", metadata.pages or None),
        )
    )
    if metadata.appendixes:
        other += _node("Appendixes", "".join(_leaf("Appendix", title) for title in metadata.appendixes))
    places = (*metadata.addressees, *(name for name in metadata.recipients if not name.startswith("Như ")))
    return _node(
        "MessageHeader",
        _agency("From", metadata.agency)
        + "".join(_agency("To", receiver) for receiver in metadata.receivers)
        + _leaf("DocumentId", metadata.document_id)
        + _node("Code", _leaf("CodeNumber", metadata.number) + _leaf("CodeNotation", metadata.symbol))
        + _node(
            "PromulgationInfo",
            _leaf("Place", metadata.place) + _leaf("PromulgationDate", f"{metadata.day:%Y/%m/%d}"),
        )
        + _node(
            "DocumentType",
            _leaves((("Type", type_numbers.get(metadata.type_name)), ("TypeName", metadata.type_name))),
        )
        + _leaf("Subject", metadata.subject)
        + _leaf("Content", metadata.subject)
        + _node("SignerInfo", _leaves(signer))
        + (_leaf("DueDate", f"{metadata.due:%Y/%m/%d}") if metadata.due else "")
        + (_node("ToPlaces", "".join(_leaf("Place", place) for place in places)) if places else "")
        + _node("OtherInfo", other),
    )


def _trace(metadata: Metadata, at: datetime.datetime) -> str:
    trace = _leaf("OrganId", metadata.agency.code) + _leaf("Timestamp", f"{at:%Y/%m/%d %H:%M:%S}")
    # "Bussiness" is how the exchange spells it.
    business = _leaf("BussinessDocType", _NEW_DOCUMENT) + _leaf("Paper", 0)
    return _node("TraceHeaderList", _node("TraceHeader", trace) + _node("Bussiness", business))


def _content_id(metadata: Metadata, number: int) -> str:
    return f"cid:{metadata.agency.code}-{metadata.day:%Y%m%d}-{metadata.number}-{number}"


def _manifest(metadata: Metadata, entries: list[FileEntry]) -> str:
    references = "".join(
        _node(
            "Reference",
            _leaf("ContentId", _content_id(metadata, number))
            + _leaf("ContentType", entry.media_type)
            + _leaf("AttachmentName", entry.name),
        )
        for number, entry in enumerate(entries, start=1)
    )
    return f'<edXML:edXMLManifest version="1.0">{references}</edXML:edXMLManifest>'


def _attachments(metadata: Metadata, entries: list[FileEntry], files: Mapping[str, bytes]) -> str:
    """The encoded files: outside the envelope, in the same namespace, without prefix."""
    found = "".join(
        "<Attachment>"
        f"<ContentId>{escape(_content_id(metadata, number))}</ContentId>"
        f"<AttachmentName>{escape(entry.name)}</AttachmentName>"
        f"<ContentType>{escape(entry.media_type)}</ContentType>"
        f"<ContentTransferEncoded>{base64.b64encode(files[entry.name]).decode('ascii')}</ContentTransferEncoded>"
        "</Attachment>"
        for number, entry in enumerate(entries, start=1)
    )
    return f"<AttachmentEncoded>{found}</AttachmentEncoded>"
