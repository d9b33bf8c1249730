"""The signed context may also name a secret link, so that its holder sees the rows it opens and nothing else.

Safe while older code runs: statements of the first version are read as before.
"""

from typing import ClassVar

from django.db import migrations

STATEMENT = """
CREATE OR REPLACE FUNCTION igum_private.statement() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said text := current_setting('igum.context', true);
    words text[];
    last integer;
    signed text;
    keys igum_private.context_key;
BEGIN
    IF said IS NULL OR said = '' THEN
        RETURN NULL;
    END IF;
    words := string_to_array(said, '|');
    last := array_length(words, 1);
    IF %(malformed)s THEN
        RAISE EXCEPTION 'igum: malformed tenant context' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT * INTO STRICT keys FROM igum_private.context_key;
    signed := array_to_string(words[1:last - 1], '|');
    IF encode(sha256(keys.outer_pad || sha256(keys.inner_pad || convert_to(signed, 'UTF8'))), 'hex') <> words[last] THEN
        RAISE EXCEPTION 'igum: forged tenant context' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF words[last - 1]::bigint < extract(epoch FROM clock_timestamp()) THEN
        RAISE EXCEPTION 'igum: expired tenant context' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN words;
END $$;
"""
ONE_VERSION = "last IS DISTINCT FROM 6 OR words[1] <> 'v1'"
TWO_VERSIONS = "NOT coalesce((last = 6 AND words[1] = 'v1') OR (last = 7 AND words[1] = 'v2'), false)"

LINK = """
CREATE FUNCTION igum.link() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT CASE said[1] WHEN 'v2' THEN nullif(said[5], '') END
      FROM (SELECT igum_private.statement() AS said) statements $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("core", "0005_shared_cache")]
    operations: ClassVar = [
        migrations.RunSQL(
            STATEMENT % {"malformed": TWO_VERSIONS} + LINK,
            "DROP FUNCTION igum.link();" + STATEMENT % {"malformed": ONE_VERSION},
        )
    ]
