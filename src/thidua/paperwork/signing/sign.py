"""Sign a PDF: PAdES, each signature an addition to the file, so that what was signed before stays byte for byte."""

import datetime
import io
from typing import Any, cast

import pypdfium2

from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.metrics import MM_PER_POINT
from thidua.paperwork.signing.appearance import (
    Appearance,
    copy_lines,
    lines_appearance,
    number_lines,
    picture_appearance,
)
from thidua.paperwork.signing.images import check_hand_image, check_seal_image
from thidua.paperwork.signing.keys import SigningKey
from thidua.paperwork.signing.places import Place, SignatureBlock, hand_place, seal_place, stamp_place

PERSON_FIELD = "ChuKyCaNhan"
AGENCY_FIELD = "ChuKyCoQuan"


def sign_pdf(
    data: bytes,
    key: SigningKey,
    *,
    at: datetime.datetime,
    field: str = PERSON_FIELD,
    appearance: Appearance | None = None,
    reason: str = "",
    location: str = "",
) -> bytes:
    """Return the PDF with one more signature (PAdES baseline B, SHA-256).

    Arguments:
        data: the PDF; its bytes stand unchanged at the beginning of the result.
        key: who signs.
        at: the moment of signing, as the signature claims it.
        field: name of the signature field, not yet used in the file.
        appearance: what the page shows, and where; None: nothing.
        reason, location: told in the signature.

    Raises PaperworkError: no PDF, damaged, the field is there already, the token refuses.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason or None,
        location=location or None,
        name=key.holder,
    )
    place = appearance.place if appearance else None
    # pyHanko's annotation asks for whole points; it writes fractions as well, and the pictures need them.
    box = cast("tuple[int, int, int, int] | None", _box(data, place) if place else None)
    spec = SigFieldSpec(field, on_page=place.page if place else 0, box=box)
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(data))
        signer = PdfSigner(metadata, key.signer, stamp_style=_style(appearance), new_field_spec=spec)
        signed = _run(signer, writer, at)
    except (PdfError, SigningError, ValueError, KeyError, IndexError) as error:
        raise PaperworkError(
            f"Không ký được tệp PDF này ({error}).", "Ký số", "Kiểm tra tệp, khóa và chữ ký đã có rồi thử lại."
        ) from error
    return signed


def _run(signer: Any, writer: Any, at: datetime.datetime) -> bytes:
    """Sign with `at` as the claimed time; the library would take the clock's."""
    import asyncio

    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    async def steps() -> bytes:
        session = signer.init_signing_session(writer)
        session.system_time = at
        size = await session.estimate_signature_container_size(None, tight=False)
        document = session.prepare_tbs_document(validation_info=None, bytes_reserved=size)
        prepared, output = document.digest_tbs_document()
        done = await document.perform_signature(
            document_digest=prepared.document_digest,
            pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at),
        )
        await done.post_signature_processing(output)
        return bytes(output.getvalue())

    return asyncio.run(steps())


def _style(appearance: Appearance | None) -> Any:
    from pyhanko.pdf_utils.content import PdfContent
    from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.stamp import StaticStampStyle

    class Page(PdfContent):
        """The appearance's page as it is (pyHanko's own class wants a file on the disk)."""

        def render(self) -> bytes:
            assert appearance is not None
            form = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(appearance.pdf)))
            self.resources.xobject["/Appearance"] = form
            left, bottom, right, top = form.get_object()["/BBox"]
            self.box = BoxConstraints(width=right - left, height=top - bottom)
            return b"/Appearance Do"

    if appearance is None:
        return None
    fills = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MIN,
        y_align=AxisAlignment.ALIGN_MIN,
        margins=Margins(),
        inner_content_scaling=InnerScaling.NO_SCALING,
    )
    return StaticStampStyle(border_width=0, background=Page(), background_opacity=1.0, background_layout=fills)


