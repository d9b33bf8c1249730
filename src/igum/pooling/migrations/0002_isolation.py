"""Row-level security and keys that carry the tenant.

A pool is read by whoever acts for the whole region, and by those who serve one of the towns in it: by the authorities
in the signed context, or as a member of a town's steering committee by a post in force today. Whatever belongs to a
pool is read by whoever reads the pool. Terms that were agreed to are kept by the database itself.
Safe while older code runs: the tables are new.
"""

from typing import ClassVar

from django.db import migrations

from igum.core.schema import AddCompositeForeignKey, AlsoReadBy, EnableRLS

TAKES_PART = """
    authority_ids && (SELECT igum.authorities())::integer[]
    OR EXISTS (SELECT FROM people_post post WHERE post.user_id = (SELECT igum.user_id())
        AND post.role = 'steering_member' AND post.organization_id IS NULL
        AND (post.authority_id IS NULL OR post.authority_id = ANY (pooling_pool.authority_ids))
        AND post.region_id = pooling_pool.region_id
        AND post.starts_on <= current_date AND (post.ends_on IS NULL OR post.ends_on > current_date))
"""
OF_A_POOL_THAT_IS_READ = "pool_id IN (SELECT id FROM pooling_pool)"
OF_A_POOL = ("Solve", "Plan", "Vote", "Comment", "Agreement", "Signature", "Spending", "Review")

WHAT_IS_AGREED_STAYS = """
CREATE FUNCTION igum.pooling_agreement_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.in_force_at IS NOT NULL THEN
        RAISE EXCEPTION 'pooling: what all have signed is not changed' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) - 'in_force_at' - 'withdrawn_at')
            <> (to_jsonb(OLD) - 'in_force_at' - 'withdrawn_at') THEN
        RAISE EXCEPTION 'pooling: the terms of an agreement are not changed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON pooling_agreement
    FOR EACH ROW EXECUTE FUNCTION igum.pooling_agreement_stays();
CREATE FUNCTION igum.pooling_signature_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'pooling: a signature is not changed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON pooling_signature
    FOR EACH ROW EXECUTE FUNCTION igum.pooling_signature_stays();
"""
UNDO = """
DROP TRIGGER stays ON pooling_agreement; DROP FUNCTION igum.pooling_agreement_stays();
DROP TRIGGER stays ON pooling_signature; DROP FUNCTION igum.pooling_signature_stays();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("pooling", "0001_initial"), ("people", "0003_isolation")]
    operations: ClassVar = [
        EnableRLS("Pool", authority=True),
        AlsoReadBy("Pool", TAKES_PART),
        *(EnableRLS(model, authority=True) for model in OF_A_POOL),
        *(AlsoReadBy(model, OF_A_POOL_THAT_IS_READ) for model in OF_A_POOL),
        *(AddCompositeForeignKey(model, "pool", "pooling.Pool") for model in OF_A_POOL),
        AddCompositeForeignKey("Plan", "solve", "pooling.Solve"),
        *(AddCompositeForeignKey(model, "plan", "pooling.Plan") for model in ("Vote", "Comment", "Agreement")),
        *(
            AddCompositeForeignKey(model, "agreement", "pooling.Agreement")
            for model in ("Signature", "Spending", "Review")
        ),
        migrations.RunSQL(WHAT_IS_AGREED_STAYS, UNDO),
    ]
