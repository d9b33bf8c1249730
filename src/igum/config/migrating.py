"""Applies migrations so that an end at any moment leaves each of them whole: applied and noted, or neither."""

from collections.abc import Iterator
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState


class QuickState(ProjectState):
    """Adds an index or a constraint to a model without making the models anew.

    Django makes every model again that is tied to the one changed, which is nearly all of them, though neither an
    index nor a constraint changes what a model is. A third of the time that all tables take went there.
    """

    def clone(self) -> "QuickState":
        copied = super().clone()
        copied.__class__ = QuickState
        return copied  # type: ignore[return-value]  # it is one now

    def _append_option(self, app_label: str, model_name: str, option_name: str, obj: Any) -> None:
        options = self.models[app_label, model_name].options
        options[option_name] = [*options[option_name], obj]
        if "apps" in self.__dict__:
            setattr(self.apps.get_model(app_label, model_name)._meta, option_name, options[option_name])


class WholeExecutor(MigrationExecutor):
    """Notes a migration in the transaction that applies it.

    Django notes it in a second one whenever foreign keys wait for the end of the first. Whoever was ended between
    the two had tables that the next start tried to make again.
    """

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        state: ProjectState = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]  # not in the stubs
        state.__class__ = QuickState
        return state

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        if not migration.atomic:
            return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)
        with transaction.atomic(using=self.connection.alias):
            return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)


def are_all_applied(connection: BaseDatabaseWrapper) -> bool:
    """Whether the database notes the migrations that lie on disk, and no other of their apps. Reads no migration.

    Reading them takes a quarter of a second, which every start would pay to find nothing to do.
    """
    if "django_migrations" not in connection.introspection.table_names():
        return False
    on_disk = {
        (app.label, name)
        for app in apps.get_app_configs()
        for name in _names_in(MigrationLoader.migrations_module(app.label)[0])
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        noted = set(cursor.fetchall())
    ours = {app for app, _ in on_disk}
    return on_disk == {(app, name) for app, name in noted if app in ours}


def _names_in(module: str | None) -> Iterator[str]:
    found = find_spec(module) if module else None
    for folder in (found.submodule_search_locations or ()) if found else ():
        yield from (name for _, name, is_package in iter_modules([folder]) if not is_package and name[0] not in "_~")


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
