-- Igum: what these migrations make: people.0001_initial account.0001_initial account.0002_email_max_length account.0003_alter_emailaddress_create_unique_verified_email account.0004_alter_emailaddress_drop_unique_email account.0005_emailaddress_idx_upper_email account.0006_emailaddress_lower account.0007_emailaddress_idx_email account.0008_emailaddress_unique_primary_email_fixup account.0009_emailaddress_unique_primary_email contenttypes.0001_initial contenttypes.0002_remove_content_type_name auth.0001_initial auth.0002_alter_permission_name_max_length auth.0003_alter_user_email_max_length auth.0004_alter_user_username_opts auth.0005_alter_user_last_login_null auth.0006_require_contenttypes_0002 auth.0007_alter_validators_add_error_messages auth.0008_alter_user_username_max_length auth.0009_alter_user_last_name_max_length auth.0010_alter_group_name_max_length auth.0011_update_proxy_permissions auth.0012_alter_user_first_name_max_length core.0001_initial core.0002_tenancy_and_trail core.0003_trail_head_and_signature core.0004_loadedcontent core.0005_shared_cache core.0006_secret_links core.0007_stored_files places.0001_initial directory.0001_initial directory.0002_packaged_words directory.0003_websites_on_the_web directory.0004_services_counted_by_status mfa.0001_initial mfa.0002_authenticator_timestamps mfa.0003_authenticator_type_uniq questionnaires.0001_initial people.0002_posts_and_residents people.0003_isolation questionnaires.0002_isolation questionnaires.0003_answers_sent_before needs.0001_initial needs.0002_isolation needs.0003_links_that_end needs.0004_one_need_of_a_gap needs.0005_counts_of_what_is_asked_for needs.0006_isolation_of_counts outbox.0001_initial outbox.0002_tenancy outbox.0003_indexes_of_what_is_left people.0004_merging people.0005_consents_of_applicants pooling.0001_initial pooling.0002_isolation pooling.0003_halls pooling.0004_holidays_of_halls procrastinate.0001_initial procrastinate.0002_drop_started_at_column procrastinate.0003_drop_started_at_column procrastinate.0004_drop_procrastinate_version_table procrastinate.0005_fix_procrastinate_fetch_job procrastinate.0006_fix_trigger_status_events_insert procrastinate.0007_add_queueing_lock_column procrastinate.0008_close_fetch_job_race_condition procrastinate.0009_add_defer_job_function procrastinate.0010_add_procrastinate_periodic_defers procrastinate.0011_add_foreign_key_index procrastinate.0012_add_locks_to_periodic_defer procrastinate.0013_fix_procrastinate_defer_periodic_job procrastinate.0014_add_finish_job_and_retry_job_functions procrastinate.0015_add_trigger_on_job_deletion procrastinate.0016_delete_finished_jobs procrastinate.0017_add_checks_to_finish_job procrastinate.0018_add_checks_to_retry_job procrastinate.0019_fix_finish_job_compat_issue procrastinate.0020_add_index_on_procrastinate_jobs procrastinate.0021_add_kwargs_to_defer_periodic_job procrastinate.0022_null_locks_excluded procrastinate.0023_remove_old_finish_job_function procrastinate.0024_job_id_bigint procrastinate.0025_add_models procrastinate.0026_add_job_priority procrastinate.0027_add_periodic_job_priority procrastinate.0028_add_cancel_states procrastinate.0029_add_additional_params_to_retry_job procrastinate.0030_alter_procrastinateevent_options procrastinate.0031_add_indexes_for_fetch_job procrastinate.0032_pre_cancel_notification procrastinate.0033_post_cancel_notification procrastinate.0034_pre_add_heartbeat procrastinate.0035_post_add_heartbeat procrastinate.0036_add_worker_model procrastinate.0037_pre_batch_defer_jobs procrastinate.0038_post_batch_defer_jobs procrastinate.0039_pre_priority_lock_fetch_job procrastinate.0040_pre_retry_failed_job procrastinate.0041_post_retry_failed_job questionnaires.0004_bound_links volunteering.0001_initial volunteering.0002_isolation volunteering.0003_certificates_are_read volunteering.0004_seen_and_sealed programmes.0001_initial programmes.0002_isolation programmes.0003_imports_and_duplicates programmes.0004_drafts programmes.0005_list_in_order programmes.0006_cohort_life programmes.0007_cohort_life_isolation programmes.0008_looking_at_lists programmes.0009_telling_and_residents programmes.0010_referrals programmes.0011_documents programmes.0012_settlements programmes.0013_watching programmes.0014_reports_released programmes.0015_calendars programmes.0016_inviting programmes.0017_ended_terms programmes.0018_leagues programmes.0019_uses programmes.0020_left programmes.0021_asked_once programmes.0022_bound_forms programmes.0023_struck_uses sessions.0001_initial socialaccount.0001_initial socialaccount.0002_token_max_lengths socialaccount.0003_extra_data_default_dict socialaccount.0004_app_provider_id_settings socialaccount.0005_socialtoken_nullable_app socialaccount.0006_alter_socialaccount_extra_data

CREATE SCHEMA igum;

CREATE SCHEMA igum_private;

CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);

CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);

CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);

CREATE FUNCTION igum.audit_digest(before bytea, number bigint, region_id integer, at timestamp with time zone, actor_id bigint, roles text, action text, kind text, object_id text, facts jsonb) RETURNS bytea
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ SELECT sha256(before || convert_to(jsonb_build_array(
    number, region_id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), actor_id, roles, action, kind,
    object_id, facts)::text, 'UTF8')) $$;

CREATE FUNCTION igum.audit_head(region integer) RETURNS TABLE(number bigint, hash bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF region IS DISTINCT FROM igum.region() OR (region IS NULL AND NOT igum.sees_whole_region()) THEN
        RAISE EXCEPTION 'igum: state the tenant whose trail is to be read' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY SELECT coalesce(h.number, 0), coalesce(h.hash, ''::bytea)
        FROM (SELECT coalesce(region, 0) AS chain) asked LEFT JOIN igum_private.audit_head h USING (chain);
END $$;

CREATE FUNCTION igum.authorities() RETURNS integer[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ SELECT CASE said[3] WHEN '*' THEN '{}' ELSE string_to_array(said[3], ',')::integer[] END
      FROM (SELECT igum_private.statement() AS said) statements $$;

CREATE FUNCTION igum.cohorts_led() RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE ROWS 50
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ BEGIN RETURN QUERY SELECT cohort_id FROM public.programmes_teammember WHERE leads AND user_id = (SELECT igum.user_id()) AND (until_at IS NULL OR until_at > clock_timestamp()); END $$;

CREATE FUNCTION igum.cohorts_served() RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE ROWS 50
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ BEGIN RETURN QUERY SELECT cohort_id FROM public.programmes_teammember WHERE user_id = (SELECT igum.user_id()) AND (until_at IS NULL OR until_at > clock_timestamp()); END $$;

CREATE FUNCTION igum.cohorts_shown() RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE ROWS 50
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ BEGIN RETURN QUERY SELECT DISTINCT cohort_id FROM public.programmes_engagement; END $$;

CREATE FUNCTION igum.engagements_matched() RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE ROWS 50
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ BEGIN RETURN QUERY SELECT engagement_id FROM public.programmes_match WHERE approved_at IS NOT NULL AND declined_at IS NULL AND (ended_at IS NULL OR ended_at > clock_timestamp()) AND (user_id = (SELECT igum.user_id()) OR link_hash = (SELECT igum.link())) AND (link_hash = (SELECT igum.link()) OR member_id IN (SELECT id FROM public.programmes_teammember WHERE user_id = (SELECT igum.user_id()) AND (until_at IS NULL OR until_at > clock_timestamp()))); END $$;

CREATE FUNCTION igum.engagements_shown() RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE ROWS 50
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ BEGIN RETURN QUERY SELECT id FROM public.programmes_engagement; END $$;

CREATE FUNCTION igum.link() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ SELECT CASE said[1] WHEN 'v2' THEN nullif(said[5], '') END
      FROM (SELECT igum_private.statement() AS said) statements $$;

CREATE FUNCTION igum.members_matched() RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE ROWS 50
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ BEGIN RETURN QUERY SELECT member_id FROM public.programmes_match WHERE approved_at IS NOT NULL AND declined_at IS NULL AND (ended_at IS NULL OR ended_at > clock_timestamp()) AND (user_id = (SELECT igum.user_id()) OR link_hash = (SELECT igum.link())); END $$;

CREATE FUNCTION igum.own_members() RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE ROWS 50
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ BEGIN RETURN QUERY SELECT id FROM public.programmes_teammember WHERE user_id = (SELECT igum.user_id()) AND (until_at IS NULL OR until_at > clock_timestamp()); END $$;

CREATE FUNCTION igum.pooling_agreement_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION igum.pooling_signature_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'pooling: a signature is not changed' USING ERRCODE = 'check_violation';
END $$;

CREATE FUNCTION igum.region() RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ SELECT nullif((igum_private.statement())[2], '')::integer $$;

CREATE FUNCTION igum.sees_whole_region() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ SELECT coalesce((igum_private.statement())[3] = '*', false) $$;

CREATE FUNCTION igum.task_is_shown(asked uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN RETURN EXISTS (SELECT FROM public.programmes_task WHERE id = asked); END $$;

CREATE FUNCTION igum.user_id() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ SELECT nullif((igum_private.statement())[4], '')::bigint $$;

CREATE FUNCTION igum_private.refuse_audit_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'igum: the audit trail is only ever appended to' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION igum_private.seal_audit_row() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

CREATE FUNCTION igum_private.statement() RETURNS text[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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
    IF NOT coalesce((last = 6 AND words[1] = 'v1') OR (last = 7 AND words[1] = 'v2'), false) THEN
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

CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;

CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);

CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;

CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;

CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;

CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.programmes_release_never_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'A report that was released never changes: release another.' USING ERRCODE = 'check_violation';
END $$;

CREATE FUNCTION public.questionnaires_never_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'A questionnaire that was kept never changes: keep another.' USING ERRCODE = 'check_violation';
END $$;

CREATE TABLE igum_private.audit_head (
    chain integer NOT NULL,
    number bigint NOT NULL,
    hash bytea NOT NULL
);

CREATE TABLE igum_private.context_key (
    only_one boolean DEFAULT true NOT NULL,
    inner_pad bytea NOT NULL,
    outer_pad bytea NOT NULL,
    CONSTRAINT context_key_inner_pad_check CHECK ((length(inner_pad) = 64)),
    CONSTRAINT context_key_only_one_check CHECK (only_one),
    CONSTRAINT context_key_outer_pad_check CHECK ((length(outer_pad) = 64))
);

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.core_auditrow (
    id bigint NOT NULL,
    region_id integer,
    number bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_id bigint,
    roles text NOT NULL,
    action character varying(80) NOT NULL,
    kind character varying(80) NOT NULL,
    object_id character varying(64) NOT NULL,
    facts jsonb NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL
);

ALTER TABLE ONLY public.core_auditrow FORCE ROW LEVEL SECURITY;

ALTER TABLE public.core_auditrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_auditrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE UNLOGGED TABLE public.core_cache (
    cache_key character varying(255) NOT NULL,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);

CREATE TABLE public.core_loadedcontent (
    name character varying(60) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    loaded_at timestamp with time zone NOT NULL
);

CREATE TABLE public.core_storedfile (
    id uuid NOT NULL,
    region_id integer NOT NULL,
    authority_id integer,
    owner_id bigint,
    link_hash character varying(64) NOT NULL,
    name character varying(140) NOT NULL,
    media_type character varying(100) NOT NULL,
    size_bytes integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    key_sealed bytea,
    kept_at timestamp with time zone NOT NULL,
    erased_at timestamp with time zone,
    CONSTRAINT core_file_has_its_key_until_it_is_erased CHECK ((((erased_at IS NULL) AND (key_sealed IS NOT NULL)) OR ((erased_at IS NOT NULL) AND (key_sealed IS NULL) AND ((name)::text = ''::text) AND ((sha256)::text = ''::text)))),
    CONSTRAINT core_storedfile_size_bytes_check CHECK ((size_bytes >= 0))
);

ALTER TABLE ONLY public.core_storedfile FORCE ROW LEVEL SECURITY;

CREATE TABLE public.core_translation (
    id bigint NOT NULL,
    kind character varying(60) NOT NULL,
    object_id character varying(64) NOT NULL,
    field character varying(40) NOT NULL,
    language character varying(2) NOT NULL,
    text text NOT NULL,
    source_sha256 character varying(64) NOT NULL
);

ALTER TABLE public.core_translation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_translation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directory_contact (
    id uuid NOT NULL,
    title character varying(120) NOT NULL,
    name character varying(120) NOT NULL,
    email character varying(254) NOT NULL,
    organization_id uuid NOT NULL,
    service_id uuid
);

CREATE TABLE public.directory_costoption (
    id uuid NOT NULL,
    option character varying(120) NOT NULL,
    amount_agorot bigint NOT NULL,
    service_id uuid NOT NULL,
    CONSTRAINT directory_costoption_amount_agorot_check CHECK ((amount_agorot >= 0))
);

CREATE TABLE public.directory_location (
    id uuid NOT NULL,
    kind character varying(10) NOT NULL,
    name character varying(200) NOT NULL,
    address character varying(240) NOT NULL,
    latitude double precision,
    longitude double precision,
    accessibility text NOT NULL,
    confidential boolean NOT NULL,
    source_language character varying(2) NOT NULL,
    locality_id integer,
    organization_id uuid NOT NULL,
    CONSTRAINT directory_confidential_location_is_nowhere CHECK (((NOT confidential) OR (((address)::text = ''::text) AND (latitude IS NULL) AND (locality_id IS NULL) AND (longitude IS NULL)))),
    CONSTRAINT directory_location_point_is_on_earth CHECK ((((latitude IS NULL) AND (longitude IS NULL)) OR (((latitude >= ('-90.0'::numeric)::double precision) AND (latitude <= (90.0)::double precision)) AND ((longitude >= ('-180.0'::numeric)::double precision) AND (longitude <= (180.0)::double precision)))))
);

CREATE TABLE public.directory_organization (
    id uuid NOT NULL,
    name character varying(200) NOT NULL,
    description text NOT NULL,
    email character varying(254) NOT NULL,
    website character varying(200) NOT NULL,
    source_language character varying(2) NOT NULL,
    is_sample boolean NOT NULL,
    CONSTRAINT directory_organization_website_is_on_the_web CHECK ((((website)::text = ''::text) OR ((website)::text ~~ 'https://%'::text) OR ((website)::text ~~ 'http://%'::text)))
);

CREATE TABLE public.directory_phone (
    id uuid NOT NULL,
    number character varying(40) NOT NULL,
    kind character varying(10) NOT NULL,
    language character varying(2) NOT NULL,
    description character varying(120) NOT NULL,
    location_id uuid,
    organization_id uuid,
    service_id uuid,
    CONSTRAINT directory_phone_belongs_to_one CHECK ((((location_id IS NULL) AND (organization_id IS NOT NULL) AND (service_id IS NULL)) OR ((location_id IS NULL) AND (organization_id IS NULL) AND (service_id IS NOT NULL)) OR ((location_id IS NOT NULL) AND (organization_id IS NULL) AND (service_id IS NULL))))
);

CREATE TABLE public.directory_schedule (
    id uuid NOT NULL,
    weekdays smallint[] NOT NULL,
    opens_at time without time zone,
    closes_at time without time zone,
    note character varying(200) NOT NULL,
    service_id uuid,
    at_location_id uuid,
    CONSTRAINT directory_schedule_belongs_to_one CHECK ((((at_location_id IS NULL) AND (service_id IS NOT NULL)) OR ((at_location_id IS NOT NULL) AND (service_id IS NULL)))),
    CONSTRAINT directory_schedule_opens_before_it_closes CHECK ((((closes_at IS NULL) AND (opens_at IS NULL)) OR (opens_at < closes_at)))
);

CREATE TABLE public.directory_service (
    id uuid NOT NULL,
    name character varying(200) NOT NULL,
    description text NOT NULL,
    who text NOT NULL,
    fees text NOT NULL,
    free_of_charge boolean,
    documents text NOT NULL,
    application_process text NOT NULL,
    status character varying(20) NOT NULL,
    alert text NOT NULL,
    minimum_age smallint,
    maximum_age smallint,
    languages character varying(2)[] NOT NULL,
    assured_on date,
    assured_by character varying(120) NOT NULL,
    source_language character varying(2) NOT NULL,
    is_sample boolean NOT NULL,
    modified_at timestamp with time zone NOT NULL,
    organization_id uuid NOT NULL,
    CONSTRAINT directory_service_ages_in_order CHECK (((minimum_age IS NULL) OR (maximum_age IS NULL) OR (minimum_age <= maximum_age))),
    CONSTRAINT directory_service_maximum_age_check CHECK ((maximum_age >= 0)),
    CONSTRAINT directory_service_minimum_age_check CHECK ((minimum_age >= 0))
);

CREATE TABLE public.directory_service_terms (
    id bigint NOT NULL,
    service_id uuid NOT NULL,
    term_id character varying(160) NOT NULL
);

ALTER TABLE public.directory_service_terms ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directory_service_terms_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directory_servicearea (
    id uuid NOT NULL,
    authority_id integer,
    locality_id integer,
    region_id integer,
    service_id uuid NOT NULL,
    CONSTRAINT directory_area_is_one_place CHECK ((((authority_id IS NULL) AND (locality_id IS NULL) AND (region_id IS NOT NULL)) OR ((authority_id IS NOT NULL) AND (locality_id IS NULL) AND (region_id IS NULL)) OR ((authority_id IS NULL) AND (locality_id IS NOT NULL) AND (region_id IS NULL))))
);

CREATE TABLE public.directory_serviceatlocation (
    id uuid NOT NULL,
    location_id uuid NOT NULL,
    service_id uuid NOT NULL
);

CREATE TABLE public.directory_synonym (
    id bigint NOT NULL,
    language character varying(2) NOT NULL,
    text character varying(120) NOT NULL,
    term_id character varying(160) NOT NULL,
    packaged boolean NOT NULL
);

ALTER TABLE public.directory_synonym ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directory_synonym_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directory_term (
    code character varying(160) NOT NULL,
    axis character varying(10) NOT NULL,
    names jsonb NOT NULL,
    names_waiting jsonb NOT NULL,
    parent_id character varying(160)
);

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.needs_campaign (
    id uuid NOT NULL,
    titles jsonb NOT NULL,
    population character varying(60) NOT NULL,
    regime character varying(10) NOT NULL,
    terms jsonb NOT NULL,
    closes_on date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    published_at timestamp with time zone,
    is_sample boolean NOT NULL,
    authority_id integer,
    made_by_id bigint,
    questionnaire_id uuid NOT NULL,
    region_id integer NOT NULL
);

ALTER TABLE ONLY public.needs_campaign FORCE ROW LEVEL SECURITY;

CREATE TABLE public.needs_invitation (
    id uuid NOT NULL,
    body_name character varying(200) NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    authority_id integer,
    campaign_id uuid NOT NULL,
    organization_id uuid,
    region_id integer NOT NULL,
    response_id uuid NOT NULL,
    link_turn smallint NOT NULL,
    CONSTRAINT needs_invitation_link_turn_check CHECK ((link_turn >= 0))
);

ALTER TABLE ONLY public.needs_invitation FORCE ROW LEVEL SECURITY;

CREATE TABLE public.needs_need (
    id uuid NOT NULL,
    title character varying(200) NOT NULL,
    population character varying(60) NOT NULL,
    regime character varying(10) NOT NULL,
    source character varying(20) NOT NULL,
    confidence character varying(10) NOT NULL,
    state character varying(10) NOT NULL,
    source_note text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    authority_id integer,
    campaign_id uuid,
    region_id integer NOT NULL,
    term_id character varying(160) NOT NULL
);

ALTER TABLE ONLY public.needs_need FORCE ROW LEVEL SECURITY;

CREATE TABLE public.needs_needsize (
    id uuid NOT NULL,
    age_from smallint,
    age_to smallint,
    language character varying(2) NOT NULL,
    gender character varying(10) NOT NULL,
    people integer NOT NULL,
    authority_id integer,
    locality_id integer NOT NULL,
    need_id uuid NOT NULL,
    region_id integer NOT NULL,
    CONSTRAINT needs_ages_in_order CHECK (((age_from IS NULL) OR (age_to IS NULL) OR (age_from <= age_to))),
    CONSTRAINT needs_needsize_age_from_check CHECK ((age_from >= 0)),
    CONSTRAINT needs_needsize_age_to_check CHECK ((age_to >= 0)),
    CONSTRAINT needs_needsize_people_check CHECK ((people >= 0))
);

ALTER TABLE ONLY public.needs_needsize FORCE ROW LEVEL SECURITY;

CREATE TABLE public.needs_refusalcount (
    id uuid NOT NULL,
    day date NOT NULL,
    reason character varying(10) NOT NULL,
    reports integer NOT NULL,
    authority_id integer,
    locality_id integer,
    region_id integer NOT NULL,
    service_id uuid NOT NULL,
    CONSTRAINT needs_refusalcount_reports_check CHECK ((reports >= 0)),
    CONSTRAINT needs_refusals_are_some CHECK ((reports > 0))
);

ALTER TABLE ONLY public.needs_refusalcount FORCE ROW LEVEL SECURITY;

CREATE TABLE public.needs_respondent (
    id uuid NOT NULL,
    name character varying(120) NOT NULL,
    phone character varying(40) NOT NULL,
    email character varying(254) NOT NULL,
    language character varying(2) NOT NULL,
    link_hash character varying(64) NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    opened_at timestamp with time zone,
    reminded_at timestamp with time zone,
    left_at timestamp with time zone,
    authority_id integer,
    brought_by_id uuid,
    invitation_id uuid NOT NULL,
    region_id integer NOT NULL
);

ALTER TABLE ONLY public.needs_respondent FORCE ROW LEVEL SECURITY;

CREATE TABLE public.needs_searchcount (
    id uuid NOT NULL,
    day date NOT NULL,
    language character varying(2) NOT NULL,
    outcome character varying(10) NOT NULL,
    searches integer NOT NULL,
    authority_id integer,
    locality_id integer,
    region_id integer NOT NULL,
    term_id character varying(160),
    CONSTRAINT needs_count_is_of_something CHECK ((searches > 0)),
    CONSTRAINT needs_searchcount_searches_check CHECK ((searches >= 0))
);

ALTER TABLE ONLY public.needs_searchcount FORCE ROW LEVEL SECURITY;

CREATE TABLE public.needs_tiestatement (
    id uuid NOT NULL,
    intensity smallint,
    source character varying(10) NOT NULL,
    year smallint NOT NULL,
    setting character varying(10) NOT NULL,
    said_at timestamp with time zone NOT NULL,
    about_id uuid NOT NULL,
    authority_id integer,
    region_id integer NOT NULL,
    teller_id uuid NOT NULL,
    CONSTRAINT needs_tie_has_one_of_four_intensities CHECK ((((intensity >= 1) AND (intensity <= 4)) OR ((intensity IS NULL) AND ((source)::text = 'survey'::text)))),
    CONSTRAINT needs_tie_is_with_another CHECK ((NOT (teller_id = about_id))),
    CONSTRAINT needs_tiestatement_intensity_check CHECK ((intensity >= 0)),
    CONSTRAINT needs_tiestatement_year_check CHECK ((year >= 0))
);

ALTER TABLE ONLY public.needs_tiestatement FORCE ROW LEVEL SECURITY;

CREATE TABLE public.needs_tiesurvey (
    id uuid NOT NULL,
    year smallint NOT NULL,
    name character varying(120) NOT NULL,
    phone character varying(40) NOT NULL,
    email character varying(254) NOT NULL,
    language character varying(2) NOT NULL,
    link_hash character varying(64) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    authority_id integer,
    organization_id uuid NOT NULL,
    region_id integer NOT NULL,
    CONSTRAINT needs_tiesurvey_year_check CHECK ((year >= 0))
);

ALTER TABLE ONLY public.needs_tiesurvey FORCE ROW LEVEL SECURITY;

CREATE TABLE public.outbox_message (
    id uuid NOT NULL,
    once character varying(120) NOT NULL COLLATE pg_catalog."C",
    about_kind character varying(60) NOT NULL,
    about_id character varying(64) NOT NULL,
    recipient_name character varying(120) NOT NULL,
    phone character varying(40) NOT NULL,
    email character varying(254) NOT NULL,
    language character varying(2) NOT NULL,
    subject character varying(200) NOT NULL,
    body text NOT NULL,
    channel character varying(10) NOT NULL,
    urgent boolean NOT NULL,
    written_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    handed_at timestamp with time zone,
    unsure_at timestamp with time zone,
    failed_at timestamp with time zone,
    failure character varying(20) NOT NULL,
    again_at timestamp with time zone,
    sent_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    authority_id integer,
    region_id integer NOT NULL,
    sent_by_id bigint,
    written_by_id bigint,
    CONSTRAINT outbox_letter_has_a_key_and_words CHECK (((NOT ((once)::text = ''::text)) AND (NOT (body = ''::text)))),
    CONSTRAINT outbox_letter_is_due_after_it_is_written CHECK ((due_at >= written_at)),
    CONSTRAINT outbox_message_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT outbox_what_went_out_is_not_withdrawn CHECK (((sent_at IS NULL) OR (withdrawn_at IS NULL))),
    CONSTRAINT outbox_who_sent_it_sent_it CHECK (((sent_by_id IS NULL) OR (sent_at IS NOT NULL)))
);

ALTER TABLE ONLY public.outbox_message FORCE ROW LEVEL SECURITY;

CREATE TABLE public.people_consent (
    id uuid NOT NULL,
    purpose character varying(120) NOT NULL,
    recipient character varying(80) NOT NULL,
    text_version character varying(40) NOT NULL,
    given_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    authority_id integer NOT NULL,
    recorded_by_id bigint,
    region_id integer NOT NULL,
    resident_id uuid,
    about_id character varying(60) DEFAULT ''::character varying NOT NULL,
    about_kind character varying(60) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT people_consent_is_somebodys CHECK (((resident_id IS NOT NULL) OR ((NOT ((about_kind)::text = ''::text)) AND (NOT ((about_id)::text = ''::text))))),
    CONSTRAINT people_consent_is_withdrawn_after_it_is_given CHECK (((withdrawn_at IS NULL) OR (withdrawn_at >= given_at))),
    CONSTRAINT people_consent_runs_out_after_it_is_given CHECK ((expires_at > given_at))
);

ALTER TABLE ONLY public.people_consent FORCE ROW LEVEL SECURITY;

CREATE TABLE public.people_household (
    id uuid NOT NULL,
    address character varying(200) NOT NULL,
    authority_id integer NOT NULL,
    locality_id integer NOT NULL,
    region_id integer NOT NULL
);

ALTER TABLE ONLY public.people_household FORCE ROW LEVEL SECURITY;

CREATE TABLE public.people_merge (
    id bigint NOT NULL,
    taken jsonb NOT NULL,
    brought_account boolean NOT NULL,
    merged_at timestamp with time zone NOT NULL,
    undone_at timestamp with time zone,
    authority_id integer NOT NULL,
    kept_id uuid NOT NULL,
    merged_id uuid NOT NULL,
    region_id integer NOT NULL,
    CONSTRAINT people_resident_is_not_merged_into_itself CHECK ((NOT (kept_id = merged_id)))
);

ALTER TABLE ONLY public.people_merge FORCE ROW LEVEL SECURITY;

ALTER TABLE public.people_merge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_merge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_post (
    id bigint NOT NULL,
    role character varying(20) NOT NULL,
    organization_id uuid,
    starts_on date NOT NULL,
    ends_on date,
    authority_id integer,
    region_id integer NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT people_post_ends_after_it_starts CHECK (((ends_on IS NULL) OR (ends_on >= starts_on))),
    CONSTRAINT people_post_has_a_known_role CHECK (((role)::text = ANY ((ARRAY['resident'::character varying, 'volunteer'::character varying, 'provider'::character varying, 'social_worker'::character varying, 'coordinator'::character varying, 'steering_member'::character varying, 'department_manager'::character varying, 'region_director'::character varying, 'privacy_officer'::character varying, 'administrator'::character varying])::text[]))),
    CONSTRAINT people_post_is_held_in_one_place CHECK (((authority_id IS NULL) OR (organization_id IS NULL)))
);

ALTER TABLE ONLY public.people_post FORCE ROW LEVEL SECURITY;

ALTER TABLE public.people_post ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_post_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_resident (
    id uuid NOT NULL,
    identity_mode character varying(10) NOT NULL,
    code character varying(40) NOT NULL,
    given_name character varying(60) NOT NULL,
    family_name character varying(60) NOT NULL,
    family_first character varying(125) NOT NULL COLLATE pg_catalog."C",
    given_first character varying(125) NOT NULL COLLATE pg_catalog."C",
    birth_year smallint,
    languages jsonb NOT NULL,
    phone character varying(20) NOT NULL,
    email character varying(254) NOT NULL,
    document character varying(10) NOT NULL,
    number_fingerprint bytea,
    number_sealed bytea,
    authority_id integer NOT NULL,
    household_id uuid,
    locality_id integer,
    region_id integer NOT NULL,
    user_id bigint,
    merged_into_id uuid,
    CONSTRAINT people_coded_resident_has_only_a_code CHECK (((NOT ((identity_mode)::text = 'coded'::text)) OR ((NOT ((code)::text = ''::text)) AND ((family_first)::text = ''::text) AND ((family_name)::text = ''::text) AND ((given_first)::text = ''::text) AND ((given_name)::text = ''::text) AND ((email)::text = ''::text) AND ((phone)::text = ''::text) AND (user_id IS NULL) AND ((document)::text = ''::text) AND (number_fingerprint IS NULL) AND (number_sealed IS NULL) AND (household_id IS NULL) AND (merged_into_id IS NULL)))),
    CONSTRAINT people_named_resident_has_a_name CHECK (((NOT ((identity_mode)::text = 'named'::text)) OR (((code)::text = ''::text) AND ((NOT ((given_name)::text = ''::text)) OR (NOT ((family_name)::text = ''::text)))))),
    CONSTRAINT people_resident_birth_year_check CHECK ((birth_year >= 0)),
    CONSTRAINT people_resident_is_not_anonymous CHECK (((identity_mode)::text = ANY ((ARRAY['named'::character varying, 'coded'::character varying])::text[]))),
    CONSTRAINT people_resident_number_is_sealed_and_findable CHECK (((((document)::text = ''::text) AND (number_fingerprint IS NULL) AND (number_sealed IS NULL)) OR ((NOT ((document)::text = ''::text)) AND (number_fingerprint IS NOT NULL) AND (number_sealed IS NOT NULL))))
);

ALTER TABLE ONLY public.people_resident FORCE ROW LEVEL SECURITY;

CREATE TABLE public.people_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    email character varying(254) NOT NULL,
    name character varying(120) NOT NULL,
    is_active boolean NOT NULL,
    joined_at timestamp with time zone NOT NULL
);

ALTER TABLE public.people_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.places_authority (
    names jsonb NOT NULL,
    names_transliterated jsonb NOT NULL,
    names_also jsonb NOT NULL,
    id integer NOT NULL,
    cbs_code character varying(4) NOT NULL,
    kind character varying(20) NOT NULL,
    district character varying(20) NOT NULL,
    population integer,
    area_km2 numeric(7,1),
    percent_0_17 numeric(4,1),
    percent_65_plus numeric(4,1),
    socio_economic_cluster smallint,
    peripherality_cluster smallint,
    region_id integer,
    CONSTRAINT places_authority_id_check CHECK ((id >= 0)),
    CONSTRAINT places_authority_peripherality_cluster_check CHECK ((peripherality_cluster >= 0)),
    CONSTRAINT places_authority_population_check CHECK ((population >= 0)),
    CONSTRAINT places_authority_socio_economic_cluster_check CHECK ((socio_economic_cluster >= 0)),
    CONSTRAINT places_peripherality_cluster_is_1_to_10 CHECK (((peripherality_cluster IS NULL) OR ((peripherality_cluster >= 1) AND (peripherality_cluster <= 10)))),
    CONSTRAINT places_socio_economic_cluster_is_1_to_10 CHECK (((socio_economic_cluster IS NULL) OR ((socio_economic_cluster >= 1) AND (socio_economic_cluster <= 10))))
);

CREATE TABLE public.places_locality (
    names jsonb NOT NULL,
    names_transliterated jsonb NOT NULL,
    names_also jsonb NOT NULL,
    id integer NOT NULL,
    kind character varying(20) NOT NULL,
    district character varying(20) NOT NULL,
    without_authority character varying(20) NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    population integer,
    authority_id integer,
    region_id integer,
    CONSTRAINT places_locality_has_an_authority_or_a_reason CHECK ((((authority_id IS NOT NULL) AND ((without_authority)::text = ''::text)) OR ((authority_id IS NULL) AND ((without_authority)::text > ''::text)))),
    CONSTRAINT places_locality_id_check CHECK ((id >= 0)),
    CONSTRAINT places_locality_population_check CHECK ((population >= 0))
);

CREATE TABLE public.places_region (
    names jsonb NOT NULL,
    id integer NOT NULL,
    slug character varying(50) NOT NULL,
    counts_elsewhere jsonb NOT NULL,
    CONSTRAINT places_region_id_check CHECK ((id >= 0))
);

CREATE TABLE public.pooling_agreement (
    id uuid NOT NULL,
    key character varying(20) NOT NULL,
    floors jsonb NOT NULL,
    caps jsonb NOT NULL,
    shares jsonb NOT NULL,
    alone jsonb NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    notice_months smallint NOT NULL,
    review_on date NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    in_force_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    authority_id integer,
    proposed_by_id bigint,
    region_id integer NOT NULL,
    plan_id uuid NOT NULL,
    pool_id uuid NOT NULL,
    CONSTRAINT pooling_agreement_has_a_term CHECK ((ends_on > starts_on)),
    CONSTRAINT pooling_agreement_notice_months_check CHECK ((notice_months >= 0)),
    CONSTRAINT pooling_review_within_the_term CHECK (((review_on > starts_on) AND (review_on <= ends_on)))
);

ALTER TABLE ONLY public.pooling_agreement FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pooling_comment (
    id uuid NOT NULL,
    text text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    authority_id integer,
    region_id integer NOT NULL,
    written_by_id bigint,
    plan_id uuid,
    pool_id uuid NOT NULL
);

ALTER TABLE ONLY public.pooling_comment FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pooling_hall (
    id uuid NOT NULL,
    titles jsonb NOT NULL,
    opens jsonb NOT NULL,
    turn_minutes smallint NOT NULL,
    weights jsonb NOT NULL,
    is_sample boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    authority_id integer,
    made_by_id bigint,
    pool_id uuid NOT NULL,
    region_id integer NOT NULL,
    holidays jsonb NOT NULL,
    CONSTRAINT pooling_hall_is_the_regions_own CHECK ((authority_id IS NULL)),
    CONSTRAINT pooling_hall_turn_minutes_check CHECK ((turn_minutes >= 0)),
    CONSTRAINT pooling_turn_takes_time CHECK ((turn_minutes > 0))
);

ALTER TABLE ONLY public.pooling_hall FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pooling_hallswap (
    id uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    agreed_at timestamp with time zone,
    refused_at timestamp with time zone,
    answered_by_id bigint,
    asked_by_id bigint,
    authority_id integer NOT NULL,
    hall_id uuid NOT NULL,
    other_id integer NOT NULL,
    pool_id uuid NOT NULL,
    region_id integer NOT NULL,
    gives_id uuid NOT NULL,
    takes_id uuid NOT NULL,
    CONSTRAINT pooling_swap_has_one_answer CHECK (((agreed_at IS NULL) OR (refused_at IS NULL)))
);

ALTER TABLE ONLY public.pooling_hallswap FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pooling_hallturn (
    id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    was_wished boolean NOT NULL,
    authority_id integer NOT NULL,
    hall_id uuid NOT NULL,
    pool_id uuid NOT NULL,
    region_id integer NOT NULL,
    CONSTRAINT pooling_turn_ends_after_it_starts CHECK ((ends_at > starts_at))
);

ALTER TABLE ONLY public.pooling_hallturn FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pooling_hallwish (
    id uuid NOT NULL,
    weekday smallint NOT NULL,
    starts time without time zone NOT NULL,
    points smallint NOT NULL,
    set_at timestamp with time zone NOT NULL,
    authority_id integer NOT NULL,
    hall_id uuid NOT NULL,
    pool_id uuid NOT NULL,
    region_id integer NOT NULL,
    set_by_id bigint,
    CONSTRAINT pooling_hallwish_points_check CHECK ((points >= 0)),
    CONSTRAINT pooling_hallwish_weekday_check CHECK ((weekday >= 0)),
    CONSTRAINT pooling_wish_has_few_points CHECK ((points <= 3)),
    CONSTRAINT pooling_wish_is_for_a_weekday CHECK ((weekday <= 6))
);

ALTER TABLE ONLY public.pooling_hallwish FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pooling_plan (
    id uuid NOT NULL,
    number integer NOT NULL,
    aim character varying(12) NOT NULL,
    source text NOT NULL,
    changes jsonb NOT NULL,
    result jsonb NOT NULL,
    costs jsonb NOT NULL,
    alone jsonb NOT NULL,
    reasons jsonb NOT NULL,
    people integer NOT NULL,
    missing integer NOT NULL,
    net_agorot bigint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    counted_at timestamp with time zone,
    authority_id integer,
    region_id integer NOT NULL,
    pool_id uuid NOT NULL,
    solve_id uuid NOT NULL,
    CONSTRAINT pooling_plan_missing_check CHECK ((missing >= 0)),
    CONSTRAINT pooling_plan_number_check CHECK ((number >= 0)),
    CONSTRAINT pooling_plan_people_check CHECK ((people >= 0))
);

ALTER TABLE ONLY public.pooling_plan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pooling_pool (
    id uuid NOT NULL,
    authority_ids integer[] NOT NULL,
    titles jsonb NOT NULL,
    source text NOT NULL,
    need_ids uuid[] NOT NULL,
    is_sample boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    authority_id integer,
    made_by_id bigint,
    region_id integer NOT NULL,
    CONSTRAINT pooling_pool_is_the_regions_own CHECK ((authority_id IS NULL))
);

ALTER TABLE ONLY public.pooling_pool FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pooling_review (
    id uuid NOT NULL,
    year smallint NOT NULL,
    verdict character varying(6) NOT NULL,
    text text NOT NULL,
    reviewed_at timestamp with time zone NOT NULL,
    agreement_id uuid NOT NULL,
    authority_id integer NOT NULL,
    pool_id uuid NOT NULL,
    region_id integer NOT NULL,
    reviewed_by_id bigint,
    CONSTRAINT pooling_review_year_check CHECK ((year >= 0))
);

ALTER TABLE ONLY public.pooling_review FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pooling_signature (
    id uuid NOT NULL,
    role character varying(20) NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    agreement_id uuid NOT NULL,
    authority_id integer NOT NULL,
    pool_id uuid NOT NULL,
    region_id integer NOT NULL,
    signed_by_id bigint
);

ALTER TABLE ONLY public.pooling_signature FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pooling_solve (
    id uuid NOT NULL,
    changes jsonb NOT NULL,
    stage character varying(10) NOT NULL,
    progress jsonb NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    asked_by_id bigint,
    authority_id integer,
    pool_id uuid NOT NULL,
    region_id integer NOT NULL
);

ALTER TABLE ONLY public.pooling_solve FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pooling_spending (
    id uuid NOT NULL,
    year smallint NOT NULL,
    quarter smallint NOT NULL,
    paid_agorot bigint NOT NULL,
    people integer NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    agreement_id uuid NOT NULL,
    authority_id integer NOT NULL,
    noted_by_id bigint,
    pool_id uuid NOT NULL,
    region_id integer NOT NULL,
    CONSTRAINT pooling_quarter_is_1_to_4 CHECK (((quarter >= 1) AND (quarter <= 4))),
    CONSTRAINT pooling_spending_paid_agorot_check CHECK ((paid_agorot >= 0)),
    CONSTRAINT pooling_spending_people_check CHECK ((people >= 0)),
    CONSTRAINT pooling_spending_quarter_check CHECK ((quarter >= 0)),
    CONSTRAINT pooling_spending_year_check CHECK ((year >= 0))
);

ALTER TABLE ONLY public.pooling_spending FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pooling_vote (
    id uuid NOT NULL,
    choice character varying(8) NOT NULL,
    key character varying(20) NOT NULL,
    voted_at timestamp with time zone NOT NULL,
    authority_id integer NOT NULL,
    plan_id uuid NOT NULL,
    pool_id uuid NOT NULL,
    region_id integer NOT NULL,
    voted_by_id bigint
);

ALTER TABLE ONLY public.pooling_vote FORCE ROW LEVEL SECURITY;

CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);

CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;

CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;

CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);

CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;

CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.programmes_absencealert (
    id uuid NOT NULL,
    in_a_row integer NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    authority_id integer,
    closed_by_id bigint,
    cohort_id uuid NOT NULL,
    engagement_id uuid NOT NULL,
    region_id integer NOT NULL,
    since_id uuid NOT NULL,
    CONSTRAINT programmes_absencealert_in_a_row_check CHECK ((in_a_row >= 0))
);

ALTER TABLE ONLY public.programmes_absencealert FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_application (
    id uuid NOT NULL,
    channel character varying(10) NOT NULL,
    link_hash character varying(64) NOT NULL,
    link_sealed bytea NOT NULL,
    language character varying(2) NOT NULL,
    name character varying(120) NOT NULL,
    phone character varying(20) NOT NULL,
    email character varying(254) NOT NULL,
    units smallint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    applied_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    screened_at timestamp with time zone,
    is_eligible boolean,
    findings jsonb NOT NULL,
    rule_score numeric(12,4),
    panel_score numeric(12,4),
    outcome character varying(20) NOT NULL,
    outcome_at timestamp with time zone,
    outcome_reason character varying(400) NOT NULL,
    "position" integer,
    authority_id integer,
    entered_by_id bigint,
    locality_id integer,
    outcome_by_id bigint,
    region_id integer NOT NULL,
    response_id uuid NOT NULL,
    cohort_id uuid NOT NULL,
    amended jsonb,
    erased_at timestamp with time zone,
    resident_id uuid,
    told_at timestamp with time zone,
    told_outcome character varying(20) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT programmes_application_position_check CHECK (("position" >= 0)),
    CONSTRAINT programmes_application_takes_a_place CHECK ((units > 0)),
    CONSTRAINT programmes_application_units_check CHECK ((units >= 0)),
    CONSTRAINT programmes_outcome_has_its_moment CHECK ((((outcome)::text = ''::text) OR (outcome_at IS NOT NULL)))
);

ALTER TABLE ONLY public.programmes_application FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_attendance (
    id uuid NOT NULL,
    status character varying(10) NOT NULL,
    number integer NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    authority_id integer,
    engagement_id uuid,
    noted_by_id bigint,
    region_id integer NOT NULL,
    session_id uuid NOT NULL,
    member_id uuid,
    CONSTRAINT programmes_attendance_is_of_one CHECK ((((engagement_id IS NOT NULL) AND (member_id IS NULL)) OR ((engagement_id IS NULL) AND (member_id IS NOT NULL)))),
    CONSTRAINT programmes_attendance_number_check CHECK ((number >= 0))
);

ALTER TABLE ONLY public.programmes_attendance FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_calendarfeed (
    id uuid NOT NULL,
    link_hash character varying(64) NOT NULL,
    secret_hash character varying(64) NOT NULL,
    language character varying(2) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    authority_id integer,
    region_id integer NOT NULL,
    user_id bigint,
    CONSTRAINT programmes_feed_has_one_owner CHECK (((((link_hash)::text = ''::text) AND (user_id IS NOT NULL)) OR ((user_id IS NULL) AND (NOT ((link_hash)::text = ''::text)))))
);

ALTER TABLE ONLY public.programmes_calendarfeed FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_cohort (
    id uuid NOT NULL,
    key character varying(40) NOT NULL,
    opens_at timestamp with time zone NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    starts_on date,
    places integer NOT NULL,
    lot_seed character varying(64) NOT NULL,
    chosen_at timestamp with time zone,
    closed_at timestamp with time zone,
    authority_id integer,
    region_id integer NOT NULL,
    programme_id uuid NOT NULL,
    version_id uuid NOT NULL,
    CONSTRAINT programmes_cohort_closes_after_it_opens CHECK ((closes_at > opens_at)),
    CONSTRAINT programmes_cohort_places_check CHECK ((places >= 0))
);

ALTER TABLE ONLY public.programmes_cohort FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_court (
    id uuid NOT NULL,
    authority_id integer,
    cohort_id uuid NOT NULL,
    region_id integer NOT NULL,
    room_id uuid NOT NULL
);

ALTER TABLE ONLY public.programmes_court FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_document (
    id uuid NOT NULL,
    name character varying(140) NOT NULL,
    audience character varying(10) NOT NULL,
    handed_in_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    returned_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    words character varying(400) NOT NULL,
    authority_id integer,
    decided_by_id bigint,
    engagement_id uuid NOT NULL,
    file_id uuid NOT NULL,
    handed_in_by_id bigint,
    region_id integer NOT NULL,
    task_id uuid NOT NULL,
    CONSTRAINT programmes_document_ends_in_one_way CHECK ((((accepted_at IS NULL) AND (returned_at IS NULL)) OR ((accepted_at IS NULL) AND (withdrawn_at IS NULL)) OR ((returned_at IS NULL) AND (withdrawn_at IS NULL)))),
    CONSTRAINT programmes_document_is_read_by_the_team CHECK ((NOT ((audience)::text = 'private'::text)))
);

ALTER TABLE ONLY public.programmes_document FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_duplicatekey (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    key bytea NOT NULL,
    application_id uuid NOT NULL,
    authority_id integer,
    programme_id uuid NOT NULL,
    region_id integer NOT NULL
);

ALTER TABLE ONLY public.programmes_duplicatekey FORCE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_duplicatekey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programmes_duplicatekey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.programmes_duplicatepair (
    id uuid NOT NULL,
    alike jsonb NOT NULL,
    found_at timestamp with time zone NOT NULL,
    decided_as character varying(10) NOT NULL,
    decided_at timestamp with time zone,
    authority_id integer,
    decided_by_id bigint,
    newer_id uuid NOT NULL,
    older_id uuid NOT NULL,
    programme_id uuid NOT NULL,
    region_id integer NOT NULL,
    CONSTRAINT programmes_pair_decided_has_its_moment CHECK ((((decided_as)::text = ''::text) OR (decided_at IS NOT NULL))),
    CONSTRAINT programmes_pair_is_of_two CHECK ((NOT (older_id = newer_id)))
);

ALTER TABLE ONLY public.programmes_duplicatepair FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_engagement (
    id uuid NOT NULL,
    units smallint NOT NULL,
    began_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    end_reason character varying(400) NOT NULL,
    application_id uuid NOT NULL,
    authority_id integer,
    cohort_id uuid NOT NULL,
    region_id integer NOT NULL,
    language character varying(2) NOT NULL,
    locality_id integer,
    name character varying(120) NOT NULL,
    phone character varying(20) NOT NULL,
    household_id uuid,
    resident_id uuid,
    came_at timestamp with time zone,
    heard_at timestamp with time zone,
    CONSTRAINT programmes_engagement_units_check CHECK ((units >= 0))
);

ALTER TABLE ONLY public.programmes_engagement FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_game (
    id uuid NOT NULL,
    round smallint NOT NULL,
    home_score smallint,
    away_score smallint,
    noted_at timestamp with time zone,
    authority_id integer,
    away_id uuid NOT NULL,
    cohort_id uuid NOT NULL,
    home_id uuid NOT NULL,
    noted_by_id bigint,
    region_id integer NOT NULL,
    session_id uuid NOT NULL,
    CONSTRAINT programmes_game_away_score_check CHECK ((away_score >= 0)),
    CONSTRAINT programmes_game_has_a_whole_result CHECK ((((away_score IS NULL) AND (home_score IS NULL) AND (noted_at IS NULL)) OR ((away_score IS NOT NULL) AND (home_score IS NOT NULL) AND (noted_at IS NOT NULL)))),
    CONSTRAINT programmes_game_home_score_check CHECK ((home_score >= 0)),
    CONSTRAINT programmes_game_is_of_two CHECK ((NOT (home_id = away_id))),
    CONSTRAINT programmes_game_round_check CHECK ((round >= 0))
);

ALTER TABLE ONLY public.programmes_game FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_goal (
    id uuid NOT NULL,
    theme character varying(60) NOT NULL,
    texts jsonb NOT NULL,
    measures jsonb NOT NULL,
    baseline numeric(18,6),
    target numeric(18,6) NOT NULL,
    more_is_better boolean NOT NULL,
    due_on date NOT NULL,
    set_at timestamp with time zone NOT NULL,
    dropped_at timestamp with time zone,
    drop_reason character varying(400) NOT NULL,
    authority_id integer,
    engagement_id uuid NOT NULL,
    region_id integer NOT NULL,
    set_by_id bigint
);

ALTER TABLE ONLY public.programmes_goal FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_import (
    id uuid NOT NULL,
    file_name character varying(200) NOT NULL,
    sheet character varying(100) NOT NULL,
    sha256 character varying(64) NOT NULL,
    headers jsonb NOT NULL,
    columns jsonb,
    row_count integer NOT NULL,
    language character varying(2) NOT NULL,
    writes_letters boolean NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    authority_id integer,
    cohort_id uuid NOT NULL,
    region_id integer NOT NULL,
    started_by_id bigint,
    uploaded_by_id bigint,
    look jsonb DEFAULT '{}'::jsonb NOT NULL,
    looked_at timestamp with time zone,
    CONSTRAINT programmes_import_row_count_check CHECK ((row_count >= 0)),
    CONSTRAINT programmes_import_starts_with_its_columns CHECK (((started_at IS NULL) OR (columns IS NOT NULL)))
);

ALTER TABLE ONLY public.programmes_import FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_importrow (
    id bigint NOT NULL,
    number integer NOT NULL,
    cells jsonb NOT NULL,
    digest bytea NOT NULL,
    same_as integer,
    done_at timestamp with time zone,
    application_id uuid,
    authority_id integer,
    file_id uuid NOT NULL,
    region_id integer NOT NULL,
    CONSTRAINT programmes_import_row_done_has_its_moment CHECK (((application_id IS NULL) OR (done_at IS NOT NULL))),
    CONSTRAINT programmes_importrow_number_check CHECK ((number >= 0)),
    CONSTRAINT programmes_importrow_same_as_check CHECK ((same_as >= 0))
);

ALTER TABLE ONLY public.programmes_importrow FORCE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_importrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programmes_importrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.programmes_invitation (
    id uuid NOT NULL,
    role character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    declined_at timestamp with time zone,
    authority_id integer,
    cohort_id uuid NOT NULL,
    invited_by_id bigint,
    member_id uuid,
    region_id integer NOT NULL,
    user_id bigint NOT NULL,
    volunteer_id uuid NOT NULL,
    CONSTRAINT programmes_invitation_is_answered_in_one_way CHECK (((accepted_at IS NULL) OR (declined_at IS NULL)))
);

ALTER TABLE ONLY public.programmes_invitation FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_match (
    id uuid NOT NULL,
    link_hash character varying(64) NOT NULL,
    reasons jsonb NOT NULL,
    by_hand boolean NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    subject_agreed_at timestamp with time zone,
    member_agreed_at timestamp with time zone,
    declined_at timestamp with time zone,
    declined_by_subject boolean NOT NULL,
    ended_at timestamp with time zone,
    end_reason character varying(400) NOT NULL,
    approved_by_id bigint,
    authority_id integer,
    engagement_id uuid NOT NULL,
    region_id integer NOT NULL,
    user_id bigint,
    member_id uuid NOT NULL
);

ALTER TABLE ONLY public.programmes_match FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_measurement (
    id uuid NOT NULL,
    outcome character varying(60) NOT NULL,
    moment character varying(60) NOT NULL,
    value numeric(18,6),
    measured_at timestamp with time zone NOT NULL,
    authority_id integer,
    engagement_id uuid NOT NULL,
    measured_by_id bigint,
    region_id integer NOT NULL,
    response_id uuid
);

ALTER TABLE ONLY public.programmes_measurement FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_note (
    id uuid NOT NULL,
    audience character varying(10) NOT NULL,
    text text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    authority_id integer,
    engagement_id uuid NOT NULL,
    region_id integer NOT NULL,
    written_by_id bigint,
    member_id uuid
);

ALTER TABLE ONLY public.programmes_note FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_offer (
    id uuid NOT NULL,
    units smallint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    declined_at timestamp with time zone,
    ended_at timestamp with time zone,
    application_id uuid NOT NULL,
    authority_id integer,
    cohort_id uuid NOT NULL,
    region_id integer NOT NULL,
    CONSTRAINT programmes_offer_ends_in_one_way CHECK ((((accepted_at IS NULL) AND (declined_at IS NULL)) OR ((accepted_at IS NULL) AND (ended_at IS NULL)) OR ((declined_at IS NULL) AND (ended_at IS NULL)))),
    CONSTRAINT programmes_offer_leaves_time_to_answer CHECK ((expires_at > made_at)),
    CONSTRAINT programmes_offer_units_check CHECK ((units >= 0))
);

ALTER TABLE ONLY public.programmes_offer FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_passage (
    id uuid NOT NULL,
    phase character varying(60) NOT NULL,
    passed_at timestamp with time zone NOT NULL,
    reason character varying(400) NOT NULL,
    authority_id integer,
    engagement_id uuid NOT NULL,
    passed_by_id bigint,
    region_id integer NOT NULL
);

ALTER TABLE ONLY public.programmes_passage FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_player (
    id uuid NOT NULL,
    name character varying(120) NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    left_at timestamp with time zone,
    authority_id integer,
    engagement_id uuid NOT NULL,
    locality_id integer NOT NULL,
    region_id integer NOT NULL
);

ALTER TABLE ONLY public.programmes_player FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_profileentry (
    id uuid NOT NULL,
    kind character varying(60) NOT NULL,
    texts jsonb NOT NULL,
    source character varying(200) NOT NULL,
    known_on date NOT NULL,
    written_at timestamp with time zone NOT NULL,
    struck_at timestamp with time zone,
    authority_id integer,
    engagement_id uuid NOT NULL,
    region_id integer NOT NULL,
    written_by_id bigint
);

ALTER TABLE ONLY public.programmes_profileentry FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_programme (
    id uuid NOT NULL,
    key character varying(60) NOT NULL,
    names jsonb NOT NULL,
    summary jsonb NOT NULL,
    closed_at timestamp with time zone,
    authority_id integer,
    region_id integer NOT NULL
);

ALTER TABLE ONLY public.programmes_programme FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_programmedraft (
    id uuid NOT NULL,
    key character varying(60) NOT NULL,
    names jsonb NOT NULL,
    source text NOT NULL,
    number integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    discarded_at timestamp with time zone,
    authority_id integer,
    based_on_id uuid,
    made_by_id bigint,
    region_id integer NOT NULL,
    saved_by_id bigint,
    CONSTRAINT programmes_draft_ends_in_one_way CHECK (((published_at IS NULL) OR (discarded_at IS NULL))),
    CONSTRAINT programmes_programmedraft_number_check CHECK ((number >= 0))
);

ALTER TABLE ONLY public.programmes_programmedraft FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_programmeversion (
    id uuid NOT NULL,
    version character varying(40) NOT NULL,
    source text NOT NULL,
    definition jsonb NOT NULL,
    sha256 character varying(64) NOT NULL,
    applied_at timestamp with time zone NOT NULL,
    applied_by_id bigint,
    authority_id integer,
    intake_id uuid NOT NULL,
    programme_id uuid NOT NULL,
    region_id integer NOT NULL
);

ALTER TABLE ONLY public.programmes_programmeversion FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_referral (
    id uuid NOT NULL,
    service character varying(200) NOT NULL,
    mark character varying(40) NOT NULL,
    agreement character varying(12) NOT NULL,
    referred_at timestamp with time zone NOT NULL,
    application_id uuid NOT NULL,
    authority_id integer,
    programme_id uuid NOT NULL,
    referrer_id bigint NOT NULL,
    region_id integer NOT NULL
);

ALTER TABLE ONLY public.programmes_referral FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_release (
    id uuid NOT NULL,
    number smallint NOT NULL,
    figures jsonb NOT NULL,
    released_at timestamp with time zone NOT NULL,
    authority_id integer,
    cohort_id uuid NOT NULL,
    region_id integer NOT NULL,
    released_by_id bigint,
    CONSTRAINT programmes_release_number_check CHECK ((number >= 0))
);

ALTER TABLE ONLY public.programmes_release FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_releasebasis (
    release_id uuid NOT NULL,
    marks jsonb NOT NULL,
    authority_id integer,
    region_id integer NOT NULL
);

ALTER TABLE ONLY public.programmes_releasebasis FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_review (
    id uuid NOT NULL,
    points numeric(8,2) NOT NULL,
    remark text NOT NULL,
    given_at timestamp with time zone NOT NULL,
    application_id uuid NOT NULL,
    authority_id integer,
    region_id integer NOT NULL,
    reviewer_id bigint NOT NULL,
    CONSTRAINT programmes_review_points_are_not_negative CHECK ((points >= (0)::numeric))
);

ALTER TABLE ONLY public.programmes_review FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_room (
    id uuid NOT NULL,
    name character varying(120) NOT NULL,
    address character varying(200) NOT NULL,
    seats integer,
    closed_at timestamp with time zone,
    authority_id integer,
    locality_id integer,
    region_id integer NOT NULL,
    CONSTRAINT programmes_room_seats_check CHECK ((seats >= 0))
);

ALTER TABLE ONLY public.programmes_room FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_rosterreceipt (
    id bigint NOT NULL,
    key uuid NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    marks jsonb NOT NULL,
    authority_id integer,
    region_id integer NOT NULL,
    sent_by_id bigint,
    session_id uuid NOT NULL
);

ALTER TABLE ONLY public.programmes_rosterreceipt FORCE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_rosterreceipt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programmes_rosterreceipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.programmes_session (
    id uuid NOT NULL,
    phase character varying(60) NOT NULL,
    number integer NOT NULL,
    is_after boolean NOT NULL,
    who jsonb NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    planned_on date NOT NULL,
    because jsonb NOT NULL,
    moved_at timestamp with time zone,
    place character varying(200) NOT NULL,
    cancelled_at timestamp with time zone,
    cancel_reason character varying(400) NOT NULL,
    sequence integer NOT NULL,
    roster_number integer NOT NULL,
    authority_id integer,
    cohort_id uuid NOT NULL,
    region_id integer NOT NULL,
    room_id uuid,
    led_by_id uuid,
    came integer DEFAULT 0 NOT NULL,
    counted integer DEFAULT 0 NOT NULL,
    added_at timestamp with time zone,
    reminded_for timestamp with time zone,
    CONSTRAINT programmes_session_came_check CHECK ((came >= 0)),
    CONSTRAINT programmes_session_counted_check CHECK ((counted >= 0)),
    CONSTRAINT programmes_session_number_check CHECK ((number >= 0)),
    CONSTRAINT programmes_session_roster_number_check CHECK ((roster_number >= 0)),
    CONSTRAINT programmes_session_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT programmes_session_takes_time CHECK ((ends_at > starts_at))
);

ALTER TABLE ONLY public.programmes_session FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_task (
    id uuid NOT NULL,
    phase character varying(60) NOT NULL,
    key character varying(60) NOT NULL,
    title character varying(200) NOT NULL,
    due_on date NOT NULL,
    done_at timestamp with time zone,
    note text NOT NULL,
    waived_at timestamp with time zone,
    waive_reason character varying(400) NOT NULL,
    authority_id integer,
    cohort_id uuid NOT NULL,
    done_by_id bigint,
    engagement_id uuid NOT NULL,
    given_by_id bigint,
    region_id integer NOT NULL,
    response_id uuid,
    CONSTRAINT programmes_task_ends_in_one_way CHECK (((done_at IS NULL) OR (waived_at IS NULL))),
    CONSTRAINT programmes_task_has_a_name CHECK ((NOT (((key)::text = ''::text) AND ((title)::text = ''::text))))
);

ALTER TABLE ONLY public.programmes_task FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_teammember (
    id uuid NOT NULL,
    role character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    phone character varying(20) NOT NULL,
    language character varying(2) NOT NULL,
    facts jsonb NOT NULL,
    leads boolean NOT NULL,
    since_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone,
    authority_id integer,
    cohort_id uuid NOT NULL,
    locality_id integer,
    region_id integer NOT NULL,
    user_id bigint,
    volunteer_id uuid,
    CONSTRAINT programmes_member_ends_after_beginning CHECK (((until_at IS NULL) OR (until_at >= since_at)))
);

ALTER TABLE ONLY public.programmes_teammember FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_turn (
    id uuid NOT NULL,
    authority_id integer,
    cohort_id uuid NOT NULL,
    had_by_id integer NOT NULL,
    region_id integer NOT NULL,
    session_id uuid NOT NULL
);

ALTER TABLE ONLY public.programmes_turn FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_usecount (
    id uuid NOT NULL,
    used_on date NOT NULL,
    neighbourhood character varying(60) NOT NULL,
    age character varying(60) NOT NULL,
    purpose character varying(60) NOT NULL,
    language character varying(2) NOT NULL,
    people integer NOT NULL,
    authority_id integer,
    cohort_id uuid NOT NULL,
    region_id integer NOT NULL,
    struck integer DEFAULT 0 NOT NULL,
    CONSTRAINT programmes_use_is_of_somebody CHECK ((people > 0)),
    CONSTRAINT programmes_use_is_struck_once CHECK ((struck <= people)),
    CONSTRAINT programmes_usecount_people_check CHECK ((people >= 0)),
    CONSTRAINT programmes_usecount_struck_check CHECK ((struck >= 0))
);

ALTER TABLE ONLY public.programmes_usecount FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_useevent (
    id uuid NOT NULL,
    month date NOT NULL,
    names jsonb NOT NULL,
    authority_id integer,
    cohort_id uuid NOT NULL,
    region_id integer NOT NULL,
    CONSTRAINT programmes_use_event_at_a_month CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);

ALTER TABLE ONLY public.programmes_useevent FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes_workentry (
    id uuid NOT NULL,
    worked_on date NOT NULL,
    theme character varying(60) NOT NULL,
    body character varying(60) NOT NULL,
    text text NOT NULL,
    is_review boolean NOT NULL,
    written_at timestamp with time zone NOT NULL,
    authority_id integer,
    engagement_id uuid NOT NULL,
    region_id integer NOT NULL,
    written_by_id bigint
);

ALTER TABLE ONLY public.programmes_workentry FORCE ROW LEVEL SECURITY;

CREATE TABLE public.questionnaires_questionnaire (
    id uuid NOT NULL,
    key character varying(80) NOT NULL,
    definition jsonb NOT NULL,
    sha256 character varying(64) NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    authority_id integer,
    region_id integer NOT NULL
);

ALTER TABLE ONLY public.questionnaires_questionnaire FORCE ROW LEVEL SECURITY;

CREATE TABLE public.questionnaires_response (
    id uuid NOT NULL,
    purpose character varying(60) NOT NULL,
    about_id uuid,
    link_hash character varying(64) NOT NULL,
    language character varying(2) NOT NULL,
    answers jsonb NOT NULL,
    drafts jsonb NOT NULL,
    typed jsonb NOT NULL,
    entries jsonb NOT NULL,
    started_at timestamp with time zone NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    submitted_at timestamp with time zone,
    leads_to character varying(500) NOT NULL,
    authority_id integer,
    questionnaire_id uuid NOT NULL,
    region_id integer NOT NULL,
    sent_answers jsonb,
    opened_by_id bigint,
    CONSTRAINT questionnaires_saved_after_it_was_started CHECK ((saved_at >= started_at))
);

ALTER TABLE ONLY public.questionnaires_response FORCE ROW LEVEL SECURITY;

