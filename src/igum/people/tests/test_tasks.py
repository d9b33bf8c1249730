import logging

import pytest
from django.db import connections

from igum.core import audit
from igum.core.actor import system_actor
from igum.people.tasks import check_trails
from igum.people.tests.factories import ALDER_VALLEY, MONDAY, acting, make_places, make_resident


@pytest.mark.usefixtures("committed_db")
def test_a_trail_that_somebody_touched_is_said_in_the_log_the_night_after(caplog):
    make_places()
    resident, program = make_resident(), system_actor(ALDER_VALLEY)
    with acting(program):
        for _ in range(3):
            audit.record(program, "tests.looked", resident, at=MONDAY)
    check_trails()
    before = list(caplog.records)
    with connections["owner"].cursor() as owner:
        owner.execute("ALTER TABLE core_auditrow DISABLE TRIGGER append_only")
        owner.execute("ALTER TABLE core_auditrow NO FORCE ROW LEVEL SECURITY")
        owner.execute("DELETE FROM core_auditrow WHERE number = 2")

    check_trails()

    assert before == []
    assert [(record.levelno, record.getMessage()) for record in caplog.records] == [
        (logging.ERROR, f"The trail of region {ALDER_VALLEY} does not hold from row 3 on: it was changed.")
    ]
