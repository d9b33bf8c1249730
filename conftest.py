"""The fixtures of all tests. Fixtures of a root conftest override those of plugins."""

from tests.database import admin_url, committed_db, django_db_setup, migrated_template

__all__ = ["admin_url", "committed_db", "django_db_setup", "migrated_template"]
