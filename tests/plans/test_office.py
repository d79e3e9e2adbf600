"""Old Word files: told by content; LibreOffice is called with care; where it is missing the message says what to do."""

import io
import json
import os
import select
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from tests.plans.marking import compare
from tests.plans.plan_files import reference_word
from tests.plans.test_bad_files import ole

from thidua.plans import PlanError, read_plan
from thidua.plans.intake import office
from thidua.plans.intake.office import conversion_command

MARKS = json.loads((Path(__file__).parent / "reference.json").read_text("utf-8"))
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("THIDUA_REQUIRE_OFFICE"),
    reason="LibreOffice is not installed: apt-get install libreoffice-writer",
)


@pytest.fixture(scope="module")
def old_files(tmp_path_factory) -> dict[str, bytes]:
    """The reference plan as .doc and .rtf, made by LibreOffice itself."""
    folder = tmp_path_factory.mktemp("office")
    source = folder / "plan.docx"
    document = docx.Document(io.BytesIO(reference_word()))
    # LibreOffice writes no end of a cell into a .doc behind a numbered paragraph: an empty one ends the cell
    document.tables[-1].cell(0, 0).add_paragraph()
    document.save(str(source))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for form in ("doc:MS Word 97", "rtf:Rich Text Format"):
        command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {ending: (folder / f"plan.{ending}").read_bytes() for ending in ("doc", "rtf")}


@needs_libreoffice
@pytest.mark.parametrize("ending", ["doc", "rtf"])
def test_an_old_file_says_what_the_new_one_says(old_files, ending):
    # the name says something else: content counts
    plan = read_plan(old_files[ending], "ke-hoach.pdf")
    assert [line for _, lines in compare(plan, MARKS).values() for line in lines] == []


@needs_libreoffice
def test_a_damaged_old_file_is_refused(old_files):
    with pytest.raises(PlanError) as refusal:
        read_plan(old_files["doc"][:700], "hong.doc")
    assert refusal.value.mend.startswith("Hãy ")


def test_a_program_that_never_ends_is_ended_with_all_it_has_started(monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    child = tmp_path / "child"
    child.touch()
    program.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > {child}\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    for seconds in (1, 5, 25, 125):  # on a busy machine the program may be ended before it has begun anything
        monkeypatch.setattr(office, "_LONGEST_SECONDS", seconds)
        with pytest.raises(PlanError, match="nên đã dừng"):
            read_plan(ole(), "cu.doc")
        if child.read_text():
            break
    assert ends(int(child.read_text()))


def ends(number: int) -> bool:
    """Whether a process comes to its end: one that was killed needs a moment for it on a busy machine."""
    try:
        process = os.pidfd_open(number)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([process], [], [], 30)[0])
    finally:
        os.close(process)


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
