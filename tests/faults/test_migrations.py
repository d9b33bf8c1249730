"""A start that is ended in the middle of its migrations goes on from there."""

import os

import pytest
from django.db import connections
from django.db.migrations.migration import Migration

from igum.config import prepare
from igum.config.migrating import WholeExecutor
from tests.database import drop_database, use_database

WITH_FOREIGN_KEYS = ("auth", "0001_initial")  # Django notes these after the transaction that makes the tables


class Ended(Exception):
    """What stands for the end of the process, at the worst moment."""


class ShortLived(WholeExecutor):
    def record_migration(self, migration: Migration) -> None:
        if (migration.app_label, migration.name) == WITH_FOREIGN_KEYS:
            raise Ended
        super().record_migration(migration)


@pytest.fixture
def empty_database(admin_url, django_db_setup, django_db_blocker):
    before = connections["default"].settings_dict["NAME"]
    name = f"igum_test_{os.getpid()}_empty"
    with django_db_blocker.unblock():
        drop_database(admin_url, name)
        prepare.prepare_server(admin_url, name)
        use_database(name)
        yield connections["owner"]
        connections.close_all()
        use_database(before)
        drop_database(admin_url, name)


def test_a_migration_ended_before_it_was_noted_left_no_tables_behind(empty_database):
    with pytest.raises(Ended):
        ShortLived(empty_database).migrate([WITH_FOREIGN_KEYS])

    assert "auth_permission" not in empty_database.introspection.table_names()
    WholeExecutor(empty_database).migrate([WITH_FOREIGN_KEYS])
    assert "auth_permission" in empty_database.introspection.table_names()