CREATE TABLE public.socialaccount_socialaccount (
    id integer NOT NULL,
    provider character varying(200) NOT NULL,
    uid character varying(191) NOT NULL,
    last_login timestamp with time zone NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    extra_data jsonb NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.socialaccount_socialaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialapp (
    id integer NOT NULL,
    provider character varying(30) NOT NULL,
    name character varying(40) NOT NULL,
    client_id character varying(191) NOT NULL,
    secret character varying(191) NOT NULL,
    key character varying(191) NOT NULL,
    provider_id character varying(200) NOT NULL,
    settings jsonb NOT NULL
);

ALTER TABLE public.socialaccount_socialapp ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialapp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialtoken (
    id integer NOT NULL,
    token text NOT NULL,
    token_secret text NOT NULL,
    expires_at timestamp with time zone,
    account_id integer NOT NULL,
    app_id integer
);

ALTER TABLE public.socialaccount_socialtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.volunteering_certificate (
    id uuid NOT NULL,
    number integer NOT NULL,
    year smallint NOT NULL,
    code_hash character varying(64) NOT NULL,
    name character varying(120) NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    minutes integer NOT NULL,
    lines jsonb NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    authority_id integer,
    region_id integer NOT NULL,
    volunteer_id uuid NOT NULL,
    code_sealed bytea NOT NULL,
    CONSTRAINT volunteering_certificate_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT volunteering_certificate_number_check CHECK ((number >= 0)),
    CONSTRAINT volunteering_certificate_runs_forwards CHECK ((last_day >= first_day)),
    CONSTRAINT volunteering_certificate_year_check CHECK ((year >= 0))
);

ALTER TABLE ONLY public.volunteering_certificate FORCE ROW LEVEL SECURITY;

CREATE TABLE public.volunteering_hoursentry (
    id uuid NOT NULL,
    volunteer_name character varying(120) NOT NULL,
    day date NOT NULL,
    minutes smallint NOT NULL,
    note character varying(200) NOT NULL,
    logged_at timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    refused_at timestamp with time zone,
    refusal character varying(200) NOT NULL,
    authority_id integer,
    decided_by_id bigint,
    region_id integer NOT NULL,
    opportunity_id uuid NOT NULL,
    sign_up_id uuid,
    volunteer_id uuid NOT NULL,
    CONSTRAINT volunteering_hours_are_approved_or_refused CHECK (((approved_at IS NULL) OR (refused_at IS NULL))),
    CONSTRAINT volunteering_hours_fit_into_a_day CHECK (((minutes >= 1) AND (minutes <= 1440))),
    CONSTRAINT volunteering_hoursentry_minutes_check CHECK ((minutes >= 0))
);

ALTER TABLE ONLY public.volunteering_hoursentry FORCE ROW LEVEL SECURITY;

CREATE TABLE public.volunteering_initiative (
    id uuid NOT NULL,
    proposer_name character varying(120) NOT NULL,
    phone character varying(40) NOT NULL,
    language character varying(2) NOT NULL,
    title character varying(120) NOT NULL,
    description text NOT NULL,
    help_wanted text NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    supported_at timestamp with time zone,
    opened_at timestamp with time zone,
    declined_at timestamp with time zone,
    answer character varying(300) NOT NULL,
    authority_id integer,
    locality_id integer,
    proposed_by_id bigint NOT NULL,
    region_id integer NOT NULL,
    supporter_id bigint,
    opportunity_id uuid,
    CONSTRAINT volunteering_open_initiative_has_an_opportunity CHECK (((opened_at IS NULL) OR ((declined_at IS NULL) AND (opportunity_id IS NOT NULL)))),
    CONSTRAINT volunteering_support_says_since_when CHECK ((((supported_at IS NULL) AND (supporter_id IS NULL)) OR ((supported_at IS NOT NULL) AND (supporter_id IS NOT NULL))))
);

ALTER TABLE ONLY public.volunteering_initiative FORCE ROW LEVEL SECURITY;

CREATE TABLE public.volunteering_opportunity (
    id uuid NOT NULL,
    body_name character varying(200) NOT NULL,
    titles jsonb NOT NULL,
    descriptions jsonb NOT NULL,
    remote boolean NOT NULL,
    languages jsonb NOT NULL,
    skills jsonb NOT NULL,
    requires jsonb NOT NULL,
    with_minors boolean NOT NULL,
    with_dependants boolean NOT NULL,
    minimum_age smallint,
    times jsonb NOT NULL,
    is_sample boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    paused_at timestamp with time zone,
    closed_at timestamp with time zone,
    authority_id integer,
    created_by_id bigint,
    locality_id integer,
    organization_id uuid,
    region_id integer NOT NULL,
    supporter_id bigint,
    term_id character varying(160),
    CONSTRAINT volunteering_only_what_is_published_pauses CHECK (((paused_at IS NULL) OR (published_at IS NOT NULL))),
    CONSTRAINT volunteering_opportunity_minimum_age_check CHECK ((minimum_age >= 0))
);

ALTER TABLE ONLY public.volunteering_opportunity FORCE ROW LEVEL SECURITY;

CREATE TABLE public.volunteering_shift (
    id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    places smallint NOT NULL,
    taken smallint NOT NULL,
    note character varying(200) NOT NULL,
    cancelled_at timestamp with time zone,
    authority_id integer,
    opportunity_id uuid NOT NULL,
    region_id integer NOT NULL,
    CONSTRAINT volunteering_shift_ends_after_it_starts CHECK ((ends_at > starts_at)),
    CONSTRAINT volunteering_shift_has_a_place CHECK ((places >= 1)),
    CONSTRAINT volunteering_shift_is_never_overbooked CHECK ((taken <= places)),
    CONSTRAINT volunteering_shift_places_check CHECK ((places >= 0)),
    CONSTRAINT volunteering_shift_taken_check CHECK ((taken >= 0))
);

ALTER TABLE ONLY public.volunteering_shift FORCE ROW LEVEL SECURITY;

CREATE TABLE public.volunteering_signup (
    id uuid NOT NULL,
    volunteer_name character varying(120) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    place smallint,
    joined_at timestamp with time zone NOT NULL,
    placed_at timestamp with time zone,
    left_at timestamp with time zone,
    on_way_at timestamp with time zone,
    arrived_at timestamp with time zone,
    missed_at timestamp with time zone,
    authority_id integer,
    opportunity_id uuid NOT NULL,
    region_id integer NOT NULL,
    shift_id uuid NOT NULL,
    volunteer_id uuid NOT NULL,
    CONSTRAINT volunteering_came_or_did_not CHECK (((arrived_at IS NULL) OR (missed_at IS NULL))),
    CONSTRAINT volunteering_places_count_from_one CHECK (((place IS NULL) OR (place >= 1))),
    CONSTRAINT volunteering_signup_place_check CHECK ((place >= 0))
);

ALTER TABLE ONLY public.volunteering_signup FORCE ROW LEVEL SECURITY;

CREATE TABLE public.volunteering_vetting (
    id uuid NOT NULL,
    kind character varying(30) NOT NULL,
    issued_on date NOT NULL,
    expires_on date,
    handed_in_at timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    refused_at timestamp with time zone,
    refusal character varying(200) NOT NULL,
    withdrawn_at timestamp with time zone,
    authority_id integer,
    checked_by_id bigint,
    file_id uuid,
    handed_in_by_id bigint,
    region_id integer NOT NULL,
    volunteer_id uuid NOT NULL,
    CONSTRAINT volunteering_vetting_ends_after_it_begins CHECK (((expires_on IS NULL) OR (expires_on >= issued_on))),
    CONSTRAINT volunteering_vetting_is_approved_or_refused CHECK (((approved_at IS NULL) OR (refused_at IS NULL))),
    CONSTRAINT volunteering_vetting_refusal_says_why CHECK (((refused_at IS NULL) OR (NOT ((refusal)::text = ''::text))))
);

ALTER TABLE ONLY public.volunteering_vetting FORCE ROW LEVEL SECURITY;

CREATE TABLE public.volunteering_volunteer (
    id uuid NOT NULL,
    name character varying(120) NOT NULL,
    phone character varying(40) NOT NULL,
    email character varying(254) NOT NULL,
    language character varying(2) NOT NULL,
    birth_year smallint,
    gender character varying(5) NOT NULL,
    languages jsonb NOT NULL,
    skills jsonb NOT NULL,
    available jsonb NOT NULL,
    available_note character varying(200) NOT NULL,
    remote_only boolean NOT NULL,
    is_sample boolean NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    resting_since timestamp with time zone,
    ended_at timestamp with time zone,
    added_by_id bigint,
    authority_id integer,
    locality_id integer,
    region_id integer NOT NULL,
    sent_by_id uuid,
    user_id bigint,
    birth_year_seen_at timestamp with time zone,
    birth_year_seen_by_id bigint,
    CONSTRAINT volunteering_volunteer_birth_year_check CHECK ((birth_year >= 0)),
    CONSTRAINT volunteering_volunteer_has_a_name CHECK ((NOT ((name)::text = ''::text)))
);

ALTER TABLE ONLY public.volunteering_volunteer FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);

INSERT INTO public.auth_permission VALUES
	(1, 'Can add audit row', 1, 'add_auditrow'),
	(2, 'Can change audit row', 1, 'change_auditrow'),
	(3, 'Can delete audit row', 1, 'delete_auditrow'),
	(4, 'Can view audit row', 1, 'view_auditrow'),
	(5, 'Can add translation', 2, 'add_translation'),
	(6, 'Can change translation', 2, 'change_translation'),
	(7, 'Can delete translation', 2, 'delete_translation'),
	(8, 'Can view translation', 2, 'view_translation'),
	(9, 'Can add loaded content', 3, 'add_loadedcontent'),
	(10, 'Can change loaded content', 3, 'change_loadedcontent'),
	(11, 'Can delete loaded content', 3, 'delete_loadedcontent'),
	(12, 'Can view loaded content', 3, 'view_loadedcontent'),
	(13, 'Can add stored file', 4, 'add_storedfile'),
	(14, 'Can change stored file', 4, 'change_storedfile'),
	(15, 'Can delete stored file', 4, 'delete_storedfile'),
	(16, 'Can view stored file', 4, 'view_storedfile'),
	(17, 'Can add region', 5, 'add_region'),
	(18, 'Can change region', 5, 'change_region'),
	(19, 'Can delete region', 5, 'delete_region'),
	(20, 'Can view region', 5, 'view_region'),
	(21, 'Can add authority', 6, 'add_authority'),
	(22, 'Can change authority', 6, 'change_authority'),
	(23, 'Can delete authority', 6, 'delete_authority'),
	(24, 'Can view authority', 6, 'view_authority'),
	(25, 'Can add locality', 7, 'add_locality'),
	(26, 'Can change locality', 7, 'change_locality'),
	(27, 'Can delete locality', 7, 'delete_locality'),
	(28, 'Can view locality', 7, 'view_locality'),
	(29, 'Can add user', 8, 'add_user'),
	(30, 'Can change user', 8, 'change_user'),
	(31, 'Can delete user', 8, 'delete_user'),
	(32, 'Can view user', 8, 'view_user'),
	(33, 'Can add household', 9, 'add_household'),
	(34, 'Can change household', 9, 'change_household'),
	(35, 'Can delete household', 9, 'delete_household'),
	(36, 'Can view household', 9, 'view_household'),
	(37, 'Can add resident', 10, 'add_resident'),
	(38, 'Can change resident', 10, 'change_resident'),
	(39, 'Can delete resident', 10, 'delete_resident'),
	(40, 'Can view resident', 10, 'view_resident'),
	(41, 'Can add merge', 11, 'add_merge'),
	(42, 'Can change merge', 11, 'change_merge'),
	(43, 'Can delete merge', 11, 'delete_merge'),
	(44, 'Can view merge', 11, 'view_merge'),
	(45, 'Can add consent', 12, 'add_consent'),
	(46, 'Can change consent', 12, 'change_consent'),
	(47, 'Can delete consent', 12, 'delete_consent'),
	(48, 'Can view consent', 12, 'view_consent'),
	(49, 'Can add post', 13, 'add_post'),
	(50, 'Can change post', 13, 'change_post'),
	(51, 'Can delete post', 13, 'delete_post'),
	(52, 'Can view post', 13, 'view_post'),
	(53, 'Can add message', 14, 'add_message'),
	(54, 'Can change message', 14, 'change_message'),
	(55, 'Can delete message', 14, 'delete_message'),
	(56, 'Can view message', 14, 'view_message'),
	(57, 'Can add questionnaire', 15, 'add_questionnaire'),
	(58, 'Can change questionnaire', 15, 'change_questionnaire'),
	(59, 'Can delete questionnaire', 15, 'delete_questionnaire'),
	(60, 'Can view questionnaire', 15, 'view_questionnaire'),
	(61, 'Can add response', 16, 'add_response'),
	(62, 'Can change response', 16, 'change_response'),
	(63, 'Can delete response', 16, 'delete_response'),
	(64, 'Can view response', 16, 'view_response'),
	(65, 'Can add organization', 17, 'add_organization'),
	(66, 'Can change organization', 17, 'change_organization'),
	(67, 'Can delete organization', 17, 'delete_organization'),
	(68, 'Can view organization', 17, 'view_organization'),
	(69, 'Can add location', 18, 'add_location'),
	(70, 'Can change location', 18, 'change_location'),
	(71, 'Can delete location', 18, 'delete_location'),
	(72, 'Can view location', 18, 'view_location'),
	(73, 'Can add phone', 19, 'add_phone'),
	(74, 'Can change phone', 19, 'change_phone'),
	(75, 'Can delete phone', 19, 'delete_phone'),
	(76, 'Can view phone', 19, 'view_phone'),
	(77, 'Can add contact', 20, 'add_contact'),
	(78, 'Can change contact', 20, 'change_contact'),
	(79, 'Can delete contact', 20, 'delete_contact'),
	(80, 'Can view contact', 20, 'view_contact'),
	(81, 'Can add term', 21, 'add_term'),
	(82, 'Can change term', 21, 'change_term'),
	(83, 'Can delete term', 21, 'delete_term'),
	(84, 'Can view term', 21, 'view_term'),
	(85, 'Can add synonym', 22, 'add_synonym'),
	(86, 'Can change synonym', 22, 'change_synonym'),
	(87, 'Can delete synonym', 22, 'delete_synonym'),
	(88, 'Can view synonym', 22, 'view_synonym'),
	(89, 'Can add service', 23, 'add_service'),
	(90, 'Can change service', 23, 'change_service'),
	(91, 'Can delete service', 23, 'delete_service'),
	(92, 'Can view service', 23, 'view_service'),
	(93, 'Can add service at location', 24, 'add_serviceatlocation'),
	(94, 'Can change service at location', 24, 'change_serviceatlocation'),
	(95, 'Can delete service at location', 24, 'delete_serviceatlocation'),
	(96, 'Can view service at location', 24, 'view_serviceatlocation'),
	(97, 'Can add schedule', 25, 'add_schedule'),
	(98, 'Can change schedule', 25, 'change_schedule'),
	(99, 'Can delete schedule', 25, 'delete_schedule'),
	(100, 'Can view schedule', 25, 'view_schedule'),
	(101, 'Can add service area', 26, 'add_servicearea'),
	(102, 'Can change service area', 26, 'change_servicearea'),
	(103, 'Can delete service area', 26, 'delete_servicearea'),
	(104, 'Can view service area', 26, 'view_servicearea'),
	(105, 'Can add cost option', 27, 'add_costoption'),
	(106, 'Can change cost option', 27, 'change_costoption'),
	(107, 'Can delete cost option', 27, 'delete_costoption'),
	(108, 'Can view cost option', 27, 'view_costoption'),
	(109, 'Can add need', 28, 'add_need'),
	(110, 'Can change need', 28, 'change_need'),
	(111, 'Can delete need', 28, 'delete_need'),
	(112, 'Can view need', 28, 'view_need'),
	(113, 'Can add need size', 29, 'add_needsize'),
	(114, 'Can change need size', 29, 'change_needsize'),
	(115, 'Can delete need size', 29, 'delete_needsize'),
	(116, 'Can view need size', 29, 'view_needsize'),
	(117, 'Can add campaign', 30, 'add_campaign'),
	(118, 'Can change campaign', 30, 'change_campaign'),
	(119, 'Can delete campaign', 30, 'delete_campaign'),
	(120, 'Can view campaign', 30, 'view_campaign'),
	(121, 'Can add invitation', 31, 'add_invitation'),
	(122, 'Can change invitation', 31, 'change_invitation'),
	(123, 'Can delete invitation', 31, 'delete_invitation'),
	(124, 'Can view invitation', 31, 'view_invitation'),
	(125, 'Can add respondent', 32, 'add_respondent'),
	(126, 'Can change respondent', 32, 'change_respondent'),
	(127, 'Can delete respondent', 32, 'delete_respondent'),
	(128, 'Can view respondent', 32, 'view_respondent'),
	(129, 'Can add search count', 33, 'add_searchcount'),
	(130, 'Can change search count', 33, 'change_searchcount'),
	(131, 'Can delete search count', 33, 'delete_searchcount'),
	(132, 'Can view search count', 33, 'view_searchcount'),
	(133, 'Can add refusal count', 34, 'add_refusalcount'),
	(134, 'Can change refusal count', 34, 'change_refusalcount'),
	(135, 'Can delete refusal count', 34, 'delete_refusalcount'),
	(136, 'Can view refusal count', 34, 'view_refusalcount'),
	(137, 'Can add tie statement', 35, 'add_tiestatement'),
	(138, 'Can change tie statement', 35, 'change_tiestatement'),
	(139, 'Can delete tie statement', 35, 'delete_tiestatement'),
	(140, 'Can view tie statement', 35, 'view_tiestatement'),
	(141, 'Can add tie survey', 36, 'add_tiesurvey'),
	(142, 'Can change tie survey', 36, 'change_tiesurvey'),
	(143, 'Can delete tie survey', 36, 'delete_tiesurvey'),
	(144, 'Can view tie survey', 36, 'view_tiesurvey'),
	(145, 'Can add opportunity', 37, 'add_opportunity'),
	(146, 'Can change opportunity', 37, 'change_opportunity'),
	(147, 'Can delete opportunity', 37, 'delete_opportunity'),
	(148, 'Can view opportunity', 37, 'view_opportunity'),
	(149, 'Can add shift', 38, 'add_shift'),
	(150, 'Can change shift', 38, 'change_shift'),
	(151, 'Can delete shift', 38, 'delete_shift'),
	(152, 'Can view shift', 38, 'view_shift'),
	(153, 'Can add initiative', 39, 'add_initiative'),
	(154, 'Can change initiative', 39, 'change_initiative'),
	(155, 'Can delete initiative', 39, 'delete_initiative'),
	(156, 'Can view initiative', 39, 'view_initiative'),
	(157, 'Can add volunteer', 40, 'add_volunteer'),
	(158, 'Can change volunteer', 40, 'change_volunteer'),
	(159, 'Can delete volunteer', 40, 'delete_volunteer'),
	(160, 'Can view volunteer', 40, 'view_volunteer'),
	(161, 'Can add vetting', 41, 'add_vetting'),
	(162, 'Can change vetting', 41, 'change_vetting'),
	(163, 'Can delete vetting', 41, 'delete_vetting'),
	(164, 'Can view vetting', 41, 'view_vetting'),
	(165, 'Can add sign up', 42, 'add_signup'),
	(166, 'Can change sign up', 42, 'change_signup'),
	(167, 'Can delete sign up', 42, 'delete_signup'),
	(168, 'Can view sign up', 42, 'view_signup'),
	(169, 'Can add hours entry', 43, 'add_hoursentry'),
	(170, 'Can change hours entry', 43, 'change_hoursentry'),
	(171, 'Can delete hours entry', 43, 'delete_hoursentry'),
	(172, 'Can view hours entry', 43, 'view_hoursentry'),
	(173, 'Can add certificate', 44, 'add_certificate'),
	(174, 'Can change certificate', 44, 'change_certificate'),
	(175, 'Can delete certificate', 44, 'delete_certificate'),
	(176, 'Can view certificate', 44, 'view_certificate'),
	(177, 'Can add pool', 45, 'add_pool'),
	(178, 'Can change pool', 45, 'change_pool'),
	(179, 'Can delete pool', 45, 'delete_pool'),
	(180, 'Can view pool', 45, 'view_pool'),
	(181, 'Can add solve', 46, 'add_solve'),
	(182, 'Can change solve', 46, 'change_solve'),
	(183, 'Can delete solve', 46, 'delete_solve'),
	(184, 'Can view solve', 46, 'view_solve'),
	(185, 'Can add plan', 47, 'add_plan'),
	(186, 'Can change plan', 47, 'change_plan'),
	(187, 'Can delete plan', 47, 'delete_plan'),
	(188, 'Can view plan', 47, 'view_plan'),
	(189, 'Can add agreement', 48, 'add_agreement'),
	(190, 'Can change agreement', 48, 'change_agreement'),
	(191, 'Can delete agreement', 48, 'delete_agreement'),
	(192, 'Can view agreement', 48, 'view_agreement'),
	(193, 'Can add signature', 49, 'add_signature'),
	(194, 'Can change signature', 49, 'change_signature'),
	(195, 'Can delete signature', 49, 'delete_signature'),
	(196, 'Can view signature', 49, 'view_signature'),
	(197, 'Can add spending', 50, 'add_spending'),
	(198, 'Can change spending', 50, 'change_spending'),
	(199, 'Can delete spending', 50, 'delete_spending'),
	(200, 'Can view spending', 50, 'view_spending'),
	(201, 'Can add review', 51, 'add_review'),
	(202, 'Can change review', 51, 'change_review'),
	(203, 'Can delete review', 51, 'delete_review'),
	(204, 'Can view review', 51, 'view_review'),
	(205, 'Can add hall', 52, 'add_hall'),
	(206, 'Can change hall', 52, 'change_hall'),
	(207, 'Can delete hall', 52, 'delete_hall'),
	(208, 'Can view hall', 52, 'view_hall'),
	(209, 'Can add hall wish', 53, 'add_hallwish'),
	(210, 'Can change hall wish', 53, 'change_hallwish'),
	(211, 'Can delete hall wish', 53, 'delete_hallwish'),
	(212, 'Can view hall wish', 53, 'view_hallwish'),
	(213, 'Can add hall turn', 54, 'add_hallturn'),
	(214, 'Can change hall turn', 54, 'change_hallturn'),
	(215, 'Can delete hall turn', 54, 'delete_hallturn'),
	(216, 'Can view hall turn', 54, 'view_hallturn'),
	(217, 'Can add hall swap', 55, 'add_hallswap'),
	(218, 'Can change hall swap', 55, 'change_hallswap'),
	(219, 'Can delete hall swap', 55, 'delete_hallswap'),
	(220, 'Can view hall swap', 55, 'view_hallswap'),
	(221, 'Can add vote', 56, 'add_vote'),
	(222, 'Can change vote', 56, 'change_vote'),
	(223, 'Can delete vote', 56, 'delete_vote'),
	(224, 'Can view vote', 56, 'view_vote'),
	(225, 'Can add comment', 57, 'add_comment'),
	(226, 'Can change comment', 57, 'change_comment'),
	(227, 'Can delete comment', 57, 'delete_comment'),
	(228, 'Can view comment', 57, 'view_comment'),
	(229, 'Can add programme', 58, 'add_programme'),
	(230, 'Can change programme', 58, 'change_programme'),
	(231, 'Can delete programme', 58, 'delete_programme'),
	(232, 'Can view programme', 58, 'view_programme'),
	(233, 'Can add programme version', 59, 'add_programmeversion'),
	(234, 'Can change programme version', 59, 'change_programmeversion'),
	(235, 'Can delete programme version', 59, 'delete_programmeversion'),
	(236, 'Can view programme version', 59, 'view_programmeversion'),
	(237, 'Can add cohort', 60, 'add_cohort'),
	(238, 'Can change cohort', 60, 'change_cohort'),
	(239, 'Can delete cohort', 60, 'delete_cohort'),
	(240, 'Can view cohort', 60, 'view_cohort'),
	(241, 'Can add application', 61, 'add_application'),
	(242, 'Can change application', 61, 'change_application'),
	(243, 'Can delete application', 61, 'delete_application'),
	(244, 'Can view application', 61, 'view_application'),
	(245, 'Can add review', 62, 'add_review'),
	(246, 'Can change review', 62, 'change_review'),
	(247, 'Can delete review', 62, 'delete_review'),
	(248, 'Can view review', 62, 'view_review'),
	(249, 'Can add offer', 63, 'add_offer'),
	(250, 'Can change offer', 63, 'change_offer'),
	(251, 'Can delete offer', 63, 'delete_offer'),
	(252, 'Can view offer', 63, 'view_offer'),
	(253, 'Can add engagement', 64, 'add_engagement'),
	(254, 'Can change engagement', 64, 'change_engagement'),
	(255, 'Can delete engagement', 64, 'delete_engagement'),
	(256, 'Can view engagement', 64, 'view_engagement'),
	(257, 'Can add team member', 65, 'add_teammember'),
	(258, 'Can change team member', 65, 'change_teammember'),
	(259, 'Can delete team member', 65, 'delete_teammember'),
	(260, 'Can view team member', 65, 'view_teammember'),
	(261, 'Can add match', 66, 'add_match'),
	(262, 'Can change match', 66, 'change_match'),
	(263, 'Can delete match', 66, 'delete_match'),
	(264, 'Can view match', 66, 'view_match'),
	(265, 'Can add room', 67, 'add_room'),
	(266, 'Can change room', 67, 'change_room'),
	(267, 'Can delete room', 67, 'delete_room'),
	(268, 'Can view room', 67, 'view_room'),
	(269, 'Can add session', 68, 'add_session'),
	(270, 'Can change session', 68, 'change_session'),
	(271, 'Can delete session', 68, 'delete_session'),
	(272, 'Can view session', 68, 'view_session'),
	(273, 'Can add attendance', 69, 'add_attendance'),
	(274, 'Can change attendance', 69, 'change_attendance'),
	(275, 'Can delete attendance', 69, 'delete_attendance'),
	(276, 'Can view attendance', 69, 'view_attendance'),
	(277, 'Can add roster receipt', 70, 'add_rosterreceipt'),
	(278, 'Can change roster receipt', 70, 'change_rosterreceipt'),
	(279, 'Can delete roster receipt', 70, 'delete_rosterreceipt'),
	(280, 'Can view roster receipt', 70, 'view_rosterreceipt'),
	(281, 'Can add calendar feed', 71, 'add_calendarfeed'),
	(282, 'Can change calendar feed', 71, 'change_calendarfeed'),
	(283, 'Can delete calendar feed', 71, 'delete_calendarfeed'),
	(284, 'Can view calendar feed', 71, 'view_calendarfeed'),
	(285, 'Can add absence alert', 72, 'add_absencealert'),
	(286, 'Can change absence alert', 72, 'change_absencealert'),
	(287, 'Can delete absence alert', 72, 'delete_absencealert'),
	(288, 'Can view absence alert', 72, 'view_absencealert'),
	(289, 'Can add profile entry', 73, 'add_profileentry'),
	(290, 'Can change profile entry', 73, 'change_profileentry'),
	(291, 'Can delete profile entry', 73, 'delete_profileentry'),
	(292, 'Can view profile entry', 73, 'view_profileentry'),
	(293, 'Can add goal', 74, 'add_goal'),
	(294, 'Can change goal', 74, 'change_goal'),
	(295, 'Can delete goal', 74, 'delete_goal'),
	(296, 'Can view goal', 74, 'view_goal'),
	(297, 'Can add work entry', 75, 'add_workentry'),
	(298, 'Can change work entry', 75, 'change_workentry'),
	(299, 'Can delete work entry', 75, 'delete_workentry'),
	(300, 'Can view work entry', 75, 'view_workentry'),
	(301, 'Can add task', 76, 'add_task'),
	(302, 'Can change task', 76, 'change_task'),
	(303, 'Can delete task', 76, 'delete_task'),
	(304, 'Can view task', 76, 'view_task'),
	(305, 'Can add note', 77, 'add_note'),
	(306, 'Can change note', 77, 'change_note'),
	(307, 'Can delete note', 77, 'delete_note'),
	(308, 'Can view note', 77, 'view_note'),
	(309, 'Can add document', 78, 'add_document'),
	(310, 'Can change document', 78, 'change_document'),
	(311, 'Can delete document', 78, 'delete_document'),
	(312, 'Can view document', 78, 'view_document'),
	(313, 'Can add programme draft', 79, 'add_programmedraft'),
	(314, 'Can change programme draft', 79, 'change_programmedraft'),
	(315, 'Can delete programme draft', 79, 'delete_programmedraft'),
	(316, 'Can view programme draft', 79, 'view_programmedraft'),
	(317, 'Can add duplicate key', 80, 'add_duplicatekey'),
	(318, 'Can change duplicate key', 80, 'change_duplicatekey'),
	(319, 'Can delete duplicate key', 80, 'delete_duplicatekey'),
	(320, 'Can view duplicate key', 80, 'view_duplicatekey'),
	(321, 'Can add duplicate pair', 81, 'add_duplicatepair'),
	(322, 'Can change duplicate pair', 81, 'change_duplicatepair'),
	(323, 'Can delete duplicate pair', 81, 'delete_duplicatepair'),
	(324, 'Can view duplicate pair', 81, 'view_duplicatepair'),
	(325, 'Can add import', 82, 'add_import'),
	(326, 'Can change import', 82, 'change_import'),
	(327, 'Can delete import', 82, 'delete_import'),
	(328, 'Can view import', 82, 'view_import'),
	(329, 'Can add import row', 83, 'add_importrow'),
	(330, 'Can change import row', 83, 'change_importrow'),
	(331, 'Can delete import row', 83, 'delete_importrow'),
	(332, 'Can view import row', 83, 'view_importrow'),
	(333, 'Can add invitation', 84, 'add_invitation'),
	(334, 'Can change invitation', 84, 'change_invitation'),
	(335, 'Can delete invitation', 84, 'delete_invitation'),
	(336, 'Can view invitation', 84, 'view_invitation'),
	(337, 'Can add player', 85, 'add_player'),
	(338, 'Can change player', 85, 'change_player'),
	(339, 'Can delete player', 85, 'delete_player'),
	(340, 'Can view player', 85, 'view_player'),
	(341, 'Can add court', 86, 'add_court'),
	(342, 'Can change court', 86, 'change_court'),
	(343, 'Can delete court', 86, 'delete_court'),
	(344, 'Can view court', 86, 'view_court'),
	(345, 'Can add game', 87, 'add_game'),
	(346, 'Can change game', 87, 'change_game'),
	(347, 'Can delete game', 87, 'delete_game'),
	(348, 'Can view game', 87, 'view_game'),
	(349, 'Can add turn', 88, 'add_turn'),
	(350, 'Can change turn', 88, 'change_turn'),
	(351, 'Can delete turn', 88, 'delete_turn'),
	(352, 'Can view turn', 88, 'view_turn'),
	(353, 'Can add measurement', 89, 'add_measurement'),
	(354, 'Can change measurement', 89, 'change_measurement'),
	(355, 'Can delete measurement', 89, 'delete_measurement'),
	(356, 'Can view measurement', 89, 'view_measurement'),
	(357, 'Can add passage', 90, 'add_passage'),
	(358, 'Can change passage', 90, 'change_passage'),
	(359, 'Can delete passage', 90, 'delete_passage'),
	(360, 'Can view passage', 90, 'view_passage'),
	(361, 'Can add referral', 91, 'add_referral'),
	(362, 'Can change referral', 91, 'change_referral'),
	(363, 'Can delete referral', 91, 'delete_referral'),
	(364, 'Can view referral', 91, 'view_referral'),
	(365, 'Can add release', 92, 'add_release'),
	(366, 'Can change release', 92, 'change_release'),
	(367, 'Can delete release', 92, 'delete_release'),
	(368, 'Can view release', 92, 'view_release'),
	(369, 'Can add release basis', 93, 'add_releasebasis'),
	(370, 'Can change release basis', 93, 'change_releasebasis'),
	(371, 'Can delete release basis', 93, 'delete_releasebasis'),
	(372, 'Can view release basis', 93, 'view_releasebasis'),
	(373, 'Can add use count', 94, 'add_usecount'),
	(374, 'Can change use count', 94, 'change_usecount'),
	(375, 'Can delete use count', 94, 'delete_usecount'),
	(376, 'Can view use count', 94, 'view_usecount'),
	(377, 'Can add use event', 95, 'add_useevent'),
	(378, 'Can change use event', 95, 'change_useevent'),
	(379, 'Can delete use event', 95, 'delete_useevent'),
	(380, 'Can view use event', 95, 'view_useevent'),
	(381, 'Can add content type', 96, 'add_contenttype'),
	(382, 'Can change content type', 96, 'change_contenttype'),
	(383, 'Can delete content type', 96, 'delete_contenttype'),
	(384, 'Can view content type', 96, 'view_contenttype'),
	(385, 'Can add permission', 97, 'add_permission'),
	(386, 'Can change permission', 97, 'change_permission'),
	(387, 'Can delete permission', 97, 'delete_permission'),
	(388, 'Can view permission', 97, 'view_permission'),
	(389, 'Can add group', 98, 'add_group'),
	(390, 'Can change group', 98, 'change_group'),
	(391, 'Can delete group', 98, 'delete_group'),
	(392, 'Can view group', 98, 'view_group'),
	(393, 'Can add session', 99, 'add_session'),
	(394, 'Can change session', 99, 'change_session'),
	(395, 'Can delete session', 99, 'delete_session'),
	(396, 'Can view session', 99, 'view_session'),
	(397, 'Can add email address', 100, 'add_emailaddress'),
	(398, 'Can change email address', 100, 'change_emailaddress'),
	(399, 'Can delete email address', 100, 'delete_emailaddress'),
	(400, 'Can view email address', 100, 'view_emailaddress'),
	(401, 'Can add email confirmation', 101, 'add_emailconfirmation'),
	(402, 'Can change email confirmation', 101, 'change_emailconfirmation'),
	(403, 'Can delete email confirmation', 101, 'delete_emailconfirmation'),
	(404, 'Can view email confirmation', 101, 'view_emailconfirmation'),
	(405, 'Can add authenticator', 102, 'add_authenticator'),
	(406, 'Can change authenticator', 102, 'change_authenticator'),
	(407, 'Can delete authenticator', 102, 'delete_authenticator'),
	(408, 'Can view authenticator', 102, 'view_authenticator'),
	(409, 'Can add social application', 103, 'add_socialapp'),
	(410, 'Can change social application', 103, 'change_socialapp'),
	(411, 'Can delete social application', 103, 'delete_socialapp'),
	(412, 'Can view social application', 103, 'view_socialapp'),
	(413, 'Can add social account', 104, 'add_socialaccount'),
	(414, 'Can change social account', 104, 'change_socialaccount'),
	(415, 'Can delete social account', 104, 'delete_socialaccount'),
	(416, 'Can view social account', 104, 'view_socialaccount'),
	(417, 'Can add social application token', 105, 'add_socialtoken'),
	(418, 'Can change social application token', 105, 'change_socialtoken'),
	(419, 'Can delete social application token', 105, 'delete_socialtoken'),
	(420, 'Can view social application token', 105, 'view_socialtoken'),
	(421, 'Can add procrastinate worker', 106, 'add_procrastinateworker'),
	(422, 'Can change procrastinate worker', 106, 'change_procrastinateworker'),
	(423, 'Can delete procrastinate worker', 106, 'delete_procrastinateworker'),
	(424, 'Can view procrastinate worker', 106, 'view_procrastinateworker'),
	(425, 'Can add procrastinate job', 107, 'add_procrastinatejob'),
	(426, 'Can change procrastinate job', 107, 'change_procrastinatejob'),
	(427, 'Can delete procrastinate job', 107, 'delete_procrastinatejob'),
	(428, 'Can view procrastinate job', 107, 'view_procrastinatejob'),
	(429, 'Can add procrastinate event', 108, 'add_procrastinateevent'),
	(430, 'Can change procrastinate event', 108, 'change_procrastinateevent'),
	(431, 'Can delete procrastinate event', 108, 'delete_procrastinateevent'),
	(432, 'Can view procrastinate event', 108, 'view_procrastinateevent'),
	(433, 'Can add procrastinate periodic defer', 109, 'add_procrastinateperiodicdefer'),
	(434, 'Can change procrastinate periodic defer', 109, 'change_procrastinateperiodicdefer'),
	(435, 'Can delete procrastinate periodic defer', 109, 'delete_procrastinateperiodicdefer'),
	(436, 'Can view procrastinate periodic defer', 109, 'view_procrastinateperiodicdefer');

