"""The trail notices a row cut off its end, and nobody appends in another person's name.

Safe while older code runs: older code reads the same rows and writes its own actor already.
"""

from typing import ClassVar

from django.db import migrations

FORWARDS = """
-- Number and hash of a chain's last row, for whoever may read that chain; 0 and nothing for a chain nobody wrote to.
CREATE FUNCTION igum.audit_head(region integer) RETURNS TABLE (number bigint, hash bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF region IS DISTINCT FROM igum.region() OR (region IS NULL AND NOT igum.sees_whole_region()) THEN
        RAISE EXCEPTION 'igum: state the tenant whose trail is to be read' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY SELECT coalesce(h.number, 0), coalesce(h.hash, ''::bytea)
        FROM (SELECT coalesce(region, 0) AS chain) asked LEFT JOIN igum_private.audit_head h USING (chain);
END $$;

-- Rows of no region are read by the program at the terminal alone.
DROP POLICY tenant_reads ON core_auditrow;
CREATE POLICY tenant_reads ON core_auditrow FOR SELECT USING (
    region_id = (SELECT igum.region())
    OR (region_id IS NULL AND (SELECT igum.region()) IS NULL AND (SELECT igum.sees_whole_region())));

DROP POLICY tenant_appends ON core_auditrow;
CREATE POLICY tenant_appends ON core_auditrow FOR INSERT WITH CHECK (
    (region_id IS NULL OR region_id = (SELECT igum.region()))
    AND actor_id IS NOT DISTINCT FROM (SELECT igum.user_id()));

-- TRUNCATE passes by row triggers and row-level security: its owner is stopped here, the serving role has no right to it.
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON core_auditrow
    FOR EACH STATEMENT EXECUTE FUNCTION igum_private.refuse_audit_change();
"""

BACKWARDS = """
DROP TRIGGER never_emptied ON core_auditrow;
DROP POLICY tenant_reads ON core_auditrow;
CREATE POLICY tenant_reads ON core_auditrow FOR SELECT USING (region_id = (SELECT igum.region()));
DROP POLICY tenant_appends ON core_auditrow;
CREATE POLICY tenant_appends ON core_auditrow FOR INSERT
    WITH CHECK (region_id IS NULL OR region_id = (SELECT igum.region()));
DROP FUNCTION igum.audit_head(integer);
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("core", "0002_tenancy_and_trail")]
    operations: ClassVar = [migrations.RunSQL(FORWARDS, BACKWARDS)]
