"""The database's own catalogue is asked, so a table, a key or a view that forgot its tenant is found by itself."""

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

pytestmark = pytest.mark.django_db

# Tables that belong to no tenant, each with the reason. A table that is neither here nor under
# row-level security fails the test below.
WITHOUT_TENANT = {
    "places_": "Public facts about places; region and authority are what they are, not whose they are.",
    "directory_": "Public content, searched by everyone; row-level security would make its search slow.",
    "core_translation": "Translations of public content.",
    "core_cache": "Counts of failed sign-ins, by a hash of address or e-mail.",
    "core_loadedcontent": "Which public content was loaded, by its fingerprint.",
    "people_user": "Accounts, found by e-mail before anybody is signed in. Their posts are tenant rows.",
    "account_": "Sign-in: an account's e-mail addresses.",
    "mfa_": "Sign-in: an account's second factors.",
    "socialaccount_": "Sign-in: an account at a municipality's identity provider.",
    "auth_": "Tables Django's permissions bring along; nothing here uses them.",
    "django_": "Sessions, kinds of content and the list of migrations.",
    "procrastinate_": "Jobs, whose arguments are ids and nothing else.",
}


def rows(query: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchall()


def tables_under_rls() -> set[str]:
    return {
        name
        for (name,) in rows(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
            " AND relrowsecurity AND relforcerowsecurity"
        )
    }


def is_listed(table: str) -> bool:
    return any(table == name or (name.endswith("_") and table.startswith(name)) for name in WITHOUT_TENANT)


def test_every_table_is_under_forced_row_level_security_or_on_the_list_with_a_reason():
    tables = {
        name
        for (name,) in rows(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        )
    }

    forgotten = {table for table in tables - tables_under_rls() if not is_listed(table)}

    assert not forgotten, f"Give these tables EnableRLS in a migration: {sorted(forgotten)}"
    assert not {table for table in tables_under_rls() if is_listed(table)}


def test_the_list_names_no_table_that_is_gone():
    tables = connection.introspection.table_names()

    assert all(any(table.startswith(name) for table in tables) for name in WITHOUT_TENANT)


def test_every_policy_asks_the_signed_context():
    policies = rows("SELECT tablename, policyname, coalesce(qual, '') || coalesce(with_check, '') FROM pg_policies")

    assert {table for table, _, _ in policies} == tables_under_rls()
    strays = [(table, name) for table, name, text in policies if "igum.region()" not in text]
    assert all(name == "own" for _, name in strays)
    assert all("igum.user_id()" in text for table, name, text in policies if name == "own")


def test_no_policy_reads_a_setting_that_anybody_can_set():
    assert not rows("SELECT tablename FROM pg_policies WHERE concat(qual, with_check) ~ 'current_setting'")


def test_keys_between_tenant_tables_carry_the_tenant():
    keys = rows(
        """
        SELECT k.conname, k.conrelid::regclass::text, k.confrelid::regclass::text,
               ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = k.conrelid AND attnum = ANY (k.conkey)),
               ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = k.confrelid AND attnum = ANY (k.confkey))
        FROM pg_constraint k WHERE k.contype = 'f'
        """
    )
    tenants = tables_under_rls()
    between = [key for key in keys if key[1] in tenants and key[2] in tenants]

    assert between
    assert not [key for key in between if "region_id" not in key[3] or "region_id" not in key[4]]


def test_every_reference_between_tenant_models_has_such_a_key():
    tenants = tables_under_rls()
    wanted = {
        (model._meta.db_table, field.column, field.related_model._meta.db_table)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and model._meta.db_table in tenants
        and field.related_model._meta.db_table in tenants
    }
    there = {
        tuple(row)
        for row in rows(
            """
            SELECT k.conrelid::regclass::text, a.attname::text, k.confrelid::regclass::text
            FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
            WHERE k.contype = 'f' AND array_length(k.conkey, 1) = 2 AND a.attname <> 'region_id'
            """
        )
    }

    assert wanted
    assert wanted <= there


def test_what_is_unique_is_unique_within_a_tenant():
    # A primary key is drawn by the database or at random: it tells nothing of another tenant's rows.
    indexes = rows(
        """
        SELECT i.indexrelid::regclass::text, i.indrelid::regclass::text,
               ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = i.indrelid AND attnum = ANY (i.indkey))
        FROM pg_index i WHERE (i.indisunique OR i.indisexclusion) AND NOT i.indisprimary
        """
    )
    tenants = tables_under_rls()
    global_ones = [name for name, table, columns in indexes if table in tenants and "region_id" not in columns]

    assert not global_ones


def test_every_view_runs_as_whoever_looks():
    views = rows(
        "SELECT oid::regclass::text, relkind, coalesce(reloptions::text, '') FROM pg_class"
        " WHERE relkind IN ('v', 'm') AND relnamespace IN ('public'::regnamespace, 'igum'::regnamespace)"
    )

    # A materialised view ignores row-level security altogether: it must lie in a schema the serving role cannot open.
    assert not [name for name, kind, _ in views if kind == "m"]
    assert not [name for name, _, options in views if "security_invoker=true" not in options]


def test_the_serving_role_is_no_superuser_bypasses_nothing_and_belongs_to_nobody():
    assert rows(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
        " FROM pg_roles WHERE rolname = current_user"
    ) == [("igum_app", False, False, False, False, False)]
    assert not rows("SELECT roleid::regrole FROM pg_auth_members WHERE member = current_user::regrole")


def test_no_session_of_the_serving_role_reads_what_another_one_runs():
    assert rows("SHOW track_activities") == [("off",)]
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        rows("SET track_activities = on")


def test_the_serving_role_owns_nothing():
    assert not rows(
        """
        SELECT relname::text FROM pg_class WHERE relowner = current_user::regrole
        UNION ALL SELECT proname::text FROM pg_proc WHERE proowner = current_user::regrole
        UNION ALL SELECT nspname::text FROM pg_namespace WHERE nspowner = current_user::regrole
        UNION ALL SELECT datname::text FROM pg_database WHERE datdba = current_user::regrole
        """
    )


@pytest.mark.parametrize(
    ("schema", "right", "has"),
    [
        ("public", "USAGE", True),
        ("public", "CREATE", False),
        ("igum", "USAGE", True),
        ("igum", "CREATE", False),
        ("igum_private", "USAGE", False),
        ("igum_private", "CREATE", False),
    ],
)
def test_the_serving_role_has_only_these_rights_on_schemas(schema, right, has):
    assert rows("SELECT has_schema_privilege(%s, %s)", schema, right) == [(has,)]


def test_the_serving_role_makes_no_temporary_tables_in_a_database_as_installed(migrated_template):
    assert rows("SELECT has_database_privilege(%s, 'TEMPORARY')", migrated_template) == [(False,)]


def test_the_serving_role_empties_no_table():
    assert not rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND has_table_privilege(oid, 'TRUNCATE')"
    )


def test_functions_that_run_as_their_owner_pin_where_they_look():
    definers = rows(
        """
        SELECT p.oid::regprocedure::text, coalesce(array_to_string(p.proconfig, ';'), '')
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        """
    )

    assert definers
    assert not [name for name, settings in definers if settings != "search_path=pg_catalog, pg_temp"]


def test_the_migrating_role_is_bound_by_row_level_security_too():
    assert rows("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'igum_owner'") == [(False, False)]
