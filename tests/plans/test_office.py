"""Old Word files: told by content; LibreOffice is called with care; where it is missing the message says what to do."""

from pathlib import Path

import pytest
from tests.plans.test_bad_files import ole

from thidua.plans import PlanError, read_plan
from thidua.plans.intake.office import conversion_command


@pytest.mark.parametrize(("data", "ending"), [(ole(), ".doc"), (b"{\\rtf1 thi dua}", ".rtf")])
def test_without_libreoffice_the_message_has_the_way_out(data, ending, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PlanError) as refusal:
        read_plan(data, "cu.docx")
    assert f"tệp {ending}" in refusal.value.message
    assert refusal.value.mend.startswith("Hãy mở bằng Word và lưu lại dưới dạng .docx.")
    assert "apt-get install libreoffice-writer" in refusal.value.mend


def test_a_program_that_gives_nothing_back_is_a_file_that_cannot_be_read(monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(PlanError, match=r"Không đọc được tệp \.doc"):
        read_plan(ole(), "cu.doc")


def test_the_command_has_a_profile_of_its_own_and_no_window():
    command = conversion_command("/usr/bin/soffice", Path("/tmp/x/plan.doc"), Path("/tmp/x"))
    assert command[0] == "/usr/bin/soffice"
    assert "-env:UserInstallation=file:///tmp/x/profile" in command
    assert "--headless" in command
    assert command[command.index("--outdir") + 1] == "/tmp/x"
    assert command[command.index("--convert-to") + 1].startswith("docx")
    assert command[-1] == "/tmp/x/plan.doc"
