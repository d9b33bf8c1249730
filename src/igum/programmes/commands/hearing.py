"""When somebody who takes part was last seen or heard of, kept beside them for lists of many people."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from igum.programmes.models import Attendance, Engagement, Session
from igum.programmes.rules.attendance import CAME, Status


def hear_of(engagement_id: UUID, at: datetime) -> None:
    """Somebody wrote of them, or a task of theirs was done. As the program."""
    newer = Q(heard_at=None) | Q(heard_at__lt=at)
    Engagement.objects.filter(newer, pk=engagement_id).update(heard_at=at)


def count_roster(session: Session, engagement_ids: Collection[UUID]) -> None:
    """Keep the number of a session's roster, count it anew, and find the newest meeting that these came to.

    As the program.
    """
    counted = Attendance.objects.filter(session=session, engagement__isnull=False).aggregate(
        counted=Count("pk", filter=~Q(status=Status.EXCUSED)), came=Count("pk", filter=Q(status__in=CAME))
    )
    session.counted, session.came = counted["counted"], counted["came"]
    session.save(update_fields=["roster_number", "counted", "came"])
    with connection.cursor() as cursor:
        cursor.execute(_CAME, {"these": list(engagement_ids), "came": list(CAME)})


# In one pass: asked for each by itself, forty would be forty questions.
_CAME = """
    UPDATE programmes_engagement e SET came_at = newest.at
    FROM unnest(%(these)s::uuid[]) AS these (id) LEFT JOIN (
        SELECT a.engagement_id AS id, max(s.starts_at) AS at
        FROM programmes_attendance a JOIN programmes_session s ON s.id = a.session_id AND s.region_id = a.region_id
        WHERE a.engagement_id = ANY(%(these)s) AND a.status = ANY(%(came)s) GROUP BY 1
    ) AS newest USING (id)
    WHERE e.id = these.id AND e.came_at IS DISTINCT FROM newest.at
"""