INSERT INTO public.django_content_type VALUES
	(1, 'core', 'auditrow'),
	(2, 'core', 'translation'),
	(3, 'core', 'loadedcontent'),
	(4, 'core', 'storedfile'),
	(5, 'places', 'region'),
	(6, 'places', 'authority'),
	(7, 'places', 'locality'),
	(8, 'people', 'user'),
	(9, 'people', 'household'),
	(10, 'people', 'resident'),
	(11, 'people', 'merge'),
	(12, 'people', 'consent'),
	(13, 'people', 'post'),
	(14, 'outbox', 'message'),
	(15, 'questionnaires', 'questionnaire'),
	(16, 'questionnaires', 'response'),
	(17, 'directory', 'organization'),
	(18, 'directory', 'location'),
	(19, 'directory', 'phone'),
	(20, 'directory', 'contact'),
	(21, 'directory', 'term'),
	(22, 'directory', 'synonym'),
	(23, 'directory', 'service'),
	(24, 'directory', 'serviceatlocation'),
	(25, 'directory', 'schedule'),
	(26, 'directory', 'servicearea'),
	(27, 'directory', 'costoption'),
	(28, 'needs', 'need'),
	(29, 'needs', 'needsize'),
	(30, 'needs', 'campaign'),
	(31, 'needs', 'invitation'),
	(32, 'needs', 'respondent'),
	(33, 'needs', 'searchcount'),
	(34, 'needs', 'refusalcount'),
	(35, 'needs', 'tiestatement'),
	(36, 'needs', 'tiesurvey'),
	(37, 'volunteering', 'opportunity'),
	(38, 'volunteering', 'shift'),
	(39, 'volunteering', 'initiative'),
	(40, 'volunteering', 'volunteer'),
	(41, 'volunteering', 'vetting'),
	(42, 'volunteering', 'signup'),
	(43, 'volunteering', 'hoursentry'),
	(44, 'volunteering', 'certificate'),
	(45, 'pooling', 'pool'),
	(46, 'pooling', 'solve'),
	(47, 'pooling', 'plan'),
	(48, 'pooling', 'agreement'),
	(49, 'pooling', 'signature'),
	(50, 'pooling', 'spending'),
	(51, 'pooling', 'review'),
	(52, 'pooling', 'hall'),
	(53, 'pooling', 'hallwish'),
	(54, 'pooling', 'hallturn'),
	(55, 'pooling', 'hallswap'),
	(56, 'pooling', 'vote'),
	(57, 'pooling', 'comment'),
	(58, 'programmes', 'programme'),
	(59, 'programmes', 'programmeversion'),
	(60, 'programmes', 'cohort'),
	(61, 'programmes', 'application'),
	(62, 'programmes', 'review'),
	(63, 'programmes', 'offer'),
	(64, 'programmes', 'engagement'),
	(65, 'programmes', 'teammember'),
	(66, 'programmes', 'match'),
	(67, 'programmes', 'room'),
	(68, 'programmes', 'session'),
	(69, 'programmes', 'attendance'),
	(70, 'programmes', 'rosterreceipt'),
	(71, 'programmes', 'calendarfeed'),
	(72, 'programmes', 'absencealert'),
	(73, 'programmes', 'profileentry'),
	(74, 'programmes', 'goal'),
	(75, 'programmes', 'workentry'),
	(76, 'programmes', 'task'),
	(77, 'programmes', 'note'),
	(78, 'programmes', 'document'),
	(79, 'programmes', 'programmedraft'),
	(80, 'programmes', 'duplicatekey'),
	(81, 'programmes', 'duplicatepair'),
	(82, 'programmes', 'import'),
	(83, 'programmes', 'importrow'),
	(84, 'programmes', 'invitation'),
	(85, 'programmes', 'player'),
	(86, 'programmes', 'court'),
	(87, 'programmes', 'game'),
	(88, 'programmes', 'turn'),
	(89, 'programmes', 'measurement'),
	(90, 'programmes', 'passage'),
	(91, 'programmes', 'referral'),
	(92, 'programmes', 'release'),
	(93, 'programmes', 'releasebasis'),
	(94, 'programmes', 'usecount'),
	(95, 'programmes', 'useevent'),
	(96, 'contenttypes', 'contenttype'),
	(97, 'auth', 'permission'),
	(98, 'auth', 'group'),
	(99, 'sessions', 'session'),
	(100, 'account', 'emailaddress'),
	(101, 'account', 'emailconfirmation'),
	(102, 'mfa', 'authenticator'),
	(103, 'socialaccount', 'socialapp'),
	(104, 'socialaccount', 'socialaccount'),
	(105, 'socialaccount', 'socialtoken'),
	(106, 'procrastinate', 'procrastinateworker'),
	(107, 'procrastinate', 'procrastinatejob'),
	(108, 'procrastinate', 'procrastinateevent'),
	(109, 'procrastinate', 'procrastinateperiodicdefer');

SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);

SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_permission_id_seq', 436, true);

SELECT pg_catalog.setval('public.core_auditrow_id_seq', 1, false);

SELECT pg_catalog.setval('public.core_translation_id_seq', 1, false);

SELECT pg_catalog.setval('public.directory_service_terms_id_seq', 1, false);

SELECT pg_catalog.setval('public.directory_synonym_id_seq', 1, false);

SELECT pg_catalog.setval('public.django_content_type_id_seq', 109, true);

SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_merge_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_post_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_user_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_events_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_jobs_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_periodic_defers_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_workers_id_seq', 1, false);

SELECT pg_catalog.setval('public.programmes_duplicatekey_id_seq', 1, false);

SELECT pg_catalog.setval('public.programmes_importrow_id_seq', 1, false);

SELECT pg_catalog.setval('public.programmes_rosterreceipt_id_seq', 1, false);

SELECT pg_catalog.setval('public.socialaccount_socialaccount_id_seq', 1, false);

SELECT pg_catalog.setval('public.socialaccount_socialapp_id_seq', 1, false);

SELECT pg_catalog.setval('public.socialaccount_socialtoken_id_seq', 1, false);

ALTER TABLE ONLY igum_private.audit_head
    ADD CONSTRAINT audit_head_pkey PRIMARY KEY (chain);

ALTER TABLE ONLY igum_private.context_key
    ADD CONSTRAINT context_key_pkey PRIMARY KEY (only_one);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.core_auditrow
    ADD CONSTRAINT core_audit_one_row_a_number UNIQUE (region_id, number);

ALTER TABLE ONLY public.core_auditrow
    ADD CONSTRAINT core_auditrow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.core_cache
    ADD CONSTRAINT core_cache_pkey PRIMARY KEY (cache_key);

ALTER TABLE ONLY public.core_loadedcontent
    ADD CONSTRAINT core_loadedcontent_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.core_storedfile
    ADD CONSTRAINT core_storedfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.core_storedfile
    ADD CONSTRAINT core_storedfile_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.core_translation
    ADD CONSTRAINT core_translation_one_text_a_language UNIQUE (kind, object_id, language, field);

ALTER TABLE ONLY public.core_translation
    ADD CONSTRAINT core_translation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_contact
    ADD CONSTRAINT directory_contact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_costoption
    ADD CONSTRAINT directory_costoption_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_location
    ADD CONSTRAINT directory_location_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_organization
    ADD CONSTRAINT directory_organization_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_phone
    ADD CONSTRAINT directory_phone_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_schedule
    ADD CONSTRAINT directory_schedule_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_serviceatlocation
    ADD CONSTRAINT directory_service_once_at_a_location UNIQUE (service_id, location_id);

ALTER TABLE ONLY public.directory_service
    ADD CONSTRAINT directory_service_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_service_terms
    ADD CONSTRAINT directory_service_terms_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_service_terms
    ADD CONSTRAINT directory_service_terms_service_id_term_id_e450f553_uniq UNIQUE (service_id, term_id);

ALTER TABLE ONLY public.directory_servicearea
    ADD CONSTRAINT directory_servicearea_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_serviceatlocation
    ADD CONSTRAINT directory_serviceatlocation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_synonym
    ADD CONSTRAINT directory_synonym_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_synonym
    ADD CONSTRAINT directory_synonym_stands_once UNIQUE (term_id, language, text);

ALTER TABLE ONLY public.directory_term
    ADD CONSTRAINT directory_term_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.needs_tiesurvey
    ADD CONSTRAINT needs_asked_once_a_year UNIQUE (region_id, organization_id, year);

ALTER TABLE ONLY public.needs_invitation
    ADD CONSTRAINT needs_body_is_asked_once UNIQUE NULLS NOT DISTINCT (region_id, campaign_id, authority_id, body_name);

ALTER TABLE ONLY public.needs_campaign
    ADD CONSTRAINT needs_campaign_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.needs_campaign
    ADD CONSTRAINT needs_campaign_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.needs_invitation
    ADD CONSTRAINT needs_invitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.needs_invitation
    ADD CONSTRAINT needs_invitation_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.needs_respondent
    ADD CONSTRAINT needs_link_opens_one UNIQUE (region_id, link_hash);

ALTER TABLE ONLY public.needs_need
    ADD CONSTRAINT needs_need_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.needs_need
    ADD CONSTRAINT needs_need_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.needs_needsize
    ADD CONSTRAINT needs_needsize_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.needs_refusalcount
    ADD CONSTRAINT needs_refusalcount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.needs_refusalcount
    ADD CONSTRAINT needs_refusals_of_a_day_once UNIQUE NULLS NOT DISTINCT (region_id, day, service_id, reason, locality_id);

ALTER TABLE ONLY public.needs_respondent
    ADD CONSTRAINT needs_respondent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.needs_respondent
    ADD CONSTRAINT needs_respondent_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.needs_tiestatement
    ADD CONSTRAINT needs_said_once_a_year UNIQUE (region_id, teller_id, about_id, source, year, setting);

ALTER TABLE ONLY public.needs_searchcount
    ADD CONSTRAINT needs_searchcount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.needs_searchcount
    ADD CONSTRAINT needs_searches_of_a_day_once UNIQUE NULLS NOT DISTINCT (region_id, day, term_id, locality_id, language, outcome);

ALTER TABLE ONLY public.needs_tiesurvey
    ADD CONSTRAINT needs_tie_link_opens_one UNIQUE (region_id, link_hash);

ALTER TABLE ONLY public.needs_tiestatement
    ADD CONSTRAINT needs_tiestatement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.needs_tiesurvey
    ADD CONSTRAINT needs_tiesurvey_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outbox_message
    ADD CONSTRAINT outbox_letter_is_written_once UNIQUE (region_id, once);

ALTER TABLE ONLY public.outbox_message
    ADD CONSTRAINT outbox_message_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_consent
    ADD CONSTRAINT people_consent_given_once_at_a_time EXCLUDE USING gist (region_id WITH =, resident_id WITH =, purpose WITH =, recipient WITH =, tstzrange(given_at, LEAST(expires_at, withdrawn_at)) WITH &&);

ALTER TABLE ONLY public.people_consent
    ADD CONSTRAINT people_consent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_household
    ADD CONSTRAINT people_household_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_household
    ADD CONSTRAINT people_household_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.people_merge
    ADD CONSTRAINT people_merge_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_post
    ADD CONSTRAINT people_post_held_once_at_a_time EXCLUDE USING gist (region_id WITH =, user_id WITH =, role WITH =, COALESCE(authority_id, 0) WITH =, COALESCE(organization_id, '00000000-0000-0000-0000-000000000000'::uuid) WITH =, daterange(starts_on, ends_on) WITH &&);

ALTER TABLE ONLY public.people_post
    ADD CONSTRAINT people_post_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_resident
    ADD CONSTRAINT people_resident_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_resident
    ADD CONSTRAINT people_resident_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.people_user
    ADD CONSTRAINT people_user_email_key UNIQUE (email);

ALTER TABLE ONLY public.people_user
    ADD CONSTRAINT people_user_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_authority
    ADD CONSTRAINT places_authority_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_locality
    ADD CONSTRAINT places_locality_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_region
    ADD CONSTRAINT places_region_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_region
    ADD CONSTRAINT places_region_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.pooling_agreement
    ADD CONSTRAINT pooling_agreement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pooling_agreement
    ADD CONSTRAINT pooling_agreement_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.pooling_comment
    ADD CONSTRAINT pooling_comment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pooling_hallturn
    ADD CONSTRAINT pooling_hall_has_one_town_at_a_time EXCLUDE USING gist (region_id WITH =, hall_id WITH =, tstzrange(starts_at, ends_at) WITH &&);

ALTER TABLE ONLY public.pooling_hall
    ADD CONSTRAINT pooling_hall_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pooling_hall
    ADD CONSTRAINT pooling_hall_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.pooling_hallswap
    ADD CONSTRAINT pooling_hallswap_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pooling_hallturn
    ADD CONSTRAINT pooling_hallturn_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pooling_hallturn
    ADD CONSTRAINT pooling_hallturn_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.pooling_hallwish
    ADD CONSTRAINT pooling_hallwish_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pooling_plan
    ADD CONSTRAINT pooling_plan_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pooling_plan
    ADD CONSTRAINT pooling_plan_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.pooling_pool
    ADD CONSTRAINT pooling_pool_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pooling_pool
    ADD CONSTRAINT pooling_pool_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.pooling_review
    ADD CONSTRAINT pooling_review_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pooling_signature
    ADD CONSTRAINT pooling_signature_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pooling_solve
    ADD CONSTRAINT pooling_solve_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pooling_solve
    ADD CONSTRAINT pooling_solve_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.pooling_spending
    ADD CONSTRAINT pooling_spending_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pooling_vote
    ADD CONSTRAINT pooling_vote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);

ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_absencealert
    ADD CONSTRAINT programmes_absencealert_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_absencealert
    ADD CONSTRAINT programmes_absences_alert_once UNIQUE (region_id, engagement_id, since_id);

ALTER TABLE ONLY public.programmes_application
    ADD CONSTRAINT programmes_application_has_its_own_link UNIQUE (region_id, link_hash);

ALTER TABLE ONLY public.programmes_application
    ADD CONSTRAINT programmes_application_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_application
    ADD CONSTRAINT programmes_application_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.programmes_attendance
    ADD CONSTRAINT programmes_attendance_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_calendarfeed
    ADD CONSTRAINT programmes_calendarfeed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_cohort
    ADD CONSTRAINT programmes_cohort_once_in_a_programme UNIQUE (region_id, programme_id, key);

ALTER TABLE ONLY public.programmes_cohort
    ADD CONSTRAINT programmes_cohort_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_cohort
    ADD CONSTRAINT programmes_cohort_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.programmes_court
    ADD CONSTRAINT programmes_court_once_in_a_league UNIQUE (region_id, cohort_id, room_id);

ALTER TABLE ONLY public.programmes_court
    ADD CONSTRAINT programmes_court_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_document
    ADD CONSTRAINT programmes_document_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_duplicatekey
    ADD CONSTRAINT programmes_duplicate_key_once UNIQUE (region_id, application_id, kind, key);

ALTER TABLE ONLY public.programmes_duplicatekey
    ADD CONSTRAINT programmes_duplicatekey_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_duplicatepair
    ADD CONSTRAINT programmes_duplicatepair_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_engagement
    ADD CONSTRAINT programmes_engagement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_engagement
    ADD CONSTRAINT programmes_engagement_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.programmes_calendarfeed
    ADD CONSTRAINT programmes_feed_has_one_secret UNIQUE (region_id, secret_hash);

ALTER TABLE ONLY public.programmes_game
    ADD CONSTRAINT programmes_game_once_at_home UNIQUE (region_id, cohort_id, home_id, away_id);

ALTER TABLE ONLY public.programmes_game
    ADD CONSTRAINT programmes_game_once_in_a_session UNIQUE (region_id, session_id);

ALTER TABLE ONLY public.programmes_game
    ADD CONSTRAINT programmes_game_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_goal
    ADD CONSTRAINT programmes_goal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_import
    ADD CONSTRAINT programmes_import_once_in_a_round UNIQUE (region_id, cohort_id, sha256);

ALTER TABLE ONLY public.programmes_import
    ADD CONSTRAINT programmes_import_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_import
    ADD CONSTRAINT programmes_import_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.programmes_importrow
    ADD CONSTRAINT programmes_import_row_once_in_a_file UNIQUE (region_id, file_id, number);

ALTER TABLE ONLY public.programmes_importrow
    ADD CONSTRAINT programmes_importrow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_invitation
    ADD CONSTRAINT programmes_invitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_match
    ADD CONSTRAINT programmes_match_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_measurement
    ADD CONSTRAINT programmes_measured_once_at_a_moment UNIQUE (region_id, engagement_id, outcome, moment);

ALTER TABLE ONLY public.programmes_measurement
    ADD CONSTRAINT programmes_measurement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_attendance
    ADD CONSTRAINT programmes_member_noted_once UNIQUE (region_id, session_id, member_id);

ALTER TABLE ONLY public.programmes_note
    ADD CONSTRAINT programmes_note_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_offer
    ADD CONSTRAINT programmes_offer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_useevent
    ADD CONSTRAINT programmes_one_use_event UNIQUE (region_id, cohort_id);

ALTER TABLE ONLY public.programmes_duplicatepair
    ADD CONSTRAINT programmes_pair_asked_about_once UNIQUE (region_id, older_id, newer_id);

ALTER TABLE ONLY public.programmes_passage
    ADD CONSTRAINT programmes_passage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_passage
    ADD CONSTRAINT programmes_phase_passed_once UNIQUE (region_id, engagement_id, phase);

ALTER TABLE ONLY public.programmes_player
    ADD CONSTRAINT programmes_player_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_profileentry
    ADD CONSTRAINT programmes_profileentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_programme
    ADD CONSTRAINT programmes_programme_key_once_in_a_region UNIQUE (region_id, key);

ALTER TABLE ONLY public.programmes_programme
    ADD CONSTRAINT programmes_programme_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_programme
    ADD CONSTRAINT programmes_programme_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.programmes_programmedraft
    ADD CONSTRAINT programmes_programmedraft_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_programmeversion
    ADD CONSTRAINT programmes_programmeversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_programmeversion
    ADD CONSTRAINT programmes_programmeversion_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.programmes_referral
    ADD CONSTRAINT programmes_referral_once_for_application UNIQUE (region_id, application_id);

ALTER TABLE ONLY public.programmes_referral
    ADD CONSTRAINT programmes_referral_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_release
    ADD CONSTRAINT programmes_release_numbered_once UNIQUE (region_id, cohort_id, number);

ALTER TABLE ONLY public.programmes_release
    ADD CONSTRAINT programmes_release_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_release
    ADD CONSTRAINT programmes_release_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.programmes_releasebasis
    ADD CONSTRAINT programmes_releasebasis_pkey PRIMARY KEY (release_id);

ALTER TABLE ONLY public.programmes_review
    ADD CONSTRAINT programmes_review_once_by_a_reviewer UNIQUE (region_id, application_id, reviewer_id);

