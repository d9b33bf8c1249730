"""Migration operations that make a table a tenant's: row-level security and keys that carry the tenant."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Model

POLICIES = ("tenant", "own", "own_insert", "own_update", "link", "link_insert", "link_update", "shown")


class EnableRLS(Operation):
    """Force row-level security on a model's table, by ``region_id`` and, where asked, by ``authority_id``.

    Args:
        model: the model's name in its own app.
        authority: also narrow to the authorities the actor serves. The column may be
            empty for what belongs to the region itself, which only a post over the region sees.
        own: a column holding a user, or ``reference__column`` of the row referred to. That user
            sees the row too, whichever region is acted in, as a person sees their own posts.
        writes_own: that user may also write such rows, in the region acted in.
        link: a column holding the hash of a secret link, or ``reference__column``. Whoever came by that
            link sees, adds and changes such rows of the region, and no other.
        shown: everybody who acts in the region reads the rows, a visitor too; writing stays narrow.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(
        self,
        model: str,
        *,
        authority: bool = False,
        own: str = "",
        writes_own: bool = False,
        link: str = "",
        shown: bool = False,
    ) -> None:
        self.model = model
        self.authority = authority
        self.own = own
        self.writes_own = writes_own
        self.link = link
        self.shown = shown

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How a squashed migration writes this operation down."""
        options = {"authority": self.authority, "own": self.own, "writes_own": self.writes_own}
        later = {"link": self.link, "shown": self.shown}
        return type(self).__name__, [self.model], options | {name: value for name, value in later.items() if value}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models do not know about row-level security."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Enable, force, and state the policies."""
        model = to_state.apps.get_model(app_label, self.model)
        table = model._meta.db_table
        tenant = "region_id = (SELECT igum.region())"
        if self.authority:
            tenant += (
                " AND ((SELECT igum.sees_whole_region())"
                " OR authority_id = ANY ((SELECT igum.authorities())::integer[]))"
            )
        statements = [
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
            f'CREATE POLICY tenant ON "{table}" USING ({tenant}) WITH CHECK ({tenant})',
        ]
        if self.own:
            own = _rows_with(model, self.own, "igum.user_id()")
            statements.append(f'CREATE POLICY own ON "{table}" FOR SELECT USING ({own})')
            if self.writes_own:
                here = f"region_id = (SELECT igum.region()) AND {own}"
                statements.append(f'CREATE POLICY own_insert ON "{table}" FOR INSERT WITH CHECK ({here})')
                statements.append(
                    f'CREATE POLICY own_update ON "{table}" FOR UPDATE USING ({here}) WITH CHECK ({here})'
                )
        if self.link:
            linked = f"region_id = (SELECT igum.region()) AND {_rows_with(model, self.link, 'igum.link()')}"
            statements += [
                f'CREATE POLICY link ON "{table}" FOR SELECT USING ({linked})',
                f'CREATE POLICY link_insert ON "{table}" FOR INSERT WITH CHECK ({linked})',
                f'CREATE POLICY link_update ON "{table}" FOR UPDATE USING ({linked}) WITH CHECK ({linked})',
            ]
        if self.shown:
            here = "region_id = (SELECT igum.region())"
            statements.append(f'CREATE POLICY shown ON "{table}" FOR SELECT USING ({here})')
        for statement in statements:
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take the policy away again."""
        table = from_state.apps.get_model(app_label, self.model)._meta.db_table
        for policy in POLICIES:
            schema_editor.execute(f'DROP POLICY IF EXISTS {policy} ON "{table}"')
        schema_editor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
        schema_editor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')

    def describe(self) -> str:
        """One line for ``migrate``."""
        return f"Force row-level security on {self.model}"


class AlsoReadBy(Operation):
    """Let somebody else of the region read rows of a tenant's table, on a condition; they may not write them.

    Args:
        model: the model's name in its own app; ``EnableRLS`` came before.
        condition: in SQL, as this migration writes it. It may ask other tables: their own policies let the actor see
            what it leans on, and none of them may ask back.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model: str, condition: str) -> None:
        self.model = model
        self.condition = condition

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How a squashed migration writes this operation down."""
        return type(self).__name__, [self.model, self.condition], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models do not know about row-level security."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """State the policy."""
        table = to_state.apps.get_model(app_label, self.model)._meta.db_table
        here = f"region_id = (SELECT igum.region()) AND ({self.condition})"
        schema_editor.execute(f'CREATE POLICY also_read_by ON "{table}" FOR SELECT USING ({here})')

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take it away again."""
        table = from_state.apps.get_model(app_label, self.model)._meta.db_table
        schema_editor.execute(f'DROP POLICY IF EXISTS also_read_by ON "{table}"')

    def describe(self) -> str:
        """One line for ``migrate``."""
        return f"Let others read rows of {self.model} on a condition"


def _rows_with(model: type[Model], path: str, asked: str) -> str:
    """The condition that a column of the row, or of the row it refers to, is what the signed context says."""
    reference, _, column = path.rpartition("__")
    if not reference:
        return f"{column} = (SELECT {asked})"
    target = model._meta.get_field(reference).related_model
    if not isinstance(target, type):
        raise ValueError(f"{path!r} must name a ForeignKey of {model.__name__} and a column of its target.")
    # The inner query meets the target's own policy, so the target must let this actor see the row.
    table = target._meta.db_table
    # S608 fears somebody's input: these names stand in our own migrations.
    return f'{reference}_id IN (SELECT id FROM "{table}" WHERE {column} = (SELECT {asked}))'  # noqa: S608


class AddCompositeForeignKey(Operation):
    """Let a reference carry its tenant: PostgreSQL checks plain foreign keys without row-level security.

    Args:
        model: the model that refers.
        field: its ForeignKey, declared with ``db_constraint=False``.
        to: ``app_label.Model`` referred to; gets ``UNIQUE (region_id, id)`` when it has none.
    """

    reversible = True

    def __init__(self, model: str, field: str, to: str) -> None:
        self.model = model
        self.field = field
        self.to = to

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How a squashed migration writes this operation down."""
        return type(self).__name__, [self.model, self.field, self.to], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models see the plain ForeignKey."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Add the key over (region, id), and the unique pair it points to."""
        table, target = self._tables(app_label, to_state)
        pair = f"{target}_region_and_id"
        schema_editor.execute(
            f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = '{pair}') THEN "
            f'ALTER TABLE "{target}" ADD CONSTRAINT "{pair}" UNIQUE (region_id, id); END IF; END $$'
        )
        schema_editor.execute(
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{self._name(table)}" FOREIGN KEY (region_id, {self.field}_id) '
            f'REFERENCES "{target}" (region_id, id) DEFERRABLE INITIALLY DEFERRED'
        )

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop the key; the unique pair stays, others may lean on it."""
        table, _ = self._tables(app_label, from_state)
        schema_editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{self._name(table)}"')

    def describe(self) -> str:
        """One line for ``migrate``."""
        return f"Let {self.model}.{self.field} carry its tenant"

    def _tables(self, app_label: str, state: ProjectState) -> tuple[str, str]:
        model = state.apps.get_model(app_label, self.model)
        return model._meta.db_table, state.apps.get_model(self.to)._meta.db_table

    def _name(self, table: str) -> str:
        return f"{table}_{self.field}_same_region"
