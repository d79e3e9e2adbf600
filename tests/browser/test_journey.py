"""The whole way, three times: at a desk, without scripts, on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.browser.conftest import Visit
from tests.browser.journey import VOTERS, Journey
from tests.browser.running_office import Office
from tests.browser.visitor import DESK, PHONE, WITHOUT_SCRIPTS, Screen

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("screen", [DESK, WITHOUT_SCRIPTS, PHONE], ids=["desk", "without-scripts", "phone"])
def test_whole_way_from_the_plan_to_a_verified_commendation(
    office: Office, visit: Visit, screen: Screen, tmp_path: Path
) -> None:
    journey = Journey(visit, office, screen, tmp_path)
    journey.hand_in_the_plan()
    journey.complete_the_review()
    journey.approve()
    journey.launch()
    journey.acknowledge()
    journey.register()
    journey.report()
    journey.approve_the_registration()
    journey.follow_and_remind()
    journey.make_a_dossier()
    journey.nominate()
    journey.write_achievements()
    journey.send()
    journey.send_back()
    journey.correct_and_send_again()
    journey.appraise()
    journey.plan_the_meeting()
    journey.open_the_vote()
    for voter in VOTERS:
        journey.vote(voter)
    journey.papers()
    journey.count_and_close()
    journey.draft_the_decision()
    journey.sign()
    journey.documents_come()
    journey.publish()
    journey.rewarded_see_it()
    journey.strangers_verify()
    check_the_journal(office)


def check_the_journal(office: Office) -> None:
    """All is in order; a letter changed behind the program's back is found and named; put back, all is in order."""
    intact = office.run("journal", "verify")
    assert intact.returncode == 0, intact.stdout
    number, digest = office.run("journal", "head").stdout.split()
    assert f"{number} sự kiện, mã cuối {digest}" in intact.stdout
    line, decision, name = office.rows("SELECT id, decision_id, recipient_name FROM decisions_decisionline")[0]
    rename = "UPDATE decisions_decisionline SET recipient_name = ? WHERE id = ?"
    office.write(rename, name[:-1] + "x", line)
    found = office.run("journal", "verify", "--head", digest)
    assert found.returncode == 1
    assert f"decisions.decision {decision} (1/QĐ-SNV)" in found.stdout
    assert "lines" in found.stdout
    office.write(rename, name, line)
    assert office.run("journal", "verify", "--head", digest).returncode == 0
