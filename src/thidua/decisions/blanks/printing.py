"""What the worker does for a batch: page by page, with its progress, kept in one step."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from thidua.base import files
from thidua.base.refusal import Refused
from thidua.decisions.blanks import sheets
from thidua.decisions.blanks.models import PrintRun
from thidua.journal.actions import record
from thidua.paperwork import PaperworkError
from thidua.paperwork.pdf import join_pdfs

log = logging.getLogger(__name__)


def make_run(run_id: int, *, at: datetime) -> str:
    """Make the file of a batch; a worker that dies leaves it to be asked for again, two workers keep one file.

    Returns:
        The batch's state.
    """
    run = PrintRun.objects.select_related("decision__body", "blank").get(pk=run_id)
    if run.state == PrintRun.State.READY:
        return run.state
    try:
        made: list[bytes] = []
        _note(run, state=PrintRun.State.MAKING, made=0, error="")
        for part in sheets.parts(run):
            made.append(part)
            _note(run, made=min(len(made) * sheets.PART, run.total))
        return _keep(run_id, join_pdfs(made), at)
    except (PaperworkError, Refused) as error:
        log.warning("print run %s: %s", run_id, error)
        _note(run, state=PrintRun.State.FAILED, error=str(error)[:500])
        return PrintRun.State.FAILED
    except Exception as error:
        # Else the page would say for ever that it is being made, and offer no second try.
        _note(run, state=PrintRun.State.FAILED, error=f"{type(error).__name__}: {error}"[:500])
        raise


def _note(run: PrintRun, **values: object) -> None:
    PrintRun.objects.filter(pk=run.pk).exclude(state=PrintRun.State.READY).update(**values)


@transaction.atomic
def _keep(run_id: int, data: bytes, at: datetime) -> str:
    run = PrintRun.objects.select_for_update().get(pk=run_id)
    if run.state != PrintRun.State.READY:
        run.pdf = files.store(data, media_type=files.PDF, at=at)
        run.state, run.made, run.error = PrintRun.State.READY, run.total, ""
        run.save()
        record("decisions.print.made", run, actor=None, at=at, new={"sha256": run.pdf.sha256})
    return run.state
