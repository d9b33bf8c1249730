"""What follows once a cohort is chosen: its team, sessions, tasks, notes and measurements.

Safe while older code runs: new tables, and columns with a default.
"""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0001_initial"),
        ("programmes", "0005_list_in_order"),
        ("questionnaires", "0002_isolation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="engagement",
            name="language",
            field=models.CharField(
                choices=[("he", "עברית"), ("ar", "العربية"), ("en", "English"), ("ru", "Русский"), ("am", "አማርኛ")],
                default="he",
                max_length=2,
            ),
        ),
        migrations.AddField(
            model_name="engagement",
            name="locality",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.locality"
            ),
        ),
        migrations.AddField(
            model_name="engagement",
            name="name",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="engagement",
            name="phone",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("seats", models.PositiveIntegerField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "locality",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.locality"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("phase", models.CharField(help_text="The phase's key in the file.", max_length=60)),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="From 1 in its phase; what follows a meeting has its number."
                    ),
                ),
                (
                    "is_after",
                    models.BooleanField(default=False, help_text="What follows the meeting for some of its people."),
                ),
                ("who", models.JSONField(default=list, help_text="subject, and roles by their keys.")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("planned_on", models.DateField(help_text="The day that the rule gave, before anybody moved it.")),
                ("because", models.JSONField(default=list, help_text="Holidays that moved it here, by their names.")),
                (
                    "moved_at",
                    models.DateTimeField(
                        blank=True, help_text="A person moved it: the file moves it no more.", null=True
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("cancel_reason", models.CharField(blank=True, max_length=400)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("roster_number", models.PositiveIntegerField(default=0)),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="programmes.cohort",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="programmes.room",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RosterReceipt",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField()),
                (
                    "taken_at",
                    models.DateTimeField(help_text="By the sender's clock, which may be wrong: for people to read."),
                ),
                ("received_at", models.DateTimeField()),
                (
                    "marks",
                    models.JSONField(
                        help_text="As sent, and what was not taken because somebody else had noted otherwise."
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.session",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("phase", models.CharField(help_text="The phase's key in the file.", max_length=60)),
                (
                    "key",
                    models.CharField(
                        blank=True, help_text="The task's key in the file; empty for one by hand.", max_length=60
                    ),
                ),
                ("title", models.CharField(blank=True, help_text="Of a task given by hand.", max_length=200)),
                ("due_on", models.DateField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True, help_text="What was done, in words.")),
                ("waived_at", models.DateTimeField(blank=True, null=True)),
                ("waive_reason", models.CharField(blank=True, max_length=400)),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="programmes.cohort",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "engagement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="programmes.engagement",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="questionnaires.response",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("role", models.CharField(help_text="The role's key in the file.", max_length=60)),
                ("name", models.CharField(max_length=120)),
                ("phone", models.CharField(blank=True, max_length=20)),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("he", "עברית"),
                            ("ar", "العربية"),
                            ("en", "English"),
                            ("ru", "Русский"),
                            ("am", "አማርኛ"),
                        ],
                        default="he",
                        max_length=2,
                    ),
                ),
                (
                    "facts",
                    models.JSONField(default=dict, help_text="Answers of the role's form: what matching leans on."),
                ),
                ("leads", models.BooleanField(default=False, help_text="Sees all who take part, and notes who came.")),
                ("since_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="team",
                        to="programmes.cohort",
                    ),
                ),
                (
                    "locality",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.locality"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="session",
            name="led_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programmes.teammember",
            ),
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only me"),
                            ("team", "The team of this family"),
                            ("subject", "The team and the family"),
                        ],
                        default="team",
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(max_length=4000)),
                ("written_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "engagement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="programmes.engagement",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.teammember",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Match",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("link_hash", models.CharField(editable=False, max_length=64)),
                ("reasons", models.JSONField(default=list, help_text="Why these two, as the matching found it.")),
                (
                    "by_hand",
                    models.BooleanField(default=False, help_text="A person chose it: the next matching keeps it."),
                ),
                ("proposed_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("subject_agreed_at", models.DateTimeField(blank=True, null=True)),
                ("member_agreed_at", models.DateTimeField(blank=True, null=True)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
                ("declined_by_subject", models.BooleanField(default=False)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("end_reason", models.CharField(blank=True, max_length=400)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "engagement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="programmes.engagement",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="programmes.teammember",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("present", "Present"),
                            ("late", "Late"),
                            ("excused", "Excused"),
                            ("absent", "Absent"),
                        ],
                        max_length=10,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("noted_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "engagement",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="programmes.engagement",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="programmes.session",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="programmes.teammember",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Measurement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("outcome", models.CharField(help_text="The outcome's key in the file.", max_length=60)),
                (
                    "moment",
                    models.CharField(
                        help_text="As the file says: baseline, end, end+P9M, or a phase's key.", max_length=60
                    ),
                ),
                ("value", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("measured_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "engagement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measurements",
                        to="programmes.engagement",
                    ),
                ),
                (
                    "measured_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="questionnaires.response",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "engagement", "outcome", "moment"),
                        name="programmes_measured_once_at_a_moment",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("phase", models.CharField(help_text="The phase's key in the file.", max_length=60)),
                ("passed_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, help_text="Why, when the gate was not open.", max_length=400)),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "engagement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="programmes.engagement",
                    ),
                ),
                (
                    "passed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "engagement", "phase"), name="programmes_phase_passed_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="room",
            constraint=models.UniqueConstraint(
                fields=("region", "authority", "name"),
                name="programmes_room_named_once",
                nulls_distinct=False,
                violation_error_message="A room of this name is there already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterreceipt",
            constraint=models.UniqueConstraint(fields=("region", "key"), name="programmes_roster_taken_in_once"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["region", "cohort", "due_on"], name="programmes_task_by_day"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("done_at", None), ("waived_at", None)),
                fields=["region", "due_on"],
                name="programmes_tasks_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("region", "engagement", "phase", "key"),
                name="programmes_task_given_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), ("title", ""), _negated=True), name="programmes_task_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at", None), ("waived_at", None), _connector="OR"),
                name="programmes_task_ends_in_one_way",
            ),
        ),
        migrations.AddIndex(
            model_name="teammember",
            index=models.Index(fields=["region", "cohort", "role"], name="programmes_team_by_role"),
        ),
        migrations.AddIndex(
            model_name="teammember",
            index=models.Index(fields=["user"], name="programmes_team_by_user"),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_at", None), ("user__isnull", False)),
                fields=("region", "cohort", "role", "user"),
                name="programmes_member_once_in_a_role",
                violation_error_message="This person has this role in the round already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_at", None), ("until_at__gte", models.F("since_at")), _connector="OR"),
                name="programmes_member_ends_after_beginning",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(fields=["region", "cohort", "starts_at"], name="programmes_session_by_time"),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(fields=["region", "starts_at"], name="programmes_sessions_of_a_day"),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.UniqueConstraint(
                fields=("region", "cohort", "phase", "number", "is_after"), name="programmes_session_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="programmes_session_takes_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("cancelled_at", None), ("room__isnull", False)),
                expressions=[
                    ("region", "="),
                    ("room", "="),
                    (
                        models.Func(
                            "starts_at",
                            "ends_at",
                            function="tstzrange",
                            output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="programmes_room_holds_one_session",
                violation_error_message="Another session is in this room at that time. Choose another room or hour.",
            ),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(fields=["region", "engagement", "written_at"], name="programmes_notes_by_time"),
        ),
        migrations.AddIndex(
            model_name="match",
            index=models.Index(fields=["region", "member"], name="programmes_match_by_member"),
        ),
        migrations.AddIndex(
            model_name="match",
            index=models.Index(fields=["user"], name="programmes_match_by_user"),
        ),
        migrations.AddIndex(
            model_name="match",
            index=models.Index(fields=["region", "link_hash"], name="programmes_match_by_link"),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.UniqueConstraint(
                condition=models.Q(("declined_at", None), ("ended_at", None)),
                fields=("region", "engagement", "member"),
                name="programmes_match_once",
                violation_error_message="These two go together already.",
            ),
        ),
        migrations.AddIndex(
            model_name="attendance",
            index=models.Index(fields=["region", "engagement"], name="programmes_attendance_of"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=("region", "session", "engagement"), name="programmes_subject_noted_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=("region", "session", "member"), name="programmes_member_noted_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("engagement__isnull", False), ("member", None)),
                    models.Q(("engagement", None), ("member__isnull", False)),
                    _connector="OR",
                ),
                name="programmes_attendance_is_of_one",
            ),
        ),
    ]
