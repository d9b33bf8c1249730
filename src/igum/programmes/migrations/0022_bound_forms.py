"""The form of a task that somebody of the team opened is shown to them as long as the task is.

Once their term ended, the match did, or the family left, the database shows the link's response no more. Safe while
older code runs: it binds no link to an account.
"""

from typing import ClassVar

from django.db import migrations

# Runs as whoever asks: the task keeps its own row-level security, and its policies stay out of the plan of others.
TASK_IS_SHOWN = """
CREATE FUNCTION igum.task_is_shown(asked uuid) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN EXISTS (SELECT FROM public.programmes_task WHERE id = asked); END $$;
CREATE POLICY bound_to_task ON questionnaires_response AS RESTRICTIVE USING (
    region_id = (SELECT igum.region()) AND (
        opened_by_id IS NULL
        OR purpose <> 'programmes.task'
        OR link_hash IS DISTINCT FROM (SELECT igum.link())
        OR igum.task_is_shown(about_id)
    )
)
"""
TASK_IS_SHOWN_AWAY = """
DROP POLICY bound_to_task ON questionnaires_response;
DROP FUNCTION igum.task_is_shown(uuid);
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("programmes", "0021_asked_once"),
        ("questionnaires", "0004_bound_links"),
    ]
    operations: ClassVar = [migrations.RunSQL(TASK_IS_SHOWN, TASK_IS_SHOWN_AWAY)]
