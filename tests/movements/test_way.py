from thidua.journal.queries import verify
from thidua.movements import actions, queries
from thidua.movements.actions import EvidenceFile
from tests.movements.conftest import AT


def test_smoke(office, movement):
    print(movement, movement.start, movement.end, movement.theme, movement.signer_position)
    for t in movement.tasks.all(): print(t.label, t.title, len(t.text))
    for d in movement.duties.all(): print(d, [u.name for u in d.units.all()])
    for d in queries.days_of(movement): print(d)
    c = office.users["contact"]
    actions.acknowledge(participation=movement.participations.get(unit=office.archive), actor=c, at=AT)
    actions.report_progress(task=movement.tasks.first(), unit=office.archive, percent=40, text="x", actor=c, at=AT, files=[EvidenceFile("a.txt", b"abc", "text/plain")])
    print(queries.progress_of(movement))
    print(queries.board(movement, AT.date()))
    print(actions.remind(movement=movement, what="report", units=[office.archive, office.personnel], actor=office.users["officer"], at=AT))
    assert list(verify()) == []