ALTER TABLE ONLY public.programmes_review
    ADD CONSTRAINT programmes_review_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_session
    ADD CONSTRAINT programmes_room_holds_one_session EXCLUDE USING gist (region_id WITH =, room_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (((cancelled_at IS NULL) AND (room_id IS NOT NULL)));

ALTER TABLE ONLY public.programmes_room
    ADD CONSTRAINT programmes_room_named_once UNIQUE NULLS NOT DISTINCT (region_id, authority_id, name);

ALTER TABLE ONLY public.programmes_room
    ADD CONSTRAINT programmes_room_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_room
    ADD CONSTRAINT programmes_room_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.programmes_rosterreceipt
    ADD CONSTRAINT programmes_roster_taken_in_once UNIQUE (region_id, key);

ALTER TABLE ONLY public.programmes_rosterreceipt
    ADD CONSTRAINT programmes_rosterreceipt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_session
    ADD CONSTRAINT programmes_session_numbered_once UNIQUE (region_id, cohort_id, phase, number, is_after);

ALTER TABLE ONLY public.programmes_session
    ADD CONSTRAINT programmes_session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_session
    ADD CONSTRAINT programmes_session_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.programmes_attendance
    ADD CONSTRAINT programmes_subject_noted_once UNIQUE (region_id, session_id, engagement_id);

ALTER TABLE ONLY public.programmes_task
    ADD CONSTRAINT programmes_task_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_task
    ADD CONSTRAINT programmes_task_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.programmes_teammember
    ADD CONSTRAINT programmes_teammember_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_teammember
    ADD CONSTRAINT programmes_teammember_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.programmes_turn
    ADD CONSTRAINT programmes_turn_once_in_a_session UNIQUE (region_id, session_id);

ALTER TABLE ONLY public.programmes_turn
    ADD CONSTRAINT programmes_turn_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_usecount
    ADD CONSTRAINT programmes_use_counted_once UNIQUE (region_id, cohort_id, used_on, neighbourhood, age, purpose, language);

ALTER TABLE ONLY public.programmes_usecount
    ADD CONSTRAINT programmes_usecount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_useevent
    ADD CONSTRAINT programmes_useevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programmes_programmeversion
    ADD CONSTRAINT programmes_version_once_in_a_programme UNIQUE (region_id, programme_id, version);

ALTER TABLE ONLY public.programmes_workentry
    ADD CONSTRAINT programmes_workentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.questionnaires_questionnaire
    ADD CONSTRAINT questionnaires_kept_once UNIQUE (region_id, key, sha256);

ALTER TABLE ONLY public.questionnaires_questionnaire
    ADD CONSTRAINT questionnaires_questionnaire_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.questionnaires_questionnaire
    ADD CONSTRAINT questionnaires_questionnaire_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.questionnaires_response
    ADD CONSTRAINT questionnaires_response_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.questionnaires_response
    ADD CONSTRAINT questionnaires_response_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_provider_uid_fc810c6e_uniq UNIQUE (provider, uid);

ALTER TABLE ONLY public.socialaccount_socialapp
    ADD CONSTRAINT socialaccount_socialapp_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_app_id_account_id_fca4e0ac_uniq UNIQUE (app_id, account_id);

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.volunteering_certificate
    ADD CONSTRAINT volunteering_certificate_number_once UNIQUE (region_id, year, number);

ALTER TABLE ONLY public.volunteering_certificate
    ADD CONSTRAINT volunteering_certificate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.volunteering_hoursentry
    ADD CONSTRAINT volunteering_hoursentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.volunteering_initiative
    ADD CONSTRAINT volunteering_initiative_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.volunteering_signup
    ADD CONSTRAINT volunteering_one_shift_at_a_time EXCLUDE USING gist (region_id WITH =, volunteer_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (((left_at IS NULL) AND (place IS NOT NULL) AND (missed_at IS NULL)));

ALTER TABLE ONLY public.volunteering_opportunity
    ADD CONSTRAINT volunteering_opportunity_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.volunteering_opportunity
    ADD CONSTRAINT volunteering_opportunity_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.volunteering_shift
    ADD CONSTRAINT volunteering_shift_and_its_times UNIQUE (region_id, id, starts_at, ends_at);

ALTER TABLE ONLY public.volunteering_shift
    ADD CONSTRAINT volunteering_shift_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.volunteering_shift
    ADD CONSTRAINT volunteering_shift_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.volunteering_signup
    ADD CONSTRAINT volunteering_signup_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.volunteering_signup
    ADD CONSTRAINT volunteering_signup_region_and_id UNIQUE (region_id, id);

ALTER TABLE ONLY public.volunteering_vetting
    ADD CONSTRAINT volunteering_vetting_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.volunteering_volunteer
    ADD CONSTRAINT volunteering_volunteer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.volunteering_volunteer
    ADD CONSTRAINT volunteering_volunteer_region_and_id UNIQUE (region_id, id);

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE INDEX core_audit_of_a_thing ON public.core_auditrow USING btree (region_id, kind, object_id);

CREATE INDEX core_cache_by_expiry ON public.core_cache USING btree (expires);

CREATE INDEX core_loadedcontent_name_2884263a_like ON public.core_loadedcontent USING btree (name varchar_pattern_ops);

CREATE INDEX directory_contact_organization_id_b7aecf01 ON public.directory_contact USING btree (organization_id);

CREATE INDEX directory_contact_service_id_cb984089 ON public.directory_contact USING btree (service_id);

CREATE INDEX directory_costoption_service_id_12818b28 ON public.directory_costoption USING btree (service_id);

CREATE INDEX directory_location_locality_id_d163a3b9 ON public.directory_location USING btree (locality_id);

CREATE INDEX directory_location_organization_id_b4f09846 ON public.directory_location USING btree (organization_id);

CREATE INDEX directory_phone_location_id_3664e292 ON public.directory_phone USING btree (location_id);

CREATE INDEX directory_phone_organization_id_25b8fd8e ON public.directory_phone USING btree (organization_id);

CREATE INDEX directory_phone_service_id_b83ef6cd ON public.directory_phone USING btree (service_id);

CREATE INDEX directory_schedule_at_location_id_ae337275 ON public.directory_schedule USING btree (at_location_id);

CREATE INDEX directory_schedule_service_id_2870b951 ON public.directory_schedule USING btree (service_id);

CREATE INDEX directory_service_modified ON public.directory_service USING btree (modified_at);

CREATE INDEX directory_service_organization_id_8258e89a ON public.directory_service USING btree (organization_id);

CREATE INDEX directory_service_status ON public.directory_service USING btree (status);

CREATE INDEX directory_service_terms_service_id_2c6b3d96 ON public.directory_service_terms USING btree (service_id);

CREATE INDEX directory_service_terms_term_id_d37d5749 ON public.directory_service_terms USING btree (term_id);

CREATE INDEX directory_service_terms_term_id_d37d5749_like ON public.directory_service_terms USING btree (term_id varchar_pattern_ops);

CREATE INDEX directory_servicearea_authority_id_a3bfd32a ON public.directory_servicearea USING btree (authority_id);

CREATE INDEX directory_servicearea_locality_id_fdbe5c09 ON public.directory_servicearea USING btree (locality_id);

CREATE INDEX directory_servicearea_region_id_66c7b68e ON public.directory_servicearea USING btree (region_id);

CREATE INDEX directory_servicearea_service_id_b3df1a53 ON public.directory_servicearea USING btree (service_id);

CREATE INDEX directory_serviceatlocation_location_id_02644f86 ON public.directory_serviceatlocation USING btree (location_id);

CREATE INDEX directory_serviceatlocation_service_id_29b2c0ee ON public.directory_serviceatlocation USING btree (service_id);

CREATE INDEX directory_synonym_term_id_45e351d7 ON public.directory_synonym USING btree (term_id);

CREATE INDEX directory_synonym_term_id_45e351d7_like ON public.directory_synonym USING btree (term_id varchar_pattern_ops);

CREATE INDEX directory_term_children ON public.directory_term USING btree (axis, parent_id);

CREATE INDEX directory_term_code_7e9c741a_like ON public.directory_term USING btree (code varchar_pattern_ops);

CREATE INDEX directory_term_parent_id_b46fb0ce ON public.directory_term USING btree (parent_id);

CREATE INDEX directory_term_parent_id_b46fb0ce_like ON public.directory_term USING btree (parent_id varchar_pattern_ops);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);

CREATE INDEX needs_by_state ON public.needs_need USING btree (region_id, state, made_at);

CREATE INDEX needs_campaign_authority_id_fd26aaee ON public.needs_campaign USING btree (authority_id);

CREATE INDEX needs_campaign_made_by_id_e64bab43 ON public.needs_campaign USING btree (made_by_id);

CREATE INDEX needs_campaign_questionnaire_id_b07570d8 ON public.needs_campaign USING btree (questionnaire_id);

CREATE INDEX needs_campaign_region_id_52290877 ON public.needs_campaign USING btree (region_id);

CREATE INDEX needs_campaigns ON public.needs_campaign USING btree (region_id, made_at);

CREATE UNIQUE INDEX needs_gap_makes_one_need ON public.needs_need USING btree (region_id, campaign_id, term_id, authority_id) NULLS NOT DISTINCT WHERE (campaign_id IS NOT NULL);

CREATE INDEX needs_invitation_authority_id_ff745426 ON public.needs_invitation USING btree (authority_id);

CREATE INDEX needs_invitation_campaign_id_486690a0 ON public.needs_invitation USING btree (campaign_id);

CREATE INDEX needs_invitation_organization_id_80cdf1f8 ON public.needs_invitation USING btree (organization_id);

CREATE INDEX needs_invitation_region_id_aca839dd ON public.needs_invitation USING btree (region_id);

CREATE INDEX needs_invitation_response_id_0eac6afa ON public.needs_invitation USING btree (response_id);

CREATE INDEX needs_need_authority_id_9adef011 ON public.needs_need USING btree (authority_id);

CREATE INDEX needs_need_campaign_id_d68bf50b ON public.needs_need USING btree (campaign_id);

CREATE INDEX needs_need_region_id_d8ae0c1c ON public.needs_need USING btree (region_id);

CREATE INDEX needs_need_term_id_f8ebd47c ON public.needs_need USING btree (term_id);

CREATE INDEX needs_need_term_id_f8ebd47c_like ON public.needs_need USING btree (term_id varchar_pattern_ops);

CREATE INDEX needs_needsize_authority_id_848bb0d8 ON public.needs_needsize USING btree (authority_id);

CREATE INDEX needs_needsize_locality_id_b2c1b89c ON public.needs_needsize USING btree (locality_id);

CREATE INDEX needs_needsize_need_id_454c7ef0 ON public.needs_needsize USING btree (need_id);

CREATE INDEX needs_needsize_region_id_3e147d42 ON public.needs_needsize USING btree (region_id);

CREATE INDEX needs_refusalcount_authority_id_396b6dfe ON public.needs_refusalcount USING btree (authority_id);

CREATE INDEX needs_refusalcount_locality_id_437cf89b ON public.needs_refusalcount USING btree (locality_id);

CREATE INDEX needs_refusalcount_region_id_4522aa0b ON public.needs_refusalcount USING btree (region_id);

CREATE INDEX needs_refusalcount_service_id_3793babb ON public.needs_refusalcount USING btree (service_id);

CREATE INDEX needs_respondent_authority_id_b81ec5a5 ON public.needs_respondent USING btree (authority_id);

CREATE INDEX needs_respondent_brought_by_id_09a50ec4 ON public.needs_respondent USING btree (brought_by_id);

CREATE INDEX needs_respondent_invitation_id_83cf5fd7 ON public.needs_respondent USING btree (invitation_id);

CREATE INDEX needs_respondent_region_id_fd5dd140 ON public.needs_respondent USING btree (region_id);

CREATE INDEX needs_searchcount_authority_id_dd519cfa ON public.needs_searchcount USING btree (authority_id);

CREATE INDEX needs_searchcount_locality_id_6a5b17f1 ON public.needs_searchcount USING btree (locality_id);

CREATE INDEX needs_searchcount_region_id_852fe847 ON public.needs_searchcount USING btree (region_id);

CREATE INDEX needs_searchcount_term_id_2a081040 ON public.needs_searchcount USING btree (term_id);

CREATE INDEX needs_searchcount_term_id_2a081040_like ON public.needs_searchcount USING btree (term_id varchar_pattern_ops);

CREATE INDEX needs_sizes_of_need ON public.needs_needsize USING btree (region_id, need_id);

CREATE INDEX needs_ties_of_a_year ON public.needs_tiestatement USING btree (region_id, year, setting);

CREATE INDEX needs_tiestatement_about_id_0ed894ab ON public.needs_tiestatement USING btree (about_id);

CREATE INDEX needs_tiestatement_authority_id_dcb32d7c ON public.needs_tiestatement USING btree (authority_id);

CREATE INDEX needs_tiestatement_region_id_e6ebf2b6 ON public.needs_tiestatement USING btree (region_id);

CREATE INDEX needs_tiestatement_teller_id_cf3b7b7a ON public.needs_tiestatement USING btree (teller_id);

CREATE INDEX needs_tiesurvey_authority_id_a23134bb ON public.needs_tiesurvey USING btree (authority_id);

CREATE INDEX needs_tiesurvey_organization_id_5a02dcfc ON public.needs_tiesurvey USING btree (organization_id);

CREATE INDEX needs_tiesurvey_region_id_9e98b9df ON public.needs_tiesurvey USING btree (region_id);

CREATE INDEX outbox_about_a_thing ON public.outbox_message USING btree (region_id, about_kind, about_id);

CREATE INDEX outbox_due_by_itself ON public.outbox_message USING btree (region_id, due_at) WHERE ((failed_at IS NULL) AND (sent_at IS NULL) AND (unsure_at IS NULL) AND (withdrawn_at IS NULL) AND (NOT ((channel)::text = 'by_hand'::text)));

CREATE INDEX outbox_message_authority_id_7a0fc2ac ON public.outbox_message USING btree (authority_id);

CREATE INDEX outbox_message_region_id_9707fe32 ON public.outbox_message USING btree (region_id);

CREATE INDEX outbox_message_sent_by_id_ea383103 ON public.outbox_message USING btree (sent_by_id);

CREATE INDEX outbox_message_written_by_id_231e78d1 ON public.outbox_message USING btree (written_by_id);

CREATE INDEX outbox_newest ON public.outbox_message USING btree (region_id, written_at DESC, id DESC);

CREATE INDEX outbox_unsent_by_subject ON public.outbox_message USING btree (region_id, about_kind, written_at, id) WHERE ((sent_at IS NULL) AND (withdrawn_at IS NULL));

CREATE UNIQUE INDEX people_account_is_one_resident_of_a_region ON public.people_resident USING btree (region_id, user_id) WHERE ((merged_into_id IS NULL) AND (user_id IS NOT NULL));

CREATE INDEX people_consent_about ON public.people_consent USING btree (region_id, about_kind, about_id);

CREATE INDEX people_consent_authority_id_6fa08802 ON public.people_consent USING btree (authority_id);

CREATE INDEX people_consent_recorded_by_id_a47a1cb6 ON public.people_consent USING btree (recorded_by_id);

CREATE INDEX people_consent_region_id_b12eb932 ON public.people_consent USING btree (region_id);

CREATE INDEX people_consent_resident_id_e3db7a94 ON public.people_consent USING btree (resident_id);

CREATE INDEX people_household_authority_id_f3e4b50c ON public.people_household USING btree (authority_id);

CREATE INDEX people_household_locality_id_88bb4d7d ON public.people_household USING btree (locality_id);

CREATE INDEX people_household_region_id_76b6d28a ON public.people_household USING btree (region_id);

CREATE INDEX people_merge_authority_id_ff6e0007 ON public.people_merge USING btree (authority_id);

CREATE INDEX people_merge_kept_id_d4ee6e06 ON public.people_merge USING btree (kept_id);

CREATE INDEX people_merge_merged_id_87dce616 ON public.people_merge USING btree (merged_id);

CREATE INDEX people_merge_region_id_fa19f013 ON public.people_merge USING btree (region_id);

CREATE INDEX people_post_authority_id_b6cb8e5c ON public.people_post USING btree (authority_id);

CREATE INDEX people_post_of_a_role ON public.people_post USING btree (region_id, role);

CREATE INDEX people_post_region_id_5bc089de ON public.people_post USING btree (region_id);

CREATE INDEX people_post_user_id_3e0b1f83 ON public.people_post USING btree (user_id);

CREATE INDEX people_resident_authority_id_79266263 ON public.people_resident USING btree (authority_id);

CREATE INDEX people_resident_by_family ON public.people_resident USING btree (region_id, family_first);

CREATE INDEX people_resident_by_given ON public.people_resident USING btree (region_id, given_first);

CREATE UNIQUE INDEX people_resident_code_once_in_an_authority ON public.people_resident USING btree (region_id, authority_id, code) WHERE (NOT ((code)::text = ''::text));

CREATE INDEX people_resident_household_id_ced4480b ON public.people_resident USING btree (household_id);

CREATE UNIQUE INDEX people_resident_is_merged_into_one ON public.people_merge USING btree (region_id, merged_id) WHERE (undone_at IS NULL);

CREATE INDEX people_resident_locality_id_a6a896d3 ON public.people_resident USING btree (locality_id);

CREATE INDEX people_resident_merged_into_id_662dd809 ON public.people_resident USING btree (merged_into_id);

CREATE UNIQUE INDEX people_resident_once_in_an_authority ON public.people_resident USING btree (region_id, authority_id, number_fingerprint) WHERE (merged_into_id IS NULL);

CREATE INDEX people_resident_region_id_cf772e4b ON public.people_resident USING btree (region_id);

CREATE INDEX people_resident_user_id_4799b397 ON public.people_resident USING btree (user_id);

CREATE INDEX people_user_email_1f424fe4_like ON public.people_user USING btree (email varchar_pattern_ops);

CREATE INDEX places_authority_region_id_ef6500f4 ON public.places_authority USING btree (region_id);

CREATE INDEX places_locality_authority_id_c39ee182 ON public.places_locality USING btree (authority_id);

CREATE INDEX places_locality_region_id_721498b6 ON public.places_locality USING btree (region_id);

CREATE INDEX places_region_slug_5164ca92_like ON public.places_region USING btree (slug varchar_pattern_ops);

CREATE INDEX pooling_agreement_authority_id_9a1280a2 ON public.pooling_agreement USING btree (authority_id);

CREATE INDEX pooling_agreement_plan_id_3357d0f2 ON public.pooling_agreement USING btree (plan_id);

CREATE INDEX pooling_agreement_pool_id_fc00c756 ON public.pooling_agreement USING btree (pool_id);

CREATE INDEX pooling_agreement_proposed_by_id_20a6544c ON public.pooling_agreement USING btree (proposed_by_id);

CREATE INDEX pooling_agreement_region_id_1e12be1e ON public.pooling_agreement USING btree (region_id);

CREATE INDEX pooling_comment_authority_id_c3954948 ON public.pooling_comment USING btree (authority_id);

CREATE INDEX pooling_comment_plan_id_6f2c2a49 ON public.pooling_comment USING btree (plan_id);

CREATE INDEX pooling_comment_pool_id_21809b99 ON public.pooling_comment USING btree (pool_id);

CREATE INDEX pooling_comment_region_id_590e85dd ON public.pooling_comment USING btree (region_id);

CREATE INDEX pooling_comment_written_by_id_177670ac ON public.pooling_comment USING btree (written_by_id);

CREATE UNIQUE INDEX pooling_each_town_signs_once ON public.pooling_signature USING btree (region_id, agreement_id, authority_id);

CREATE INDEX pooling_hall_authority_id_a2cb3931 ON public.pooling_hall USING btree (authority_id);

CREATE INDEX pooling_hall_made_by_id_cdd80436 ON public.pooling_hall USING btree (made_by_id);

CREATE INDEX pooling_hall_pool_id_b677be88 ON public.pooling_hall USING btree (pool_id);

CREATE INDEX pooling_hall_region_id_23590d07 ON public.pooling_hall USING btree (region_id);

CREATE INDEX pooling_hallswap_answered_by_id_ae10ed94 ON public.pooling_hallswap USING btree (answered_by_id);

CREATE INDEX pooling_hallswap_asked_by_id_d1cb1f8b ON public.pooling_hallswap USING btree (asked_by_id);

CREATE INDEX pooling_hallswap_authority_id_2ed42fa2 ON public.pooling_hallswap USING btree (authority_id);

CREATE INDEX pooling_hallswap_gives_id_26a35b9f ON public.pooling_hallswap USING btree (gives_id);

CREATE INDEX pooling_hallswap_hall_id_d948d7e7 ON public.pooling_hallswap USING btree (hall_id);

CREATE INDEX pooling_hallswap_other_id_4040fc46 ON public.pooling_hallswap USING btree (other_id);

CREATE INDEX pooling_hallswap_pool_id_3fb34532 ON public.pooling_hallswap USING btree (pool_id);

CREATE INDEX pooling_hallswap_region_id_04050f96 ON public.pooling_hallswap USING btree (region_id);

CREATE INDEX pooling_hallswap_takes_id_3fb5cf39 ON public.pooling_hallswap USING btree (takes_id);

CREATE INDEX pooling_hallturn_authority_id_243646c2 ON public.pooling_hallturn USING btree (authority_id);

CREATE INDEX pooling_hallturn_hall_id_46f4a61c ON public.pooling_hallturn USING btree (hall_id);

CREATE INDEX pooling_hallturn_pool_id_655ef2b9 ON public.pooling_hallturn USING btree (pool_id);

CREATE INDEX pooling_hallturn_region_id_d5cf95e3 ON public.pooling_hallturn USING btree (region_id);

CREATE INDEX pooling_hallwish_authority_id_0c29a199 ON public.pooling_hallwish USING btree (authority_id);

CREATE INDEX pooling_hallwish_hall_id_b6af37cc ON public.pooling_hallwish USING btree (hall_id);

CREATE INDEX pooling_hallwish_pool_id_658a0ba7 ON public.pooling_hallwish USING btree (pool_id);

CREATE INDEX pooling_hallwish_region_id_6ea364dc ON public.pooling_hallwish USING btree (region_id);

CREATE INDEX pooling_hallwish_set_by_id_8fba2240 ON public.pooling_hallwish USING btree (set_by_id);

CREATE UNIQUE INDEX pooling_one_agreement_at_a_time ON public.pooling_agreement USING btree (region_id, pool_id) WHERE (withdrawn_at IS NULL);

CREATE UNIQUE INDEX pooling_one_question_at_a_time ON public.pooling_solve USING btree (region_id, pool_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX pooling_one_review_a_year ON public.pooling_review USING btree (region_id, agreement_id, authority_id, year);

CREATE UNIQUE INDEX pooling_one_sum_for_each_quarter ON public.pooling_spending USING btree (region_id, agreement_id, authority_id, year, quarter);

CREATE UNIQUE INDEX pooling_one_vote_for_each_town ON public.pooling_vote USING btree (region_id, plan_id, authority_id);

CREATE UNIQUE INDEX pooling_one_wish_for_each_time ON public.pooling_hallwish USING btree (region_id, hall_id, authority_id, weekday, starts);

CREATE INDEX pooling_plan_authority_id_d0a14486 ON public.pooling_plan USING btree (authority_id);

CREATE INDEX pooling_plan_pool_id_763a62eb ON public.pooling_plan USING btree (pool_id);

CREATE INDEX pooling_plan_region_id_7c8e8128 ON public.pooling_plan USING btree (region_id);

CREATE INDEX pooling_plan_solve_id_32133533 ON public.pooling_plan USING btree (solve_id);

CREATE UNIQUE INDEX pooling_plans_are_numbered ON public.pooling_plan USING btree (region_id, pool_id, number);

CREATE INDEX pooling_pool_authority_id_cdba5dde ON public.pooling_pool USING btree (authority_id);

CREATE INDEX pooling_pool_made_by_id_bfad982c ON public.pooling_pool USING btree (made_by_id);

CREATE INDEX pooling_pool_region_id_a133886c ON public.pooling_pool USING btree (region_id);

CREATE INDEX pooling_review_agreement_id_00186e2b ON public.pooling_review USING btree (agreement_id);

CREATE INDEX pooling_review_authority_id_727c11b1 ON public.pooling_review USING btree (authority_id);

CREATE INDEX pooling_review_pool_id_5dbf8192 ON public.pooling_review USING btree (pool_id);

CREATE INDEX pooling_review_region_id_6e6a07f1 ON public.pooling_review USING btree (region_id);

CREATE INDEX pooling_review_reviewed_by_id_36f19c40 ON public.pooling_review USING btree (reviewed_by_id);

CREATE INDEX pooling_signature_agreement_id_abbc978f ON public.pooling_signature USING btree (agreement_id);

CREATE INDEX pooling_signature_authority_id_86382b78 ON public.pooling_signature USING btree (authority_id);

CREATE INDEX pooling_signature_pool_id_95c158c2 ON public.pooling_signature USING btree (pool_id);

CREATE INDEX pooling_signature_region_id_209257d6 ON public.pooling_signature USING btree (region_id);

CREATE INDEX pooling_signature_signed_by_id_43de9284 ON public.pooling_signature USING btree (signed_by_id);

CREATE INDEX pooling_solve_asked_by_id_9be382eb ON public.pooling_solve USING btree (asked_by_id);

CREATE INDEX pooling_solve_authority_id_d7e079c0 ON public.pooling_solve USING btree (authority_id);

CREATE INDEX pooling_solve_pool_id_898bae75 ON public.pooling_solve USING btree (pool_id);

CREATE INDEX pooling_solve_region_id_8c41c303 ON public.pooling_solve USING btree (region_id);

CREATE INDEX pooling_spending_agreement_id_a3e1ca6f ON public.pooling_spending USING btree (agreement_id);

CREATE INDEX pooling_spending_authority_id_9597c045 ON public.pooling_spending USING btree (authority_id);

CREATE INDEX pooling_spending_noted_by_id_d965a3c2 ON public.pooling_spending USING btree (noted_by_id);

CREATE INDEX pooling_spending_pool_id_42e86d87 ON public.pooling_spending USING btree (pool_id);

CREATE INDEX pooling_spending_region_id_b57d9a9b ON public.pooling_spending USING btree (region_id);

CREATE UNIQUE INDEX pooling_turn_is_asked_for_once ON public.pooling_hallswap USING btree (region_id, takes_id) WHERE ((agreed_at IS NULL) AND (refused_at IS NULL));

CREATE UNIQUE INDEX pooling_turn_is_offered_once ON public.pooling_hallswap USING btree (region_id, gives_id) WHERE ((agreed_at IS NULL) AND (refused_at IS NULL));

CREATE INDEX pooling_turns_by_time ON public.pooling_hallturn USING btree (region_id, hall_id, starts_at);

CREATE INDEX pooling_vote_authority_id_3f4d07c7 ON public.pooling_vote USING btree (authority_id);

CREATE INDEX pooling_vote_plan_id_23a28216 ON public.pooling_vote USING btree (plan_id);

CREATE INDEX pooling_vote_pool_id_060eb32f ON public.pooling_vote USING btree (pool_id);

CREATE INDEX pooling_vote_region_id_ce7d7a5b ON public.pooling_vote USING btree (region_id);

CREATE INDEX pooling_vote_voted_by_id_0a5163b1 ON public.pooling_vote USING btree (voted_by_id);

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);

CREATE INDEX programmes_absencealert_authority_id_dc22d790 ON public.programmes_absencealert USING btree (authority_id);

CREATE INDEX programmes_absencealert_closed_by_id_becf09e0 ON public.programmes_absencealert USING btree (closed_by_id);

CREATE INDEX programmes_absencealert_cohort_id_d371aaf1 ON public.programmes_absencealert USING btree (cohort_id);

CREATE INDEX programmes_absencealert_engagement_id_3aa24fcd ON public.programmes_absencealert USING btree (engagement_id);

CREATE INDEX programmes_absencealert_region_id_328e6e67 ON public.programmes_absencealert USING btree (region_id);

CREATE INDEX programmes_absencealert_since_id_3aa2b95e ON public.programmes_absencealert USING btree (since_id);

CREATE INDEX programmes_absences ON public.programmes_attendance USING btree (region_id, session_id) WHERE ((status)::text = 'absent'::text);

CREATE INDEX programmes_absences_of_cohort ON public.programmes_absencealert USING btree (region_id, cohort_id, closed_at);

CREATE INDEX programmes_application_authority_id_c341736c ON public.programmes_application USING btree (authority_id);

CREATE INDEX programmes_application_cohort_id_b0a6ef1e ON public.programmes_application USING btree (cohort_id);

CREATE INDEX programmes_application_entered_by_id_e8bb0800 ON public.programmes_application USING btree (entered_by_id);

CREATE INDEX programmes_application_locality_id_4d24f620 ON public.programmes_application USING btree (locality_id);

CREATE INDEX programmes_application_outcome_by_id_3ef85a24 ON public.programmes_application USING btree (outcome_by_id);

CREATE INDEX programmes_application_region_id_f55b2d26 ON public.programmes_application USING btree (region_id);

CREATE INDEX programmes_application_resident_id_8f32ad33 ON public.programmes_application USING btree (resident_id);

CREATE INDEX programmes_application_response_id_4765b85a ON public.programmes_application USING btree (response_id);

CREATE INDEX programmes_attendance_authority_id_b818e442 ON public.programmes_attendance USING btree (authority_id);

CREATE INDEX programmes_attendance_engagement_id_60c7fb7e ON public.programmes_attendance USING btree (engagement_id);

CREATE INDEX programmes_attendance_member_id_f5bea8a6 ON public.programmes_attendance USING btree (member_id);

CREATE INDEX programmes_attendance_noted_by_id_0114c152 ON public.programmes_attendance USING btree (noted_by_id);

CREATE INDEX programmes_attendance_of ON public.programmes_attendance USING btree (region_id, engagement_id);

CREATE INDEX programmes_attendance_region_id_87a11036 ON public.programmes_attendance USING btree (region_id);

CREATE INDEX programmes_attendance_session_id_5ac7e168 ON public.programmes_attendance USING btree (session_id);

CREATE INDEX programmes_by_applied ON public.programmes_application USING btree (region_id, cohort_id, applied_at, id);

CREATE INDEX programmes_by_outcome ON public.programmes_application USING btree (region_id, cohort_id, outcome, "position");

CREATE INDEX programmes_by_resident ON public.programmes_application USING btree (region_id, resident_id);

CREATE INDEX programmes_calendarfeed_authority_id_b781f9f6 ON public.programmes_calendarfeed USING btree (authority_id);

CREATE INDEX programmes_calendarfeed_region_id_fdce34f2 ON public.programmes_calendarfeed USING btree (region_id);

CREATE INDEX programmes_calendarfeed_user_id_8131753b ON public.programmes_calendarfeed USING btree (user_id);

CREATE INDEX programmes_cohort_authority_id_2b61e17a ON public.programmes_cohort USING btree (authority_id);

CREATE INDEX programmes_cohort_by_opening ON public.programmes_cohort USING btree (region_id, programme_id, opens_at);

CREATE INDEX programmes_cohort_key_ac99f0d8 ON public.programmes_cohort USING btree (key);

CREATE INDEX programmes_cohort_key_ac99f0d8_like ON public.programmes_cohort USING btree (key varchar_pattern_ops);

CREATE INDEX programmes_cohort_programme_id_df37236a ON public.programmes_cohort USING btree (programme_id);

CREATE INDEX programmes_cohort_region_id_870591cf ON public.programmes_cohort USING btree (region_id);

CREATE INDEX programmes_cohort_version_id_ebf9bede ON public.programmes_cohort USING btree (version_id);

CREATE INDEX programmes_court_authority_id_922b4123 ON public.programmes_court USING btree (authority_id);

CREATE INDEX programmes_court_cohort_id_f44389a7 ON public.programmes_court USING btree (cohort_id);

CREATE INDEX programmes_court_region_id_1b383eab ON public.programmes_court USING btree (region_id);

CREATE INDEX programmes_court_room_id_0d7df479 ON public.programmes_court USING btree (room_id);

CREATE INDEX programmes_document_authority_id_8d46fd43 ON public.programmes_document USING btree (authority_id);

CREATE INDEX programmes_document_by_task ON public.programmes_document USING btree (region_id, task_id, handed_in_at);

CREATE INDEX programmes_document_decided_by_id_eeed0fce ON public.programmes_document USING btree (decided_by_id);

CREATE INDEX programmes_document_engagement_id_0c9b5def ON public.programmes_document USING btree (engagement_id);

CREATE INDEX programmes_document_file_id_90cd7deb ON public.programmes_document USING btree (file_id);

CREATE INDEX programmes_document_handed_in_by_id_5cfb5286 ON public.programmes_document USING btree (handed_in_by_id);

CREATE INDEX programmes_document_region_id_5d635957 ON public.programmes_document USING btree (region_id);

CREATE INDEX programmes_document_task_id_a1c71987 ON public.programmes_document USING btree (task_id);

CREATE UNIQUE INDEX programmes_draft_once_at_a_time ON public.programmes_programmedraft USING btree (region_id, authority_id, key) NULLS NOT DISTINCT WHERE ((discarded_at IS NULL) AND (published_at IS NULL));

CREATE INDEX programmes_duplicate_keys ON public.programmes_duplicatekey USING btree (region_id, programme_id, kind, key);

CREATE INDEX programmes_duplicatekey_application_id_52817fcd ON public.programmes_duplicatekey USING btree (application_id);

CREATE INDEX programmes_duplicatekey_authority_id_c86a66b5 ON public.programmes_duplicatekey USING btree (authority_id);

CREATE INDEX programmes_duplicatekey_programme_id_bdb7e029 ON public.programmes_duplicatekey USING btree (programme_id);

CREATE INDEX programmes_duplicatekey_region_id_d120ce5a ON public.programmes_duplicatekey USING btree (region_id);

CREATE INDEX programmes_duplicatepair_authority_id_333ce54c ON public.programmes_duplicatepair USING btree (authority_id);

CREATE INDEX programmes_duplicatepair_decided_by_id_9b0b6ff7 ON public.programmes_duplicatepair USING btree (decided_by_id);

CREATE INDEX programmes_duplicatepair_newer_id_1430d86e ON public.programmes_duplicatepair USING btree (newer_id);

CREATE INDEX programmes_duplicatepair_older_id_be564f5d ON public.programmes_duplicatepair USING btree (older_id);

CREATE INDEX programmes_duplicatepair_programme_id_af5907f7 ON public.programmes_duplicatepair USING btree (programme_id);

CREATE INDEX programmes_duplicatepair_region_id_f56146fa ON public.programmes_duplicatepair USING btree (region_id);

CREATE INDEX programmes_engaged_resident ON public.programmes_engagement USING btree (region_id, resident_id);

CREATE INDEX programmes_engagement_application_id_0720aa2e ON public.programmes_engagement USING btree (application_id);

CREATE INDEX programmes_engagement_authority_id_935b75b8 ON public.programmes_engagement USING btree (authority_id);

CREATE INDEX programmes_engagement_by_end ON public.programmes_engagement USING btree (region_id, cohort_id, ended_at);

CREATE INDEX programmes_engagement_cohort_id_478351ae ON public.programmes_engagement USING btree (cohort_id);

CREATE INDEX programmes_engagement_household_id_b9c953a6 ON public.programmes_engagement USING btree (household_id);

CREATE INDEX programmes_engagement_locality_id_43dbfa38 ON public.programmes_engagement USING btree (locality_id);

CREATE UNIQUE INDEX programmes_engagement_once_at_a_time ON public.programmes_engagement USING btree (region_id, application_id) WHERE (ended_at IS NULL);

CREATE INDEX programmes_engagement_region_id_99dad63f ON public.programmes_engagement USING btree (region_id);

CREATE INDEX programmes_engagement_resident_id_638c40ed ON public.programmes_engagement USING btree (resident_id);

CREATE UNIQUE INDEX programmes_feed_once_a_link ON public.programmes_calendarfeed USING btree (region_id, link_hash) WHERE ((ended_at IS NULL) AND (NOT ((link_hash)::text = ''::text)));

CREATE UNIQUE INDEX programmes_feed_once_a_person ON public.programmes_calendarfeed USING btree (region_id, user_id) WHERE ((ended_at IS NULL) AND (user_id IS NOT NULL));

CREATE INDEX programmes_game_authority_id_b4131975 ON public.programmes_game USING btree (authority_id);

CREATE INDEX programmes_game_away_id_35574278 ON public.programmes_game USING btree (away_id);

CREATE INDEX programmes_game_cohort_id_a25346a0 ON public.programmes_game USING btree (cohort_id);

CREATE INDEX programmes_game_home_id_b5f71384 ON public.programmes_game USING btree (home_id);

CREATE INDEX programmes_game_noted_by_id_4a377c99 ON public.programmes_game USING btree (noted_by_id);

CREATE INDEX programmes_game_region_id_f07e28dd ON public.programmes_game USING btree (region_id);

CREATE INDEX programmes_game_session_id_8b78cd9d ON public.programmes_game USING btree (session_id);

CREATE INDEX programmes_goal_authority_id_62ff3797 ON public.programmes_goal USING btree (authority_id);

CREATE INDEX programmes_goal_engagement_id_8553ca1f ON public.programmes_goal USING btree (engagement_id);

CREATE INDEX programmes_goal_region_id_5f5df159 ON public.programmes_goal USING btree (region_id);

CREATE INDEX programmes_goal_set_by_id_00ac14f0 ON public.programmes_goal USING btree (set_by_id);

CREATE INDEX programmes_goals_of ON public.programmes_goal USING btree (region_id, engagement_id);

CREATE INDEX programmes_import_authority_id_51c9bbfa ON public.programmes_import USING btree (authority_id);

CREATE INDEX programmes_import_cohort_id_2971e13c ON public.programmes_import USING btree (cohort_id);

CREATE INDEX programmes_import_region_id_696f4469 ON public.programmes_import USING btree (region_id);

CREATE INDEX programmes_import_started_by_id_caec769d ON public.programmes_import USING btree (started_by_id);

CREATE INDEX programmes_import_uploaded_by_id_3d7c28a6 ON public.programmes_import USING btree (uploaded_by_id);

CREATE INDEX programmes_importrow_application_id_ab3b11a8 ON public.programmes_importrow USING btree (application_id);

CREATE INDEX programmes_importrow_authority_id_eb41d6c4 ON public.programmes_importrow USING btree (authority_id);

CREATE INDEX programmes_importrow_file_id_70a22d91 ON public.programmes_importrow USING btree (file_id);

CREATE INDEX programmes_importrow_region_id_9af9d992 ON public.programmes_importrow USING btree (region_id);

CREATE INDEX programmes_in_order ON public.programmes_application USING btree (region_id, cohort_id, "position", applied_at, id) WHERE ((applied_at IS NOT NULL) AND (withdrawn_at IS NULL));

CREATE INDEX programmes_in_order_by_outcome ON public.programmes_application USING btree (region_id, cohort_id, outcome, "position", applied_at, id) WHERE ((applied_at IS NOT NULL) AND (withdrawn_at IS NULL));

CREATE INDEX programmes_invitation_authority_id_eaa1296c ON public.programmes_invitation USING btree (authority_id);

CREATE INDEX programmes_invitation_cohort_id_a69db7c2 ON public.programmes_invitation USING btree (cohort_id);

CREATE INDEX programmes_invitation_invited_by_id_c5aafd6d ON public.programmes_invitation USING btree (invited_by_id);

CREATE INDEX programmes_invitation_member_id_3b770977 ON public.programmes_invitation USING btree (member_id);

CREATE INDEX programmes_invitation_region_id_bfcb16d1 ON public.programmes_invitation USING btree (region_id);

CREATE INDEX programmes_invitation_user_id_5bc3ce15 ON public.programmes_invitation USING btree (user_id);

CREATE INDEX programmes_invitation_volunteer_id_7c40b678 ON public.programmes_invitation USING btree (volunteer_id);

CREATE UNIQUE INDEX programmes_invited_once_at_a_time ON public.programmes_invitation USING btree (region_id, cohort_id, role, volunteer_id) WHERE ((accepted_at IS NULL) AND (declined_at IS NULL));

CREATE INDEX programmes_match_approved_by_id_7376bfed ON public.programmes_match USING btree (approved_by_id);

CREATE INDEX programmes_match_authority_id_6224dc1a ON public.programmes_match USING btree (authority_id);

CREATE INDEX programmes_match_by_link ON public.programmes_match USING btree (region_id, link_hash);

CREATE INDEX programmes_match_by_member ON public.programmes_match USING btree (region_id, member_id);

CREATE INDEX programmes_match_by_user ON public.programmes_match USING btree (user_id);

CREATE INDEX programmes_match_engagement_id_d881c78e ON public.programmes_match USING btree (engagement_id);

CREATE INDEX programmes_match_member_id_97a1bbe5 ON public.programmes_match USING btree (member_id);

CREATE UNIQUE INDEX programmes_match_once ON public.programmes_match USING btree (region_id, engagement_id, member_id) WHERE ((declined_at IS NULL) AND (ended_at IS NULL));

CREATE INDEX programmes_match_region_id_df9afb4a ON public.programmes_match USING btree (region_id);

CREATE INDEX programmes_match_user_id_03832816 ON public.programmes_match USING btree (user_id);

CREATE INDEX programmes_measurement_authority_id_28e794bd ON public.programmes_measurement USING btree (authority_id);

CREATE INDEX programmes_measurement_engagement_id_0e122597 ON public.programmes_measurement USING btree (engagement_id);

CREATE INDEX programmes_measurement_measured_by_id_f7917912 ON public.programmes_measurement USING btree (measured_by_id);

CREATE INDEX programmes_measurement_region_id_5e7741ef ON public.programmes_measurement USING btree (region_id);

CREATE INDEX programmes_measurement_response_id_e4de8560 ON public.programmes_measurement USING btree (response_id);

CREATE UNIQUE INDEX programmes_member_once_in_a_role ON public.programmes_teammember USING btree (region_id, cohort_id, role, user_id) WHERE ((until_at IS NULL) AND (user_id IS NOT NULL));

CREATE INDEX programmes_note_authority_id_521624ab ON public.programmes_note USING btree (authority_id);

CREATE INDEX programmes_note_engagement_id_281b2e58 ON public.programmes_note USING btree (engagement_id);

CREATE INDEX programmes_note_member_id_08deac52 ON public.programmes_note USING btree (member_id);

CREATE INDEX programmes_note_region_id_f545c346 ON public.programmes_note USING btree (region_id);

CREATE INDEX programmes_note_written_by_id_3caed7d1 ON public.programmes_note USING btree (written_by_id);

CREATE INDEX programmes_notes_by_time ON public.programmes_note USING btree (region_id, engagement_id, written_at);

CREATE INDEX programmes_offer_application_id_0c1625fb ON public.programmes_offer USING btree (application_id);

CREATE INDEX programmes_offer_authority_id_fd162d4c ON public.programmes_offer USING btree (authority_id);

CREATE INDEX programmes_offer_by_end ON public.programmes_offer USING btree (region_id, cohort_id, expires_at);

CREATE INDEX programmes_offer_cohort_id_a6cae08f ON public.programmes_offer USING btree (cohort_id);

CREATE UNIQUE INDEX programmes_offer_one_unanswered_an_application ON public.programmes_offer USING btree (region_id, application_id) WHERE ((accepted_at IS NULL) AND (declined_at IS NULL) AND (ended_at IS NULL));

CREATE INDEX programmes_offer_region_id_bebfdd2f ON public.programmes_offer USING btree (region_id);

CREATE UNIQUE INDEX programmes_one_review_a_day ON public.programmes_workentry USING btree (region_id, engagement_id, worked_on) WHERE is_review;

CREATE INDEX programmes_pairs_by_newer ON public.programmes_duplicatepair USING btree (region_id, newer_id);

CREATE INDEX programmes_pairs_to_decide ON public.programmes_duplicatepair USING btree (region_id, programme_id, decided_as, found_at);

CREATE INDEX programmes_passage_authority_id_59b95b68 ON public.programmes_passage USING btree (authority_id);

CREATE INDEX programmes_passage_engagement_id_c77ddb0c ON public.programmes_passage USING btree (engagement_id);

CREATE INDEX programmes_passage_passed_by_id_852c379f ON public.programmes_passage USING btree (passed_by_id);

CREATE INDEX programmes_passage_region_id_ba4019ed ON public.programmes_passage USING btree (region_id);

CREATE INDEX programmes_player_authority_id_aebf3586 ON public.programmes_player USING btree (authority_id);

CREATE INDEX programmes_player_engagement_id_2b1da616 ON public.programmes_player USING btree (engagement_id);

CREATE INDEX programmes_player_locality_id_4d308dd7 ON public.programmes_player USING btree (locality_id);

CREATE INDEX programmes_player_region_id_1fa00a8a ON public.programmes_player USING btree (region_id);

CREATE INDEX programmes_players_of ON public.programmes_player USING btree (region_id, engagement_id);

CREATE INDEX programmes_profile_of ON public.programmes_profileentry USING btree (region_id, engagement_id);

CREATE INDEX programmes_profileentry_authority_id_981d0bee ON public.programmes_profileentry USING btree (authority_id);

CREATE INDEX programmes_profileentry_engagement_id_bc42ff2c ON public.programmes_profileentry USING btree (engagement_id);

CREATE INDEX programmes_profileentry_region_id_6833f234 ON public.programmes_profileentry USING btree (region_id);

CREATE INDEX programmes_profileentry_written_by_id_9aa39bb1 ON public.programmes_profileentry USING btree (written_by_id);

CREATE INDEX programmes_programme_authority_id_2a847a32 ON public.programmes_programme USING btree (authority_id);

CREATE INDEX programmes_programme_key_c15a3dc2 ON public.programmes_programme USING btree (key);

CREATE INDEX programmes_programme_key_c15a3dc2_like ON public.programmes_programme USING btree (key varchar_pattern_ops);

CREATE INDEX programmes_programme_region_id_f416c603 ON public.programmes_programme USING btree (region_id);

CREATE INDEX programmes_programmedraft_authority_id_52be06f0 ON public.programmes_programmedraft USING btree (authority_id);

CREATE INDEX programmes_programmedraft_based_on_id_f9ee5a59 ON public.programmes_programmedraft USING btree (based_on_id);

CREATE INDEX programmes_programmedraft_key_bfcc8419 ON public.programmes_programmedraft USING btree (key);

CREATE INDEX programmes_programmedraft_key_bfcc8419_like ON public.programmes_programmedraft USING btree (key varchar_pattern_ops);

CREATE INDEX programmes_programmedraft_made_by_id_179623d9 ON public.programmes_programmedraft USING btree (made_by_id);

CREATE INDEX programmes_programmedraft_region_id_ad40c512 ON public.programmes_programmedraft USING btree (region_id);

CREATE INDEX programmes_programmedraft_saved_by_id_30c088fe ON public.programmes_programmedraft USING btree (saved_by_id);

CREATE INDEX programmes_programmeversion_applied_by_id_c7a9cc0b ON public.programmes_programmeversion USING btree (applied_by_id);

CREATE INDEX programmes_programmeversion_authority_id_7b70df5b ON public.programmes_programmeversion USING btree (authority_id);

CREATE INDEX programmes_programmeversion_intake_id_c5dd3374 ON public.programmes_programmeversion USING btree (intake_id);

CREATE INDEX programmes_programmeversion_programme_id_8462bbc9 ON public.programmes_programmeversion USING btree (programme_id);

CREATE INDEX programmes_programmeversion_region_id_6d20ac6d ON public.programmes_programmeversion USING btree (region_id);

CREATE INDEX programmes_referral_application_id_4e891213 ON public.programmes_referral USING btree (application_id);

CREATE INDEX programmes_referral_authority_id_6b1a1889 ON public.programmes_referral USING btree (authority_id);

CREATE INDEX programmes_referral_programme_id_b9425f49 ON public.programmes_referral USING btree (programme_id);

CREATE INDEX programmes_referral_referrer_id_f71bf078 ON public.programmes_referral USING btree (referrer_id);

CREATE INDEX programmes_referral_region_id_f2b1add8 ON public.programmes_referral USING btree (region_id);

CREATE INDEX programmes_referrals_of_one ON public.programmes_referral USING btree (referrer_id, referred_at);

CREATE INDEX programmes_release_authority_id_ec2d2991 ON public.programmes_release USING btree (authority_id);

CREATE INDEX programmes_release_cohort_id_046dfc8f ON public.programmes_release USING btree (cohort_id);

CREATE INDEX programmes_release_region_id_5ce99090 ON public.programmes_release USING btree (region_id);

CREATE INDEX programmes_release_released_by_id_50bb600a ON public.programmes_release USING btree (released_by_id);

CREATE INDEX programmes_releasebasis_authority_id_fe1c5ab2 ON public.programmes_releasebasis USING btree (authority_id);

CREATE INDEX programmes_releasebasis_region_id_9bf0dd5a ON public.programmes_releasebasis USING btree (region_id);

CREATE INDEX programmes_review_application_id_6bf92f91 ON public.programmes_review USING btree (application_id);

CREATE INDEX programmes_review_authority_id_d7bb4a7f ON public.programmes_review USING btree (authority_id);

CREATE INDEX programmes_review_region_id_6e4501d9 ON public.programmes_review USING btree (region_id);

CREATE INDEX programmes_review_reviewer_id_726e503f ON public.programmes_review USING btree (reviewer_id);

CREATE INDEX programmes_room_authority_id_e97108a7 ON public.programmes_room USING btree (authority_id);

CREATE INDEX programmes_room_locality_id_6db8079d ON public.programmes_room USING btree (locality_id);

CREATE INDEX programmes_room_region_id_2df0c15a ON public.programmes_room USING btree (region_id);

CREATE INDEX programmes_rosterreceipt_authority_id_6549827f ON public.programmes_rosterreceipt USING btree (authority_id);

CREATE INDEX programmes_rosterreceipt_region_id_2cd86732 ON public.programmes_rosterreceipt USING btree (region_id);

CREATE INDEX programmes_rosterreceipt_sent_by_id_ae7f76b3 ON public.programmes_rosterreceipt USING btree (sent_by_id);

CREATE INDEX programmes_rosterreceipt_session_id_55360461 ON public.programmes_rosterreceipt USING btree (session_id);

CREATE INDEX programmes_rows_alike ON public.programmes_importrow USING btree (region_id, digest);

CREATE INDEX programmes_rows_to_do ON public.programmes_importrow USING btree (region_id, file_id, done_at, number);

CREATE INDEX programmes_session_authority_id_9a0347a1 ON public.programmes_session USING btree (authority_id);

CREATE INDEX programmes_session_by_time ON public.programmes_session USING btree (region_id, cohort_id, starts_at);

CREATE INDEX programmes_session_cohort_id_a28678a5 ON public.programmes_session USING btree (cohort_id);

CREATE INDEX programmes_session_led_by_id_81abc7bc ON public.programmes_session USING btree (led_by_id);

CREATE INDEX programmes_session_region_id_6d51c4c0 ON public.programmes_session USING btree (region_id);

CREATE INDEX programmes_session_room_id_7365e8fa ON public.programmes_session USING btree (room_id);

CREATE INDEX programmes_sessions_of_a_day ON public.programmes_session USING btree (region_id, starts_at);

CREATE INDEX programmes_task_authority_id_024432e1 ON public.programmes_task USING btree (authority_id);

CREATE INDEX programmes_task_by_day ON public.programmes_task USING btree (region_id, cohort_id, due_on);

CREATE INDEX programmes_task_cohort_id_94d13ee1 ON public.programmes_task USING btree (cohort_id);

CREATE INDEX programmes_task_done_by_id_4b9c5edd ON public.programmes_task USING btree (done_by_id);

CREATE INDEX programmes_task_engagement_id_d46d2822 ON public.programmes_task USING btree (engagement_id);

CREATE INDEX programmes_task_given_by_id_8c7e0d1a ON public.programmes_task USING btree (given_by_id);

CREATE UNIQUE INDEX programmes_task_given_once ON public.programmes_task USING btree (region_id, engagement_id, phase, key) WHERE (NOT ((key)::text = ''::text));

CREATE INDEX programmes_task_region_id_68b83ced ON public.programmes_task USING btree (region_id);

CREATE INDEX programmes_task_response_id_7528f731 ON public.programmes_task USING btree (response_id);

CREATE INDEX programmes_tasks_open ON public.programmes_task USING btree (region_id, due_on) WHERE ((done_at IS NULL) AND (waived_at IS NULL));

CREATE INDEX programmes_team_by_role ON public.programmes_teammember USING btree (region_id, cohort_id, role);

CREATE INDEX programmes_team_by_user ON public.programmes_teammember USING btree (user_id);

CREATE INDEX programmes_teammember_authority_id_1bdc660b ON public.programmes_teammember USING btree (authority_id);

CREATE INDEX programmes_teammember_cohort_id_31eeb6a5 ON public.programmes_teammember USING btree (cohort_id);

CREATE INDEX programmes_teammember_locality_id_dfff531c ON public.programmes_teammember USING btree (locality_id);

CREATE INDEX programmes_teammember_region_id_42400177 ON public.programmes_teammember USING btree (region_id);

CREATE INDEX programmes_teammember_user_id_e944edd9 ON public.programmes_teammember USING btree (user_id);

CREATE INDEX programmes_teammember_volunteer_id_ca8c376d ON public.programmes_teammember USING btree (volunteer_id);

CREATE INDEX programmes_turn_authority_id_df2107b1 ON public.programmes_turn USING btree (authority_id);

CREATE INDEX programmes_turn_cohort_id_9a67c91b ON public.programmes_turn USING btree (cohort_id);

CREATE INDEX programmes_turn_had_by_id_24944659 ON public.programmes_turn USING btree (had_by_id);

CREATE INDEX programmes_turn_region_id_6554aa1c ON public.programmes_turn USING btree (region_id);

CREATE INDEX programmes_turn_session_id_67c1a36c ON public.programmes_turn USING btree (session_id);

CREATE INDEX programmes_usecount_authority_id_1111f96c ON public.programmes_usecount USING btree (authority_id);

CREATE INDEX programmes_usecount_cohort_id_97410370 ON public.programmes_usecount USING btree (cohort_id);

CREATE INDEX programmes_usecount_region_id_e0809e48 ON public.programmes_usecount USING btree (region_id);

CREATE INDEX programmes_useevent_authority_id_a8d6e907 ON public.programmes_useevent USING btree (authority_id);

CREATE INDEX programmes_useevent_cohort_id_3b70e68d ON public.programmes_useevent USING btree (cohort_id);

CREATE INDEX programmes_useevent_region_id_01a93e8f ON public.programmes_useevent USING btree (region_id);

CREATE INDEX programmes_withdrawn_in_order ON public.programmes_application USING btree (region_id, cohort_id, "position", applied_at, id) WHERE ((applied_at IS NOT NULL) AND (withdrawn_at IS NOT NULL));

CREATE INDEX programmes_work_by_day ON public.programmes_workentry USING btree (region_id, engagement_id, worked_on);

CREATE INDEX programmes_workentry_authority_id_03d1570e ON public.programmes_workentry USING btree (authority_id);

CREATE INDEX programmes_workentry_engagement_id_a4c96b58 ON public.programmes_workentry USING btree (engagement_id);

CREATE INDEX programmes_workentry_region_id_b49f6750 ON public.programmes_workentry USING btree (region_id);

CREATE INDEX programmes_workentry_written_by_id_e3150650 ON public.programmes_workentry USING btree (written_by_id);

CREATE INDEX questionnaires_about ON public.questionnaires_response USING btree (region_id, purpose, about_id);

CREATE INDEX questionnaires_by_link ON public.questionnaires_response USING btree (region_id, link_hash);

CREATE INDEX questionnaires_questionnaire_authority_id_7a4ca98a ON public.questionnaires_questionnaire USING btree (authority_id);

CREATE INDEX questionnaires_questionnaire_region_id_1327b903 ON public.questionnaires_questionnaire USING btree (region_id);

CREATE INDEX questionnaires_response_authority_id_b5f995b0 ON public.questionnaires_response USING btree (authority_id);

CREATE INDEX questionnaires_response_opened_by_id_d19c7482 ON public.questionnaires_response USING btree (opened_by_id);

CREATE INDEX questionnaires_response_questionnaire_id_b5ec04db ON public.questionnaires_response USING btree (questionnaire_id);

CREATE INDEX questionnaires_response_region_id_63cb48a4 ON public.questionnaires_response USING btree (region_id);

CREATE INDEX socialaccount_socialaccount_user_id_8146e70c ON public.socialaccount_socialaccount USING btree (user_id);

CREATE INDEX socialaccount_socialtoken_account_id_951f210e ON public.socialaccount_socialtoken USING btree (account_id);

CREATE INDEX socialaccount_socialtoken_app_id_636a42d7 ON public.socialaccount_socialtoken USING btree (app_id);

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE UNIQUE INDEX volunteering_a_place_is_given_once ON public.volunteering_signup USING btree (region_id, shift_id, place) WHERE ((left_at IS NULL) AND (place IS NOT NULL));

CREATE UNIQUE INDEX volunteering_account_is_one_volunteer ON public.volunteering_volunteer USING btree (region_id, user_id) WHERE (user_id IS NOT NULL);

CREATE INDEX volunteering_board ON public.volunteering_opportunity USING btree (region_id, published_at);

CREATE INDEX volunteering_by_name ON public.volunteering_volunteer USING btree (region_id, name);

CREATE INDEX volunteering_certificate_authority_id_0f14ccd0 ON public.volunteering_certificate USING btree (authority_id);

CREATE INDEX volunteering_certificate_region_id_70aaa705 ON public.volunteering_certificate USING btree (region_id);

CREATE INDEX volunteering_certificate_volunteer_id_290fab69 ON public.volunteering_certificate USING btree (volunteer_id);

CREATE INDEX volunteering_hours_by_day ON public.volunteering_hoursentry USING btree (region_id, volunteer_id, day);

CREATE UNIQUE INDEX volunteering_hours_of_a_shift_once ON public.volunteering_hoursentry USING btree (region_id, sign_up_id) WHERE ((refused_at IS NULL) AND (sign_up_id IS NOT NULL));

CREATE INDEX volunteering_hoursentry_authority_id_ec978544 ON public.volunteering_hoursentry USING btree (authority_id);

CREATE INDEX volunteering_hoursentry_decided_by_id_bb9f8277 ON public.volunteering_hoursentry USING btree (decided_by_id);

CREATE INDEX volunteering_hoursentry_opportunity_id_789b914e ON public.volunteering_hoursentry USING btree (opportunity_id);

CREATE INDEX volunteering_hoursentry_region_id_2523f3df ON public.volunteering_hoursentry USING btree (region_id);

CREATE INDEX volunteering_hoursentry_sign_up_id_49e465ca ON public.volunteering_hoursentry USING btree (sign_up_id);

CREATE INDEX volunteering_hoursentry_volunteer_id_c8af2708 ON public.volunteering_hoursentry USING btree (volunteer_id);

CREATE INDEX volunteering_initiative_authority_id_a1f1c1cf ON public.volunteering_initiative USING btree (authority_id);

CREATE INDEX volunteering_initiative_locality_id_2b19732b ON public.volunteering_initiative USING btree (locality_id);

CREATE INDEX volunteering_initiative_opportunity_id_93a03aec ON public.volunteering_initiative USING btree (opportunity_id);

CREATE INDEX volunteering_initiative_proposed_by_id_4552c325 ON public.volunteering_initiative USING btree (proposed_by_id);

CREATE INDEX volunteering_initiative_region_id_ebc6df97 ON public.volunteering_initiative USING btree (region_id);

CREATE INDEX volunteering_initiative_supporter_id_5ee83f4a ON public.volunteering_initiative USING btree (supporter_id);

CREATE INDEX volunteering_of_a_volunteer ON public.volunteering_signup USING btree (region_id, volunteer_id, starts_at);

CREATE INDEX volunteering_opportunity_authority_id_255eb424 ON public.volunteering_opportunity USING btree (authority_id);

CREATE INDEX volunteering_opportunity_created_by_id_a95a53b4 ON public.volunteering_opportunity USING btree (created_by_id);

CREATE INDEX volunteering_opportunity_locality_id_740f414f ON public.volunteering_opportunity USING btree (locality_id);

CREATE INDEX volunteering_opportunity_organization_id_e9fcf7f3 ON public.volunteering_opportunity USING btree (organization_id);

CREATE INDEX volunteering_opportunity_region_id_025851c6 ON public.volunteering_opportunity USING btree (region_id);

CREATE INDEX volunteering_opportunity_supporter_id_96ba5c50 ON public.volunteering_opportunity USING btree (supporter_id);

CREATE INDEX volunteering_opportunity_term_id_592dbf0c ON public.volunteering_opportunity USING btree (term_id);

CREATE INDEX volunteering_opportunity_term_id_592dbf0c_like ON public.volunteering_opportunity USING btree (term_id varchar_pattern_ops);

CREATE INDEX volunteering_shift_authority_id_95910f84 ON public.volunteering_shift USING btree (authority_id);

CREATE INDEX volunteering_shift_opportunity_id_56348f23 ON public.volunteering_shift USING btree (opportunity_id);

CREATE INDEX volunteering_shift_region_id_b83b8c2c ON public.volunteering_shift USING btree (region_id);

CREATE INDEX volunteering_shifts_in_order ON public.volunteering_shift USING btree (region_id, opportunity_id, starts_at);

CREATE UNIQUE INDEX volunteering_signed_up_once_for_a_shift ON public.volunteering_signup USING btree (region_id, shift_id, volunteer_id) WHERE (left_at IS NULL);

CREATE INDEX volunteering_signup_authority_id_0c4e1f77 ON public.volunteering_signup USING btree (authority_id);

CREATE INDEX volunteering_signup_opportunity_id_3af1d684 ON public.volunteering_signup USING btree (opportunity_id);

CREATE INDEX volunteering_signup_region_id_fd4d3ee6 ON public.volunteering_signup USING btree (region_id);

CREATE INDEX volunteering_signup_shift_id_522ee4e5 ON public.volunteering_signup USING btree (shift_id);

CREATE INDEX volunteering_signup_volunteer_id_538e863d ON public.volunteering_signup USING btree (volunteer_id);

CREATE INDEX volunteering_vetting_authority_id_84a8509f ON public.volunteering_vetting USING btree (authority_id);

CREATE INDEX volunteering_vetting_by_end ON public.volunteering_vetting USING btree (region_id, expires_on);

CREATE INDEX volunteering_vetting_checked_by_id_ab29f789 ON public.volunteering_vetting USING btree (checked_by_id);

CREATE INDEX volunteering_vetting_file_id_06bbf894 ON public.volunteering_vetting USING btree (file_id);

CREATE INDEX volunteering_vetting_handed_in_by_id_847516b4 ON public.volunteering_vetting USING btree (handed_in_by_id);

CREATE INDEX volunteering_vetting_region_id_01060fc3 ON public.volunteering_vetting USING btree (region_id);

CREATE INDEX volunteering_vetting_volunteer_id_d1c01f05 ON public.volunteering_vetting USING btree (volunteer_id);

CREATE INDEX volunteering_vetting_waiting ON public.volunteering_vetting USING btree (region_id, handed_in_at) WHERE ((approved_at IS NULL) AND (refused_at IS NULL) AND (withdrawn_at IS NULL));

CREATE INDEX volunteering_volunteer_added_by_id_cf0babd3 ON public.volunteering_volunteer USING btree (added_by_id);

CREATE INDEX volunteering_volunteer_authority_id_c4fda1ed ON public.volunteering_volunteer USING btree (authority_id);

CREATE INDEX volunteering_volunteer_birth_year_seen_by_id_c56ca6f2 ON public.volunteering_volunteer USING btree (birth_year_seen_by_id);

CREATE INDEX volunteering_volunteer_locality_id_16ddc34b ON public.volunteering_volunteer USING btree (locality_id);

CREATE INDEX volunteering_volunteer_region_id_9e1bd818 ON public.volunteering_volunteer USING btree (region_id);

CREATE INDEX volunteering_volunteer_sent_by_id_8d18efaa ON public.volunteering_volunteer USING btree (sent_by_id);

CREATE INDEX volunteering_volunteer_user_id_af296713 ON public.volunteering_volunteer USING btree (user_id);

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.core_auditrow FOR EACH ROW EXECUTE FUNCTION igum_private.refuse_audit_change();

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON public.core_auditrow FOR EACH STATEMENT EXECUTE FUNCTION igum_private.refuse_audit_change();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();

CREATE TRIGGER programmes_release_never_changed BEFORE DELETE OR UPDATE ON public.programmes_release FOR EACH ROW EXECUTE FUNCTION public.programmes_release_never_changed();

CREATE TRIGGER programmes_releasebasis_never_changed BEFORE DELETE OR UPDATE ON public.programmes_releasebasis FOR EACH ROW EXECUTE FUNCTION public.programmes_release_never_changed();

CREATE TRIGGER questionnaires_never_changed BEFORE UPDATE ON public.questionnaires_questionnaire FOR EACH ROW EXECUTE FUNCTION public.questionnaires_never_changed();

CREATE TRIGGER seal BEFORE INSERT ON public.core_auditrow FOR EACH ROW EXECUTE FUNCTION igum_private.seal_audit_row();

CREATE TRIGGER stays BEFORE DELETE OR UPDATE ON public.pooling_agreement FOR EACH ROW EXECUTE FUNCTION igum.pooling_agreement_stays();

CREATE TRIGGER stays BEFORE DELETE OR UPDATE ON public.pooling_signature FOR EACH ROW EXECUTE FUNCTION igum.pooling_signature_stays();

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_contact
    ADD CONSTRAINT directory_contact_organization_id_b7aecf01_fk_directory FOREIGN KEY (organization_id) REFERENCES public.directory_organization(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_contact
    ADD CONSTRAINT directory_contact_service_id_cb984089_fk_directory_service_id FOREIGN KEY (service_id) REFERENCES public.directory_service(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_costoption
    ADD CONSTRAINT directory_costoption_service_id_12818b28_fk_directory FOREIGN KEY (service_id) REFERENCES public.directory_service(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_location
    ADD CONSTRAINT directory_location_locality_id_d163a3b9_fk_places_locality_id FOREIGN KEY (locality_id) REFERENCES public.places_locality(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_location
    ADD CONSTRAINT directory_location_organization_id_b4f09846_fk_directory FOREIGN KEY (organization_id) REFERENCES public.directory_organization(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_phone
    ADD CONSTRAINT directory_phone_location_id_3664e292_fk_directory_location_id FOREIGN KEY (location_id) REFERENCES public.directory_location(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_phone
    ADD CONSTRAINT directory_phone_organization_id_25b8fd8e_fk_directory FOREIGN KEY (organization_id) REFERENCES public.directory_organization(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_phone
    ADD CONSTRAINT directory_phone_service_id_b83ef6cd_fk_directory_service_id FOREIGN KEY (service_id) REFERENCES public.directory_service(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_schedule
    ADD CONSTRAINT directory_schedule_at_location_id_ae337275_fk_directory FOREIGN KEY (at_location_id) REFERENCES public.directory_serviceatlocation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_schedule
    ADD CONSTRAINT directory_schedule_service_id_2870b951_fk_directory_service_id FOREIGN KEY (service_id) REFERENCES public.directory_service(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_service
    ADD CONSTRAINT directory_service_organization_id_8258e89a_fk_directory FOREIGN KEY (organization_id) REFERENCES public.directory_organization(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_service_terms
    ADD CONSTRAINT directory_service_te_service_id_2c6b3d96_fk_directory FOREIGN KEY (service_id) REFERENCES public.directory_service(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_service_terms
    ADD CONSTRAINT directory_service_terms_term_id_d37d5749_fk_directory_term_code FOREIGN KEY (term_id) REFERENCES public.directory_term(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_servicearea
    ADD CONSTRAINT directory_serviceare_authority_id_a3bfd32a_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_servicearea
    ADD CONSTRAINT directory_serviceare_locality_id_fdbe5c09_fk_places_lo FOREIGN KEY (locality_id) REFERENCES public.places_locality(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_servicearea
    ADD CONSTRAINT directory_serviceare_service_id_b3df1a53_fk_directory FOREIGN KEY (service_id) REFERENCES public.directory_service(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_servicearea
    ADD CONSTRAINT directory_servicearea_region_id_66c7b68e_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_serviceatlocation
    ADD CONSTRAINT directory_serviceatl_location_id_02644f86_fk_directory FOREIGN KEY (location_id) REFERENCES public.directory_location(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_serviceatlocation
    ADD CONSTRAINT directory_serviceatl_service_id_29b2c0ee_fk_directory FOREIGN KEY (service_id) REFERENCES public.directory_service(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_synonym
    ADD CONSTRAINT directory_synonym_term_id_45e351d7_fk_directory_term_code FOREIGN KEY (term_id) REFERENCES public.directory_term(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_term
    ADD CONSTRAINT directory_term_parent_id_b46fb0ce_fk_directory_term_code FOREIGN KEY (parent_id) REFERENCES public.directory_term(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_campaign
    ADD CONSTRAINT needs_campaign_authority_id_fd26aaee_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_campaign
    ADD CONSTRAINT needs_campaign_made_by_id_e64bab43_fk_people_user_id FOREIGN KEY (made_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_campaign
    ADD CONSTRAINT needs_campaign_questionnaire_same_region FOREIGN KEY (region_id, questionnaire_id) REFERENCES public.questionnaires_questionnaire(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_campaign
    ADD CONSTRAINT needs_campaign_region_id_52290877_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_invitation
    ADD CONSTRAINT needs_invitation_authority_id_ff745426_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_invitation
    ADD CONSTRAINT needs_invitation_campaign_same_region FOREIGN KEY (region_id, campaign_id) REFERENCES public.needs_campaign(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_invitation
    ADD CONSTRAINT needs_invitation_region_id_aca839dd_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_invitation
    ADD CONSTRAINT needs_invitation_response_same_region FOREIGN KEY (region_id, response_id) REFERENCES public.questionnaires_response(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_need
    ADD CONSTRAINT needs_need_authority_id_9adef011_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_need
    ADD CONSTRAINT needs_need_campaign_same_region FOREIGN KEY (region_id, campaign_id) REFERENCES public.needs_campaign(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_need
    ADD CONSTRAINT needs_need_region_id_d8ae0c1c_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_needsize
    ADD CONSTRAINT needs_needsize_authority_id_848bb0d8_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_needsize
    ADD CONSTRAINT needs_needsize_locality_id_b2c1b89c_fk_places_locality_id FOREIGN KEY (locality_id) REFERENCES public.places_locality(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_needsize
    ADD CONSTRAINT needs_needsize_need_same_region FOREIGN KEY (region_id, need_id) REFERENCES public.needs_need(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_needsize
    ADD CONSTRAINT needs_needsize_region_id_3e147d42_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_refusalcount
    ADD CONSTRAINT needs_refusalcount_authority_id_396b6dfe_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_refusalcount
    ADD CONSTRAINT needs_refusalcount_locality_id_437cf89b_fk_places_locality_id FOREIGN KEY (locality_id) REFERENCES public.places_locality(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_refusalcount
    ADD CONSTRAINT needs_refusalcount_region_id_4522aa0b_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_respondent
    ADD CONSTRAINT needs_respondent_authority_id_b81ec5a5_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_respondent
    ADD CONSTRAINT needs_respondent_brought_by_same_region FOREIGN KEY (region_id, brought_by_id) REFERENCES public.needs_respondent(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_respondent
    ADD CONSTRAINT needs_respondent_invitation_same_region FOREIGN KEY (region_id, invitation_id) REFERENCES public.needs_invitation(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_respondent
    ADD CONSTRAINT needs_respondent_region_id_fd5dd140_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_searchcount
    ADD CONSTRAINT needs_searchcount_authority_id_dd519cfa_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_searchcount
    ADD CONSTRAINT needs_searchcount_locality_id_6a5b17f1_fk_places_locality_id FOREIGN KEY (locality_id) REFERENCES public.places_locality(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_searchcount
    ADD CONSTRAINT needs_searchcount_region_id_852fe847_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_tiestatement
    ADD CONSTRAINT needs_tiestatement_authority_id_dcb32d7c_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_tiestatement
    ADD CONSTRAINT needs_tiestatement_region_id_e6ebf2b6_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_tiesurvey
    ADD CONSTRAINT needs_tiesurvey_authority_id_a23134bb_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.needs_tiesurvey
    ADD CONSTRAINT needs_tiesurvey_region_id_9e98b9df_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outbox_message
    ADD CONSTRAINT outbox_message_authority_id_7a0fc2ac_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outbox_message
    ADD CONSTRAINT outbox_message_region_id_9707fe32_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outbox_message
    ADD CONSTRAINT outbox_message_sent_by_id_ea383103_fk_people_user_id FOREIGN KEY (sent_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outbox_message
    ADD CONSTRAINT outbox_message_written_by_id_231e78d1_fk_people_user_id FOREIGN KEY (written_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_consent
    ADD CONSTRAINT people_consent_authority_id_6fa08802_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_consent
    ADD CONSTRAINT people_consent_recorded_by_id_a47a1cb6_fk_people_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_consent
    ADD CONSTRAINT people_consent_region_id_b12eb932_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_consent
    ADD CONSTRAINT people_consent_resident_same_region FOREIGN KEY (region_id, resident_id) REFERENCES public.people_resident(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_household
    ADD CONSTRAINT people_household_authority_id_f3e4b50c_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_household
    ADD CONSTRAINT people_household_locality_id_88bb4d7d_fk_places_locality_id FOREIGN KEY (locality_id) REFERENCES public.places_locality(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_household
    ADD CONSTRAINT people_household_region_id_76b6d28a_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_merge
    ADD CONSTRAINT people_merge_authority_id_ff6e0007_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_merge
    ADD CONSTRAINT people_merge_kept_same_region FOREIGN KEY (region_id, kept_id) REFERENCES public.people_resident(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_merge
    ADD CONSTRAINT people_merge_merged_same_region FOREIGN KEY (region_id, merged_id) REFERENCES public.people_resident(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_merge
    ADD CONSTRAINT people_merge_region_id_fa19f013_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_post
    ADD CONSTRAINT people_post_authority_id_b6cb8e5c_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_post
    ADD CONSTRAINT people_post_region_id_5bc089de_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_post
    ADD CONSTRAINT people_post_user_id_3e0b1f83_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_resident
    ADD CONSTRAINT people_resident_authority_id_79266263_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_resident
    ADD CONSTRAINT people_resident_household_same_region FOREIGN KEY (region_id, household_id) REFERENCES public.people_household(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_resident
    ADD CONSTRAINT people_resident_locality_id_a6a896d3_fk_places_locality_id FOREIGN KEY (locality_id) REFERENCES public.places_locality(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_resident
    ADD CONSTRAINT people_resident_merged_into_same_region FOREIGN KEY (region_id, merged_into_id) REFERENCES public.people_resident(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_resident
    ADD CONSTRAINT people_resident_region_id_cf772e4b_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_resident
    ADD CONSTRAINT people_resident_user_id_4799b397_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.places_authority
    ADD CONSTRAINT places_authority_region_id_ef6500f4_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.places_locality
    ADD CONSTRAINT places_locality_authority_id_c39ee182_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.places_locality
    ADD CONSTRAINT places_locality_region_id_721498b6_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_agreement
    ADD CONSTRAINT pooling_agreement_authority_id_9a1280a2_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_agreement
    ADD CONSTRAINT pooling_agreement_plan_same_region FOREIGN KEY (region_id, plan_id) REFERENCES public.pooling_plan(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_agreement
    ADD CONSTRAINT pooling_agreement_pool_same_region FOREIGN KEY (region_id, pool_id) REFERENCES public.pooling_pool(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_agreement
    ADD CONSTRAINT pooling_agreement_proposed_by_id_20a6544c_fk_people_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_agreement
    ADD CONSTRAINT pooling_agreement_region_id_1e12be1e_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_comment
    ADD CONSTRAINT pooling_comment_authority_id_c3954948_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_comment
    ADD CONSTRAINT pooling_comment_plan_same_region FOREIGN KEY (region_id, plan_id) REFERENCES public.pooling_plan(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_comment
    ADD CONSTRAINT pooling_comment_pool_same_region FOREIGN KEY (region_id, pool_id) REFERENCES public.pooling_pool(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_comment
    ADD CONSTRAINT pooling_comment_region_id_590e85dd_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_comment
    ADD CONSTRAINT pooling_comment_written_by_id_177670ac_fk_people_user_id FOREIGN KEY (written_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hall
    ADD CONSTRAINT pooling_hall_authority_id_a2cb3931_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hall
    ADD CONSTRAINT pooling_hall_made_by_id_cdd80436_fk_people_user_id FOREIGN KEY (made_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hall
    ADD CONSTRAINT pooling_hall_pool_same_region FOREIGN KEY (region_id, pool_id) REFERENCES public.pooling_pool(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hall
    ADD CONSTRAINT pooling_hall_region_id_23590d07_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hallswap
    ADD CONSTRAINT pooling_hallswap_answered_by_id_ae10ed94_fk_people_user_id FOREIGN KEY (answered_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hallswap
    ADD CONSTRAINT pooling_hallswap_asked_by_id_d1cb1f8b_fk_people_user_id FOREIGN KEY (asked_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hallswap
    ADD CONSTRAINT pooling_hallswap_authority_id_2ed42fa2_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hallswap
    ADD CONSTRAINT pooling_hallswap_gives_same_region FOREIGN KEY (region_id, gives_id) REFERENCES public.pooling_hallturn(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hallswap
    ADD CONSTRAINT pooling_hallswap_hall_same_region FOREIGN KEY (region_id, hall_id) REFERENCES public.pooling_hall(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hallswap
    ADD CONSTRAINT pooling_hallswap_other_id_4040fc46_fk_places_authority_id FOREIGN KEY (other_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hallswap
    ADD CONSTRAINT pooling_hallswap_pool_same_region FOREIGN KEY (region_id, pool_id) REFERENCES public.pooling_pool(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hallswap
    ADD CONSTRAINT pooling_hallswap_region_id_04050f96_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hallswap
    ADD CONSTRAINT pooling_hallswap_takes_same_region FOREIGN KEY (region_id, takes_id) REFERENCES public.pooling_hallturn(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hallturn
    ADD CONSTRAINT pooling_hallturn_authority_id_243646c2_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hallturn
    ADD CONSTRAINT pooling_hallturn_hall_same_region FOREIGN KEY (region_id, hall_id) REFERENCES public.pooling_hall(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hallturn
    ADD CONSTRAINT pooling_hallturn_pool_same_region FOREIGN KEY (region_id, pool_id) REFERENCES public.pooling_pool(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hallturn
    ADD CONSTRAINT pooling_hallturn_region_id_d5cf95e3_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hallwish
    ADD CONSTRAINT pooling_hallwish_authority_id_0c29a199_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hallwish
    ADD CONSTRAINT pooling_hallwish_hall_same_region FOREIGN KEY (region_id, hall_id) REFERENCES public.pooling_hall(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hallwish
    ADD CONSTRAINT pooling_hallwish_pool_same_region FOREIGN KEY (region_id, pool_id) REFERENCES public.pooling_pool(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hallwish
    ADD CONSTRAINT pooling_hallwish_region_id_6ea364dc_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_hallwish
    ADD CONSTRAINT pooling_hallwish_set_by_id_8fba2240_fk_people_user_id FOREIGN KEY (set_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_plan
    ADD CONSTRAINT pooling_plan_authority_id_d0a14486_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_plan
    ADD CONSTRAINT pooling_plan_pool_same_region FOREIGN KEY (region_id, pool_id) REFERENCES public.pooling_pool(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_plan
    ADD CONSTRAINT pooling_plan_region_id_7c8e8128_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_plan
    ADD CONSTRAINT pooling_plan_solve_same_region FOREIGN KEY (region_id, solve_id) REFERENCES public.pooling_solve(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_pool
    ADD CONSTRAINT pooling_pool_authority_id_cdba5dde_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_pool
    ADD CONSTRAINT pooling_pool_made_by_id_bfad982c_fk_people_user_id FOREIGN KEY (made_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_pool
    ADD CONSTRAINT pooling_pool_region_id_a133886c_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_review
    ADD CONSTRAINT pooling_review_agreement_same_region FOREIGN KEY (region_id, agreement_id) REFERENCES public.pooling_agreement(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_review
    ADD CONSTRAINT pooling_review_authority_id_727c11b1_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_review
    ADD CONSTRAINT pooling_review_pool_same_region FOREIGN KEY (region_id, pool_id) REFERENCES public.pooling_pool(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_review
    ADD CONSTRAINT pooling_review_region_id_6e6a07f1_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_review
    ADD CONSTRAINT pooling_review_reviewed_by_id_36f19c40_fk_people_user_id FOREIGN KEY (reviewed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_signature
    ADD CONSTRAINT pooling_signature_agreement_same_region FOREIGN KEY (region_id, agreement_id) REFERENCES public.pooling_agreement(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_signature
    ADD CONSTRAINT pooling_signature_authority_id_86382b78_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_signature
    ADD CONSTRAINT pooling_signature_pool_same_region FOREIGN KEY (region_id, pool_id) REFERENCES public.pooling_pool(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_signature
    ADD CONSTRAINT pooling_signature_region_id_209257d6_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_signature
    ADD CONSTRAINT pooling_signature_signed_by_id_43de9284_fk_people_user_id FOREIGN KEY (signed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_solve
    ADD CONSTRAINT pooling_solve_asked_by_id_9be382eb_fk_people_user_id FOREIGN KEY (asked_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_solve
    ADD CONSTRAINT pooling_solve_authority_id_d7e079c0_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_solve
    ADD CONSTRAINT pooling_solve_pool_same_region FOREIGN KEY (region_id, pool_id) REFERENCES public.pooling_pool(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_solve
    ADD CONSTRAINT pooling_solve_region_id_8c41c303_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_spending
    ADD CONSTRAINT pooling_spending_agreement_same_region FOREIGN KEY (region_id, agreement_id) REFERENCES public.pooling_agreement(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_spending
    ADD CONSTRAINT pooling_spending_authority_id_9597c045_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_spending
    ADD CONSTRAINT pooling_spending_noted_by_id_d965a3c2_fk_people_user_id FOREIGN KEY (noted_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_spending
    ADD CONSTRAINT pooling_spending_pool_same_region FOREIGN KEY (region_id, pool_id) REFERENCES public.pooling_pool(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_spending
    ADD CONSTRAINT pooling_spending_region_id_b57d9a9b_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_vote
    ADD CONSTRAINT pooling_vote_authority_id_3f4d07c7_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_vote
    ADD CONSTRAINT pooling_vote_plan_same_region FOREIGN KEY (region_id, plan_id) REFERENCES public.pooling_plan(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_vote
    ADD CONSTRAINT pooling_vote_pool_same_region FOREIGN KEY (region_id, pool_id) REFERENCES public.pooling_pool(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_vote
    ADD CONSTRAINT pooling_vote_region_id_ce7d7a5b_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pooling_vote
    ADD CONSTRAINT pooling_vote_voted_by_id_0a5163b1_fk_people_user_id FOREIGN KEY (voted_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);

ALTER TABLE ONLY public.programmes_absencealert
    ADD CONSTRAINT programmes_absenceal_authority_id_dc22d790_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_absencealert
    ADD CONSTRAINT programmes_absencealert_closed_by_id_becf09e0_fk_people_user_id FOREIGN KEY (closed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_absencealert
    ADD CONSTRAINT programmes_absencealert_cohort_same_region FOREIGN KEY (region_id, cohort_id) REFERENCES public.programmes_cohort(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_absencealert
    ADD CONSTRAINT programmes_absencealert_engagement_same_region FOREIGN KEY (region_id, engagement_id) REFERENCES public.programmes_engagement(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_absencealert
    ADD CONSTRAINT programmes_absencealert_region_id_328e6e67_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_absencealert
    ADD CONSTRAINT programmes_absencealert_since_same_region FOREIGN KEY (region_id, since_id) REFERENCES public.programmes_session(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_application
    ADD CONSTRAINT programmes_applicati_authority_id_c341736c_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_application
    ADD CONSTRAINT programmes_applicati_locality_id_4d24f620_fk_places_lo FOREIGN KEY (locality_id) REFERENCES public.places_locality(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_application
    ADD CONSTRAINT programmes_application_cohort_same_region FOREIGN KEY (region_id, cohort_id) REFERENCES public.programmes_cohort(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_application
    ADD CONSTRAINT programmes_application_entered_by_id_e8bb0800_fk_people_user_id FOREIGN KEY (entered_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_application
    ADD CONSTRAINT programmes_application_outcome_by_id_3ef85a24_fk_people_user_id FOREIGN KEY (outcome_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_application
    ADD CONSTRAINT programmes_application_region_id_f55b2d26_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_application
    ADD CONSTRAINT programmes_application_resident_same_region FOREIGN KEY (region_id, resident_id) REFERENCES public.people_resident(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_application
    ADD CONSTRAINT programmes_application_response_same_region FOREIGN KEY (region_id, response_id) REFERENCES public.questionnaires_response(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_attendance
    ADD CONSTRAINT programmes_attendanc_authority_id_b818e442_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_attendance
    ADD CONSTRAINT programmes_attendance_engagement_same_region FOREIGN KEY (region_id, engagement_id) REFERENCES public.programmes_engagement(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_attendance
    ADD CONSTRAINT programmes_attendance_member_same_region FOREIGN KEY (region_id, member_id) REFERENCES public.programmes_teammember(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_attendance
    ADD CONSTRAINT programmes_attendance_noted_by_id_0114c152_fk_people_user_id FOREIGN KEY (noted_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_attendance
    ADD CONSTRAINT programmes_attendance_region_id_87a11036_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_attendance
    ADD CONSTRAINT programmes_attendance_session_same_region FOREIGN KEY (region_id, session_id) REFERENCES public.programmes_session(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_calendarfeed
    ADD CONSTRAINT programmes_calendarf_authority_id_b781f9f6_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_calendarfeed
    ADD CONSTRAINT programmes_calendarfeed_region_id_fdce34f2_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_calendarfeed
    ADD CONSTRAINT programmes_calendarfeed_user_id_8131753b_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_cohort
    ADD CONSTRAINT programmes_cohort_authority_id_2b61e17a_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_cohort
    ADD CONSTRAINT programmes_cohort_programme_same_region FOREIGN KEY (region_id, programme_id) REFERENCES public.programmes_programme(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_cohort
    ADD CONSTRAINT programmes_cohort_region_id_870591cf_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_cohort
    ADD CONSTRAINT programmes_cohort_version_same_region FOREIGN KEY (region_id, version_id) REFERENCES public.programmes_programmeversion(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_court
    ADD CONSTRAINT programmes_court_authority_id_922b4123_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_court
    ADD CONSTRAINT programmes_court_cohort_same_region FOREIGN KEY (region_id, cohort_id) REFERENCES public.programmes_cohort(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_court
    ADD CONSTRAINT programmes_court_region_id_1b383eab_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_court
    ADD CONSTRAINT programmes_court_room_same_region FOREIGN KEY (region_id, room_id) REFERENCES public.programmes_room(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_document
    ADD CONSTRAINT programmes_document_authority_id_8d46fd43_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_document
    ADD CONSTRAINT programmes_document_decided_by_id_eeed0fce_fk_people_user_id FOREIGN KEY (decided_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_document
    ADD CONSTRAINT programmes_document_engagement_same_region FOREIGN KEY (region_id, engagement_id) REFERENCES public.programmes_engagement(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_document
    ADD CONSTRAINT programmes_document_file_same_region FOREIGN KEY (region_id, file_id) REFERENCES public.core_storedfile(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_document
    ADD CONSTRAINT programmes_document_handed_in_by_id_5cfb5286_fk_people_user_id FOREIGN KEY (handed_in_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_document
    ADD CONSTRAINT programmes_document_region_id_5d635957_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_document
    ADD CONSTRAINT programmes_document_task_same_region FOREIGN KEY (region_id, task_id) REFERENCES public.programmes_task(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_duplicatepair
    ADD CONSTRAINT programmes_duplicate_authority_id_333ce54c_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_duplicatekey
    ADD CONSTRAINT programmes_duplicate_authority_id_c86a66b5_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_duplicatepair
    ADD CONSTRAINT programmes_duplicate_decided_by_id_9b0b6ff7_fk_people_us FOREIGN KEY (decided_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_duplicatekey
    ADD CONSTRAINT programmes_duplicatekey_application_same_region FOREIGN KEY (region_id, application_id) REFERENCES public.programmes_application(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_duplicatekey
    ADD CONSTRAINT programmes_duplicatekey_programme_same_region FOREIGN KEY (region_id, programme_id) REFERENCES public.programmes_programme(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_duplicatekey
    ADD CONSTRAINT programmes_duplicatekey_region_id_d120ce5a_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_duplicatepair
    ADD CONSTRAINT programmes_duplicatepair_newer_same_region FOREIGN KEY (region_id, newer_id) REFERENCES public.programmes_application(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_duplicatepair
    ADD CONSTRAINT programmes_duplicatepair_older_same_region FOREIGN KEY (region_id, older_id) REFERENCES public.programmes_application(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_duplicatepair
    ADD CONSTRAINT programmes_duplicatepair_programme_same_region FOREIGN KEY (region_id, programme_id) REFERENCES public.programmes_programme(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_duplicatepair
    ADD CONSTRAINT programmes_duplicatepair_region_id_f56146fa_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_engagement
    ADD CONSTRAINT programmes_engagemen_authority_id_935b75b8_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_engagement
    ADD CONSTRAINT programmes_engagemen_locality_id_43dbfa38_fk_places_lo FOREIGN KEY (locality_id) REFERENCES public.places_locality(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_engagement
    ADD CONSTRAINT programmes_engagement_application_same_region FOREIGN KEY (region_id, application_id) REFERENCES public.programmes_application(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_engagement
    ADD CONSTRAINT programmes_engagement_cohort_same_region FOREIGN KEY (region_id, cohort_id) REFERENCES public.programmes_cohort(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_engagement
    ADD CONSTRAINT programmes_engagement_household_same_region FOREIGN KEY (region_id, household_id) REFERENCES public.people_household(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_engagement
    ADD CONSTRAINT programmes_engagement_region_id_99dad63f_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_engagement
    ADD CONSTRAINT programmes_engagement_resident_same_region FOREIGN KEY (region_id, resident_id) REFERENCES public.people_resident(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_game
    ADD CONSTRAINT programmes_game_authority_id_b4131975_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_game
    ADD CONSTRAINT programmes_game_away_same_region FOREIGN KEY (region_id, away_id) REFERENCES public.programmes_engagement(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_game
    ADD CONSTRAINT programmes_game_cohort_same_region FOREIGN KEY (region_id, cohort_id) REFERENCES public.programmes_cohort(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_game
    ADD CONSTRAINT programmes_game_home_same_region FOREIGN KEY (region_id, home_id) REFERENCES public.programmes_engagement(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_game
    ADD CONSTRAINT programmes_game_noted_by_id_4a377c99_fk_people_user_id FOREIGN KEY (noted_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_game
    ADD CONSTRAINT programmes_game_region_id_f07e28dd_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_game
    ADD CONSTRAINT programmes_game_session_same_region FOREIGN KEY (region_id, session_id) REFERENCES public.programmes_session(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_goal
    ADD CONSTRAINT programmes_goal_authority_id_62ff3797_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_goal
    ADD CONSTRAINT programmes_goal_engagement_same_region FOREIGN KEY (region_id, engagement_id) REFERENCES public.programmes_engagement(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_goal
    ADD CONSTRAINT programmes_goal_region_id_5f5df159_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_goal
    ADD CONSTRAINT programmes_goal_set_by_id_00ac14f0_fk_people_user_id FOREIGN KEY (set_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_import
    ADD CONSTRAINT programmes_import_authority_id_51c9bbfa_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_import
    ADD CONSTRAINT programmes_import_cohort_same_region FOREIGN KEY (region_id, cohort_id) REFERENCES public.programmes_cohort(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_import
    ADD CONSTRAINT programmes_import_region_id_696f4469_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_import
    ADD CONSTRAINT programmes_import_started_by_id_caec769d_fk_people_user_id FOREIGN KEY (started_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_import
    ADD CONSTRAINT programmes_import_uploaded_by_id_3d7c28a6_fk_people_user_id FOREIGN KEY (uploaded_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_importrow
    ADD CONSTRAINT programmes_importrow_application_same_region FOREIGN KEY (region_id, application_id) REFERENCES public.programmes_application(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_importrow
    ADD CONSTRAINT programmes_importrow_authority_id_eb41d6c4_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_importrow
    ADD CONSTRAINT programmes_importrow_file_same_region FOREIGN KEY (region_id, file_id) REFERENCES public.programmes_import(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_importrow
    ADD CONSTRAINT programmes_importrow_region_id_9af9d992_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_invitation
    ADD CONSTRAINT programmes_invitatio_authority_id_eaa1296c_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_invitation
    ADD CONSTRAINT programmes_invitation_cohort_same_region FOREIGN KEY (region_id, cohort_id) REFERENCES public.programmes_cohort(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_invitation
    ADD CONSTRAINT programmes_invitation_invited_by_id_c5aafd6d_fk_people_user_id FOREIGN KEY (invited_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_invitation
    ADD CONSTRAINT programmes_invitation_member_same_region FOREIGN KEY (region_id, member_id) REFERENCES public.programmes_teammember(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_invitation
    ADD CONSTRAINT programmes_invitation_region_id_bfcb16d1_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_invitation
    ADD CONSTRAINT programmes_invitation_user_id_5bc3ce15_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_invitation
    ADD CONSTRAINT programmes_invitation_volunteer_same_region FOREIGN KEY (region_id, volunteer_id) REFERENCES public.volunteering_volunteer(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_match
    ADD CONSTRAINT programmes_match_approved_by_id_7376bfed_fk_people_user_id FOREIGN KEY (approved_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_match
    ADD CONSTRAINT programmes_match_authority_id_6224dc1a_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_match
    ADD CONSTRAINT programmes_match_engagement_same_region FOREIGN KEY (region_id, engagement_id) REFERENCES public.programmes_engagement(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_match
    ADD CONSTRAINT programmes_match_member_same_region FOREIGN KEY (region_id, member_id) REFERENCES public.programmes_teammember(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_match
    ADD CONSTRAINT programmes_match_region_id_df9afb4a_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_match
    ADD CONSTRAINT programmes_match_user_id_03832816_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_measurement
    ADD CONSTRAINT programmes_measureme_authority_id_28e794bd_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_measurement
    ADD CONSTRAINT programmes_measureme_measured_by_id_f7917912_fk_people_us FOREIGN KEY (measured_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_measurement
    ADD CONSTRAINT programmes_measurement_engagement_same_region FOREIGN KEY (region_id, engagement_id) REFERENCES public.programmes_engagement(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_measurement
    ADD CONSTRAINT programmes_measurement_region_id_5e7741ef_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_measurement
    ADD CONSTRAINT programmes_measurement_response_same_region FOREIGN KEY (region_id, response_id) REFERENCES public.questionnaires_response(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_note
    ADD CONSTRAINT programmes_note_authority_id_521624ab_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_note
    ADD CONSTRAINT programmes_note_engagement_same_region FOREIGN KEY (region_id, engagement_id) REFERENCES public.programmes_engagement(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_note
    ADD CONSTRAINT programmes_note_member_same_region FOREIGN KEY (region_id, member_id) REFERENCES public.programmes_teammember(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_note
    ADD CONSTRAINT programmes_note_region_id_f545c346_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_note
    ADD CONSTRAINT programmes_note_written_by_id_3caed7d1_fk_people_user_id FOREIGN KEY (written_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_offer
    ADD CONSTRAINT programmes_offer_application_same_region FOREIGN KEY (region_id, application_id) REFERENCES public.programmes_application(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_offer
    ADD CONSTRAINT programmes_offer_authority_id_fd162d4c_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_offer
    ADD CONSTRAINT programmes_offer_cohort_same_region FOREIGN KEY (region_id, cohort_id) REFERENCES public.programmes_cohort(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_offer
    ADD CONSTRAINT programmes_offer_region_id_bebfdd2f_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_passage
    ADD CONSTRAINT programmes_passage_authority_id_59b95b68_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_passage
    ADD CONSTRAINT programmes_passage_engagement_same_region FOREIGN KEY (region_id, engagement_id) REFERENCES public.programmes_engagement(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_passage
    ADD CONSTRAINT programmes_passage_passed_by_id_852c379f_fk_people_user_id FOREIGN KEY (passed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_passage
    ADD CONSTRAINT programmes_passage_region_id_ba4019ed_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_player
    ADD CONSTRAINT programmes_player_authority_id_aebf3586_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_player
    ADD CONSTRAINT programmes_player_engagement_same_region FOREIGN KEY (region_id, engagement_id) REFERENCES public.programmes_engagement(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_player
    ADD CONSTRAINT programmes_player_locality_id_4d308dd7_fk_places_locality_id FOREIGN KEY (locality_id) REFERENCES public.places_locality(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_player
    ADD CONSTRAINT programmes_player_region_id_1fa00a8a_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_profileentry
    ADD CONSTRAINT programmes_profileen_authority_id_981d0bee_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_profileentry
    ADD CONSTRAINT programmes_profileen_written_by_id_9aa39bb1_fk_people_us FOREIGN KEY (written_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_profileentry
    ADD CONSTRAINT programmes_profileentry_engagement_same_region FOREIGN KEY (region_id, engagement_id) REFERENCES public.programmes_engagement(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_profileentry
    ADD CONSTRAINT programmes_profileentry_region_id_6833f234_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_programmeversion
    ADD CONSTRAINT programmes_programme_applied_by_id_c7a9cc0b_fk_people_us FOREIGN KEY (applied_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_programme
    ADD CONSTRAINT programmes_programme_authority_id_2a847a32_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_programmedraft
    ADD CONSTRAINT programmes_programme_authority_id_52be06f0_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_programmeversion
    ADD CONSTRAINT programmes_programme_authority_id_7b70df5b_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_programmeversion
    ADD CONSTRAINT programmes_programme_region_id_6d20ac6d_fk_places_re FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_programmedraft
    ADD CONSTRAINT programmes_programme_region_id_ad40c512_fk_places_re FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_programme
    ADD CONSTRAINT programmes_programme_region_id_f416c603_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_programmedraft
    ADD CONSTRAINT programmes_programme_saved_by_id_30c088fe_fk_people_us FOREIGN KEY (saved_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_programmedraft
    ADD CONSTRAINT programmes_programmedraft_based_on_same_region FOREIGN KEY (region_id, based_on_id) REFERENCES public.programmes_programmeversion(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_programmedraft
    ADD CONSTRAINT programmes_programmedraft_made_by_id_179623d9_fk_people_user_id FOREIGN KEY (made_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_programmeversion
    ADD CONSTRAINT programmes_programmeversion_intake_same_region FOREIGN KEY (region_id, intake_id) REFERENCES public.questionnaires_questionnaire(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_programmeversion
    ADD CONSTRAINT programmes_programmeversion_programme_same_region FOREIGN KEY (region_id, programme_id) REFERENCES public.programmes_programme(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_referral
    ADD CONSTRAINT programmes_referral_application_same_region FOREIGN KEY (region_id, application_id) REFERENCES public.programmes_application(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_referral
    ADD CONSTRAINT programmes_referral_authority_id_6b1a1889_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_referral
    ADD CONSTRAINT programmes_referral_programme_same_region FOREIGN KEY (region_id, programme_id) REFERENCES public.programmes_programme(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_referral
    ADD CONSTRAINT programmes_referral_referrer_id_f71bf078_fk_people_user_id FOREIGN KEY (referrer_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_referral
    ADD CONSTRAINT programmes_referral_region_id_f2b1add8_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_release
    ADD CONSTRAINT programmes_release_authority_id_ec2d2991_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_release
    ADD CONSTRAINT programmes_release_cohort_same_region FOREIGN KEY (region_id, cohort_id) REFERENCES public.programmes_cohort(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_release
    ADD CONSTRAINT programmes_release_region_id_5ce99090_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_release
    ADD CONSTRAINT programmes_release_released_by_id_50bb600a_fk_people_user_id FOREIGN KEY (released_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_releasebasis
    ADD CONSTRAINT programmes_releaseba_authority_id_fe1c5ab2_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_releasebasis
    ADD CONSTRAINT programmes_releasebasis_region_id_9bf0dd5a_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_releasebasis
    ADD CONSTRAINT programmes_releasebasis_release_same_region FOREIGN KEY (region_id, release_id) REFERENCES public.programmes_release(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_review
    ADD CONSTRAINT programmes_review_application_same_region FOREIGN KEY (region_id, application_id) REFERENCES public.programmes_application(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_review
    ADD CONSTRAINT programmes_review_authority_id_d7bb4a7f_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_review
    ADD CONSTRAINT programmes_review_region_id_6e4501d9_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_review
    ADD CONSTRAINT programmes_review_reviewer_id_726e503f_fk_people_user_id FOREIGN KEY (reviewer_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_room
    ADD CONSTRAINT programmes_room_authority_id_e97108a7_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_room
    ADD CONSTRAINT programmes_room_locality_id_6db8079d_fk_places_locality_id FOREIGN KEY (locality_id) REFERENCES public.places_locality(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_room
    ADD CONSTRAINT programmes_room_region_id_2df0c15a_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_rosterreceipt
    ADD CONSTRAINT programmes_rosterrec_authority_id_6549827f_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_rosterreceipt
    ADD CONSTRAINT programmes_rosterreceipt_region_id_2cd86732_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_rosterreceipt
    ADD CONSTRAINT programmes_rosterreceipt_sent_by_id_ae7f76b3_fk_people_user_id FOREIGN KEY (sent_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_rosterreceipt
    ADD CONSTRAINT programmes_rosterreceipt_session_same_region FOREIGN KEY (region_id, session_id) REFERENCES public.programmes_session(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_session
    ADD CONSTRAINT programmes_session_authority_id_9a0347a1_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_session
    ADD CONSTRAINT programmes_session_cohort_same_region FOREIGN KEY (region_id, cohort_id) REFERENCES public.programmes_cohort(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_session
    ADD CONSTRAINT programmes_session_led_by_same_region FOREIGN KEY (region_id, led_by_id) REFERENCES public.programmes_teammember(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_session
    ADD CONSTRAINT programmes_session_region_id_6d51c4c0_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_session
    ADD CONSTRAINT programmes_session_room_same_region FOREIGN KEY (region_id, room_id) REFERENCES public.programmes_room(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_task
    ADD CONSTRAINT programmes_task_authority_id_024432e1_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_task
    ADD CONSTRAINT programmes_task_cohort_same_region FOREIGN KEY (region_id, cohort_id) REFERENCES public.programmes_cohort(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_task
    ADD CONSTRAINT programmes_task_done_by_id_4b9c5edd_fk_people_user_id FOREIGN KEY (done_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_task
    ADD CONSTRAINT programmes_task_engagement_same_region FOREIGN KEY (region_id, engagement_id) REFERENCES public.programmes_engagement(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_task
    ADD CONSTRAINT programmes_task_given_by_id_8c7e0d1a_fk_people_user_id FOREIGN KEY (given_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_task
    ADD CONSTRAINT programmes_task_region_id_68b83ced_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_task
    ADD CONSTRAINT programmes_task_response_same_region FOREIGN KEY (region_id, response_id) REFERENCES public.questionnaires_response(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_teammember
    ADD CONSTRAINT programmes_teammembe_authority_id_1bdc660b_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_teammember
    ADD CONSTRAINT programmes_teammembe_locality_id_dfff531c_fk_places_lo FOREIGN KEY (locality_id) REFERENCES public.places_locality(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_teammember
    ADD CONSTRAINT programmes_teammember_cohort_same_region FOREIGN KEY (region_id, cohort_id) REFERENCES public.programmes_cohort(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_teammember
    ADD CONSTRAINT programmes_teammember_region_id_42400177_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_teammember
    ADD CONSTRAINT programmes_teammember_user_id_e944edd9_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_teammember
    ADD CONSTRAINT programmes_teammember_volunteer_same_region FOREIGN KEY (region_id, volunteer_id) REFERENCES public.volunteering_volunteer(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_turn
    ADD CONSTRAINT programmes_turn_authority_id_df2107b1_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_turn
    ADD CONSTRAINT programmes_turn_cohort_same_region FOREIGN KEY (region_id, cohort_id) REFERENCES public.programmes_cohort(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_turn
    ADD CONSTRAINT programmes_turn_had_by_id_24944659_fk_places_authority_id FOREIGN KEY (had_by_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_turn
    ADD CONSTRAINT programmes_turn_region_id_6554aa1c_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_turn
    ADD CONSTRAINT programmes_turn_session_same_region FOREIGN KEY (region_id, session_id) REFERENCES public.programmes_session(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_usecount
    ADD CONSTRAINT programmes_usecount_authority_id_1111f96c_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_usecount
    ADD CONSTRAINT programmes_usecount_cohort_same_region FOREIGN KEY (region_id, cohort_id) REFERENCES public.programmes_cohort(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_usecount
    ADD CONSTRAINT programmes_usecount_region_id_e0809e48_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_useevent
    ADD CONSTRAINT programmes_useevent_authority_id_a8d6e907_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_useevent
    ADD CONSTRAINT programmes_useevent_cohort_same_region FOREIGN KEY (region_id, cohort_id) REFERENCES public.programmes_cohort(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_useevent
    ADD CONSTRAINT programmes_useevent_region_id_01a93e8f_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_workentry
    ADD CONSTRAINT programmes_workentry_authority_id_03d1570e_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_workentry
    ADD CONSTRAINT programmes_workentry_engagement_same_region FOREIGN KEY (region_id, engagement_id) REFERENCES public.programmes_engagement(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_workentry
    ADD CONSTRAINT programmes_workentry_region_id_b49f6750_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programmes_workentry
    ADD CONSTRAINT programmes_workentry_written_by_id_e3150650_fk_people_user_id FOREIGN KEY (written_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_questionnaire
    ADD CONSTRAINT questionnaires_quest_authority_id_7a4ca98a_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_questionnaire
    ADD CONSTRAINT questionnaires_quest_region_id_1327b903_fk_places_re FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_response
    ADD CONSTRAINT questionnaires_respo_authority_id_b5f995b0_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_response
    ADD CONSTRAINT questionnaires_response_opened_by_id_d19c7482_fk_people_user_id FOREIGN KEY (opened_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_response
    ADD CONSTRAINT questionnaires_response_questionnaire_same_region FOREIGN KEY (region_id, questionnaire_id) REFERENCES public.questionnaires_questionnaire(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_response
    ADD CONSTRAINT questionnaires_response_region_id_63cb48a4_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_account_id_951f210e_fk_socialacc FOREIGN KEY (account_id) REFERENCES public.socialaccount_socialaccount(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_app_id_636a42d7_fk_socialacc FOREIGN KEY (app_id) REFERENCES public.socialaccount_socialapp(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_user_id_8146e70c_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_certificate
    ADD CONSTRAINT volunteering_certifi_authority_id_0f14ccd0_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_certificate
    ADD CONSTRAINT volunteering_certificate_region_id_70aaa705_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_certificate
    ADD CONSTRAINT volunteering_certificate_volunteer_same_region FOREIGN KEY (region_id, volunteer_id) REFERENCES public.volunteering_volunteer(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_hoursentry
    ADD CONSTRAINT volunteering_hoursen_authority_id_ec978544_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_hoursentry
    ADD CONSTRAINT volunteering_hoursen_decided_by_id_bb9f8277_fk_people_us FOREIGN KEY (decided_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_hoursentry
    ADD CONSTRAINT volunteering_hoursentry_opportunity_same_region FOREIGN KEY (region_id, opportunity_id) REFERENCES public.volunteering_opportunity(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_hoursentry
    ADD CONSTRAINT volunteering_hoursentry_region_id_2523f3df_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_hoursentry
    ADD CONSTRAINT volunteering_hoursentry_sign_up_same_region FOREIGN KEY (region_id, sign_up_id) REFERENCES public.volunteering_signup(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_hoursentry
    ADD CONSTRAINT volunteering_hoursentry_volunteer_same_region FOREIGN KEY (region_id, volunteer_id) REFERENCES public.volunteering_volunteer(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_initiative
    ADD CONSTRAINT volunteering_initiat_authority_id_a1f1c1cf_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_initiative
    ADD CONSTRAINT volunteering_initiat_locality_id_2b19732b_fk_places_lo FOREIGN KEY (locality_id) REFERENCES public.places_locality(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_initiative
    ADD CONSTRAINT volunteering_initiat_proposed_by_id_4552c325_fk_people_us FOREIGN KEY (proposed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_initiative
    ADD CONSTRAINT volunteering_initiative_opportunity_same_region FOREIGN KEY (region_id, opportunity_id) REFERENCES public.volunteering_opportunity(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_initiative
    ADD CONSTRAINT volunteering_initiative_region_id_ebc6df97_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_initiative
    ADD CONSTRAINT volunteering_initiative_supporter_id_5ee83f4a_fk_people_user_id FOREIGN KEY (supporter_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_opportunity
    ADD CONSTRAINT volunteering_opportu_authority_id_255eb424_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_opportunity
    ADD CONSTRAINT volunteering_opportu_created_by_id_a95a53b4_fk_people_us FOREIGN KEY (created_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_opportunity
    ADD CONSTRAINT volunteering_opportu_locality_id_740f414f_fk_places_lo FOREIGN KEY (locality_id) REFERENCES public.places_locality(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_opportunity
    ADD CONSTRAINT volunteering_opportu_supporter_id_96ba5c50_fk_people_us FOREIGN KEY (supporter_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_opportunity
    ADD CONSTRAINT volunteering_opportunity_region_id_025851c6_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_shift
    ADD CONSTRAINT volunteering_shift_authority_id_95910f84_fk_places_authority_id FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_shift
    ADD CONSTRAINT volunteering_shift_opportunity_same_region FOREIGN KEY (region_id, opportunity_id) REFERENCES public.volunteering_opportunity(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_shift
    ADD CONSTRAINT volunteering_shift_region_id_b83b8c2c_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_signup
    ADD CONSTRAINT volunteering_signup_at_the_shifts_times FOREIGN KEY (region_id, shift_id, starts_at, ends_at) REFERENCES public.volunteering_shift(region_id, id, starts_at, ends_at) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_signup
    ADD CONSTRAINT volunteering_signup_authority_id_0c4e1f77_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_signup
    ADD CONSTRAINT volunteering_signup_opportunity_same_region FOREIGN KEY (region_id, opportunity_id) REFERENCES public.volunteering_opportunity(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_signup
    ADD CONSTRAINT volunteering_signup_region_id_fd4d3ee6_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_signup
    ADD CONSTRAINT volunteering_signup_shift_same_region FOREIGN KEY (region_id, shift_id) REFERENCES public.volunteering_shift(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_signup
    ADD CONSTRAINT volunteering_signup_volunteer_same_region FOREIGN KEY (region_id, volunteer_id) REFERENCES public.volunteering_volunteer(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_vetting
    ADD CONSTRAINT volunteering_vetting_authority_id_84a8509f_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_vetting
    ADD CONSTRAINT volunteering_vetting_checked_by_id_ab29f789_fk_people_user_id FOREIGN KEY (checked_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_vetting
    ADD CONSTRAINT volunteering_vetting_file_same_region FOREIGN KEY (region_id, file_id) REFERENCES public.core_storedfile(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_vetting
    ADD CONSTRAINT volunteering_vetting_handed_in_by_id_847516b4_fk_people_user_id FOREIGN KEY (handed_in_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_vetting
    ADD CONSTRAINT volunteering_vetting_region_id_01060fc3_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_vetting
    ADD CONSTRAINT volunteering_vetting_volunteer_same_region FOREIGN KEY (region_id, volunteer_id) REFERENCES public.volunteering_volunteer(region_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_volunteer
    ADD CONSTRAINT volunteering_volunte_authority_id_c4fda1ed_fk_places_au FOREIGN KEY (authority_id) REFERENCES public.places_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_volunteer
    ADD CONSTRAINT volunteering_volunte_birth_year_seen_by_i_c56ca6f2_fk_people_us FOREIGN KEY (birth_year_seen_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_volunteer
    ADD CONSTRAINT volunteering_volunte_locality_id_16ddc34b_fk_places_lo FOREIGN KEY (locality_id) REFERENCES public.places_locality(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_volunteer
    ADD CONSTRAINT volunteering_volunteer_added_by_id_cf0babd3_fk_people_user_id FOREIGN KEY (added_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_volunteer
    ADD CONSTRAINT volunteering_volunteer_region_id_9e1bd818_fk_places_region_id FOREIGN KEY (region_id) REFERENCES public.places_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.volunteering_volunteer
    ADD CONSTRAINT volunteering_volunteer_user_id_af296713_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

CREATE POLICY also_read_by ON public.needs_campaign FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (cardinality(( SELECT igum.authorities() AS authorities)) > 0)));

CREATE POLICY also_read_by ON public.needs_need FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND ((authority_id IS NULL) AND (cardinality(( SELECT igum.authorities() AS authorities)) > 0))));

CREATE POLICY also_read_by ON public.needs_needsize FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND ((authority_id IS NULL) AND (cardinality(( SELECT igum.authorities() AS authorities)) > 0))));

CREATE POLICY also_read_by ON public.needs_tiestatement FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND ((authority_id IS NULL) AND (cardinality(( SELECT igum.authorities() AS authorities)) > 0))));

CREATE POLICY also_read_by ON public.pooling_agreement FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (pool_id IN ( SELECT pooling_pool.id
   FROM public.pooling_pool))));

CREATE POLICY also_read_by ON public.pooling_comment FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (pool_id IN ( SELECT pooling_pool.id
   FROM public.pooling_pool))));

CREATE POLICY also_read_by ON public.pooling_hall FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (pool_id IN ( SELECT pooling_pool.id
   FROM public.pooling_pool))));

CREATE POLICY also_read_by ON public.pooling_hallswap FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (pool_id IN ( SELECT pooling_pool.id
   FROM public.pooling_pool))));

CREATE POLICY also_read_by ON public.pooling_hallturn FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (pool_id IN ( SELECT pooling_pool.id
   FROM public.pooling_pool))));

CREATE POLICY also_read_by ON public.pooling_hallwish FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (pool_id IN ( SELECT pooling_pool.id
   FROM public.pooling_pool))));

CREATE POLICY also_read_by ON public.pooling_plan FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (pool_id IN ( SELECT pooling_pool.id
   FROM public.pooling_pool))));

CREATE POLICY also_read_by ON public.pooling_pool FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND ((authority_ids && ( SELECT igum.authorities() AS authorities)) OR (EXISTS ( SELECT
   FROM public.people_post post
  WHERE ((post.user_id = ( SELECT igum.user_id() AS user_id)) AND ((post.role)::text = 'steering_member'::text) AND (post.organization_id IS NULL) AND ((post.authority_id IS NULL) OR (post.authority_id = ANY (pooling_pool.authority_ids))) AND (post.region_id = pooling_pool.region_id) AND (post.starts_on <= CURRENT_DATE) AND ((post.ends_on IS NULL) OR (post.ends_on > CURRENT_DATE))))))));

CREATE POLICY also_read_by ON public.pooling_review FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (pool_id IN ( SELECT pooling_pool.id
   FROM public.pooling_pool))));

CREATE POLICY also_read_by ON public.pooling_signature FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (pool_id IN ( SELECT pooling_pool.id
   FROM public.pooling_pool))));

CREATE POLICY also_read_by ON public.pooling_solve FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (pool_id IN ( SELECT pooling_pool.id
   FROM public.pooling_pool))));

CREATE POLICY also_read_by ON public.pooling_spending FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (pool_id IN ( SELECT pooling_pool.id
   FROM public.pooling_pool))));

CREATE POLICY also_read_by ON public.pooling_vote FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (pool_id IN ( SELECT pooling_pool.id
   FROM public.pooling_pool))));

CREATE POLICY also_read_by ON public.programmes_absencealert FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (cohort_id IN ( SELECT cohorts_led.cohorts_led
   FROM igum.cohorts_led() cohorts_led(cohorts_led)))));

CREATE POLICY also_read_by ON public.programmes_attendance FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND ((engagement_id IN ( SELECT engagements_shown.engagements_shown
   FROM igum.engagements_shown() engagements_shown(engagements_shown))) OR (member_id IN ( SELECT own_members.own_members
   FROM igum.own_members() own_members(own_members))))));

CREATE POLICY also_read_by ON public.programmes_calendarfeed FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (((secret_hash)::text = ( SELECT igum.link() AS link)) AND (ended_at IS NULL))));

CREATE POLICY also_read_by ON public.programmes_court FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (cohort_id IN ( SELECT cohorts_served.cohorts_served
   FROM igum.cohorts_served() cohorts_served(cohorts_served)))));

CREATE POLICY also_read_by ON public.programmes_document FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND ((engagement_id IN ( SELECT engagements_shown.engagements_shown
   FROM igum.engagements_shown() engagements_shown(engagements_shown))) AND (((audience)::text = 'subject'::text) OR (( SELECT igum.link() AS link) IS NULL)))));

CREATE POLICY also_read_by ON public.programmes_engagement FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (((ended_at IS NULL) AND (id IN ( SELECT engagements_matched.engagements_matched
   FROM igum.engagements_matched() engagements_matched(engagements_matched)))) OR (cohort_id IN ( SELECT cohorts_led.cohorts_led
   FROM igum.cohorts_led() cohorts_led(cohorts_led))))));

CREATE POLICY also_read_by ON public.programmes_game FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (session_id IN ( SELECT programmes_session.id
   FROM public.programmes_session))));

CREATE POLICY also_read_by ON public.programmes_goal FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (engagement_id IN ( SELECT engagements_shown.engagements_shown
   FROM igum.engagements_shown() engagements_shown(engagements_shown)))));

CREATE POLICY also_read_by ON public.programmes_match FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (((user_id = ( SELECT igum.user_id() AS user_id)) OR ((link_hash)::text = ( SELECT igum.link() AS link))) AND (approved_at IS NOT NULL) AND (declined_at IS NULL) AND ((ended_at IS NULL) OR (ended_at > clock_timestamp())))));

CREATE POLICY also_read_by ON public.programmes_measurement FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (engagement_id IN ( SELECT engagements_shown.engagements_shown
   FROM igum.engagements_shown() engagements_shown(engagements_shown)))));

CREATE POLICY also_read_by ON public.programmes_note FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND ((engagement_id IN ( SELECT engagements_shown.engagements_shown
   FROM igum.engagements_shown() engagements_shown(engagements_shown))) AND (((audience)::text = 'subject'::text) OR (written_by_id = ( SELECT igum.user_id() AS user_id)) OR (((audience)::text = 'team'::text) AND (( SELECT igum.link() AS link) IS NULL))))));

CREATE POLICY also_read_by ON public.programmes_passage FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (engagement_id IN ( SELECT engagements_shown.engagements_shown
   FROM igum.engagements_shown() engagements_shown(engagements_shown)))));

CREATE POLICY also_read_by ON public.programmes_player FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (engagement_id IN ( SELECT engagements_shown.engagements_shown
   FROM igum.engagements_shown() engagements_shown(engagements_shown)))));

CREATE POLICY also_read_by ON public.programmes_profileentry FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (engagement_id IN ( SELECT engagements_shown.engagements_shown
   FROM igum.engagements_shown() engagements_shown(engagements_shown)))));

CREATE POLICY also_read_by ON public.programmes_release FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND ((0 IN ( SELECT COALESCE(people_post.authority_id, 0) AS "coalesce"
   FROM public.people_post
  WHERE ((people_post.user_id = ( SELECT igum.user_id() AS user_id)) AND (people_post.region_id = ( SELECT igum.region() AS region)) AND ((people_post.role)::text = 'steering_member'::text) AND (people_post.organization_id IS NULL) AND (people_post.starts_on <= CURRENT_DATE) AND ((people_post.ends_on IS NULL) OR (people_post.ends_on > CURRENT_DATE))))) OR (authority_id IN ( SELECT COALESCE(people_post.authority_id, 0) AS "coalesce"
   FROM public.people_post
  WHERE ((people_post.user_id = ( SELECT igum.user_id() AS user_id)) AND (people_post.region_id = ( SELECT igum.region() AS region)) AND ((people_post.role)::text = 'steering_member'::text) AND (people_post.organization_id IS NULL) AND (people_post.starts_on <= CURRENT_DATE) AND ((people_post.ends_on IS NULL) OR (people_post.ends_on > CURRENT_DATE))))))));

CREATE POLICY also_read_by ON public.programmes_session FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND ((cohort_id IN ( SELECT cohorts_served.cohorts_served
   FROM igum.cohorts_served() cohorts_served(cohorts_served))) OR (cohort_id IN ( SELECT cohorts_shown.cohorts_shown
   FROM igum.cohorts_shown() cohorts_shown(cohorts_shown))))));

CREATE POLICY also_read_by ON public.programmes_task FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (engagement_id IN ( SELECT engagements_shown.engagements_shown
   FROM igum.engagements_shown() engagements_shown(engagements_shown)))));

CREATE POLICY also_read_by ON public.programmes_teammember FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (((user_id = ( SELECT igum.user_id() AS user_id)) AND ((until_at IS NULL) OR (until_at > clock_timestamp()))) OR (id IN ( SELECT members_matched.members_matched
   FROM igum.members_matched() members_matched(members_matched))))));

CREATE POLICY also_read_by ON public.programmes_turn FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (session_id IN ( SELECT programmes_session.id
   FROM public.programmes_session))));

CREATE POLICY also_read_by ON public.programmes_usecount FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (cohort_id IN ( SELECT cohorts_served.cohorts_served
   FROM igum.cohorts_served() cohorts_served(cohorts_served)))));

CREATE POLICY also_read_by ON public.programmes_useevent FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (cohort_id IN ( SELECT cohorts_served.cohorts_served
   FROM igum.cohorts_served() cohorts_served(cohorts_served)))));

CREATE POLICY also_read_by ON public.programmes_workentry FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (engagement_id IN ( SELECT engagements_shown.engagements_shown
   FROM igum.engagements_shown() engagements_shown(engagements_shown)))));

CREATE POLICY body ON public.volunteering_hoursentry FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (opportunity_id IN ( SELECT opportunity.id
   FROM (public.volunteering_opportunity opportunity
     JOIN public.people_post post ON (((post.organization_id = opportunity.organization_id) AND (post.region_id = opportunity.region_id))))
  WHERE ((post.user_id = ( SELECT igum.user_id() AS user_id)) AND ((post.role)::text = 'provider'::text) AND (post.starts_on <= CURRENT_DATE) AND ((post.ends_on IS NULL) OR (post.ends_on > CURRENT_DATE)))))));

CREATE POLICY body ON public.volunteering_signup FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (opportunity_id IN ( SELECT opportunity.id
   FROM (public.volunteering_opportunity opportunity
     JOIN public.people_post post ON (((post.organization_id = opportunity.organization_id) AND (post.region_id = opportunity.region_id))))
  WHERE ((post.user_id = ( SELECT igum.user_id() AS user_id)) AND ((post.role)::text = 'provider'::text) AND (post.starts_on <= CURRENT_DATE) AND ((post.ends_on IS NULL) OR (post.ends_on > CURRENT_DATE)))))));

CREATE POLICY bound ON public.questionnaires_response AS RESTRICTIVE USING (((region_id = ( SELECT igum.region() AS region)) AND ((opened_by_id IS NULL) OR ((link_hash)::text IS DISTINCT FROM ( SELECT igum.link() AS link)) OR (opened_by_id = ( SELECT igum.user_id() AS user_id)))));

CREATE POLICY bound_to_task ON public.questionnaires_response AS RESTRICTIVE USING (((region_id = ( SELECT igum.region() AS region)) AND ((opened_by_id IS NULL) OR ((purpose)::text <> 'programmes.task'::text) OR ((link_hash)::text IS DISTINCT FROM ( SELECT igum.link() AS link)) OR igum.task_is_shown(about_id))));

ALTER TABLE public.core_auditrow ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.core_storedfile ENABLE ROW LEVEL SECURITY;

CREATE POLICY link ON public.core_storedfile FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link))));

CREATE POLICY link ON public.needs_respondent FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link))));

CREATE POLICY link ON public.needs_tiesurvey FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link))));

CREATE POLICY link ON public.programmes_application FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link))));

CREATE POLICY link ON public.programmes_calendarfeed FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link))));

CREATE POLICY link ON public.programmes_engagement FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (application_id IN ( SELECT programmes_application.id
   FROM public.programmes_application
  WHERE ((programmes_application.link_hash)::text = ( SELECT igum.link() AS link))))));

CREATE POLICY link ON public.programmes_offer FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND (application_id IN ( SELECT programmes_application.id
   FROM public.programmes_application
  WHERE ((programmes_application.link_hash)::text = ( SELECT igum.link() AS link))))));

CREATE POLICY link ON public.questionnaires_response FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link))));

CREATE POLICY link ON public.volunteering_certificate FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) AND ((code_hash)::text = ( SELECT igum.link() AS link))));

CREATE POLICY link_insert ON public.core_storedfile FOR INSERT WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link))));

CREATE POLICY link_insert ON public.needs_respondent FOR INSERT WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link))));

CREATE POLICY link_insert ON public.needs_tiesurvey FOR INSERT WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link))));

CREATE POLICY link_insert ON public.programmes_application FOR INSERT WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link))));

CREATE POLICY link_insert ON public.programmes_calendarfeed FOR INSERT WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link))));

CREATE POLICY link_insert ON public.programmes_engagement FOR INSERT WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (application_id IN ( SELECT programmes_application.id
   FROM public.programmes_application
  WHERE ((programmes_application.link_hash)::text = ( SELECT igum.link() AS link))))));

CREATE POLICY link_insert ON public.programmes_offer FOR INSERT WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (application_id IN ( SELECT programmes_application.id
   FROM public.programmes_application
  WHERE ((programmes_application.link_hash)::text = ( SELECT igum.link() AS link))))));

CREATE POLICY link_insert ON public.questionnaires_response FOR INSERT WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link))));

CREATE POLICY link_update ON public.core_storedfile FOR UPDATE USING (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link)))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link))));

CREATE POLICY link_update ON public.needs_respondent FOR UPDATE USING (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link)))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link))));

CREATE POLICY link_update ON public.needs_tiesurvey FOR UPDATE USING (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link)))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link))));

CREATE POLICY link_update ON public.programmes_application FOR UPDATE USING (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link)))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link))));

CREATE POLICY link_update ON public.programmes_calendarfeed FOR UPDATE USING (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link)))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link))));

CREATE POLICY link_update ON public.programmes_engagement FOR UPDATE USING (((region_id = ( SELECT igum.region() AS region)) AND (application_id IN ( SELECT programmes_application.id
   FROM public.programmes_application
  WHERE ((programmes_application.link_hash)::text = ( SELECT igum.link() AS link)))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (application_id IN ( SELECT programmes_application.id
   FROM public.programmes_application
  WHERE ((programmes_application.link_hash)::text = ( SELECT igum.link() AS link))))));

CREATE POLICY link_update ON public.programmes_offer FOR UPDATE USING (((region_id = ( SELECT igum.region() AS region)) AND (application_id IN ( SELECT programmes_application.id
   FROM public.programmes_application
  WHERE ((programmes_application.link_hash)::text = ( SELECT igum.link() AS link)))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (application_id IN ( SELECT programmes_application.id
   FROM public.programmes_application
  WHERE ((programmes_application.link_hash)::text = ( SELECT igum.link() AS link))))));

CREATE POLICY link_update ON public.questionnaires_response FOR UPDATE USING (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link)))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND ((link_hash)::text = ( SELECT igum.link() AS link))));

ALTER TABLE public.needs_campaign ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.needs_invitation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.needs_need ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.needs_needsize ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.needs_refusalcount ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.needs_respondent ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.needs_searchcount ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.needs_tiestatement ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.needs_tiesurvey ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.outbox_message ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON public.core_storedfile FOR SELECT USING ((owner_id = ( SELECT igum.user_id() AS user_id)));

CREATE POLICY own ON public.people_consent FOR SELECT USING ((resident_id IN ( SELECT people_resident.id
   FROM public.people_resident
  WHERE (people_resident.user_id = ( SELECT igum.user_id() AS user_id)))));

CREATE POLICY own ON public.people_post FOR SELECT USING ((user_id = ( SELECT igum.user_id() AS user_id)));

CREATE POLICY own ON public.people_resident FOR SELECT USING ((user_id = ( SELECT igum.user_id() AS user_id)));

CREATE POLICY own ON public.programmes_calendarfeed FOR SELECT USING ((user_id = ( SELECT igum.user_id() AS user_id)));

CREATE POLICY own ON public.programmes_invitation FOR SELECT USING ((user_id = ( SELECT igum.user_id() AS user_id)));

CREATE POLICY own ON public.programmes_referral FOR SELECT USING ((referrer_id = ( SELECT igum.user_id() AS user_id)));

CREATE POLICY own ON public.volunteering_certificate FOR SELECT USING ((volunteer_id IN ( SELECT volunteering_volunteer.id
   FROM public.volunteering_volunteer
  WHERE (volunteering_volunteer.user_id = ( SELECT igum.user_id() AS user_id)))));

CREATE POLICY own ON public.volunteering_hoursentry FOR SELECT USING ((volunteer_id IN ( SELECT volunteering_volunteer.id
   FROM public.volunteering_volunteer
  WHERE (volunteering_volunteer.user_id = ( SELECT igum.user_id() AS user_id)))));

CREATE POLICY own ON public.volunteering_initiative FOR SELECT USING ((proposed_by_id = ( SELECT igum.user_id() AS user_id)));

CREATE POLICY own ON public.volunteering_signup FOR SELECT USING ((volunteer_id IN ( SELECT volunteering_volunteer.id
   FROM public.volunteering_volunteer
  WHERE (volunteering_volunteer.user_id = ( SELECT igum.user_id() AS user_id)))));

CREATE POLICY own ON public.volunteering_vetting FOR SELECT USING ((volunteer_id IN ( SELECT volunteering_volunteer.id
   FROM public.volunteering_volunteer
  WHERE (volunteering_volunteer.user_id = ( SELECT igum.user_id() AS user_id)))));

CREATE POLICY own ON public.volunteering_volunteer FOR SELECT USING ((user_id = ( SELECT igum.user_id() AS user_id)));

CREATE POLICY own_insert ON public.core_storedfile FOR INSERT WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (owner_id = ( SELECT igum.user_id() AS user_id))));

CREATE POLICY own_insert ON public.people_consent FOR INSERT WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (resident_id IN ( SELECT people_resident.id
   FROM public.people_resident
  WHERE (people_resident.user_id = ( SELECT igum.user_id() AS user_id))))));

CREATE POLICY own_insert ON public.programmes_calendarfeed FOR INSERT WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (user_id = ( SELECT igum.user_id() AS user_id))));

CREATE POLICY own_insert ON public.programmes_referral FOR INSERT WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (referrer_id = ( SELECT igum.user_id() AS user_id))));

CREATE POLICY own_insert ON public.volunteering_initiative FOR INSERT WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (proposed_by_id = ( SELECT igum.user_id() AS user_id))));

CREATE POLICY own_insert ON public.volunteering_vetting FOR INSERT WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (volunteer_id IN ( SELECT volunteering_volunteer.id
   FROM public.volunteering_volunteer
  WHERE (volunteering_volunteer.user_id = ( SELECT igum.user_id() AS user_id))))));

CREATE POLICY own_insert ON public.volunteering_volunteer FOR INSERT WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (user_id = ( SELECT igum.user_id() AS user_id))));

CREATE POLICY own_update ON public.core_storedfile FOR UPDATE USING (((region_id = ( SELECT igum.region() AS region)) AND (owner_id = ( SELECT igum.user_id() AS user_id)))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (owner_id = ( SELECT igum.user_id() AS user_id))));

CREATE POLICY own_update ON public.people_consent FOR UPDATE USING (((region_id = ( SELECT igum.region() AS region)) AND (resident_id IN ( SELECT people_resident.id
   FROM public.people_resident
  WHERE (people_resident.user_id = ( SELECT igum.user_id() AS user_id)))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (resident_id IN ( SELECT people_resident.id
   FROM public.people_resident
  WHERE (people_resident.user_id = ( SELECT igum.user_id() AS user_id))))));

CREATE POLICY own_update ON public.programmes_calendarfeed FOR UPDATE USING (((region_id = ( SELECT igum.region() AS region)) AND (user_id = ( SELECT igum.user_id() AS user_id)))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (user_id = ( SELECT igum.user_id() AS user_id))));

CREATE POLICY own_update ON public.programmes_referral FOR UPDATE USING (((region_id = ( SELECT igum.region() AS region)) AND (referrer_id = ( SELECT igum.user_id() AS user_id)))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (referrer_id = ( SELECT igum.user_id() AS user_id))));

CREATE POLICY own_update ON public.volunteering_initiative FOR UPDATE USING (((region_id = ( SELECT igum.region() AS region)) AND (proposed_by_id = ( SELECT igum.user_id() AS user_id)))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (proposed_by_id = ( SELECT igum.user_id() AS user_id))));

CREATE POLICY own_update ON public.volunteering_vetting FOR UPDATE USING (((region_id = ( SELECT igum.region() AS region)) AND (volunteer_id IN ( SELECT volunteering_volunteer.id
   FROM public.volunteering_volunteer
  WHERE (volunteering_volunteer.user_id = ( SELECT igum.user_id() AS user_id)))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (volunteer_id IN ( SELECT volunteering_volunteer.id
   FROM public.volunteering_volunteer
  WHERE (volunteering_volunteer.user_id = ( SELECT igum.user_id() AS user_id))))));

CREATE POLICY own_update ON public.volunteering_volunteer FOR UPDATE USING (((region_id = ( SELECT igum.region() AS region)) AND (user_id = ( SELECT igum.user_id() AS user_id)))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (user_id = ( SELECT igum.user_id() AS user_id))));

ALTER TABLE public.people_consent ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.people_household ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.people_merge ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.people_post ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.people_resident ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pooling_agreement ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pooling_comment ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pooling_hall ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pooling_hallswap ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pooling_hallturn ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pooling_hallwish ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pooling_plan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pooling_pool ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pooling_review ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pooling_signature ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pooling_solve ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pooling_spending ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pooling_vote ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_absencealert ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_application ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_attendance ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_calendarfeed ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_cohort ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_court ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_document ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_duplicatekey ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_duplicatepair ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_engagement ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_game ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_goal ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_import ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_importrow ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_invitation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_match ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_measurement ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_note ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_offer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_passage ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_player ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_profileentry ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_programme ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_programmedraft ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_programmeversion ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_referral ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_release ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_releasebasis ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_review ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_room ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_rosterreceipt ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_session ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_task ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_teammember ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_turn ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_usecount ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_useevent ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes_workentry ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.questionnaires_questionnaire ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.questionnaires_response ENABLE ROW LEVEL SECURITY;

CREATE POLICY shown ON public.programmes_cohort FOR SELECT USING ((region_id = ( SELECT igum.region() AS region)));

CREATE POLICY shown ON public.programmes_programme FOR SELECT USING ((region_id = ( SELECT igum.region() AS region)));

CREATE POLICY shown ON public.programmes_programmeversion FOR SELECT USING ((region_id = ( SELECT igum.region() AS region)));

CREATE POLICY shown ON public.programmes_room FOR SELECT USING ((region_id = ( SELECT igum.region() AS region)));

CREATE POLICY shown ON public.questionnaires_questionnaire FOR SELECT USING ((region_id = ( SELECT igum.region() AS region)));

CREATE POLICY shown ON public.volunteering_opportunity FOR SELECT USING ((region_id = ( SELECT igum.region() AS region)));

CREATE POLICY shown ON public.volunteering_shift FOR SELECT USING ((region_id = ( SELECT igum.region() AS region)));

CREATE POLICY tenant ON public.core_storedfile USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.needs_campaign USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.needs_invitation USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.needs_need USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.needs_needsize USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.needs_refusalcount USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.needs_respondent USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.needs_searchcount USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.needs_tiestatement USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.needs_tiesurvey USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.outbox_message USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.people_consent USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.people_household USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.people_merge USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.people_post USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.people_resident USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.pooling_agreement USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.pooling_comment USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.pooling_hall USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.pooling_hallswap USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.pooling_hallturn USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.pooling_hallwish USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.pooling_plan USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.pooling_pool USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.pooling_review USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.pooling_signature USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.pooling_solve USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.pooling_spending USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.pooling_vote USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_absencealert USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_application USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_attendance USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_calendarfeed USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_cohort USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_court USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_document USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_duplicatekey USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_duplicatepair USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_engagement USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_game USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_goal USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_import USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_importrow USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_invitation USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_match USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_measurement USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_note USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_offer USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_passage USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_player USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_profileentry USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_programme USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_programmedraft USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_programmeversion USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_referral USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_release USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_releasebasis USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_review USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_room USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_rosterreceipt USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_session USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_task USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_teammember USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_turn USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_usecount USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_useevent USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.programmes_workentry USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.questionnaires_questionnaire USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.questionnaires_response USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.volunteering_certificate USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.volunteering_hoursentry USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.volunteering_initiative USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.volunteering_opportunity USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.volunteering_shift USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.volunteering_signup USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.volunteering_vetting USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant ON public.volunteering_volunteer USING (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[]))))) WITH CHECK (((region_id = ( SELECT igum.region() AS region)) AND (( SELECT igum.sees_whole_region() AS sees_whole_region) OR (authority_id = ANY (( SELECT igum.authorities() AS authorities)::integer[])))));

CREATE POLICY tenant_appends ON public.core_auditrow FOR INSERT WITH CHECK ((((region_id IS NULL) OR (region_id = ( SELECT igum.region() AS region))) AND (NOT (actor_id IS DISTINCT FROM ( SELECT igum.user_id() AS user_id)))));

CREATE POLICY tenant_reads ON public.core_auditrow FOR SELECT USING (((region_id = ( SELECT igum.region() AS region)) OR ((region_id IS NULL) AND (( SELECT igum.region() AS region) IS NULL) AND ( SELECT igum.sees_whole_region() AS sees_whole_region))));

ALTER TABLE public.volunteering_certificate ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.volunteering_hoursentry ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.volunteering_initiative ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.volunteering_opportunity ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.volunteering_shift ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.volunteering_signup ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.volunteering_vetting ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.volunteering_volunteer ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA igum TO PUBLIC;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_jobs TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_emailaddress TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.account_emailaddress_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_emailconfirmation TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.account_emailconfirmation_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_group TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.auth_group_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_group_permissions TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.auth_group_permissions_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_permission TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.auth_permission_id_seq TO igum_app;

GRANT SELECT,INSERT ON TABLE public.core_auditrow TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.core_auditrow_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.core_cache TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.core_loadedcontent TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.core_storedfile TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.core_translation TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.core_translation_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_contact TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_costoption TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_location TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_organization TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_phone TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_schedule TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_service TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_service_terms TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.directory_service_terms_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_servicearea TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_serviceatlocation TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_synonym TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.directory_synonym_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_term TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_content_type TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.django_content_type_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_migrations TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.django_migrations_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_session TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mfa_authenticator TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.mfa_authenticator_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.needs_campaign TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.needs_invitation TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.needs_need TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.needs_needsize TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.needs_refusalcount TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.needs_respondent TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.needs_searchcount TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.needs_tiestatement TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.needs_tiesurvey TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outbox_message TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.people_consent TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.people_household TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.people_merge TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.people_merge_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.people_post TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.people_post_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.people_resident TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.people_user TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.people_user_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.places_authority TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.places_locality TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.places_region TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pooling_agreement TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pooling_comment TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pooling_hall TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pooling_hallswap TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pooling_hallturn TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pooling_hallwish TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pooling_plan TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pooling_pool TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pooling_review TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pooling_signature TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pooling_solve TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pooling_spending TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pooling_vote TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_events TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_events_id_seq TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_jobs_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_periodic_defers TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_periodic_defers_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_workers TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_workers_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_absencealert TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_application TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_attendance TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_calendarfeed TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_cohort TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_court TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_document TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_duplicatekey TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.programmes_duplicatekey_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_duplicatepair TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_engagement TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_game TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_goal TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_import TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_importrow TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.programmes_importrow_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_invitation TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_match TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_measurement TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_note TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_offer TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_passage TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_player TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_profileentry TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_programme TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_programmedraft TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_programmeversion TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_referral TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_release TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_releasebasis TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_review TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_room TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_rosterreceipt TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.programmes_rosterreceipt_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_session TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_task TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_teammember TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_turn TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_usecount TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_useevent TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programmes_workentry TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.questionnaires_questionnaire TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.questionnaires_response TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.socialaccount_socialaccount TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.socialaccount_socialaccount_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.socialaccount_socialapp TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.socialaccount_socialapp_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.socialaccount_socialtoken TO igum_app;

GRANT SELECT,USAGE ON SEQUENCE public.socialaccount_socialtoken_id_seq TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.volunteering_certificate TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.volunteering_hoursentry TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.volunteering_initiative TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.volunteering_opportunity TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.volunteering_shift TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.volunteering_signup TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.volunteering_vetting TO igum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.volunteering_volunteer TO igum_app;

ALTER DEFAULT PRIVILEGES FOR ROLE igum_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES TO igum_app;

ALTER DEFAULT PRIVILEGES FOR ROLE igum_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES TO igum_app;