def _box(data: bytes, place: Place) -> tuple[float, float, float, float]:
    """Return the place in points from the lower left corner of the page."""
    document = pypdfium2.PdfDocument(data)
    try:
        height = document[place.page].get_height()
    finally:
        document.close()
    left, top = place.left / MM_PER_POINT, height - place.top / MM_PER_POINT
    return left, top - place.height / MM_PER_POINT, left + place.width / MM_PER_POINT, top


def sign_by_person(data: bytes, key: SigningKey, *, block: SignatureBlock, at: datetime.datetime, hand: bytes) -> bytes:
    """Return a document signed by the person whose name stands in `block`, with the picture of the hand signature.

    Arguments:
        data: the PDF; block: where it is signed (`find_block`).
        hand: the picture (PNG, transparent, blue). Source: Annex I, II.7.

    Raises PaperworkError: see `sign_pdf` and `check_hand_image`.
    """
    signature = check_hand_image(hand)
    appearance = picture_appearance(signature, hand_place(block, signature.ink_ratio), f"Chữ ký của {key.holder}")
    return sign_pdf(data, key, at=at, field=PERSON_FIELD, appearance=appearance)


def sign_by_agency(data: bytes, key: SigningKey, *, block: SignatureBlock, at: datetime.datetime, seal: bytes) -> bytes:
    """Return a document sealed by its agency: over a third of the hand signature, which must be there.

    Arguments:
        data: the PDF that the person has signed; block: where.
        seal: the picture (PNG, transparent, red, round). Source: Annex I, II.8.

    Raises PaperworkError: nobody has signed yet; see `sign_pdf` and `check_seal_image`.
    """
    picture = check_seal_image(seal)
    place = seal_place(_signed_place(data, block), block)
    appearance = picture_appearance(picture, place, f"Con dấu của {key.holder}")
    return sign_pdf(data, key, at=at, field=AGENCY_FIELD, appearance=appearance)


def _signed_place(data: bytes, block: SignatureBlock) -> Place:
    """Return where the hand signature stands that was put by `sign_by_person`."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        signatures = PdfFileReader(io.BytesIO(data)).embedded_regular_signatures
        corners = next((one.sig_field["/Rect"] for one in signatures if one.field_name == PERSON_FIELD), None)
    except (PdfError, ValueError, KeyError) as error:
        raise PaperworkError(f"Không đọc được tệp PDF này ({error}).", "Ký số", "Chọn tệp PDF khác.") from error
    if corners is None:
        raise PaperworkError(
            "Văn bản chưa có chữ ký của người có thẩm quyền.", "Chữ ký số của cơ quan", "Người có thẩm quyền ký trước."
        )
    left, bottom, right, top = (float(corner) * MM_PER_POINT for corner in corners)
    return Place(block.page, left, block.page_height - top, right - left, top - bottom)


def stamp_annex(data: bytes, key: SigningKey, *, number: str, at: datetime.datetime) -> bytes:
    """Return a file that goes along with a document, signed by the agency: number and moment at the top right.

    Arguments: number: number and symbol of the document it belongs to: "08/QĐ-SNV". Source: Annex I, III.
    """
    appearance = lines_appearance(number_lines(number, at), stamp_place(data))
    return sign_pdf(data, key, at=at, field=AGENCY_FIELD, appearance=appearance)


def stamp_copy(data: bytes, key: SigningKey, *, form: str, agency: str, at: datetime.datetime) -> bytes:
    """Return an electronic copy signed by the agency that copies.

    Arguments: form: "SAO Y", "SAO LỤC" or "TRÍCH SAO"; agency: its name. Source: Article 25 and Annex I, box 14.

    Raises PaperworkError for another form of copy.
    """
    forms = ("SAO Y", "SAO LỤC", "TRÍCH SAO")
    if form not in forms:
        raise PaperworkError(f"Không có hình thức sao “{form}”.", "Bản sao", f"Chọn một trong: {', '.join(forms)}.")
    appearance = lines_appearance(copy_lines(form, agency, at), stamp_place(data))
    return sign_pdf(data, key, at=at, field="ChuKySao", appearance=appearance)
