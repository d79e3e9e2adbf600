"""The whole way, three times: at a desk, without scripts, on a phone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.browser.conftest import Visit
from tests.browser.journey import VOTERS, Journey
from tests.browser.running_office import Office
from tests.browser.visitor import DESK, PHONE, WITHOUT_SCRIPTS, Screen

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("screen", [DESK, WITHOUT_SCRIPTS, PHONE], ids=["desk", "without-scripts", "phone"])
def test_whole_way_from_the_plan_to_a_verified_commendation(
    staffed_office: Office, visit: Visit, screen: Screen, tmp_path: Path
) -> None:
    journey = Journey(visit, staffed_office, screen, tmp_path)
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
    assert staffed_office.run("journal", "verify").returncode == 0


def test_a_letter_changed_behind_the_programs_back_is_found_and_named(council_demo: Path, tmp_path: Path) -> None:
    office = Office(Path(shutil.copytree(council_demo, tmp_path / "data")))
    intact = office.run("journal", "verify")
    assert intact.returncode == 0, intact.stdout
    number, digest = office.run("journal", "head").stdout.split()
    assert f"{number} sự kiện, mã cuối {digest}" in intact.stdout
    row, name = office.rows("SELECT id, recipient_name FROM nominations_nomination ORDER BY id LIMIT 1")[0]
    rename = "UPDATE nominations_nomination SET recipient_name = ? WHERE id = ?"
    office.write(rename, name[:-1] + ("x" if name[-1] != "x" else "y"), row)
    found = office.run("journal", "verify", "--head", digest)
    assert found.returncode == 1
    assert f"nominations.nomination {row} ({name}" in found.stdout
    assert "recipient_name" in found.stdout
    office.write(rename, name, row)
    assert office.run("journal", "verify", "--head", digest).returncode == 0
    office.close()
