import csv
import io

import pytest
from django.urls import reverse
from tests.decisions.revocation.conftest import recall

from thidua.decisions.models import Certificate
from thidua.portal import views

__all__ = ["recall"]


@pytest.fixture
def taken(recall):
    """The first award of a published decision is taken away."""
    recall.revoked()
    return recall


def page(client, name, *arguments):
    return client.get(reverse(f"portal:{name}", args=arguments)).content.decode()


def test_a_revoked_certificate_says_since_when_by_which_paper_and_names_nobody(client, taken):
    line = taken.decision.lines.first()
    found = page(client, "verify_code", Certificate.objects.get(line=line).code)
    assert "không còn giá trị từ ngày 20/11/2025" in found
    assert "07/QĐ-SNV" in found
    assert line.recipient_name not in found
    assert "Gian dối" not in found


def test_the_roll_and_its_open_data_leave_it_out_and_the_decision_marks_it(client, taken):
    gone, kept = (line.recipient_name for line in taken.decision.lines.all()[:2])
    roll = page(client, "honour_roll")
    assert (gone in roll, kept in roll) == (False, True)
    answer = client.get(reverse("portal:honour_roll_export", args=["csv"]))
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(rows) == 3  # the head and two who still hold theirs
    assert not any(gone in row for row in rows)
    assert "Đã hủy bỏ từ 20/11/2025" in page(client, "decision", taken.decision.pk)


def test_counts_leave_it_out(client, taken):
    tiles = client.get(reverse("portal:home")).context["tiles"]
    assert tiles[2]["value"] == 2


def test_the_public_list_tells_paper_ground_and_decision_but_no_name(client, taken):
    found = page(client, "revocations")
    assert "07/QĐ-SNV" in found
    assert "điểm a khoản 2 Điều 93" in found
    assert "01/QĐ-SNV" in found or "1/QĐ-SNV" in found
    assert taken.decision.lines.first().recipient_name not in found
    assert "Kê khai gian dối" not in found


def test_a_proposal_is_nowhere_in_public(client, recall):
    recall.propose()
    assert "07/QĐ-SNV" not in page(client, "revocations")
    code = Certificate.objects.get(line=recall.decision.lines.first()).code
    assert "Còn giá trị" in page(client, "verify_code", code)


def test_a_roll_too_long_for_a_workbook_says_what_to_do(client, recall, monkeypatch):
    monkeypatch.setattr(views, "ROWS_OF_A_WORKBOOK", 2)
    answer = client.get(reverse("portal:honour_roll_export", args=["xlsx"]))
    assert answer.status_code == 409
    assert "CSV" in answer.content.decode()
    monkeypatch.setattr(views, "ROWS_OF_A_WORKBOOK", 3)
    assert client.get(reverse("portal:honour_roll_export", args=["xlsx"])).status_code == 200
