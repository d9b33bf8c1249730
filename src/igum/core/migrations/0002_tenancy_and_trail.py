"""The functions row-level security believes, and the sealed audit trail.

Safe while older code runs: it only adds.
"""

from typing import ClassVar

from django.db import migrations

CONTEXT = """
CREATE SCHEMA igum_private;
REVOKE ALL ON SCHEMA igum_private FROM PUBLIC;
CREATE SCHEMA igum;
GRANT USAGE ON SCHEMA igum TO PUBLIC;

-- HMAC (RFC 2104) needs its key XORed with two pads. Without pgcrypto SQL cannot XOR bytes, so the owner stores both results.
CREATE TABLE igum_private.context_key (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    inner_pad bytea NOT NULL CHECK (length(inner_pad) = 64),
    outer_pad bytea NOT NULL CHECK (length(outer_pad) = 64)
);

-- The words of the current transaction's statement once its signature and its time have been checked; NULL when nothing was stated.
CREATE FUNCTION igum_private.statement() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said text := current_setting('igum.context', true);
    words text[];
    signed text;
    keys igum_private.context_key;
BEGIN
    IF said IS NULL OR said = '' THEN
        RETURN NULL;
    END IF;
    words := string_to_array(said, '|');
    IF array_length(words, 1) IS DISTINCT FROM 6 OR words[1] <> 'v1' THEN
        RAISE EXCEPTION 'igum: malformed tenant context' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT * INTO STRICT keys FROM igum_private.context_key;
    signed := array_to_string(words[1:5], '|');
    IF encode(sha256(keys.outer_pad || sha256(keys.inner_pad || convert_to(signed, 'UTF8'))), 'hex') <> words[6] THEN
        RAISE EXCEPTION 'igum: forged tenant context' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF words[5]::bigint < extract(epoch FROM clock_timestamp()) THEN
        RAISE EXCEPTION 'igum: expired tenant context' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN words;
END $$;

CREATE FUNCTION igum.region() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT nullif((igum_private.statement())[2], '')::integer $$;

CREATE FUNCTION igum.sees_whole_region() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce((igum_private.statement())[3] = '*', false) $$;

CREATE FUNCTION igum.authorities() RETURNS integer[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT CASE said[3] WHEN '*' THEN '{}' ELSE string_to_array(said[3], ',')::integer[] END
      FROM (SELECT igum_private.statement() AS said) statements $$;

CREATE FUNCTION igum.user_id() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT nullif((igum_private.statement())[4], '')::bigint $$;
"""

CONTEXT_AWAY = "DROP SCHEMA igum CASCADE; DROP SCHEMA igum_private CASCADE;"

TRAIL = """
CREATE TABLE igum_private.audit_head (
    chain integer PRIMARY KEY,      -- the region, or 0 for what belongs to no region
    number bigint NOT NULL,
    hash bytea NOT NULL
);

CREATE FUNCTION igum.audit_digest(before bytea, number bigint, region_id integer, at timestamptz, actor_id bigint,
    roles text, action text, kind text, object_id text, facts jsonb) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT sha256(before || convert_to(jsonb_build_array(
    number, region_id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), actor_id, roles, action, kind,
    object_id, facts)::text, 'UTF8')) $$;

-- One row after another: the head's row lock makes two writers of a region wait for each other, so the chain has no fork.
CREATE FUNCTION igum_private.seal_audit_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    head igum_private.audit_head;
BEGIN
    INSERT INTO igum_private.audit_head VALUES (coalesce(NEW.region_id, 0), 0, '') ON CONFLICT DO NOTHING;
    SELECT * INTO STRICT head FROM igum_private.audit_head WHERE chain = coalesce(NEW.region_id, 0) FOR UPDATE;
    NEW.number := head.number + 1;
    NEW.previous_hash := head.hash;
    NEW.hash := igum.audit_digest(head.hash, NEW.number, NEW.region_id, NEW.at, NEW.actor_id, NEW.roles, NEW.action,
                                  NEW.kind, NEW.object_id, NEW.facts);
    UPDATE igum_private.audit_head SET number = NEW.number, hash = NEW.hash WHERE chain = head.chain;
    RETURN NEW;
END $$;

CREATE FUNCTION igum_private.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'igum: the audit trail is only ever appended to' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER seal BEFORE INSERT ON core_auditrow FOR EACH ROW EXECUTE FUNCTION igum_private.seal_audit_row();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON core_auditrow
    FOR EACH ROW EXECUTE FUNCTION igum_private.refuse_audit_change();

ALTER TABLE core_auditrow ENABLE ROW LEVEL SECURITY;
ALTER TABLE core_auditrow FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_reads ON core_auditrow FOR SELECT USING (region_id = (SELECT igum.region()));
CREATE POLICY tenant_appends ON core_auditrow FOR INSERT
    WITH CHECK (region_id IS NULL OR region_id = (SELECT igum.region()));

DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'igum_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON core_auditrow FROM igum_app;
    END IF;
END $$;
"""

TRAIL_AWAY = """
DROP TRIGGER seal ON core_auditrow;
DROP TRIGGER append_only ON core_auditrow;
DROP POLICY tenant_reads ON core_auditrow;
DROP POLICY tenant_appends ON core_auditrow;
ALTER TABLE core_auditrow NO FORCE ROW LEVEL SECURITY;
ALTER TABLE core_auditrow DISABLE ROW LEVEL SECURITY;
DROP FUNCTION igum_private.seal_audit_row();
DROP FUNCTION igum_private.refuse_audit_change();
DROP TABLE igum_private.audit_head;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("core", "0001_initial")]
    operations: ClassVar = [
        migrations.RunSQL(CONTEXT, CONTEXT_AWAY),
        migrations.RunSQL(TRAIL, TRAIL_AWAY),
    ]
