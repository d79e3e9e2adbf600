"""What the fields of a template are filled with."""

from typing import Any

from thidua.paperwork.blocks import Paper, Paragraph, Signature
from thidua.paperwork.cleaning import clean
from thidua.paperwork.codec import encode
from thidua.paperwork.documents.base import Document
from thidua.paperwork.generate import paper_of
from thidua.paperwork.layout import recipient_lines


def values_of(context: Document) -> dict[str, Any]:
    """Return the values of all fields as JSON: the context's own and what our layout would print.

    Raises PaperworkError for a context that cannot be printed.
    """
    paper = paper_of(context)
    values: dict[str, Any] = encode(clean(context))
    return {**values, "printed": _printed(paper)}


def _printed(paper: Paper) -> dict[str, Any]:
    signature = paper.signatures[-1] if paper.signatures else Signature((), "")  # ballots have none
    return {
        "number_line": paper.number_line,
        "day_line": paper.day_line,
        "type_name": paper.type_name,
        "subject": paper.letter_subject or paper.subject,
        "parent_lines": list(paper.parent_lines),
        "agency_lines": list(paper.agency_lines),
        "addressees": list(paper.addressees),
        "paragraphs": [
            "".join(run.text for run in block.runs) for block in paper.blocks if isinstance(block, Paragraph)
        ],
        "signer_lines": list(signature.lines),
        "signer_name": signature.name,
        "recipient_lines": recipient_lines(paper),
    }
