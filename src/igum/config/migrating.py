"""Applies migrations so that an end at any moment leaves each of them whole: applied and noted, or neither."""

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState


class WholeExecutor(MigrationExecutor):
    """Notes a migration in the transaction that applies it.

    Django notes it in a second one whenever foreign keys wait for the end of the first. Whoever was ended between
    the two had tables that the next start tried to make again.
    """

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        if not migration.atomic:
            return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)
        with transaction.atomic(using=self.connection.alias):
            return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)


def apply_migrations(connection: BaseDatabaseWrapper) -> None:
    """Apply every migration that this database lacks, in order, with the signals that Django's apps wait for.

    Raises:
        InconsistentMigrationHistory: the database notes a migration as applied before one that it depends on.
    """
    executor = WholeExecutor(connection)
    executor.loader.check_consistent_history(connection)
    targets = executor.loader.graph.leaf_nodes()
    plan = executor.migration_plan(targets)
    emit_pre_migrate_signal(0, False, connection.alias, apps=apps, plan=plan)
    executor.migrate(targets, plan=plan)
    emit_post_migrate_signal(0, False, connection.alias, apps=apps, plan=plan)
