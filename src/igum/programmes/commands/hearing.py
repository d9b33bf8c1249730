"""When somebody who takes part was last seen or heard of, kept beside them for lists of many people."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Q, Subquery

from igum.programmes.models import Attendance, Engagement, Session
from igum.programmes.rules.attendance import CAME, Status


def hear_of(engagement_id: UUID, at: datetime) -> None:
    """Somebody wrote of them, or a task of theirs was done. As the program."""
    newer = Q(heard_at=None) | Q(heard_at__lt=at)
    Engagement.objects.filter(newer, pk=engagement_id).update(heard_at=at)


def count_roster(session: Session, engagement_ids: Collection[UUID]) -> None:
    """Count a session's roster anew, and find the newest meeting that these came to. As the program."""
    counted = Attendance.objects.filter(session=session, engagement__isnull=False).aggregate(
        counted=Count("pk", filter=~Q(status=Status.EXCUSED)), came=Count("pk", filter=Q(status__in=CAME))
    )
    session.counted, session.came = counted["counted"], counted["came"]
    session.save(update_fields=["counted", "came"])
    newest = (
        Attendance.objects.filter(engagement=OuterRef("pk"), status__in=CAME)
        .order_by()
        .values("engagement")
        .annotate(at=Max("session__starts_at"))
        .values("at")
    )
    Engagement.objects.filter(pk__in=list(engagement_ids)).update(came_at=Subquery(newest))
